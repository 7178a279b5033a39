"""The hours between which somebody may be asked: on time, after Tend was off, for the reminder, and over midnight."""

import pytest

from bot.checkins.rules import Hours, Within, opens, suited
from bot.checkins.screens.questions import REMINDER
from bot.rhythm import read_time
from tests.chat import Chat
from tests.checkins.people import found, join, next_at, questions, utc

BERLIN = "Europe/Berlin"


def within(earliest: str, latest: str) -> Within:
    return Within(read_time(earliest), read_time(latest))


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
    assert opens(within(*hours), utc(now), BERLIN) == utc(expected)


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


async def test_after_tend_was_off_it_waits_for_the_morning(group: Chat) -> None:
    await group.types("Ana", "checkin between 8:00 and 20:00")
    group.clock.move(utc("2026-11-09 21:00"))
    await group.passes(minutes=1)
    assert (questions(group, "Ana"), questions(group, "Ben")) == (0, 1)
    await group.until(utc("2026-11-10 07:01"))
    assert questions(group, "Ana") == 1
    assert next_at(group, "Ana") == utc("2026-11-16 07:00")


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
    await group.types("Ana", "checkin between")
    assert "Quiet hours" in group.last("Ana") or "From when" in group.last("Ana")
    assert next_at(group, "Ana") == before
