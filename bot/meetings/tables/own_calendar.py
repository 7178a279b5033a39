"""The address at which a calendar finds the meetings of its owner."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Kept
from bot.sealed import Sealed, SealedColumn


class CalendarFeed(Kept):
    """The address at which a member's own calendar finds the meetings of their groups.

    `token` is its unguessable part, sealed with its owner's key so that they can be shown it again; `name` is the same
    under a blind name, by which it is found. With the database alone nobody can make the address.
    """

    __tablename__ = "calendar_feeds"
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    token: Mapped[Sealed] = mapped_column(SealedColumn)
    made_at: Mapped[datetime]
