"""What is kept of a draft: for a day, sealed with a key of its own for each version."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Kept
from bot.sealed import Sealed, SealedColumn


class Draft(Kept):
    """Words on their way. `purpose` names what they are to become, and `about` is that purpose's own note, of ids.

    An id with colons is of a day on which drafts of cases had a table of their own: case, member and a number.
    """

    __tablename__ = "drafts"
    id: Mapped[str] = mapped_column(primary_key=True)
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    about: Mapped[str]
    version: Mapped[int]
    words: Mapped[Sealed] = mapped_column(SealedColumn)
    at: Mapped[datetime]
    __table_args__ = (Index("ix_drafts_profile_id", "profile_id"),)

    @property
    def owner(self) -> str:
        """Whose key it is sealed with: its own, so that it can go alone."""
        case, colon, member = self.id.rpartition(":")[0].partition(":")
        return f"draft:{case}:{member}" if colon else f"draft:{self.id}:{self.version}"

    @property
    def cell(self) -> str:
        case, colon, member = self.id.rpartition(":")[0].partition(":")
        return f"case_drafts.words.{case}.{member}" if colon else f"drafts.words.{self.id}"

    @property
    def key(self) -> str:
        """Of the message that shows it."""
        return f"drafts/{self.id}/{self.version}"
