"""A fresh Tend for every test: a real database file, a real vault, a clock that stands until it is moved."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from bot import db
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.features import FEATURES
from bot.sealed import Vault, new_root_key
from tests.chat import Chat

MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
"""Where every test begins unless it says otherwise: Monday 2 November 2026, 08:00 UTC."""


SAFELY = db.SAFELY
"""How every database of Tend's is opened. Tests need not survive a power cut, so in them nothing waits for a disk."""
db.SAFELY = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in SAFELY)


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "rewrite Tend's part of docs/conversations; the diff is the review"
    parser.addoption("--accept", action="store_true", help=told)


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
    """A database file with every table and no row; copying it is quicker than making the tables for each test."""
    path = tmp_path_factory.mktemp("empty") / "tend.sqlite3"
    made = Database(f"sqlite:///{path}")
    Kept.metadata.create_all(made.engine)
    made.close()
    return path


class AnyFile:
    """One engine for every test's own file, so that each statement is compiled once and not once for each test."""

    def __init__(self) -> None:
        self.engine = db.engine("sqlite:////nowhere")
        self.file = Path()
        event.listen(self.engine, "do_connect", self._connect)

    def _connect(self, dialect: object, record: object, where: list[str], how: object) -> None:
        where[:] = [str(self.file)]


@pytest.fixture(scope="session")
def any_file() -> AnyFile:
    return AnyFile()


@pytest.fixture
def database(tmp_path: Path, empty: Path, any_file: AnyFile) -> Iterator[Database]:
    any_file.file = Path(shutil.copy(empty, tmp_path))
    made = Database(any_file.engine)
    yield made
    made.close()


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, FEATURES)
