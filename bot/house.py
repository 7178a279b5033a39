"""Opening the house: settings, key, database and tables, in the order in which nothing is written before all is well.

A missing or wrong key, a damaged file or a database from a newer Tend each end here in a sentence, and leave the disk
as it was.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine, NullPool, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from bot import erased, forget, keys, migrate
from bot.app import App
from bot.clock import Clock, StoppedClock
from bot.db import Database, is_busy
from bot.disk import SAID, ailment, away
from bot.erased import Erasures
from bot.features import FEATURES, KEEPING
from bot.port import Messenger
from bot.sealed import DataKey, Vault, WrongKey
from bot.settings import CannotStart, Settings
from bot.taken import Taken

NO_ADDRESS = "TEND_DATABASE is not a database address. It looks like sqlite:////data/tend.sqlite3 or postgresql://user@host/tend."
NO_DRIVER = "The driver for the database that TEND_DATABASE names is not installed: Python finds no package `{}`."
DAMAGED = (
    "{} is damaged: SQLite's own check found errors in it. Keep it as it is, and put back a copy: tend restore FILE."
)
NO_FOLDER = "Tend cannot write into the folder {}. Set TEND_DIRECTORY to one that it may write, or give it the right."
NO_LIST = (
    "Tend cannot write {}, in which it remembers who was erased, so it does not start. Give it the right to, or name "
    "another file in TEND_ERASED_FILE and take along what stands in this one."
)
NONE_YET = "There is no database yet at {}. `tend run` makes it."
NO_ANSWER = "The database {} cannot be opened. See that it runs, that the address is right, and that Tend may use it."
HURRY = "5s"
"""As PostgreSQL reads it."""


@dataclass(frozen=True)
class House:
    """An open database that is up to date, with the vault that belongs to it. `copy` was made before an upgrade;
    `operator` is who runs it, in words for members; `folder` holds what they have put beside the database; `feeds` is
    what the addresses of calendar feeds begin with; `erasures` is the file of who was erased.
    """

    database: Database
    vault: Vault
    taken: Taken
    copy: Path | None = None
    operator: str = ""
    folder: Path | None = None
    feeds: str = ""
    erasures: Erasures | None = None

    def app(self, clock: Clock, messengers: Iterable[Messenger]) -> App:
        about = self.operator, self.folder, self.taken, self.feeds, self.erasures
        return App(self.database, self.vault, clock, FEATURES, messengers, *about)

    def close(self) -> None:
        self.database.close()
        self.taken.close()


def open_house(settings: Settings, now: datetime) -> House:
    """Raises CannotStart, and has written nothing then. `now` goes into the name of a copy."""
    vault = keys.vault(settings)
    look(settings, vault)
    if file := sqlite_file(settings):
        _make(file.parent)
    database = Database(settings.database_url)
    with writing(settings):
        copy = migrate.upgrade(database.engine, now)
        _probe(database)
    _make(settings.directory)
    erasures = _erasures(settings.erasures)
    taken = _taken(settings.directory, vault)
    about = settings.operator, settings.directory, settings.feeds, erasures
    house = House(database, vault, taken, copy, *about)
    if missing := _missing(settings, erasures):
        house.app(StoppedClock(now), []).change(lambda turn: forget.erase_again(turn, missing, KEEPING))
    return house


@contextmanager
def writing(settings: Settings) -> Iterator[None]:
    """Raises CannotStart when the disk takes nothing, or nobody answers."""
    try:
        yield
    except DBAPIError as broken:
        told, where = ailment(broken), spoken_address(settings)
        raise CannotStart(f"{where}: {SAID[told]}" if told else NO_ANSWER.format(where)) from None


def _probe(database: Database) -> None:
    """Whoever holds the database for a moment is no hindrance."""
    try:
        database.probe()
    except DBAPIError as broken:
        if not is_busy(broken):
            raise


def _taken(folder: Path, vault: Vault) -> Taken:
    try:
        return Taken(folder, vault)
    except OSError:
        raise CannotStart(NO_FOLDER.format(folder)) from None


def _missing(settings: Settings, erasures: Erasures) -> set[str]:
    """Whoever the database does not know to be erased. Looks without waiting for whoever may be writing."""
    with reading(settings) as looking, Session(looking) as session:
        return erased.compare(session, erasures)


def _erasures(file: Path) -> Erasures:
    try:
        return Erasures(file)
    except OSError:
        raise CannotStart(NO_LIST.format(file)) from None


def look(settings: Settings, vault: Vault | None) -> str:
    """The step that the database is at, empty for one that is still to be made. Writes nothing; raises CannotStart."""
    file = sqlite_file(settings)
    if file and not file.exists():
        return ""
    with reading(settings) as engine:
        if file:
            _whole(engine, file)
        version = migrate.version(engine)
        migrate.up_to_date(version)
        if vault:
            _opens(engine, vault)
    return version


@contextmanager
def reading(settings: Settings, *, hurried: bool = False) -> Iterator[Engine]:
    """Without any of the pragmas that change a file: for looking only. Raises CannotStart when nothing answers; with
    `hurried` also when somebody holds what is looked at for HURRY, as SQLite always does.
    """
    engine = _engine(settings)
    if hurried and engine.dialect.name == "postgresql":
        event.listen(
            engine, "begin", lambda connection: connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{HURRY}'")
        )
    try:
        yield engine
    except DBAPIError:
        raise CannotStart(NO_ANSWER.format(spoken_address(settings))) from None
    finally:
        engine.dispose()


def sqlite_file(settings: Settings) -> Path | None:
    """The file that holds the database; None when it is no file."""
    url = _engine(settings).url
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def at(settings: Settings, file: Path) -> Settings:
    """The same settings with this file as the database."""
    return settings.model_copy(update={"database": SecretStr(f"sqlite:///{file.absolute()}")})


def spoken_address(settings: Settings) -> str:
    """Where the database is, without the password."""
    return str(sqlite_file(settings) or make_url(settings.database_url).render_as_string(hide_password=True))


def _engine(settings: Settings) -> Engine:
    try:
        return create_engine(settings.database_url, hide_parameters=True, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError):
        raise CannotStart(NO_ADDRESS) from None
    except ModuleNotFoundError as missing:
        raise CannotStart(NO_DRIVER.format(missing.name)) from None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotStart(NO_FOLDER.format(folder)) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotStart(NO_FOLDER.format(folder))


def _whole(engine: Engine, file: Path) -> None:
    with engine.connect() as connection:
        try:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        except DBAPIError as broken:
            if told := away(broken):
                raise CannotStart(f"{file}: {SAID[told]}") from None
            found = "not a database"
    if found != "ok":
        raise CannotStart(DAMAGED.format(file))


def _opens(engine: Engine, vault: Vault) -> None:
    if not inspect(engine).has_table(DataKey.__tablename__):
        return
    with Session(engine) as session:
        try:
            vault.check(session)
        except WrongKey:
            raise CannotStart(keys.WRONG_KEY) from None
