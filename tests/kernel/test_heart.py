"""The heart goes on beating for everybody else when one platform is slow."""

import asyncio
from dataclasses import dataclass, field

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


def say(app: App, platform: str, key: str) -> None:
    with app.database.begin() as session:
        Turn(app.clock.now(), session, app.vault).say(Place(platform, "here"), Message("Hello."), key=key)
