"""`tend backup` and `tend restore`: a copy of everything but the key, and the way back.

Going back is not going back in time for everybody else. Whoever was erased since stays erased; what waited to be said
when the copy was made is not said again; what was taken and not done yet is thrown away, once the copy is in its place.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot import addresses, claims, copies, keys, taken, timers
from bot.clock import StoppedClock
from bot.db import engine, insert_new
from bot.erased import ErasedPerson, Erasures
from bot.feature import PutBack
from bot.house import NONE_YET, at, look, open_house, reading, sqlite_file, writing
from bot.ledger import Parcel
from bot.sealed import Vault
from bot.settings import CannotStart, Settings
from bot.taken import Taken

POSTGRES_BACKUP = (
    "This database is no file, so its own tool makes the copy, also while Tend runs: "
    "pg_dump --format=custom --file={} {}. Such a copy is of no use without Tend's key; keep the two apart."
)
POSTGRES_RESTORE = (
    "This database is no file, so its own tool puts the copy back. Stop every Tend, then: "
    "pg_restore --clean --if-exists --dbname={} {}. Then `tend restore` without a FILE sees to what must not come back."
)
IS_THERE = "{} is there already. Name another file: a copy is never written over."
NOT_COPIED = "The copy could not be written, and nothing of it is left: {}. Is there room, and may Tend write there?"
NO_COPY = "There is no file {}."
RUNNING = "Tend is running in {}. Stop it first; while it runs, nothing is put back."
NO_ROOM = "The copy could not be put in place: {}. The database is as it was. Is there room for it a second time?"

OPEN = ("waiting", "sending", "held")


@dataclass(frozen=True)
class Restored:
    """What became of it: where the database from before is, and how many of each there were."""

    before: Path | None
    aside: int
    thrown_away: int
    knew: bool
    """Whether the database from before could still be read, and said what had been said since the copy."""
    unlisted: Path | None = None
    """Where the list of who was erased was looked for in vain: nobody was erased anew then."""


def back_up(settings: Settings, file: Path) -> int:
    """Writes a whole copy, also while Tend runs; its size in bytes. Raises CannotStart."""
    vault, database = keys.vault(settings), sqlite_file(settings)
    if database is None:
        raise CannotStart(POSTGRES_BACKUP.format(file, _plain(settings)))
    if not look(settings, vault):
        raise CannotStart(NONE_YET.format(database))
    if file.exists():
        raise CannotStart(IS_THERE.format(file))
    with reading(settings) as opened:
        _write(opened, file, NOT_COPIED)
    return file.stat().st_size


def restore(settings: Settings, file: Path | None, now: datetime, old_key: Path | None = None) -> Restored:
    """Puts a copy in the place of the database; without one, the database itself was put back in some other way.

    `old_key` opens a copy from before the key was replaced. Raises CannotStart, and has changed nothing then.
    """
    settings = keys.with_old(settings, old_key) if old_key else settings
    vault, database = keys.vault(settings), sqlite_file(settings)
    if taken.in_use(settings.directory):
        raise CannotStart(RUNNING.format(settings.directory))
    unlisted = None if settings.erasures.exists() else settings.erasures
    if file is None:
        return Restored(None, _see_to(settings, [], now), _throw_away(settings, vault), knew=False, unlisted=unlisted)
    if database is None:
        raise CannotStart(POSTGRES_RESTORE.format(_plain(settings), file))
    said = _known_since(settings, vault)
    unlisted = unlisted if said is None else None
    try:
        prepared = _prepared(settings, vault, file, database)
        aside = _see_to(at(settings, prepared), said or [], now)
        before = _put_aside_file(database, now)
        _swap(prepared, database)
    except OSError as broken:
        _unlink(_beside(database))
        raise CannotStart(NO_ROOM.format(broken.strerror or broken)) from None
    return Restored(before, aside, _throw_away(settings, vault), said is not None, unlisted)


def _throw_away(settings: Settings, vault: Vault) -> int:
    """What was taken and not done, and how many; the last step, as a restore that fails must lose nothing."""
    left = Taken(settings.directory, vault)
    try:
        return left.discard()
    finally:
        left.close()


def _plain(settings: Settings) -> str:
    """The address as PostgreSQL's own tools take it, without the password."""
    return make_url(settings.database_url).set(drivername="postgresql").render_as_string().replace(":***", "")


def _prepared(settings: Settings, vault: Vault, file: Path, database: Path) -> Path:
    """The copy once more, beside the database, where everything is done to it before it takes its place."""
    if not file.is_file():
        raise CannotStart(NO_COPY.format(file))
    look(at(settings, file), vault)
    prepared = _beside(database)
    _unlink(prepared)
    database.parent.mkdir(parents=True, exist_ok=True)
    with reading(at(settings, file)) as opened:
        _write(opened, prepared, NO_ROOM)
    return prepared


def _beside(database: Path) -> Path:
    return database.with_name(f"{database.name}.restoring")


def _unlink(file: Path) -> None:
    for left in (file, *_journals(file)):
        left.unlink(missing_ok=True)


def _write(database: Any, file: Path, sentence: str) -> None:
    try:
        copies.write(database, file)
    except copies.NotCopied as broken:
        raise CannotStart(sentence.format(broken)) from None


def _known_since(settings: Settings, vault: Vault) -> Sequence[Row[Any]] | None:
    """What the database that is to be replaced has said, as long as it can be read. Its erasures go into the file."""
    try:
        if not look(settings, vault):
            return None
        with reading(settings) as opened, Session(opened) as session:
            Erasures(settings.erasures).add(session.scalars(select(ErasedPerson.name)).all())
            said = select(Parcel.__table__).where(Parcel.kind == "send", Parcel.state == "said", Parcel.then.is_(None))
            return session.execute(said).all()
    except (CannotStart, DBAPIError, OSError):
        return None


def _see_to(settings: Settings, said: Sequence[Row[Any]], now: datetime) -> int:
    """Everything that the copy must not bring back; how many messages were put aside."""
    house = open_house(settings, now)  # which erases again whoever was erased
    try:
        with writing(settings):
            aside = house.database.run_here(lambda session: _settle(session, said, now))
            if len(keys.lines(settings)) > 1:
                house.database.run_here(lambda session: house.vault.rewrap(session, now))
            app = house.app(StoppedClock(now), [])
            app.change(lambda turn: turn.happened(PutBack()))
            app.retain()
        return aside
    finally:
        house.close()


def _settle(session: Session, said: Sequence[Row[Any]], now: datetime) -> int:
    for row in said:
        _note_said(session, row)
    waiting = select(Parcel).where(Parcel.state.in_(OPEN), Parcel.kind == "send").order_by(Parcel.seq)
    unsure = session.scalars(waiting).all()
    for parcel in unsure:
        claims.settle(session, parcel, "late", now)
        if parcel.otherwise:
            timers.set_timer(session, f"after:{parcel.key}", now, parcel.otherwise, parcel.workspace)
    return len(unsure)


def _note_said(session: Session, row: Row[Any]) -> None:
    """It was said since the copy: whoever comes to say it again finds its key."""
    kept = session.scalars(select(Parcel).where(Parcel.key == row.key)).first()
    if kept is None:
        insert_new(session, Parcel, **{name: value for name, value in row._mapping.items() if name != "seq"})
    elif kept.state in OPEN:
        claims.settle(session, kept, "said", row.done_at, row.sent and addresses.read_sent(row.sent))


def _put_aside_file(database: Path, now: datetime) -> Path | None:
    """The database from before under another name; one that is damaged as it is, with its journal."""
    if not database.exists():
        return None
    before = database.with_name(f"{database.name}{copies.BEFORE}restore-{now:%Y%m%dT%H%M%SZ}")
    opened = engine(f"sqlite:///{database}")
    try:
        copies.write(opened, before)
        opened.raw_connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (copies.NotCopied, DBAPIError):
        _copy_as_it_is(database, before)
    finally:
        opened.dispose()
    return before


def _copy_as_it_is(database: Path, before: Path) -> None:
    """Raises OSError, and has left nothing then."""
    try:
        for path in (database, *_journals(database)):
            if path.exists():
                shutil.copy2(path, before.with_name(before.name + path.name.removeprefix(database.name)))
    except OSError:
        _unlink(before)
        raise


def _swap(prepared: Path, database: Path) -> None:
    """A journal that was left behind would be taken for that of the copy."""
    for left in _journals(database):
        left.unlink(missing_ok=True)
    prepared.replace(database)
    copies.sync(database.parent)


def _journals(database: Path) -> list[Path]:
    return [database.with_name(database.name + ending) for ending in copies.JOURNALS]
