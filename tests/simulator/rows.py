"""A life's rows, looked at past the program, over a connection of their own.

Looking says whether anything is due at all, so that an hour in which nothing happens costs nothing.
"""

import sqlite3
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.chat import PLATFORM
from tests.files import AnyFile, make_empty


@cache
def any_file() -> AnyFile:
    """One for all lives of a process."""
    return AnyFile()


@cache
def empty(folder: Path) -> Path:
    return make_empty(folder / "empty.sqlite3")


class Rows:
    """What stands in a database, read past the program."""

    def __init__(self, file: Path) -> None:
        self._file = sqlite3.connect(file, isolation_level=None)
        self.close = self._file.close

    def _one(self, statement: str, *given: str) -> object:
        return (self._file.execute(statement, given).fetchone() or (None,))[0]

    def heard(self, event: str) -> bool:
        return self._one("select 1 from heard where platform = ? and event = ?", PLATFORM, event) is not None

    def timer_due(self, by: datetime) -> bool:
        return self._one("select 1 from timers where due <= ?", _kept(by)) is not None

    def parcel_due(self, by: datetime) -> bool:
        """Also one behind another, which is put off."""
        due = "select 1 from outbox where state in ('waiting', 'sending') and not_before <= ?"
        return self._one(due, _kept(by)) is not None

    def failing_timer(self) -> object:
        return self._one("select key from timers where failures > 0")

    def left(self, now: datetime) -> list[tuple[str, ...]]:
        """What should have happened, what failed, and what refers to nothing; nothing when all is well."""
        overdue = self._file.execute("select 'overdue', key from timers where due <= ?", (_kept(now),))
        parcels = "select state, key from outbox where state = 'failed' or not_before <= ? and state in "
        open_ = self._file.execute(parcels + "('waiting', 'sending')", (_kept(now),))
        return [*overdue, *open_, *self._file.execute("pragma foreign_key_check")]

    def said(self) -> int:
        return int(str(self._one("select count(*) from outbox where state = 'said'")))


def _kept(instant: datetime) -> str:
    """As `bot.db.Instant` keeps it."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
