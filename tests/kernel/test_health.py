"""Ready or not, and what to do about it."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters import health as page
from bot import health
from bot.app import App
from bot.breaker import PLACES
from bot.clock import StoppedClock
from bot.db import Database
from bot.front import Say
from bot.health import Health
from bot.port import Place, Unreachable
from bot.sealed import Vault
from bot.settings import CannotStart
from bot.turn import Turn
from bot.ui import Message
from tests.chat import Chat


class Part:
    def __init__(self, said: str = "") -> None:
        self.said = said

    def trouble(self) -> str:
        return self.said


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no finding."""
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 30)


@pytest.fixture
def app(database: Database, vault: Vault, clock: StoppedClock) -> App:
    return App(database, vault, clock, [])


async def asked(app: App, *parts: Part) -> tuple[int, int, str]:
    """The statuses of /healthz and /readyz, and what the latter says."""
    async with page.answering(Health(app, parts), "127.0.0.1", 0) as address, ClientSession() as session:
        alive = await session.get(f"{address}/healthz")
        ready = await session.get(f"{address}/readyz")
        return alive.status, ready.status, await ready.text()


async def test_ready_is_said_in_words(app: App) -> None:
    assert await asked(app, Part()) == (200, 200, "Tend is ready.\n")


async def test_every_part_that_is_not_ready_says_so_and_the_process_lives(app: App) -> None:
    told = await asked(app, Part(), Part("Nothing is heard here."), Part("Nor there."))
    assert told == (200, 503, "Nothing is heard here.\nNor there.\n")


@pytest.mark.sqlite
async def test_a_database_that_another_program_holds_is_said_and_mends_itself(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.1)
    other = sqlite3.connect(tmp_path / "tend.sqlite3", isolation_level=None)
    other.execute("begin immediate")
    looks = Health(app, [])
    assert [await looks.trouble() for _ in range(3)] == [[health.NOT_TAKEN]] * 3
    assert app.database._workers._work_queue.qsize() == 0, "asked once, however often it is looked at"
    other.close()
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 30)
    assert await looks.trouble() == []


@pytest.mark.sqlite
async def test_a_server_that_is_not_there_is_no_lock(vault: Vault, clock: StoppedClock, tmp_path: Path) -> None:
    gone = Database(f"postgresql+psycopg://tend@/tend?host={tmp_path}")
    assert await Health(App(gone, vault, clock, []), []).trouble() == [health.OUT_OF_REACH]
    gone.close()


async def test_a_platform_that_does_not_answer_is_said_and_keeps_nobody_away(chat: Chat) -> None:
    rooms = [f"room-{number}" for number in range(PLACES)]
    chat.messenger.trouble |= dict.fromkeys(rooms, Unreachable())

    def say(turn: Turn) -> None:
        for room in rooms:
            turn.say(Place("test", room), Message("Hello."), key=room)

    chat.app.change(say)
    await chat.app.deliver()
    status, told = (await asked(chat.app))[1:]
    assert (status, told) == (200, f"Tend is ready.\n{health.SILENT.format('test')}\n")
    chat.messenger.trouble.clear()
    await chat.passes(minutes=2)
    assert (await asked(chat.app))[2] == "Tend is ready.\n"


async def test_a_heart_that_stands_still_is_said(app: App, clock: StoppedClock) -> None:
    await app.database.run(lambda session: app._turn(session).at("tea", clock.now(), Say("help")))
    assert await Health(app, []).trouble() == []
    clock.move(clock.now() + timedelta(minutes=6))
    [told] = await Health(app, []).trouble()
    assert told.startswith("Something has been due since 2026-11-02 08:00 UTC")


async def test_a_port_that_is_taken_is_said_before_anything_runs(app: App) -> None:
    async with page.answering(Health(app, []), "127.0.0.1", 0) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(CannotStart, match="TEND_HEALTH_PORT"):
            async with page.answering(Health(app, []), "127.0.0.1", port):
                pass
    async with page.answering(Health(app, []), "127.0.0.1", None) as nowhere:
        assert nowhere == ""
