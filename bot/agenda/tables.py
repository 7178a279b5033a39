"""What is kept of the week before a meeting: who was given the card."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept


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


def handovers(session: Session, meeting_id: str) -> Sequence[Handover]:
    return session.scalars(select(Handover).where(Handover.meeting_id == meeting_id)).all()
