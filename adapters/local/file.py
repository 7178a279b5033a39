"""The local chat's own file: one SQLite connection, its tables, and whoever wants to hear of changes.

Calls are made where they are needed and take a fraction of a millisecond, as nothing waits for the disk: a killed
process loses nothing, and only a power cut could take the last moments of a rehearsal.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
create table if not exists people (id text primary key, name text not null, zone text not null, about text not null);
create table if not exists rooms (
    id text primary key, kind text not null, title text not null, open integer not null, above text, beneath integer,
    key text unique, made integer not null);
create table if not exists seats (room text not null, person text not null, primary key (room, person));
create table if not exists messages (
    id integer primary key autoincrement, key text not null unique, room text not null, author text not null,
    reader text not null, body text, at integer not null, changed integer not null unique);
create index if not exists messages_by_room on messages (room, id);
create index if not exists messages_by_change on messages (room, changed);
create table if not exists reads (
    person text not null, room text not null, upto integer not null, primary key (person, room));
create table if not exists forms (
    id text primary key, person text not null, room text not null, pressed integer, form text not null);
create table if not exists facts (name text primary key, value text not null);
"""
SAFELY = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=250", "secure_delete=ON")


class File:
    """`told` are called after every change that somebody may see."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        for pragma in SAFELY:
            self.db.execute(f"pragma {pragma}")
        self.db.executescript(SCHEMA)
        self.told: list[Callable[[], None]] = []

    def close(self) -> None:
        self.db.close()

    def fact(self, name: str) -> str:
        """A single thing worth remembering; empty when it is not known."""
        row = self.db.execute("select value from facts where name = ?", (name,)).fetchone()
        return str(row["value"]) if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        self.db.execute("insert or replace into facts values (?, ?)", (name, value))
        self.tell()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Everything in the block is kept, or nothing."""
        self.db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.db.execute("rollback")
            raise
        self.db.execute("commit")

    def tell(self) -> None:
        for tell in self.told:
            tell()
