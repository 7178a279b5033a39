"""One's own clock, and being away."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.features import FEATURES
from bot.groups.actions import AwayChanged, ZoneChanged
from bot.people import Profile
from bot.sealed import Vault
from bot.ui import Invalid
from tests.chat import ROOM, Chat, direct
from tests.checkins.people import utc
from tests.groups.scene import a_group, join, text


def profile(chat: Chat, name: str) -> Profile:
    with chat.database.begin() as session:
        return session.scalars(select(Profile).filter_by(handle=chat.person(name).id)).one()


async def test_zone_shows_ones_own_and_reads_back_the_time_there(chat: Chat) -> None:
    await a_group(chat, "Ana")
    assert "Europe/Berlin, where it is Monday 09:00 now" in text(await chat.types("Ana", "zone"))
    assert "Australia/Perth, where it is Monday 16:00 now" in text(await chat.types("Ana", "zone perth"))
    await chat.types("Ana", "zone")
    await chat.presses("Ana", "Change it")
    reply = await chat.sends("Ana", zone="Wonderland")
    assert isinstance(reply, Invalid)
    assert "For example: Europe/Berlin" in text(reply)
    assert "Asia/Tokyo" in text(await chat.sends("Ana", zone="tokyo"))


async def test_a_zone_that_nobody_knows_is_answered_with_what_may_be_meant(chat: Chat) -> None:
    await a_group(chat, "Ana")
    said = text(await chat.types("Ana", "zone Berln"))
    assert "no time zone called “Berln”. Did you mean Europe/Berlin" in said
    assert profile(chat, "Ana").zone == "Europe/Berlin"


async def test_what_somebody_said_about_their_zone_wins_over_the_platform(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.types("Ana", "zone Lisbon")
    chat.zones["Ana"] = "Asia/Tokyo"
    await chat.types("Ana", "leave")
    await chat.presses("Ana", "Leave the group")
    await join(chat, "Ana")
    assert profile(chat, "Ana").zone == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("away until 14 Dec", datetime(2026, 12, 14, 8, tzinfo=UTC)),
        ("away 2 weeks", datetime(2026, 11, 16, 8, tzinfo=UTC)),
        ("away for 3 days", datetime(2026, 11, 5, 8, tzinfo=UTC)),
        ("away until Friday", datetime(2026, 11, 6, 8, tzinfo=UTC)),
    ],
)
async def test_away_ends_at_midnight_on_ones_own_wall(chat: Chat, words: str, back: datetime) -> None:
    """In Vancouver, where it is still Monday 2 November at midnight."""
    chat.zones["Ana"] = "America/Vancouver"
    await a_group(chat, "Ana")
    await chat.types("Ana", words)
    until = profile(chat, "Ana").away_until
    assert until is not None
    assert until.date() == back.date()
    assert until.hour in (7, 8)


async def test_one_answer_says_what_away_means(chat: Chat) -> None:
    await a_group(chat, "Ana")
    said = text(await chat.types("Ana", "away until 14 December"))
    assert "back on Monday 14 December 2026" in said
    assert "no check-ins, no offers, no reminders" in said
    assert "your turn is kept" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("away until 31 Feb", "could not read “until 31 Feb” as a date"),
        ("away until 2 Nov", "That is today"),
        ("away until 1 November 2026", "That day has passed"),
        ("away until 14 Dec 2062", "more than two years away"),
        ("away until 31 12 9999", "more than two years away"),
        ("away sometime", "For example: 14 December"),
    ],
)
async def test_a_date_that_cannot_be_meant_is_answered_with_an_example(chat: Chat, words: str, said: str) -> None:
    await a_group(chat, "Ana")
    assert said in text(await chat.types("Ana", words))
    assert profile(chat, "Ana").away_until is None


@pytest.mark.parametrize(
    ("words", "back"),
    [("away next week", "16 November"), ("away Friday", "7 November"), ("away tomorrow", "4 November")],
)
async def test_a_day_that_may_be_one_of_absence_is_asked_about(chat: Chat, words: str, back: str) -> None:
    await a_group(chat, "Ana")
    assert f"away until {back}" in text(await chat.types("Ana", words))
    assert profile(chat, "Ana").away_until is None
    assert f"{back} 2026" in text(await chat.presses("Ana", f"Back on {back}"))


async def test_away_without_a_day_asks_for_one(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "away")
    await chat.types("Ana", "soon")
    assert "For example: 14 December" in chat.last("Ana")
    await chat.types("Ana", "2 weeks")
    assert "back on Monday 16 November 2026" in chat.last("Ana")
    assert "type back" in text(await chat.types("Ana", "away"))


async def test_back_ends_it_and_a_second_time_says_so(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "away 2 weeks")
    assert "Good to have you back" in text(await chat.presses("Ana", "I am back"))
    assert "You are not away" in text(await chat.types("Ana", "back"))
    assert profile(chat, "Ana").away_until is None


async def test_away_ends_by_itself(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "away 3 days")
    assert "away until" in text(await chat.types("Ana", "who"))
    await chat.passes(days=3)
    assert "away until" not in text(await chat.types("Ana", "who"))
    assert "You are not away" in text(await chat.types("Ana", "back"))


@pytest.mark.parametrize(
    "words",
    [
        "away 20 December to 5 January", "away from 20 December until 5 January 2027", "away from 20 Dec for 16 days",
        "away 20 Dec - 5 Jan", "away from Sunday 20 December 2026 through 5.1.2027",
    ],
)  # fmt: skip
async def test_two_days_are_when_somebody_goes_and_when_they_are_back(chat: Chat, words: str) -> None:
    await a_group(chat, "Ana")
    assert "from Sunday 20 December 2026, and back on Tuesday 5 January 2027" in text(await chat.types("Ana", words))
    found = profile(chat, "Ana")
    assert (found.away_from, found.away_until) == (utc("2026-12-19 23:00"), utc("2027-01-04 23:00"))
    assert "will be away from" in text(await chat.types("Ana", "away"))
    assert "away until" not in text(await chat.types("Ana", "who"))


async def test_two_days_of_one_month_name_it_once(chat: Chat) -> None:
    await a_group(chat, "Ana")
    said = text(await chat.types("Ana", "away from 20 to 27 December"))
    assert "from Sunday 20 December 2026, and back on Sunday 27 December 2026" in said


async def test_an_absence_that_was_planned_begins_and_ends_by_itself(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "away from Friday to Sunday")
    await chat.passes(days=3)
    assert not profile(chat, "Ana").away(chat.clock.now())
    await chat.passes(days=1)
    assert "away until Sunday 8 November" in text(await chat.types("Ana", "who"))
    assert profile(chat, "Ana").away_from is None
    await chat.passes(days=2)
    assert "away until" not in text(await chat.types("Ana", "who"))


async def test_who_stays_after_all_is_not_away_when_the_day_comes(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "away from Friday to Sunday")
    assert "You are staying" in text(await chat.presses("Ana", "I am staying"))
    await chat.passes(days=4)
    assert not profile(chat, "Ana").away(chat.clock.now())


async def test_a_second_plan_replaces_the_first(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "away from Friday to Sunday")
    await chat.types("Ana", "away from 20 to 27 December")
    await chat.passes(days=4)
    assert not profile(chat, "Ana").away(chat.clock.now())
    assert profile(chat, "Ana").away_from == utc("2026-12-19 23:00")


async def test_what_is_planned_while_away_does_not_end_being_away(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "away 2 weeks")
    assert "Nothing changed: you are away" in text(await chat.types("Ana", "away from 20 to 27 December"))
    assert profile(chat, "Ana").away(chat.clock.now())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("away from 20 December", "The day on which you are back is missing"),
        ("away from 20 December to 20 December", "on the same day"),
        ("away from 1 November 2026 to 5 December", "That day has passed"),
        ("away from 20 December 2030 to 5 January", "more than two years away"),
    ],
)
async def test_two_days_that_cannot_be_meant_are_answered_with_an_example(chat: Chat, words: str, said: str) -> None:
    await a_group(chat, "Ana")
    assert said in text(await chat.types("Ana", words))
    assert profile(chat, "Ana").away_until is None


async def test_nobody_is_asked_how_they_are_in_an_absence_that_was_planned(chat: Chat) -> None:
    """Before it and after it they are; the timer of a plan that is off does nothing."""
    await a_group(chat, "Ana", "Ben")
    await chat.types("Ana", "away from 16 November to 29 November")
    await chat.passes(days=13)
    assert _asked(chat) == 2
    await chat.passes(days=13)
    assert _asked(chat) == 2
    await chat.passes(days=9)
    assert _asked(chat) == 3


def _asked(chat: Chat) -> int:
    """How often Ana was asked."""
    hers = (shown for shown in chat.messenger.shown if shown.where == direct(chat.person("Ana")))
    return sum("Skip this week" in str(one.message.buttons) for one in hers)


async def test_strangers_have_no_zone_and_no_absence(chat: Chat) -> None:
    await a_group(chat, "Ana")
    for words in ("zone", "zone Lisbon", "away 2 weeks", "back"):
        assert "not in a group yet" in text(await chat.types("Eve", words, ROOM))


async def test_the_other_slices_hear_of_both(database: Database, vault: Vault, clock: StoppedClock) -> None:
    heard: list[object] = []
    listener = Feature("listener")
    listener.when(ZoneChanged)(lambda turn, changed: heard.append(changed))
    listener.when(AwayChanged)(lambda turn, changed: heard.append(changed))
    chat = Chat(database, vault, clock, [*FEATURES, listener])
    await a_group(chat, "Ana")
    for words in ("zone Lisbon", "away 2 weeks", "back"):
        await chat.types("Ana", words)
    id = profile(chat, "Ana").id
    assert heard == [ZoneChanged(id), AwayChanged(id), AwayChanged(id)]
