"""The three diaries of the kernel: what was heard, what must happen, what must be said.

They are rows in the transaction that decided them, so a crash forgets nothing and repeats nothing. What was said keeps
its key and its place, never its words.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Index, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Kept, by_letter
from bot.sealed import Sealed, SealedColumn

OPEN, HELD = "state IN ('waiting', 'sending')", "state = 'held'"


class Heard(Kept):
    """An event that was taken in. Its row is the first write of a Turn, and stops every repetition.

    `event` is the platform's id under a blind name (`Vault.blind`): such an id may be made from who pressed what.
    """

    __tablename__ = "heard"
    platform: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    __table_args__ = (Index("ix_heard_at", "at"),)


class Timer(Kept):
    """A button that nobody has to press: at `due`, `action` happens. The same key replaces.

    `workspace` is the address of the one in which it was set, so that it stands still while Tend is not there.
    """

    __tablename__ = "timers"
    key: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[datetime]
    action: Mapped[str]
    failures: Mapped[int] = mapped_column(default=0)
    workspace: Mapped[str] = mapped_column(default="")
    __table_args__ = (Index("ix_timers_due", "due", "key"),)


class Parcel(Kept):
    """Something to be said, changed or taken back. `seq` orders a lane; a lane is one place, person or circle.

    state: `waiting`, `sending` (claimed until `lease`), `held` (until they can be reached), `said`, `gone` (nobody
    there), `late` (past `until`), `failed`. `workspace` is an address, or empty. `scope` is the id of what it is asked
    within, such as a group: whoever is no longer in there need not be asked.
    """

    __tablename__ = "outbox"
    seq: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(by_letter(), unique=True)
    kind: Mapped[str]
    platform: Mapped[str]
    lane: Mapped[str]
    to: Mapped[str]
    about: Mapped[str | None]
    words: Mapped[Sealed | None] = mapped_column(SealedColumn)
    thread: Mapped[str] = mapped_column(default="")
    then: Mapped[str | None]
    otherwise: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")
    not_before: Mapped[datetime]
    until: Mapped[datetime | None]
    lease: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unclear: Mapped[bool] = mapped_column(default=False)
    sent: Mapped[str | None]
    done_at: Mapped[datetime | None]
    workspace: Mapped[str] = mapped_column(default="")
    scope: Mapped[str] = mapped_column(default="", server_default="")
    __table_args__ = (
        Index(
            "ix_outbox_open",
            *("platform", "workspace", "not_before", "seq"),
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index("ix_outbox_lane", "lane", "seq", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("ix_outbox_held", "platform", "not_before", sqlite_where=text(HELD), postgresql_where=text(HELD)),
    )


def is_open(parcel: type[Parcel]) -> ColumnElement[bool]:
    """Still to be said. The states are spelled out, as in the indexes: a database that compares a value with them
    cannot know beforehand that an index over some of the rows has all that it looks for.
    """
    return parcel.state.in_([literal_column("'waiting'"), literal_column("'sending'")])


def is_held(parcel: type[Parcel]) -> ColumnElement[bool]:
    """Waits until whoever it is for can be reached."""
    return parcel.state == literal_column("'held'")
