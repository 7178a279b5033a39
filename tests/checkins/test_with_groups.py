"""Check-ins beside the real groups: joining plans them, and so do one's zone and one's absence."""

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.sealed import Vault
from tests.chat import Chat
from tests.groups.scene import a_group


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, FEATURES)


def asked(chat: Chat, name: str) -> int:
    return sum(shown.key.startswith("checkins/") for shown in chat.sees(name))


async def test_everybody_who_joined_is_asked_in_their_own_morning(chat: Chat) -> None:
    chat.zones |= {"Ana": "Europe/Berlin", "Joe": "America/New_York"}
    await a_group(chat, "Ana", "Joe", checkin_weekday="Tuesday", checkin_time="9:00")
    await chat.passes(days=1)
    assert (asked(chat, "Ana"), asked(chat, "Joe")) == (1, 0)  # Tuesday 3 November, 08:00 UTC
    await chat.passes(hours=6)
    assert (asked(chat, "Ana"), asked(chat, "Joe")) == (1, 1)


async def test_a_zone_of_ones_own_moves_ones_check_in(chat: Chat) -> None:
    await a_group(chat, "Ana", checkin_weekday="Tuesday", checkin_time="9:00")
    await chat.types("Ana", "zone Asia/Tokyo")
    await chat.passes(hours=16, minutes=1)  # Tuesday 09:00 in Tokyo
    assert asked(chat, "Ana") == 1
    await chat.types("Ana", "checkin hour 10am")
    assert "by the clocks of Asia/Tokyo" in chat.last("Ana")


async def test_away_and_back(chat: Chat) -> None:
    await a_group(chat, "Ana", checkin_weekday="Tuesday", checkin_time="9:00")
    await chat.types("Ana", "away until 14 December")
    await chat.passes(days=10)
    assert asked(chat, "Ana") == 0
    await chat.types("Ana", "back")
    await chat.passes(days=7)
    assert asked(chat, "Ana") == 1


async def test_a_press_beside_everything_else_and_then_forgotten(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", checkin_weekday="Tuesday", checkin_time="9:00")
    await chat.passes(days=1)
    await chat.presses("Ana", "5 plenty")
    await chat.presses("Ana", "Get support now")
    assert "findahelpline.com" in chat.last("Ana")
    await chat.types("Ana", "forget me")
    await chat.presses("Ana", "Delete everything of mine")
    await chat.passes(days=14)
    assert asked(chat, "Ben") == 3
    assert "not in one yet" in str(await chat.types("Ana", "weeks"))
