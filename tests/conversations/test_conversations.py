"""Every conversation document says what Tend really does, by pressing and by typing alone.

It is typed at the terminal, the adapter that has nothing else. What is pressed is performed once for all three tests.
"""

import difflib
import os
import pickle
import secrets
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.ledger import Parcel, Timer
from bot.sealed import Vault, new_root_key
from tests.conftest import MONDAY
from tests.conversations import document, outcome
from tests.conversations.by_chat import Pressing
from tests.conversations.perform import Performance
from tests.conversations.private import leaks
from tests.terminal.by_terminal import ByTerminal, in_the_words_of_tests

each = pytest.mark.parametrize("path", document.documents(), ids=lambda path: path.stem)


@dataclass(frozen=True)
class Performed:
    """One performance: the document as it would have to read, what came of it, and what must be empty."""

    page: str
    outcome: str
    failures: list[str]
    leaks: list[str]


Pressed = Callable[[Path], Awaitable[Performed]]


@pytest.fixture
def pressed(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]) -> Pressed:
    """Performances by pressing: they are looked at three times, by one process or another, and held once."""
    here = tmp_path_factory.getbasetemp()
    shared = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here

    async def held(path: Path) -> Performed:
        kept = shared / f"{path.stem}.pressed"
        if not kept.exists():
            done = await perform(Pressing, path, tmp_path / "pressed.sqlite3", capfd)
            (tmp_path / "pressed").write_bytes(pickle.dumps(done))
            (tmp_path / "pressed").replace(kept)
        return cast(Performed, pickle.loads(kept.read_bytes()))  # noqa: S301 -- written a line above

    return held


@each
async def test_it_reads_as_written(path: Path, pressed: Pressed, request: pytest.FixtureRequest) -> None:
    page = (await pressed(path)).page
    if request.config.getoption("--accept"):
        path.write_text(page, "utf-8")
    assert_same(path.read_text("utf-8"), page, path.name)


@pytest.mark.parametrize("path", document.on_a_platform())
async def test_typing_alone_comes_to_the_same(
    path: Path, tmp_path: Path, pressed: Pressed, capfd: pytest.CaptureFixture[str]
) -> None:
    by_pressing = await pressed(path)
    typed = await perform(partial(ByTerminal, tmp_path / "terminal"), path, tmp_path / "typed.sqlite3", capfd)
    assert_same(by_pressing.outcome, in_the_words_of_tests(typed.outcome), f"{path.name}, pressed and typed")
    assert (by_pressing.failures, typed.failures, typed.leaks) == ([], [], [])


@each
async def test_private_words_stay_private(path: Path, pressed: Pressed) -> None:
    assert (await pressed(path)).leaks == []


async def perform(
    how: Callable[[Database, Vault, StoppedClock], Pressing], path: Path, file: Path, capfd: pytest.CaptureFixture[str]
) -> Performed:
    """With a database and ids of its own, so that what is drawn by id is drawn the same way every time."""
    database, vault = Database(f"sqlite:///{file}"), Vault(new_root_key())
    Kept.metadata.create_all(database.engine)
    try:
        with pytest.MonkeyPatch.context() as patch:
            ids: Iterator[int] = count(1)
            patch.setattr(secrets, "token_urlsafe", lambda size=9: f"id{next(ids):06}")
            driver = how(database, vault, StoppedClock(MONDAY))
            performance = Performance(driver)
            page = await performance.of(path)
            await driver.end()
        found = leaks(driver, file, "".join(capfd.readouterr()), performance.shared, performance.inside)
        return Performed(page, told(driver, database, vault), failures(database), found)
    finally:
        database.close()


def told(driver: Pressing, database: Database, vault: Vault) -> str:
    """Everything that was said and everything that was kept, a line each."""
    with database.begin() as session:
        kept = outcome.rows(session, vault)
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
