"""What is kept of the week before a meeting, and of what a group wants to come back to. Never what was said there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.groups.tables import Member
from bot.people import Profile
from bot.sealed import Sealed, SealedColumn


class Handover(Kept):
    """The card of a meeting that a member was given. `stands`: it is still theirs to facilitate."""

    __tablename__ = "handovers"
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]
    stands: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (Index("ix_handovers_member_id", "member_id"),)

    @property
    def key(self) -> str:
        """Of the message: one for each meeting and member, however often a turn goes to and fro."""
        return f"agenda/{self.meeting_id}/handover/{self.member_id}"


class Item(Kept):
    """What a member brings to a meeting. The title is sealed with their key; `format` is the id of one, or "".

    `waits`: the meeting was called off, and its owner has not said what is to become of it.
    """

    __tablename__ = "agenda_items"
    id: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    title: Mapped[Sealed] = mapped_column(SealedColumn)
    minutes: Mapped[int]
    format: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    waits: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    __table_args__ = (
        Index("ix_agenda_items_meeting_id", "meeting_id"),
        Index("ix_agenda_items_member_id", "member_id"),
    )

    @property
    def cell(self) -> str:
        return f"agenda_items.title.{self.id}"


class FollowUp(Kept):
    """What a group wants to come back to, in a line sealed with the key of whoever noted it; it may be `whose_id`'s.

    `done_at`: since then it is only kept so that a slip of the finger can be undone.
    """

    __tablename__ = "follow_ups"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    by_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    whose_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    words: Mapped[Sealed] = mapped_column(SealedColumn)
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix_follow_ups_group_id", "group_id"),
        Index("ix_follow_ups_by_id", "by_id"),
        Index("ix_follow_ups_whose_id", "whose_id"),
    )

    @property
    def cell(self) -> str:
        return f"follow_ups.words.{self.id}"


class Round(Kept):
    """What was said about the agreement after one meeting: sums and who has said, never who said what.

    The id is the meeting's, and outlives its row. `totals` until it is counted, then their key goes. `people` stay only
    where a `result` was shown, which is a word and no secret: later results are weighed against it.
    """

    __tablename__ = "agreement_rounds"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    met_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed: Mapped[bool] = mapped_column(default=False)
    totals: Mapped[Sealed | None] = mapped_column(SealedColumn)
    people: Mapped[Sealed | None] = mapped_column(SealedColumn)
    result: Mapped[str | None]
    __table_args__ = (Index("ix_agreement_rounds_group_id_met_at", "group_id", "met_at"),)

    @property
    def owner(self) -> str:
        """The owner of the totals."""
        return f"agreed:{self.id}"

    @property
    def totals_cell(self) -> str:
        return f"agreement_rounds.totals.{self.id}"

    @property
    def people_cell(self) -> str:
        return f"agreement_rounds.people.{self.id}"


class OpeningSentence(Kept):
    """The sentence of a check-in that a member brings to a meeting's opening round, sealed with their key.

    It goes when the meeting is over, with what was shown of it in the room. The id refers to nothing: whoever deletes
    the check-in must not make this row vanish, without which nobody would take the message back.
    """

    __tablename__ = "opening_sentences"
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    checkin_id: Mapped[str]
    words: Mapped[Sealed] = mapped_column(SealedColumn)
    at: Mapped[datetime]
    __table_args__ = (Index("ix_opening_sentences_member_id", "member_id"),)

    @property
    def cell(self) -> str:
        return f"opening_sentences.words.{self.meeting_id}.{self.member_id}"

    @property
    def key(self) -> str:
        """Of the message in the room."""
        return f"agenda/{self.meeting_id}/opening/{self.member_id}"


def rounds(session: Session, group_id: str) -> Sequence[Round]:
    """Every round of a group, the latest first."""
    found = select(Round).where(Round.group_id == group_id)
    return session.scalars(found.order_by(Round.met_at.desc(), Round.id)).all()


def last_result(session: Session, group_id: str) -> Round | None:
    """The latest that was shown."""
    return next((one for one in rounds(session, group_id) if one.result), None)


def handovers(session: Session, meeting_id: str) -> Sequence[Handover]:
    return session.scalars(select(Handover).where(Handover.meeting_id == meeting_id)).all()


def items(session: Session, meeting_id: str, *, waiting: bool = False) -> Sequence[tuple[Item, Profile]]:
    """What is on the agenda of a meeting and whose it is, in order; or what waits since it was called off."""
    found = (
        select(Item, Profile)
        .join(Member, Member.id == Item.member_id)
        .join(Profile, Profile.id == Member.profile_id)
        .where(Item.meeting_id == meeting_id, Item.waits.is_(waiting))
    )
    return [(row.Item, row.Profile) for row in session.execute(found.order_by(Item.position, Item.at, Item.id))]


def waiting_of(session: Session, member_id: str) -> Sequence[Item]:
    """What waits for this member's word, the oldest first."""
    found = select(Item).where(Item.member_id == member_id, Item.waits.is_(True))
    return session.scalars(found.order_by(Item.at, Item.id)).all()


def last_place(session: Session, meeting_id: str) -> int:
    """The place behind everything that is on the agenda."""
    return (session.scalar(select(func.max(Item.position)).where(Item.meeting_id == meeting_id)) or 0) + 1


def open_follow_ups(session: Session, group_id: str) -> Sequence[FollowUp]:
    """What a group wants to come back to, the oldest first."""
    found = select(FollowUp).where(FollowUp.group_id == group_id, FollowUp.done_at.is_(None))
    return session.scalars(found.order_by(FollowUp.at, FollowUp.id)).all()
