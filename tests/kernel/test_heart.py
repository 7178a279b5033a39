"""The heart goes on beating for everybody else when one platform is slow."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest

from bot import heart
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.heart import beat
from bot.port import Place, Sent
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import FakeMessenger

PATIENCE_SECONDS = 30
"""For a busy machine."""


@dataclass
class Slow(FakeMessenger):
    """Never comes to an end with anything."""

    platform: str = "slow"
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        self.asked.set()
        return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]


async def test_a_slow_platform_holds_up_no_other(database: Database, vault: Vault, clock: StoppedClock) -> None:
    slow, quick = Slow(), FakeMessenger("quick")
    app = App(database, vault, clock, [], [slow, quick])
    say(app, "slow", "one")
    beating = asyncio.create_task(beat(app))
    async with asyncio.timeout(PATIENCE_SECONDS):
        await slow.asked.wait()
        for key in ("a", "b"):
            say(app, "quick", key)
            app.something_to_say.set()
            while not any(shown.key == key for shown in quick.shown):
                await asyncio.sleep(0.01)
    beating.cancel()
    await asyncio.wait([beating])
    assert [shown.key for shown in quick.shown] == ["a", "b"]


async def test_what_fails_at_every_beat_is_told_less_and_less_often(capsys: pytest.CaptureFixture[str]) -> None:
    async def fails() -> None:
        raise OSError

    async def beats() -> None:
        pass

    failed = 0
    for _ in range(100):
        failed = await heart._quietly(fails, failed)
    failed = await heart._quietly(beats, failed)
    assert failed == await heart._quietly(beats, failed) == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [one["count"] for one in told] == [1, 2, 4, 8, 16, 32, 64, 100]
    assert told[-1]["event"] == "heart beats again"


def say(app: App, platform: str, key: str) -> None:
    with app.database.begin() as session:
        Turn(app.clock.now(), session, app.vault).say(Place(platform, "here"), Message("Hello."), key=key)
