"""Who was erased, under names that tell nothing: in the database, and in a file that no copy of it takes back.

A copy from before an erasure still has the person in it. At every start the two lists are compared: whoever is on the
file's and not on the database's is erased again, however the older database came to be there.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept, insert_new
from bot.logs import log

if TYPE_CHECKING:
    from bot.turn import Turn

_DIGITS = 64  # of a blind name; a line that was not finished has fewer


class ErasedPerson(Kept):
    """Somebody who was erased. `name` is blind (`Vault.blind`), and there is nothing else: not even when."""

    __tablename__ = "erased"
    name: Mapped[str] = mapped_column(primary_key=True)


class Erasures:
    """The file. Raises OSError when it cannot be written to."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.add([])

    def names(self) -> set[str]:
        return {name for name in self.file.read_text("ascii", "replace").split() if len(name) == _DIGITS}

    def add(self, names: Iterable[str]) -> None:
        """Returns when they would survive a power cut."""
        lines = "".join(f"\n{name}" for name in names).encode()  # first the end of a line that was not finished
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, lines)
            if lines:
                os.fsync(handle)
        finally:
            os.close(handle)


def note(turn: "Turn", owner: str) -> None:
    """In this Turn, and in the file once the Turn is kept. If that fails, the next start makes up for it."""
    name = blind(turn, owner)
    insert_new(turn.session, ErasedPerson, name=name)
    if turn.erasures:
        _once_kept(turn.session, turn.erasures, name)


def _once_kept(session: Session, erasures: Erasures, name: str) -> None:
    def add(_: Session) -> None:
        try:
            erasures.add([name])
        except OSError as broken:
            log.error("erasure not in the file", error=broken)

    event.listen(session, "after_commit", add, once=True)


def compare(session: Session, erasures: Erasures) -> set[str]:
    """Fills up the file from the database. Whom the database lacks, which is then older than the file."""
    kept, beside = set(session.scalars(select(ErasedPerson.name))), erasures.names()
    erasures.add(sorted(kept - beside))
    return beside - kept


def blind(turn: "Turn", owner: str) -> str:
    return turn.vault.blind(f"erased {owner}")
