"""What is kept of turns: every step with who and why, for everybody in the group to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.groups.tables import Member, members
from bot.meetings.tables import Attendance, Meeting, Part
from bot.people import Profile
from bot.rotation.rules import Standing

KEEPS = ("passed", "not_coming", "away", "gone", "unreached")
"""Steps after which a member's turn is still theirs, at another meeting."""


class Step(Kept):
    """One thing that happened to a turn: `what` is "chosen", "will", "took", "did", "left" or one of KEEPS.

    `why` explains a choice (`rules.Why`). The name goes when its member is forgotten; what, when and which role stay.
    """

    __tablename__ = "rotation_steps"
    seq: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    member_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    what: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    __table_args__ = (Index("ix_rotation_steps_group_id_seq", "group_id", "seq"),)


@dataclass(frozen=True)
class Told:
    """A step as it is read: `name` is empty for somebody who has been forgotten."""

    what: str
    why: str
    name: str
    start: datetime


def history(session: Session, group_id: str, *, skip: int, most: int) -> Sequence[Told]:
    """The group's steps, the latest first."""
    found = (
        select(Step.what, Step.why, Profile.name, Meeting.start)
        .join(Meeting, Meeting.id == Step.meeting_id)
        .outerjoin(Member, Member.id == Step.member_id)
        .outerjoin(Profile, Profile.id == Member.profile_id)
        .where(Step.group_id == group_id)
        .order_by(Step.seq.desc())
    )
    rows = session.execute(found.offset(skip).limit(most))
    return [Told(row.what, row.why, row.name or "", row.start) for row in rows]


def passed_over(session: Session, meeting_id: str, role: str, *what: str) -> set[str]:
    """The members to whom one of these things happened at this meeting."""
    found = select(Step.member_id).where(Step.meeting_id == meeting_id, Step.role == role, Step.what.in_(what))
    return {member for member in session.scalars(found) if member}


def held(session: Session, group_id: str) -> int:
    """How many meetings the group has had."""
    past = select(func.count()).select_from(Meeting).where(Meeting.group_id == group_id, Meeting.ended_at.is_not(None))
    return session.scalar(past) or 0


def standings(session: Session, meeting: Meeting, role: str) -> list[Standing]:
    """Where every member stands before this meeting. A turn at another meeting to come counts as if it were done."""
    turns = _turns(session, meeting, role)
    there = _there(session, meeting.group_id)
    kept = _kept(session, meeting.group_id, role)
    found = []
    for place, (member, _) in enumerate(members(session, meeting.group_id)):
        starts = [start for start, _ in turns.get(member.id, [])]
        to_come = sum(not ended for _, ended in turns.get(member.id, []))
        last = max(starts, default=None)
        still_kept = [at for at, start in kept.get(member.id, []) if last is None or start > last]
        at_meetings = there.get(member.id, 0) + to_come
        found.append(Standing(member.id, len(starts), at_meetings, last, min(still_kept, default=None), place))
    return found


def _turns(session: Session, meeting: Meeting, role: str) -> dict[str, list[tuple[datetime, bool]]]:
    taken = (
        select(Part.member_id, Meeting.start, Meeting.ended_at)
        .join(Meeting, Meeting.id == Part.meeting_id)
        .where(Meeting.group_id == meeting.group_id, Meeting.cancelled_at.is_(None), Meeting.id != meeting.id)
        .where(Part.role == role, Part.member_id.is_not(None))
    )
    turns: dict[str, list[tuple[datetime, bool]]] = {}
    for row in session.execute(taken):
        turns.setdefault(row.member_id, []).append((row.start, row.ended_at is not None))
    return turns


def _there(session: Session, group_id: str) -> dict[str, int]:
    counted = (
        select(Attendance.member_id, func.count())
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.group_id == group_id, Attendance.there.is_(True))
        .group_by(Attendance.member_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _kept(session: Session, group_id: str, role: str) -> dict[str, list[tuple[datetime, datetime]]]:
    """By member: when a turn was kept, and the start of the meeting it was for."""
    steps = (
        select(Step.member_id, Step.at, Meeting.start)
        .join(Meeting, Meeting.id == Step.meeting_id)
        .where(Step.group_id == group_id, Step.role == role, Step.what.in_(KEEPS), Step.member_id.is_not(None))
    )
    kept: dict[str, list[tuple[datetime, datetime]]] = {}
    for row in session.execute(steps):
        kept.setdefault(row.member_id, []).append((row.at, row.start))
    return kept
