"""The books of a group, written from its rows: what `rules` chooses by."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.groups.tables import members
from bot.meetings.tables import Attendance, Meeting, Part
from bot.rotation.books import Ahead, Evening, Keep, Past
from bot.rotation.tables import KEEPS, SAME, Step


def past(session: Session, group_id: str, before: str = "") -> Past:
    """Everything that was held, and what is settled for other meetings than the one with the id `before`."""
    here = tuple(member.id for member, _ in members(session, group_id))
    parts = _parts(session, group_id)
    return Past(
        here, _evenings(session, group_id, parts), _keeps(session, group_id, parts), _ahead(session, group_id, before)
    )


def _parts(session: Session, group_id: str) -> dict[tuple[str, str], str]:
    """Who has or had which role, by meeting and role."""
    found = select(Part.meeting_id, Part.role, Part.member_id).join(Meeting, Meeting.id == Part.meeting_id)
    rows = session.execute(found.where(Meeting.group_id == group_id, Part.member_id.is_not(None)))
    return {(row.meeting_id, row.role): row.member_id for row in rows}


def _evenings(session: Session, group_id: str, parts: dict[tuple[str, str], str]) -> Sequence[Evening]:
    held = select(Meeting.id, Meeting.start).where(Meeting.group_id == group_id, Meeting.ended_at.is_not(None))
    starts = {row.id: row.start for row in session.execute(held.order_by(Meeting.start, Meeting.id))}
    there: dict[str, set[str]] = {meeting: set() for meeting in starts}
    was = select(Attendance.meeting_id, Attendance.member_id).where(
        Attendance.meeting_id.in_(starts), Attendance.there.is_(True)
    )
    for row in session.execute(was):
        there[row.meeting_id].add(row.member_id)
    did: dict[str, dict[str, str]] = {meeting: {} for meeting in starts}
    for (meeting, role), member in parts.items():
        if meeting in did:
            did[meeting][role] = member
    return [Evening(start, there[meeting], did[meeting]) for meeting, start in starts.items()]


def _keeps(session: Session, group_id: str, parts: dict[tuple[str, str], str]) -> Sequence[Keep]:
    steps = (
        select(Step.role, Step.member_id, Step.what, Step.at, Step.meeting_id, Meeting.start, Meeting.cancelled_at)
        .join(Meeting, Meeting.id == Step.meeting_id)
        .where(Step.group_id == group_id, Step.what.in_(KEEPS), Step.member_id.is_not(None))
        .order_by(Step.seq)
    )
    return [
        Keep(
            role=row.role,
            member=row.member_id,
            at=row.at,
            start=row.start,
            same=row.what == "called_off" or (row.what in SAME and (row.meeting_id, row.role) not in parts),
            excused=row.what in ("gave", "moved_up") or row.cancelled_at is not None,
        )
        for row in session.execute(steps)
        if row.what != "called_off" or row.cancelled_at  # it may have been put back
    ]


def _ahead(session: Session, group_id: str, before: str) -> Sequence[Ahead]:
    to_come = (
        select(Part.role, Part.member_id, Meeting.start)
        .join(Meeting, Meeting.id == Part.meeting_id)
        .where(Meeting.group_id == group_id, Meeting.cancelled_at.is_(None), Meeting.ended_at.is_(None))
        .where(Meeting.id != before, Part.member_id.is_not(None))
    )
    return [Ahead(row.role, row.member_id, row.start) for row in session.execute(to_come)]
