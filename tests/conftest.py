"""A fresh Tend for every test: a real database file, a real vault, a clock that stands until it is moved."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.features import FEATURES
from bot.sealed import Vault, new_root_key
from tests.chat import Chat

MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
"""Where every test begins unless it says otherwise: Monday 2 November 2026, 08:00 UTC."""


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "rewrite Tend's part of docs/conversations; the diff is the review"
    parser.addoption("--accept", action="store_true", help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes minutes runs only when it is asked for: `pytest -m campaign`."""
    if "campaign" in config.getoption("markexpr"):
        return
    long = [item for item in items if item.get_closest_marker("campaign")]
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


@pytest.fixture
def database(tmp_path: Path, empty: Path) -> Iterator[Database]:
    shutil.copy(empty, tmp_path)
    made = Database(f"sqlite:///{tmp_path}/tend.sqlite3")
    yield made
    made.close()


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, FEATURES)
