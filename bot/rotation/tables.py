"""What is kept of turns: every step with who and why, for everybody in the group to read, and swaps that are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from bot.db import Kept
from bot.groups.tables import Member
from bot.meetings.tables import Meeting
from bot.people import Profile

SAME = ("kept", "called_off")
"""Steps after which nobody did it in somebody's place: the same turn is theirs at the next meeting."""
KEEPS = ("passed", "not_coming", "away", "gone", "unreached", "absent", "gave", "moved_up", *SAME)
"""Steps after which a member's turn is still theirs, at another meeting."""
DECLINED = ("passed", "not_coming", "unreached", "absent", "left", "kept")
"""Steps after which a member is asked for nothing more at this meeting."""

CAME_BY = ("chosen", "took", "volunteered", "swapped", "stepped_in", "back")
"""Steps by which somebody comes to a turn; each can happen again."""


class Step(Kept):
    """One thing that happened to a turn: `what` is "chosen", "will", "did", "left", one of KEEPS, or how it was taken.

    `why` explains a choice (`rules.Why`), `other_id` is whom somebody swapped with or stepped in for. Names go when
    their member is forgotten; what, when and which role stay.
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
    other_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    __table_args__ = (Index("ix_rotation_steps_group_id_seq", "group_id", "seq"),)


class Swap(Kept):
    """Somebody with a turn asks a colleague to take it. `state` is "asked", "agreed", "declined" or "over".

    It hangs on the meeting, never on its date. It goes with either of the two.
    """

    __tablename__ = "rotation_swaps"
    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    asker_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    asked_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(default="asked")
    at: Mapped[datetime]


@dataclass(frozen=True)
class Told:
    """A step as it is read: `name` is empty for somebody who has been forgotten, `other` for nobody as well."""

    what: str
    why: str
    name: str
    start: datetime
    role: str = "facilitator"
    other: str = ""


def history(session: Session, group_id: str, *, skip: int, most: int) -> Sequence[Told]:
    """The group's steps, the latest first."""
    other_member, other = aliased(Member), aliased(Profile)
    found = (
        select(Step.what, Step.why, Step.role, Profile.name, other.name.label("other"), Meeting.start)
        .join(Meeting, Meeting.id == Step.meeting_id)
        .outerjoin(Member, Member.id == Step.member_id)
        .outerjoin(Profile, Profile.id == Member.profile_id)
        .outerjoin(other_member, other_member.id == Step.other_id)
        .outerjoin(other, other.id == other_member.profile_id)
        .where(Step.group_id == group_id)
        .order_by(Step.seq.desc())
    )
    rows = session.execute(found.offset(skip).limit(most))
    return [Told(row.what, row.why, row.name or "", row.start, row.role, row.other or "") for row in rows]


def reason(session: Session, meeting_id: str, role: str, member_id: str) -> str:
    """How a member came to a turn: why they were chosen (`rules.Why`), or else what they did; "" if it is not known."""
    theirs = select(Step.what, Step.why).where(
        Step.meeting_id == meeting_id, Step.role == role, Step.member_id == member_id, Step.what.in_(CAME_BY)
    )
    row = session.execute(theirs.order_by(Step.seq.desc()).limit(1)).first()
    return (row.why or row.what) if row else ""


def stepped(session: Session, meeting_id: str, role: str, *what: str) -> set[str]:
    """The members to whom one of these things happened at this meeting; in any role if `role` is ""."""
    found = select(Step.member_id).where(Step.meeting_id == meeting_id, Step.what.in_(what))
    found = found.where(Step.role == role) if role else found
    return {member for member in session.scalars(found) if member}


def open_swaps(session: Session, meeting_id: str, role: str) -> Sequence[Swap]:
    """Those that wait for an answer."""
    asked = select(Swap).where(Swap.meeting_id == meeting_id, Swap.role == role, Swap.state == "asked")
    return session.scalars(asked.order_by(Swap.at)).all()


def asked_of(session: Session, member_id: str) -> Swap | None:
    """The latest swap that waits for this member's answer."""
    asked = select(Swap).where(Swap.asked_id == member_id, Swap.state == "asked")
    return session.scalars(asked.order_by(Swap.at.desc(), Swap.id)).first()
