"""Whole copies of a SQLite database in one file, made in one moment while others write.

A copy has its name only once it is whole and on the disk. Free pages, in which something deleted could linger, stay
behind.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

UNFINISHED = ".unfinished"
BEFORE = ".before-"
"""What Tend puts behind a database's name for the copies that it makes by itself, and then from before what."""
JOURNALS = ("-wal", "-shm")
"""Files that SQLite keeps beside a database."""


class NotCopied(Exception):
    """Nothing is there under the copy's name. `str()` says why, as SQLite or the system does."""


def write(database: Engine, to: Path) -> Path:
    """Raises NotCopied."""
    unfinished = to.with_name(f"{to.name}{UNFINISHED}")
    try:
        unfinished.unlink(missing_ok=True)
        raw: Any = database.raw_connection()
        with closing(raw) as connection:  # past the listener that begins a transaction
            connection.cursor().execute("VACUUM INTO ?", (str(unfinished),))
        unfinished.chmod(0o600)
        sync(unfinished)
        unfinished.rename(to)
        sync(to.parent)
    except (sqlite3.Error, OSError) as broken:
        unfinished.unlink(missing_ok=True)
        raise NotCopied(getattr(broken, "strerror", None) or str(broken)) from None
    return to


def sync(path: Path) -> None:
    """Returns when it would survive a power cut. SQLite does not see to that for a copy."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside(file: Path | None) -> list[Path]:
    """The copies that Tend made by itself, oldest first."""
    found = file.parent.glob(f"{file.name}{BEFORE}*") if file else ()
    whole = [path for path in found if not path.name.endswith((UNFINISHED, *JOURNALS))]
    return sorted(whole, key=lambda path: path.name.rpartition(BEFORE)[2].partition("-")[2])
