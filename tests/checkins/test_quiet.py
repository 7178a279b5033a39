"""Quiet hours and check-ins: on time, after Tend was off, for the reminder; and the words that set them."""

import pytest

from bot.checkins.rules import Hours, suited
from bot.checkins.screens.questions import REMINDER
from bot.quiet import Within
from bot.rhythm import read_time
from tests.chat import Chat
from tests.checkins.people import found, join, leave, next_at, questions, utc

BERLIN = "Europe/Berlin"


def within(earliest: str, latest: str) -> Within:
    return Within(read_time(earliest), read_time(latest))


def test_an_hour_that_does_not_suit_becomes_the_earliest_of_the_same_day() -> None:
    eight = Hours(0, read_time("08:00"), BERLIN)
    assert suited(eight, within("10:00", "18:00")).local == read_time("10:00")
    assert suited(eight, within("07:00", "18:00")) == suited(eight, None) == eight


@pytest.fixture
def group(chat: Chat) -> Chat:
    found(chat)
    for name in ("Ana", "Ben"):
        join(chat, name, BERLIN)
    return chat


async def test_only_who_wishes_so_is_asked_later(group: Chat) -> None:
    await group.types("Ana", "checkin between 10am and 8pm")
    await group.until(utc("2026-11-09 08:59"))  # on the 2nd, ten was still to come for her and eight was not for him
    assert (questions(group, "Ana"), questions(group, "Ben")) == (1, 1)
    await group.until(utc("2026-11-09 09:01"))
    assert (questions(group, "Ana"), questions(group, "Ben")) == (2, 1)
    await group.types("Ana", "checkin any hour")
    assert next_at(group, "Ana") == utc("2026-11-16 07:00")


@pytest.mark.parametrize("words", ["checkin between 10 and 8", "quiet from 8 pm until 10 am", "quiet 20:00-10:00"])
async def test_they_can_be_said_from_either_side(group: Chat, words: str) -> None:
    said = str(await group.types("Ana", words))
    assert "only between 10:00 and 20:00" in said
    assert "at any hour" in str(await group.types("Ana", "quiet off"))


async def test_hours_that_leave_hardly_any_of_the_day_are_asked_about(group: Chat) -> None:
    for words, meant in (
        ("quiet 9 to 7", "9pm to 7am"),
        ("quiet 12 - 8", "12am to 8am"),
        ("quiet 8 to 8", "8pm to 8am"),
    ):
        said = str(await group.types("Ana", words))
        assert "in the morning or in the evening?" in said
        assert f"quiet {meant}" in said
    assert "between 07:00 and 21:00" in str(await group.types("Ana", "quiet from 9 in the evening to 7"))
    assert "between 07:00 and 09:00" in str(await group.types("Ana", "quiet 09:00 to 07:00")), "who means it can say it"


async def test_after_tend_was_off_it_waits_for_the_morning(group: Chat) -> None:
    await group.types("Ana", "checkin between 8:00 and 20:00")
    group.clock.move(utc("2026-11-09 21:00"))
    await group.passes(minutes=1)
    assert (questions(group, "Ana"), questions(group, "Ben")) == (0, 1)
    await group.until(utc("2026-11-10 07:01"))
    assert questions(group, "Ana") == 1
    assert next_at(group, "Ana") == utc("2026-11-16 07:00")


async def test_whoever_leaves_their_last_group_meanwhile_is_not_asked(group: Chat) -> None:
    found(group, "h")
    join(group, "Ben", group="h")
    for name in ("Ana", "Ben"):
        await group.types(name, "checkin between 8:00 and 20:00")
    group.clock.move(utc("2026-11-09 21:00"))
    await group.passes(minutes=1)
    for name in ("Ana", "Ben"):
        leave(group, name)
    await group.until(utc("2026-11-10 07:01"))
    assert (questions(group, "Ana"), questions(group, "Ben")) == (0, 1)


async def test_the_reminder_keeps_to_them(group: Chat) -> None:
    await group.types("Ana", "checkin remind")
    await group.until(utc("2026-11-09 07:30"))
    await group.types("Ana", "checkin between 10:00 and 20:00")
    await group.until(utc("2026-11-16 09:01"))
    asked = [shown for shown in group.sees("Ana") if REMINDER in shown.message.text]
    assert len(asked) <= 1
    await group.passes(days=1, minutes=1)
    reminded = [shown for shown in group.sees("Ana") if REMINDER in shown.message.text]
    assert len(reminded) == len(asked) + 1


async def test_what_cannot_be_read_changes_nothing(group: Chat) -> None:
    before = next_at(group, "Ana")
    assert "is not a time of day" in str(await group.types("Ana", "checkin between breakfast and lunch"))
    assert "two times" in str(await group.types("Ana", "quiet 8pm"))
    await group.types("Ana", "quiet")
    assert "Quiet hours" in group.last("Ana") or "From when" in group.last("Ana")
    assert next_at(group, "Ana") == before
