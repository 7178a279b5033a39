"""Once, or once with one gentle reminder, as each member likes; and away from a press on the check-in itself."""

import pytest
from sqlalchemy import select

from bot.checkins.screens.questions import REMINDER
from bot.checkins.tables import Checkin
from bot.screens import OLD_BUTTON
from tests.chat import Chat
from tests.checkins.people import ask, found, join, leave, next_at, utc
from tests.checkins.test_answering import kept


@pytest.fixture
async def asked(chat: Chat) -> Chat:
    """Ana wants one reminder and Ben none; both were asked on Monday 9 November at 08:00."""
    found(chat)
    for name in ("Ana", "Ben"):
        join(chat, name, "Europe/Berlin")
    await chat.types("Ana", "checkin remind")
    await chat.until(utc("2026-11-09 07:30"))
    return chat


def reminders(chat: Chat, name: str) -> int:
    return sum(REMINDER in shown.message.text for shown in chat.sees(name))


async def test_whoever_wants_it_is_reminded_once_at_the_same_hour(asked: Chat) -> None:
    await asked.until(utc("2026-11-10 06:59"))
    assert reminders(asked, "Ana") == 0
    await asked.until(utc("2026-11-10 07:01"))
    assert (reminders(asked, "Ana"), reminders(asked, "Ben")) == (1, 0)
    await asked.passes(days=5)
    assert reminders(asked, "Ana") == 1
    await asked.presses("Ana", "4")
    assert kept(asked)


@pytest.mark.parametrize("words", ["4", "skip this week", "checkin once", "pause until 20 Nov"])
async def test_nobody_is_reminded_who_began_or_skipped_or_would_rather_not(asked: Chat, words: str) -> None:
    await asked.types("Ana", words)
    await asked.passes(days=3)
    assert reminders(asked, "Ana") == 0


async def test_nobody_is_reminded_who_has_left_or_when_it_is_too_late(asked: Chat) -> None:
    leave(asked, "Ana")
    await asked.passes(days=3)
    assert reminders(asked, "Ana") == 0


async def test_after_days_of_downtime_there_is_no_reminder(asked: Chat) -> None:
    asked.clock.move(utc("2026-11-13 09:00"))
    await asked.passes(minutes=1)
    assert reminders(asked, "Ana") == 0


async def test_the_timer_as_a_press_reminds_nobody(asked: Chat) -> None:
    id = ask(asked, lambda session: session.scalars(select(Checkin.id).filter_by(profile_id="Ana")).one())
    for name in ("Ana", "Ben"):
        assert await asked._act(name, None, action=f"checkins.remind:{id}") == OLD_BUTTON
    assert reminders(asked, "Ana") == 0


async def test_the_choice_is_shown_and_can_be_changed_by_pressing(asked: Chat) -> None:
    await asked.presses("Ana", "Pause or change the hour")
    assert "you are reminded once, a day later" in asked.last("Ana")
    await asked.presses("Ana", "No reminder")
    assert "You are asked once, and not reminded." in asked.last("Ana")
    await asked.presses("Ana", "Remind me once")
    assert "you are reminded once" in asked.last("Ana")


@pytest.mark.parametrize(("label", "back"), [("Next week", "2026-11-23 07:00"), ("Next two weeks", "2026-11-30 07:00")])
async def test_away_from_a_press_on_the_check_in(asked: Chat, label: str, back: str) -> None:
    await asked.presses("Ana", "I will be away")
    assert "away until 14 December" in asked.last("Ana")
    await asked.presses("Ana", label)
    assert next_at(asked, "Ana") == utc(back)
    await asked.presses("Ana", "Resume")
    assert next_at(asked, "Ana") == utc("2026-11-16 07:00")


async def test_away_until_a_date_opens_the_form(asked: Chat) -> None:
    await asked.presses("Ana", "I will be away")
    await asked.presses("Ana", "Until a date")
    await asked.sends("Ana", until="14 Dec")
    assert next_at(asked, "Ana") == utc("2026-12-14 07:00")


async def test_no_press_pauses_for_a_year(asked: Chat) -> None:
    assert "older version" in str(await asked._act("Ana", None, action="checkins.pause_for:52"))
