"""What a database's error says about the disk beneath it: full, not to be written, damaged, or another file; and what
to do then.

These do not pass by themselves in a moment, as a lock does. Nothing was kept when one of them came, and whoever pressed
is told so.
"""

from typing import Literal

from sqlalchemy.exc import DBAPIError

Ailment = Literal["full", "read-only", "damaged", "moved"]

SAID: dict[Ailment, str] = {
    "full": "The disk that holds the database is full. Nothing is saved, and whoever presses something is told so. "
    "Make room there; Tend goes on by itself.",
    "read-only": "The database cannot be written. Nothing is saved, and whoever presses something is told so. Give "
    "Tend's user the right to write the file and its folder, or make the disk writable; Tend goes on by itself.",
    "damaged": "The database is damaged, or the disk beneath it is. What was read there may be wrong. Stop Tend, keep "
    "the file as it is, and put back a copy on a sound disk: tend restore FILE.",
    "moved": "The database's file is not where it was: it was moved, deleted or replaced while Tend ran. Nothing is "
    "saved, and whoever presses something is told so. Put it back with the files beside it (-wal, -shm), and Tend goes "
    "on by itself; if it is lost, stop Tend and put back a copy: tend restore FILE.",
}
"""What to tell whoever runs Tend."""

_SQLITE: dict[int, Ailment] = {8: "read-only", 10: "damaged", 11: "damaged", 13: "full", 14: "read-only", 26: "damaged"}
"""By SQLite's own number for what went wrong: READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB."""
_NO_ROOM_FOR_JOURNAL = 4874
"""IOERR_SHMSIZE: on a full disk SQLite cannot even read, for want of room beside its journal."""
MOVED = 1032
"""READONLY_DBMOVED. SQLite itself finds this out only without a journal like ours, so `bot.db` looks."""
_POSTGRESQL: dict[str, Ailment] = {
    "25006": "read-only",
    "53100": "full",
    "58030": "damaged",
    "XX001": "damaged",
    "XX002": "damaged",
}


def ailment(broken: DBAPIError) -> Ailment | None:
    """None for anything that has nothing to do with the disk."""
    code = getattr(broken.orig, "sqlite_errorcode", None)
    if code == _NO_ROOM_FOR_JOURNAL:
        return "full"
    if code == MOVED:
        return "moved"
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    return _POSTGRESQL.get(getattr(broken.orig, "sqlstate", None) or "")


def away(broken: DBAPIError) -> Ailment | None:
    """The same, for what can pass without a new disk or a copy. Whoever took it for damage would put back a copy."""
    told = ailment(broken)
    return None if told == "damaged" else told
