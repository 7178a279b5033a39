"""What is kept of a meeting: when it is, who takes which part, who comes. Never what was said there."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept, insert_new
from bot.groups.tables import Member, members
from bot.meetings.rules import COMING, LATE, end
from bot.people import Profile


class Meeting(Kept):
    """One meeting of a group. `on` is the date that the rhythm names, on the group's own calendar; `start` the instant.

    The id is the meeting's for good, also when it moves: answers, parts and its entry in people's calendars hang on it.
    `sequence` counts its changes, as calendars want, and `changed_at` is the last of them. `reminded_at`: from then on
    a changed rhythm leaves it alone.
    `people` is how many were noted as there when it ended. It stays, whatever anybody corrects for themselves, so that
    nobody's correction shows in what others read.
    `wall` is what a member moved it to by hand, as in "2026-11-17T18:30 Europe/Berlin", "" for a meeting at its
    rhythm's hour; `off` says what called it off: "" for nothing, or one of `rules.OFF`.
    """

    __tablename__ = "meetings"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    on: Mapped[date]
    start: Mapped[datetime]
    minutes: Mapped[int]
    sequence: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    wall: Mapped[str] = mapped_column(default="", server_default="")
    off: Mapped[str] = mapped_column(default="", server_default="")
    changed_at: Mapped[datetime]
    people: Mapped[int] = mapped_column(default=0, server_default="0")
    __table_args__ = (Index("ix_meetings_group_id_start", "group_id", "start"),)

    @property
    def end(self) -> datetime:
        return end(self.start, self.minutes)


class Part(Kept):
    """Who takes a role at a meeting. No member: nobody does, or they have been forgotten since.

    `since` is when they were chosen, `asked_for` the start that they were asked about, `will` whether they said yes.
    """

    __tablename__ = "meeting_parts"
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    since: Mapped[datetime]
    asked_for: Mapped[datetime | None]
    will: Mapped[bool] = mapped_column(default=False)


class Attendance(Kept):
    """One member at one meeting: their `answer` before it ("" for none), and `there`, noted when it is over.

    `to_tell` is what is on its way to them: a reminder, "moved", "off", "back", "missed", or "" for nothing; `was` is
    the start that they knew of before it moved, until they were told.
    """

    __tablename__ = "attendance"
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    there: Mapped[bool | None]
    to_tell: Mapped[str] = mapped_column(default="")
    was: Mapped[datetime | None]
    __table_args__ = (Index("ix_attendance_member_id", "member_id"),)


def standing(session: Session, group_id: str, now: datetime) -> Sequence[Meeting]:
    """Every meeting that holds its date in the rhythm: all but those that a changed rhythm called off.

    Those that are over are among them as long as the date that the rhythm names for them is to come.
    """
    kept = select(Meeting).where(Meeting.group_id == group_id, Meeting.off != "rhythm")
    ahead = or_(Meeting.ended_at.is_(None), Meeting.on >= now.date() - timedelta(days=2))
    return session.scalars(kept.where(ahead).order_by(Meeting.on, Meeting.start, Meeting.id)).all()


def open_meetings(session: Session, group_id: str) -> Sequence[Meeting]:
    """Those that are not over and not called off, the next one first. One that is going on now is among them."""
    planned = select(Meeting).where(
        Meeting.group_id == group_id, Meeting.ended_at.is_(None), Meeting.cancelled_at.is_(None)
    )
    return session.scalars(planned.order_by(Meeting.start, Meeting.id)).all()


def next_meeting(session: Session, group_id: str, now: datetime) -> Meeting | None:
    """The one that is going on now, or the next one."""
    return next((meeting for meeting in open_meetings(session, group_id) if meeting.end > now), None)


def next_to_begin(session: Session, group_id: str, now: datetime) -> Meeting | None:
    """The next one that has not begun."""
    return next((meeting for meeting in open_meetings(session, group_id) if meeting.start > now), None)


def coming_or_called_off(session: Session, group_id: str, after: datetime) -> Sequence[Meeting]:
    """Everything that begins later than an instant, also what was called off."""
    later = select(Meeting).where(Meeting.group_id == group_id, Meeting.start > after)
    return session.scalars(later.order_by(Meeting.start, Meeting.id)).all()


def next_after(session: Session, meeting: Meeting) -> Meeting | None:
    """The meeting of the same group after this one."""
    return next((later for later in open_meetings(session, meeting.group_id) if later.start > meeting.start), None)


def attendance(session: Session, meeting_id: str, member_id: str) -> Attendance:
    """A member's row at a meeting, made when there is none yet."""
    new = {"answer": "", "to_tell": ""}
    insert_new(session, Attendance, meeting_id=meeting_id, member_id=member_id, **new)
    return session.get_one(Attendance, (meeting_id, member_id))


def answers(session: Session, meeting_id: str) -> dict[str, str]:
    """What members answered, by member id; those who did not answer are not in it."""
    given = select(Attendance.member_id, Attendance.answer).where(
        Attendance.meeting_id == meeting_id, Attendance.answer != ""
    )
    return {row.member_id: row.answer for row in session.execute(given)}


def coming(session: Session, meeting: Meeting) -> Sequence[tuple[Profile, bool]]:
    """Who said that they come, and whether late, in the order in which they joined."""
    said = answers(session, meeting.id)
    people = members(session, meeting.group_id)
    return [(who, said[member.id] == LATE) for member, who in people if said.get(member.id) in (COMING, LATE)]


def has_part(session: Session, meeting_id: str, member_id: str) -> bool:
    """Whether they take any role at a meeting."""
    theirs = select(Part.role).where(Part.meeting_id == meeting_id, Part.member_id == member_id)
    return session.scalars(theirs).first() is not None


def taking(session: Session, meeting_id: str, role: str) -> tuple[Member, Profile] | None:
    """Who takes this role at this meeting, if somebody who is in the group does."""
    who = (
        select(Member, Profile)
        .join(Profile, Profile.id == Member.profile_id)
        .join(Part, Part.member_id == Member.id)
        .where(Part.meeting_id == meeting_id, Part.role == role, Member.left_at.is_(None))
    )
    row = session.execute(who).first()
    return (row.Member, row.Profile) if row else None
