"""Quiet hours: the instant at which they end, and what waits for it in the outbox while everything else goes on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.ledger import Timer
from bot.people import Profile
from bot.port import Gone
from bot.quiet import Within, opens
from bot.reach import waiting
from bot.rhythm import read_time
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message
from bot.zones import zone
from tests.chat import Chat
from tests.kernel.test_outbox import ANA, change, say, state, take_back, texts


@dataclass(frozen=True)
class Unheard(Action, name="quiet.unheard"):
    """What follows from not being said."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "hours", "expected"),
    [
        ("2026-11-09 09:00", ("08:00", "20:00"), "2026-11-09 09:00"),
        ("2026-11-09 03:00", ("08:00", "20:00"), "2026-11-09 07:00"),
        ("2026-11-09 21:00", ("08:00", "20:00"), "2026-11-10 07:00"),
        ("2026-11-09 12:00", ("20:00", "02:00"), "2026-11-09 19:00"),
        ("2026-11-09 23:30", ("20:00", "02:00"), "2026-11-09 23:30"),
        ("2027-03-27 22:00", ("02:30", "09:00"), "2027-03-28 01:30"),
    ],
)
def test_the_next_hour_at_which_somebody_may_be_asked(now: str, hours: tuple[str, str], expected: str) -> None:
    """The last one on the night in which that hour is left out."""
    assert opens(Within(*map(read_time, hours)), utc(now), zone("Europe/Berlin")) == utc(expected)


EVENING, MORNING = utc("2026-11-02 21:00"), utc("2026-11-03 07:00")


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    """It is ten in the evening in Berlin, and Ana may be asked from eight to eight."""
    chat = Chat(database, vault, clock, [])
    clock.move(EVENING)
    who = {"platform": ANA.platform, "handle": ANA.id, "name": "Ana", "zone": "Europe/Berlin", "met_at": EVENING}
    with database.begin() as session:
        session.add(Profile(id="Ana", asked_from="08:00", asked_until="20:00", **who))
    return chat


def ask(
    chat: Chat, key: str, until: datetime | None = None, *, scope: str = "", otherwise: Action | None = None
) -> None:
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        said = Message(f"This is {key}.")
        turn.ask(session.get_one(Profile, "Ana"), said, key=key, scope=scope, until=until, otherwise=otherwise)


def leave(chat: Chat, scope: str = "") -> None:
    with chat.database.begin() as session:
        Turn(chat.clock.now(), session, chat.vault).leave_unasked(session.get_one(Profile, "Ana"), scope)


async def test_what_can_wait_waits_and_what_cannot_passes_it_by(chat: Chat) -> None:
    ask(chat, "question")
    say(chat, ("answer", ANA))
    await chat.passes(hours=9, minutes=59)
    assert texts(chat) == ["This is answer."]
    await chat.passes(minutes=1)
    assert texts(chat) == ["This is answer.", "This is question."]


async def test_it_comes_at_the_minute_at_which_they_end(chat: Chat) -> None:
    ask(chat, "question")
    assert await chat.app.next_due() == MORNING
    chat.clock.move(MORNING)
    await chat.passes()
    assert await chat.app.next_due() is None


async def test_in_their_hours_it_is_said_at_once_and_in_order(chat: Chat) -> None:
    chat.clock.move(MORNING)
    say(chat, ("first", ANA))
    ask(chat, "second")
    say(chat, ("third", ANA))
    await chat.passes()
    assert texts(chat) == ["This is first.", "This is second.", "This is third."]


async def test_a_change_and_a_second_thought_find_what_waits(chat: Chat) -> None:
    for key in ("changed", "gone"):
        ask(chat, key)
    change(chat, "changed", "This is another.")
    take_back(chat, "gone")
    await chat.passes(hours=10)
    assert texts(chat) == ["This is another."]
    assert state(chat, "gone") == "late"


async def test_what_is_of_no_use_by_then_is_never_said(chat: Chat) -> None:
    ask(chat, "question", until=MORNING - timedelta(hours=1))
    await chat.passes(hours=10)
    assert texts(chat) == []
    assert state(chat, "question") == "late"


async def test_with_a_closed_door_it_is_among_what_waits_for_them(chat: Chat) -> None:
    chat.messenger.trouble[ANA.id] = Gone("closed")
    ask(chat, "question")
    await chat.passes(hours=10)
    assert state(chat, "question") == "held"
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        assert [parcel.key for parcel in waiting(turn, ANA)] == ["question"]


async def test_whoever_goes_away_meanwhile_is_not_asked_and_can_be_asked_anew(chat: Chat) -> None:
    ask(chat, "tea")
    leave(chat)
    await chat.until(MORNING)
    assert texts(chat) == []
    ask(chat, "tea")
    await chat.app.deliver()
    assert texts(chat) == ["This is tea."]


async def test_whoever_leaves_a_group_meanwhile_is_not_asked_what_was_of_use_in_it(chat: Chat) -> None:
    ask(chat, "tea", scope="harbour")
    ask(chat, "cake", scope="valley")
    ask(chat, "own")
    ask(chat, "turn", scope="harbour", otherwise=Unheard())
    leave(chat, "harbour")
    with chat.database.begin() as session:
        assert session.scalars(select(Timer.key)).all() == ["after:turn"]  # perhaps somebody else is asked
    await chat.until(MORNING)
    assert texts(chat) == ["This is cake.", "This is own."]


async def test_what_was_said_before_stands_whoever_leaves(chat: Chat) -> None:
    chat.clock.move(MORNING)
    ask(chat, "tea", scope="harbour")
    await chat.app.deliver()
    leave(chat, "harbour")
    await chat.passes(hours=1)
    assert texts(chat) == ["This is tea."]
    assert state(chat, "tea") == "said"
