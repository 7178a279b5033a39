"""A fresh Tend for every test: a real database, a real vault, a clock that stands until it is moved.

Tests marked `storage` are done on SQLite and on PostgreSQL, and by `make everywhere` all of the kernel's are; every
other one on SQLite, unless another is asked for with `--database`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from sqlalchemy import Engine, inspect

from bot import db, spread
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.features import FEATURES
from bot.sealed import Vault, new_root_key
from tests.chat import Chat
from tests.files import AnyFile, make_empty

if TYPE_CHECKING:
    from tests.postgres import Postgres

MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
"""Where every test begins unless it says otherwise: Monday 2 November 2026, 08:00 UTC."""


SAFELY = db.SAFELY
"""How every database of Tend's is opened. Tests need not survive a power cut, so in them nothing waits for a disk."""
db.SAFELY = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in SAFELY)


spread.SPREAD = timedelta()
"""In tests what is planned happens at its minute; `tests/kernel/test_spread.py` has it as it is."""

ENGINES = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "rewrite Tend's part of docs/conversations; the diff is the review"
    parser.addoption("--accept", action="store_true", help=told)
    parser.addoption("--database", choices=ENGINES, default="sqlite", help="where to keep everything")


def pytest_configure(config: pytest.Config) -> None:
    """What is played by chance is played the same at every run; campaigns are for finding what nobody has seen yet."""
    hypothesis.settings.register_profile("everyday", derandomize=True, deadline=None)
    if "campaign" not in config.getoption("markexpr"):
        hypothesis.settings.load_profile("everyday")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Both databases for what depends on them."""
    if "kept_in" in metafunc.fixturenames:
        marks = {mark.name for mark in metafunc.definition.iter_markers()}
        kernel = "tests/kernel" in metafunc.definition.nodeid and "storage" not in marks
        on_both = kernel or "storage" in marks
        if on_both and "sqlite" not in marks and metafunc.config.getoption("database") == "sqlite":
            other = pytest.param("postgresql", marks=[pytest.mark.everywhere] if kernel else [])
            metafunc.parametrize("kept_in", ["sqlite", other])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes minutes runs only when it is asked for: `pytest -m campaign`, `pytest -m everywhere`."""
    unasked = [name for name in ("campaign", "everywhere") if name not in config.getoption("markexpr")]
    long = [item for item in items if any(item.get_closest_marker(name) for name in unasked)]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(MONDAY)


@pytest.fixture
def vault() -> Vault:
    return Vault(new_root_key())


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every table and no row."""
    return make_empty(tmp_path_factory.mktemp("empty") / "tend.sqlite3")


@pytest.fixture(scope="session")
def any_file() -> AnyFile:
    return AnyFile()


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Postgres]":
    """A server of this process's own, started when the first test needs it."""
    from tests.postgres import Postgres

    made = Postgres()
    yield made
    made.close()


@pytest.fixture(scope="session")
def everything_there(postgres: "Postgres") -> Iterator[Engine]:
    """One database for all tests: emptying it takes a hundredth of the time that copying one does."""
    made = db.engine(postgres.url(postgres.new()))
    Kept.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def kept_in(request: pytest.FixtureRequest) -> str:
    """The kind of database: one of ENGINES."""
    asked = request.config.getoption("database")
    return "sqlite" if request.node.get_closest_marker("sqlite") else str(asked)


@pytest.fixture
def database(kept_in: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """In `tmp_path / "tend.sqlite3"`, or on the server."""
    made: Database = request.getfixturevalue(f"on_{kept_in}")
    yield made
    made.close()


@pytest.fixture
def on_sqlite(tmp_path: Path, empty: Path, any_file: AnyFile) -> Database:
    return any_file.copy(empty, tmp_path)


@pytest.fixture
def on_postgresql(everything_there: Engine) -> Database:
    clear = "".join(f'delete from "{table}"; ' for table in inspect(everything_there).get_table_names())  # noqa: S608
    with everything_there.begin() as connection:
        connection.exec_driver_sql(
            f"set local session_replication_role = replica; {clear}alter sequence outbox_seq_seq restart"
        )
    return Database(everything_there)


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, FEATURES)
