"""Every conversation document says what Tend really does, by pressing and by typing alone."""

import difflib
import secrets
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.ledger import Parcel, Timer
from bot.sealed import Vault
from tests.conftest import MONDAY
from tests.conversations import document, outcome
from tests.conversations.by_chat import Pressing
from tests.conversations.by_typing import Typing
from tests.conversations.perform import Performance

each = pytest.mark.parametrize("path", document.documents(), ids=lambda path: path.stem)


@pytest.fixture(autouse=True)
def counted_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids that count up: what is drawn by id is drawn the same way every time."""
    _count_ids(monkeypatch)


def _count_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    ids: Iterator[int] = count(1)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size=9: f"id{next(ids):06}")


@each
async def test_it_reads_as_written(
    path: Path, database: Database, vault: Vault, clock: StoppedClock, request: pytest.FixtureRequest
) -> None:
    shown = await Performance(Pressing(database, vault, clock)).of(path)
    if request.config.getoption("--accept"):
        path.write_text(shown, "utf-8")
    assert_same(path.read_text("utf-8"), shown, path.name)
    assert failures(database) == []


@each
async def test_typing_alone_comes_to_the_same(
    path: Path, tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed = await _outcome(Pressing, path, tmp_path / "pressed.sqlite3", vault)
    _count_ids(monkeypatch)
    typed = await _outcome(Typing, path, tmp_path / "typed.sqlite3", vault)
    assert_same(pressed, typed, f"{path.name}, pressed and typed")


async def _outcome(how: type[Pressing], path: Path, file: Path, vault: Vault) -> str:
    """Everything that was said and everything that was kept, a line each."""
    database = Database(f"sqlite:///{file}")
    Kept.metadata.create_all(database.engine)
    try:
        driver = how(database, vault, StoppedClock(MONDAY))
        await Performance(driver).of(path)
        with database.begin() as session:
            kept = outcome.rows(session, vault)
    finally:
        database.close()
    said = [f"{place}: {text}" for place, texts in sorted(driver.recorder.said.items()) for text in texts]
    return "\n".join([*said, *(f"{table}: {row}" for table, listed in kept.items() for row in listed)])


def failures(database: Database) -> list[str]:
    """Timers that failed and parcels that were given up: nothing in a document may fail in silence."""
    with database.begin() as session:
        timers = session.scalars(select(Timer.key).where(Timer.failures > 0)).all()
        parcels = session.scalars(select(Parcel.key).where(Parcel.state.in_(("failed", "waiting")))).all()
    return [*timers, *parcels]


def assert_same(written: str, shown: str, name: str) -> None:
    """Fails with what differs, line by line, and how to accept it."""
    if written != shown:
        sides = written.splitlines(), shown.splitlines()
        lines = difflib.unified_diff(*sides, f"{name}, as written", "as it is", n=2, lineterm="")
        pytest.fail("\n".join([*lines, "", "If Tend is right: pytest tests/conversations --accept"]), pytrace=False)
