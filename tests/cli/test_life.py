"""One process from its start to its end, without the process: signals, chats that are over, chats that break."""

import asyncio
import os
import signal

import pytest
from sqlalchemy import select

import bot.life
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.ledger import Parcel
from bot.life import live
from bot.port import Messenger, Place, Sent
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import FakeMessenger


class Slow(FakeMessenger):
    """A platform that takes its time; `began` says that it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.began = asyncio.Event()

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        self.began.set()
        await asyncio.sleep(0.3)
        return await super().send(to, message, key=key, again=again, thread=thread)


class Listening:
    """A chat that is over when `over` is set, with `broken` if there is something to raise."""

    def __init__(self, messenger: Messenger, broken: Exception | None = None) -> None:
        self.messenger, self.broken, self.over = messenger, broken, asyncio.Event()

    async def run(self, app: App) -> None:
        await self.over.wait()
        if self.broken:
            raise self.broken

    def trouble(self) -> str:
        return ""


@pytest.fixture
def app(database: Database, vault: Vault, clock: StoppedClock) -> App:
    return App(database, vault, clock, [], [Slow()])


async def test_a12_a_signal_lets_what_is_on_its_way_arrive_and_sends_nothing_new(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.life, "PATIENCE_SECONDS", 50)  # a busy machine is no reason to give up
    slow = app.post.messengers["test"]
    assert isinstance(slow, Slow)
    with app.database.begin() as session:
        turn = Turn(app.clock.now(), session, app.vault)
        for number in (1, 2):  # in one place, so the second waits for the first
            turn.say(Place("test", "room"), Message(f"Number {number}."), key=f"{number}")
    life = asyncio.create_task(live(app, [Listening(slow)]))
    await slow.began.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await life
    with app.database.begin() as session:
        found = session.execute(select(Parcel.state, Parcel.attempts).order_by(Parcel.seq)).all()
    assert [tuple(row) for row in found] == [("said", 1), ("waiting", 0)]
    assert [shown.message.text for shown in slow.shown] == ["Number 1."]


async def test_a_chat_that_is_over_ends_the_process(app: App) -> None:
    over, other = Listening(FakeMessenger()), Listening(FakeMessenger())
    life = asyncio.create_task(live(app, [over, other]))
    over.over.set()
    await life


async def test_a_chat_that_breaks_ends_the_process_with_what_broke_it(app: App) -> None:
    broken = Listening(FakeMessenger(), OSError("no port"))
    broken.over.set()
    with pytest.raises(OSError, match="no port"):
        await live(app, [broken, Listening(FakeMessenger())])
