"""The database: one engine, one transaction at a time for SQLite, and nothing that waits for a network inside it.

Work is a plain function of a Session and runs in a worker thread, so that the event loop never waits for a disk.
SQLite gets a single worker: `BEGIN IMMEDIATE` from the first statement, so that no update is ever lost silently.
PostgreSQL takes several at once and promises the same (`SERIALIZABLE`): of two that would disturb each other one is
kept, and the other is done again from its beginning. So work must leave nothing behind but rows.
"""

import asyncio
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Insert,
    MetaData,
    String,
    create_engine,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from bot.disk import MOVED, Ailment, ailment

T = TypeVar("T")

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SAFELY: tuple[str, ...] = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)
SCRUB = "scrub"
"""Set in a session's `info` by work that deletes what must not linger: see `Database.scrub`."""
PUT_DOWN = "put down"
"""In a session's `info`, the platforms for which something waits to be said: see `Database.name`."""
CHANNEL = "tend"
"""Where PostgreSQL tells every process that listens what another has put down (`bot.listening`)."""
THREADS = 4
"""Workers for a database that takes several writers at once."""
AGAIN_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
"""Work that met another's is done again after up to this long, the first time, the second, …"""
BUSY_SECONDS = 120
"""How long a database that somebody else holds, or that starts anew, is waited for where much depends on it."""
LOOK_AGAIN_SECONDS = 0.1
MET = ("40001", "40P01", "23505")
"""What PostgreSQL calls two transactions that disturbed each other: also when both made a row that there is once."""
SOON = (*MET, "53300", "55P03", "57P01", "57P02", "57P03")
"""What it calls being out of reach for a moment: full, locked, ending, ended, starting."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; a naive datetime is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant knows its zone")
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Kept(DeclarativeBase):
    """What every table is made from."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant}  # noqa: RUF012 -- read by SQLAlchemy


def new_id() -> str:
    """Twelve characters that nobody can guess and that say nothing about when or in which order they were made."""
    return secrets.token_urlsafe(9)


def past_orm(session: Session) -> Connection:
    """The transaction itself, once what the session holds is written: for what every Turn says to the kernel's tables.

    Such a statement is made once for all, with places for its values (`bindparam`), and takes a sixth of the time.
    A row that the session has read before does not see what it changes, and the session's own `rollback` does not undo
    it: whoever wants a transaction undone raises, or rolls back a part that was begun.
    """
    if isinstance(session.bind, Connection) and not session.in_transaction():
        return session.bind  # nothing was done through the session yet, so it has no part of its own in this
    session.flush()
    return session.connection()


def by_letter() -> String:
    """The type of a column whose values stand in the order of their letters, as `begins` needs: SQLite's do."""
    return String().with_variant(String(collation="C"), "postgresql")


def begins(column: InstrumentedAttribute[str], words: str) -> tuple[ColumnElement[bool], ...]:
    """What begins so, to the letter, as a stretch of the column's index: to compare each with a pattern is to read the
    whole table, and in SQLite takes A for a.
    """
    return (column >= words, column < words[:-1] + chr(ord(words[-1]) + 1)) if words else ()


def insert_new(session: Session, table: type[Kept], **values: object) -> bool:
    """Inserts the row unless one with the same key is there; says whether it did."""
    connection = past_orm(session)
    new, columns = _new_row(table, connection.dialect.name)
    return connection.execute(new, {columns[name]: value for name, value in values.items()}).rowcount == 1


def write_over(session: Session, table: type[Kept], **values: object) -> None:
    """Inserts the row, or gives the one with the same primary key these values."""
    connection = past_orm(session)
    connection.execute(_row(table, connection.dialect.name), values)


@cache
def _row(table: type[Kept], dialect: str) -> postgresql.Insert | sqlite.Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    row = insert(table.__table__)  # type: ignore[arg-type]
    key = [one.name for one in table.__table__.primary_key]
    rest = {one.name: one for one in row.excluded if one.name not in key}
    return row.on_conflict_do_update(index_elements=key, set_=rest)


@cache
def _new_row(table: type[Kept], dialect: str) -> tuple[Insert, dict[str, str]]:
    """The statement, and which column each attribute stands in."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    new = insert(table.__table__).on_conflict_do_nothing().execution_options(preserve_rowcount=True)  # type: ignore[arg-type]
    return new, {one.key: one.columns[0].key for one in table.__mapper__.column_attrs}


def is_busy(broken: DBAPIError) -> bool:
    """Whether somebody else holds the database, or it cannot be reached: it may take the same a moment later."""
    if isinstance(broken.orig, sqlite3.Error):
        return getattr(broken.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    state = _state(broken)
    return state in SOON or (isinstance(broken, OperationalError) and (state or "08").startswith("08"))


def is_away(broken: BaseException | None) -> bool:
    """Whether a server was not there to be asked, or is starting or ending."""
    if not isinstance(broken, OperationalError) or isinstance(broken.orig, sqlite3.Error):
        return False
    return (_state(broken) or "08").startswith(("08", "57P"))


def _state(broken: DBAPIError) -> str:
    """PostgreSQL's five characters for what went wrong; empty when there was no server to say it."""
    return getattr(broken.orig, "sqlstate", None) or ""


class Database:
    """Where everything is kept: an engine of ours, or an address of SQLAlchemy's, e.g. `sqlite:///tend.sqlite3`."""

    def __init__(self, at: str | Engine) -> None:
        self.engine = engine(at) if isinstance(at, str) else at
        self.single_writer = self.engine.dialect.name == "sqlite"
        self.name = new_id()
        """Who we are when PostgreSQL tells others that we have put something down to be said."""
        self._workers = ThreadPoolExecutor(1 if self.single_writer else THREADS, thread_name_prefix="turn")
        self._spare: list[Connection] = []
        """Open, and in nobody's hands: to take one from the pool and give it back costs more than a statement."""
        self._lingers = self.single_writer
        """Whether the journal may still hold what was deleted; at a start it may, after a crash."""
        self.observe: Callable[[float], object] = lambda seconds: None
        """Is told how long each transaction took."""
        self.ailment: Ailment | None = None
        """What the last error has said about the disk, until something could be written again."""

    @contextmanager
    def begin(self, *, loosely: bool = False) -> Iterator[Session]:
        """One transaction, from the first statement on: kept if the block ends, undone if it raises. `loosely` is for
        work that locks its own rows, and so need not be kept apart from all that others read and write meanwhile.
        """
        began = time.perf_counter()
        with self.connected() as connection:
            if loosely and not self.single_writer:
                connection.execution_options(isolation_level="READ COMMITTED")
            session = Session(connection, expire_on_commit=False)
            try:
                yield session
                session.flush()
                self._tell(session)
                if session.in_transaction():  # otherwise nothing went through it, and to close it would cost as much
                    session.commit()
                    session.close()
                connection.commit()
            except BaseException:
                session.close()
                raise
        wanted = SCRUB in session.info
        self.observe(time.perf_counter() - began)
        if wanted or self._lingers:
            self._lingers = not self.scrub() or wanted

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection in which nothing has begun. SQLite's stays open for whoever is next, unless something failed:
        then the pool looks after it.
        """
        try:
            connection = self._spare.pop()
        except IndexError:
            connection = self.engine.connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if self.single_writer:
            self._spare.append(connection)
        else:
            connection.close()

    def _tell(self, session: Session) -> None:
        """They hear it once it is kept, and never if it is not. It goes past the ORM, which takes as long again."""
        if not self.single_writer:
            for platform in session.info.get(PUT_DOWN, ()):
                told = (CHANNEL, f"{self.name} {platform}")
                session.connection().exec_driver_sql("SELECT pg_notify(%s, %s)", told)

    def scrub(self) -> bool:
        """Empties SQLite's journal, in which a page stands as it was before; False if somebody else is reading it.

        After work that asks for it, it is done at once and again after the next transaction, in which the adapter that
        brought an event puts it aside. PostgreSQL keeps its journal to itself, so there this does nothing.
        """
        if not self.single_writer:
            return True
        try:
            with self.connected() as connection:
                raw: Any = connection.connection.driver_connection
                return bool(raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
        except sqlite3.OperationalError:  # what was written is kept; only this is still to be done
            return False

    def probe(self) -> None:
        """Writes something that changes nothing, and so finds out about the disk. Raises what comes of it."""
        write = (
            "PRAGMA user_version = 0" if self.single_writer else "UPDATE alembic_version SET version_num = version_num"
        )
        self.run_here(lambda session: session.connection().exec_driver_sql(write))
        self.ailment = None if self.ailment != "damaged" else self.ailment

    async def ailing(self) -> Ailment | None:
        """What is wrong with the disk now. A damaged database does not mend, so it is believed from then on."""
        if self.ailment:
            with suppress(DBAPIError):
                await asyncio.get_running_loop().run_in_executor(self._workers, self.probe)
        return self.ailment

    def run_here(self, work: Callable[[Session], T], *, loosely: bool = False) -> T:
        """In one transaction. Work that met another's is done again."""
        try:
            return self._run_here(work, loosely=loosely)
        except DBAPIError as broken:
            self.ailment = ailment(broken) or self.ailment
            raise

    def _run_here(self, work: Callable[[Session], T], *, loosely: bool) -> T:
        for pause in AGAIN_SECONDS:
            try:
                with self.begin(loosely=loosely) as session:
                    return work(session)
            except DBAPIError as broken:
                if _state(broken) not in MET:
                    raise
                time.sleep(secrets.SystemRandom().uniform(0, pause))
        with self.begin(loosely=loosely) as session:
            return work(session)

    async def run(self, work: Callable[[Session], T], *, loosely: bool = False) -> T:
        """The same in a worker thread. A caller that is cancelled does not tear the transaction: it ends by itself."""
        run = partial(self.run_here, work, loosely=loosely)
        return await asyncio.get_running_loop().run_in_executor(self._workers, run)

    async def run_patiently(self, work: Callable[[Session], T]) -> T:
        """The same, and a database that is out of reach is waited for. Nobody knows whether work was kept when its
        connection broke at the last moment, so this work must find it when it was done before.
        """
        until = asyncio.get_running_loop().time() + BUSY_SECONDS
        while True:
            try:
                return await self.run(work)
            except DBAPIError as broken:
                if not is_busy(broken) or asyncio.get_running_loop().time() > until:
                    raise
                await asyncio.sleep(LOOK_AGAIN_SECONDS)

    def close(self) -> None:
        self._workers.shutdown()
        self.let_go()

    def let_go(self) -> None:
        """Closes every connection that is in nobody's hands."""
        while self._spare:
            spare = self._spare.pop()
            spare.detach()  # so that it is closed, and not given back to a pool that is gone by now
            spare.close()
        self.engine.dispose()


def engine(url: str) -> Engine:
    """An engine that puts no values into its errors and loses no write."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, isolation_level="SERIALIZABLE")
    made = create_engine(url, hide_parameters=True)
    event.listen(made, "connect", _safely)
    file = made.url.database
    made.dialect.do_begin = _Begin(Path(file).absolute() if file else None)  # type: ignore[assignment]  # an event costs more
    return made


class _Begin:
    """Begins every transaction of an engine, as long as its file is the one that it was at the first.

    Whatever goes into a file that was moved away or deleted is lost, and SQLite itself does not look.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._first: tuple[int, int] | None = None

    def __call__(self, connection: Any) -> None:
        if self._file:
            self._is_there(self._file)
        connection.execute("BEGIN IMMEDIATE")

    def _is_there(self, file: Path) -> None:
        try:
            found = os.stat(file)  # noqa: PTH116 -- for every transaction, and Path's takes twice as long
        except OSError:
            raise _moved() from None
        here = found.st_dev, found.st_ino
        self._first = self._first or here
        if here != self._first:
            raise _moved()


def _moved() -> sqlite3.OperationalError:
    broken = sqlite3.OperationalError("the file was moved")
    broken.sqlite_errorcode = MOVED
    return broken


def _safely(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    raw: Any = connection
    raw.isolation_level = None  # sqlite3 must not begin transactions behind our back
    for pragma in SAFELY:
        _set(raw, f"PRAGMA {pragma}")


def _set(raw: Any, pragma: str) -> None:
    """Whoever is first makes the journal, and SQLite lets nobody wait for that: it says at once that it is busy."""
    for seconds in AGAIN_SECONDS:
        try:
            raw.execute(pragma)
            return
        except sqlite3.OperationalError as broken:
            if broken.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(seconds)
    raw.execute(pragma)
