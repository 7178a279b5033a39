"""What was taken while the database was busy: on the disk before anybody is told, sealed, and done once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import app as dispatcher
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.port import Event, Person, Place, Reply, Sent
from bot.sealed import Vault
from bot.taken import Taken
from bot.turn import Turn
from bot.ui import Message
from tests.chat import FakeMessenger, direct

ANA = Person("test", "ana")
ROOM = Place("test", "room")
FORM = Event("e1", ANA, ROOM, action="a:1", answers={"words": "private", "days": ["1", "2"]}, on=Sent(ROOM, "7", ROOM))
TEA = Event("e2", ANA, ROOM, text="tea", name="Ana")


@pytest.fixture
def taken(tmp_path: Path, vault: Vault) -> Iterator[Taken]:
    made = Taken(tmp_path, vault)
    yield made
    made.close()


def app(database: Database, vault: Vault, clock: StoppedClock, taken: Taken, heard: list[str]) -> App:
    feature = Feature("tea")

    @feature.command("tea", "pours")
    def pour(turn: Turn, words: str) -> Reply:
        heard.append(turn.heard.id)
        return Message("Poured.")

    return App(database, vault, clock, [feature], [FakeMessenger()], taken=taken)


async def test_it_comes_back_whole_and_is_sealed_meanwhile(tmp_path: Path, vault: Vault, taken: Taken) -> None:
    await taken.keep(FORM)
    await taken.keep(TEA)
    taken.close()
    assert b"private" not in (tmp_path / "taken-1").read_bytes()
    with (tmp_path / "taken-1").open("ab") as file:
        file.write(b"dG9ybg==")  # a line that was not finished
    with closing(Taken(tmp_path, vault)) as next_one:
        assert next_one.left == [FORM, TEA]


async def test_a_living_process_keeps_its_own(tmp_path: Path, vault: Vault, taken: Taken) -> None:
    await taken.keep(TEA)
    with closing(Taken(tmp_path, vault)) as other:
        assert other.left == []
        assert sorted(path.name for path in tmp_path.glob("taken-*")) == ["taken-1", "taken-2"]


@pytest.mark.sqlite
async def test_a_busy_database_is_waited_for_and_the_event_is_on_the_disk(
    database: Database, vault: Vault, clock: StoppedClock, taken: Taken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "KEPT_AFTER_SECONDS", 0.05)
    made, heard = app(database, vault, clock, taken, []), tmp_path / "taken-1"
    database.run_here(lambda session: session.connection().exec_driver_sql("PRAGMA busy_timeout=20"))
    other = sqlite3.connect(tmp_path / "tend.sqlite3", isolation_level=None)
    other.execute("begin immediate")
    keep, sizes = taken.keep, list[int]()

    async def kept(event: Event) -> None:
        await keep(event)
        sizes.append(heard.stat().st_size)
        other.close()

    monkeypatch.setattr(taken, "keep", kept)
    assert await made.handle(TEA) == Message("Poured.")
    assert sizes[0] > 0
    assert heard.stat().st_size == 0


async def test_what_was_left_behind_happens_once_and_is_told_in_private(
    database: Database, vault: Vault, clock: StoppedClock, taken: Taken, tmp_path: Path
) -> None:
    heard, told = list[str](), list[tuple[Place, str]]()
    await taken.keep(TEA)
    taken.close()
    for _ in range(2):
        with closing(Taken(tmp_path, vault)) as after:
            made = app(database, vault, clock, after, heard)
            await made.replay()
            await made.deliver()
            messenger = made.post.messengers["test"]
            assert isinstance(messenger, FakeMessenger)
            told += [(one.where, one.message.text) for one in messenger.shown]
    assert (heard, told) == (["e2"], [(direct(ANA), "Poured.")])
    assert (tmp_path / "taken-1").stat().st_size == 0
