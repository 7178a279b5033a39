"""A platform that is down is tried rarely and by one parcel; one bad message, or a limit, is no outage."""

from datetime import timedelta

import pytest

from bot.breaker import PAUSES, PLACES
from bot.clock import StoppedClock
from bot.db import Database
from bot.port import Person, Place, Unreachable
from bot.sealed import Vault
from tests.chat import Chat
from tests.kernel.test_outbox import say, state, texts

MANY = [f"p{number}" for number in range(60)]


class Counting(dict[str, Exception]):
    """Trouble everywhere, and how often somebody ran into it."""

    def __init__(self, no: Exception) -> None:
        self.no, self.count = no, 0

    def get(self, key: str, default: object = None) -> Exception:
        self.count += 1
        return self.no


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [])


def everybody(chat: Chat) -> None:
    say(chat, *[(key, Person("test", key)) for key in MANY])


async def beats(chat: Chat, many: int, apart: timedelta) -> None:
    for _ in range(many):
        chat.clock.move(chat.clock.now() + apart)
        await chat.app.deliver()


async def test_an_outage_costs_a_few_attempts_and_everything_is_said_after_it(chat: Chat) -> None:
    down = Counting(Unreachable())
    chat.messenger.trouble = down
    everybody(chat)
    await chat.app.deliver()
    first = down.count
    assert first <= 60
    await beats(chat, 360, timedelta(seconds=5))
    assert 20 <= down.count - first <= 35
    chat.messenger.trouble = {}
    await beats(chat, 30, timedelta(minutes=2))
    assert sorted(texts(chat)) == sorted(f"This is {key}." for key in MANY)


async def test_a_limit_is_an_answer(chat: Chat) -> None:
    limited = Counting(Unreachable(timedelta(seconds=1)))
    chat.messenger.trouble = limited
    everybody(chat)
    await chat.app.deliver()
    assert limited.count == len(MANY)


async def test_one_bad_message_holds_up_nobody_however_often_it_is_tried(chat: Chat) -> None:
    chat.messenger.trouble = {"bad": Unreachable()}
    say(chat, ("bad", Place("test", "bad")))
    for _ in range(PLACES + 1):
        await chat.app.deliver()
        chat.clock.move(chat.clock.now() + PAUSES[-1] * 60)
    everybody(chat)
    await chat.app.deliver()
    assert all(state(chat, key) == "said" for key in MANY)
