"""From whatever tables a database has to those that this program needs, with a copy of the file made before.

One walk is one transaction: a process that is killed on the way leaves the old tables or the new ones, never something
in between. A database that a newer Tend has made is left alone. Alembic is imported where there is something to walk:
nearly every start finds nothing, and it takes a tenth of a second and ten megabytes.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, inspect, select, table

import bot.credentials
import bot.features  # noqa: F401 -- every slice, and so with the line above every table
import migrations
from bot import copies
from bot.db import Kept, engine
from bot.settings import CannotStart

if TYPE_CHECKING:
    from alembic.config import Config

STEPS = Path(migrations.__file__).parent
COPY = f"{copies.BEFORE}upgrade-"
NO_COPY = (
    "There could be no copy of {} before it is brought up to date, so it was left as it is: {}. Is there room for one?"
)
NEWER = (
    "This database was made by a newer Tend than this one, so nothing was read or written. "
    "Start that newer Tend, or put back the copy that it made before it changed the database."
)


class Dangling(Exception):
    """A step would leave rows that refer to nothing; nothing of the walk was kept."""


def upgrade(database: Engine, now: datetime, steps: Path = STEPS) -> Path | None:
    """Brings the tables up to date. The copy that was made first, if there was anything to copy and to change.

    Raises CannotStart for a database that is newer than this program.
    """
    before = version(database)
    if up_to_date(before, steps):
        return None
    copy = back_up(database, before, now) if before else None
    from alembic import command

    with walking(database) as connection:
        command.upgrade(config(steps, connection), "head")
    return copy


@contextmanager
def walking(database: Engine) -> Iterator[Connection]:
    """A connection to walk with: whoever waited for another's walk sees where that one has led."""
    with database.connect() as connection:
        if database.dialect.name != "sqlite":
            connection.execution_options(isolation_level="READ COMMITTED")
        yield connection


def version(database: Engine) -> str:
    """The step that the database is at; empty before the first."""
    with database.connect() as connection:
        if not inspect(connection).has_table(_AT.name):
            return ""
        return connection.scalar(select(_AT.c.version_num)) or ""


_AT = table("alembic_version", column("version_num"))


def up_to_date(version: str, steps: Path = STEPS) -> bool:
    """Whether the tables are those that this program needs. Raises CannotStart when they are newer."""
    if version == last(steps):
        return True
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    known = ScriptDirectory(str(steps))
    try:
        if version:
            known.get_revision(version)
    except CommandError:
        raise CannotStart(NEWER) from None
    return version == known.get_current_head()


def last(steps: Path) -> str:
    """The number of the last step, by the names of their files."""
    return max((file.name.partition("_")[0] for file in steps.glob("versions/*_*.py")), default="")


def back_up(database: Engine, version: str, now: datetime) -> Path | None:
    """A whole copy of a SQLite file beside it, readable at any time; other databases have tools of their own."""
    file = database.url.database
    if database.dialect.name != "sqlite" or not file or file == ":memory:":
        return None
    try:
        return copies.write(database, Path(f"{file}{COPY}{now:%Y%m%dT%H%M%SZ}-{version}"))
    except copies.NotCopied as broken:
        raise CannotStart(NO_COPY.format(file, broken)) from None


def differences() -> list[str]:
    """What the tables in the code have that the steps do not make, or the other way round; empty when in step."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with _scratch() as connection:
        context = MigrationContext.configure(connection)
        return [str(difference) for difference in compare_metadata(context, Kept.metadata)]


def write_step(words: str) -> Path:
    """A new step for what is different now, for a person to read and tidy before it is kept."""
    from alembic import command

    with _scratch() as connection:
        number = f"{int(last(STEPS)) + 1:04}"
        made = command.revision(config(STEPS, connection), words, autogenerate=True, rev_id=number)
    return Path(str(made.path))  # type: ignore[union-attr]  # one message makes one script


@contextmanager
def _scratch() -> Iterator[Connection]:
    """A database that has walked every step, and is thrown away."""
    from alembic import command

    with tempfile.TemporaryDirectory() as folder:
        scratch = engine(f"sqlite:///{folder}/scratch.sqlite3")
        with scratch.connect() as connection:
            command.upgrade(config(STEPS, connection), "head")
            yield connection
        scratch.dispose()


def config(steps: Path, connection: Connection) -> "Config":
    """What Alembic's commands want to be given."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(steps).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made
