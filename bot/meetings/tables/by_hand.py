"""What members did to meetings by hand: each change, and the days on which a group does not meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.groups.tables import Member
from bot.meetings.tables import Meeting
from bot.people import Profile


class MeetingChange(Kept):
    """What a member did to a meeting by hand, for everybody in the group to read: `what` is one of `rules.CHANGES`.

    `was` and `now` are its starts before and after. The name goes when its member is forgotten.
    """

    __tablename__ = "meeting_changes"
    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    what: Mapped[str]
    was: Mapped[datetime]
    now: Mapped[datetime]
    at: Mapped[datetime]


class Holiday(Kept):
    """Days on which a group does not meet, from `first` to `last`, on the calendar of its meetings."""

    __tablename__ = "holidays"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    first: Mapped[date]
    last: Mapped[date]
    member_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("group_id", "first", "last"),)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def holidays(session: Session, group_id: str, now: datetime) -> Sequence[Holiday]:
    """Those that are not over, the next one first."""
    ahead = select(Holiday).where(Holiday.group_id == group_id, Holiday.last >= now.date() - timedelta(days=1))
    return session.scalars(ahead.order_by(Holiday.first, Holiday.last)).all()


@dataclass(frozen=True)
class ToldChange:
    """A change as it is read: `name` is empty for somebody who has been forgotten."""

    what: str
    was: datetime
    now: datetime
    name: str


def changes(session: Session, group_id: str) -> Sequence[ToldChange]:
    """What members did to meetings of a group, the latest first."""
    found = (
        select(MeetingChange.what, MeetingChange.was, MeetingChange.now, Profile.name)
        .join(Meeting, Meeting.id == MeetingChange.meeting_id)
        .outerjoin(Member, Member.id == MeetingChange.member_id)
        .outerjoin(Profile, Profile.id == Member.profile_id)
        .where(Meeting.group_id == group_id)
        .order_by(MeetingChange.at.desc(), MeetingChange.id)
    )
    return [ToldChange(row.what, row.was, row.now, row.name or "") for row in session.execute(found)]


def put_off(session: Session, group_id: str, now: datetime) -> Sequence[Meeting]:
    """What is to come and was called off, or else moved, by hand: the next one first."""
    ahead = select(Meeting).where(Meeting.group_id == group_id, Meeting.start > now)
    ours = ahead.where(or_(Meeting.off.in_(("hand", "holiday")), Meeting.wall != ""))
    return session.scalars(ours.order_by(Meeting.cancelled_at.is_(None), Meeting.start, Meeting.id)).all()
