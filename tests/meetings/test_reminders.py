"""Reminders: a day and an hour before, to whom it concerns, in their own zone, once, and never too late to matter."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.port import Unreachable
from bot.spoken import clock_words
from tests.chat import ROOM, Chat
from tests.groups.scene import OTHER_ROOM, a_group, in_room, join
from tests.meetings.scene import (
    DAY,
    FIRST,
    GROUP_OF_THREE,
    meetings_of,
    moments,
    questions,
    reminders,
    room_reminders,
    sleeps_until,
    starts,
    told,
    was_there,
)

HOUR = timedelta(hours=1)


async def test_everybody_is_reminded_a_day_and_an_hour_before(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - DAY - timedelta(minutes=1))
    assert not any(reminders(chat, name) for name in GROUP_OF_THREE)
    await chat.until(FIRST - DAY)
    assert [len(reminders(chat, name)) for name in GROUP_OF_THREE] == [1, 1, 1]
    await chat.until(FIRST - HOUR)
    assert [len(reminders(chat, name)) for name in GROUP_OF_THREE] == [2, 2, 2]
    await chat.until(FIRST + DAY)
    assert [len(reminders(chat, name)) for name in GROUP_OF_THREE] == [2, 2, 2]


async def test_the_reminder_names_the_time_and_the_facilitator(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - DAY)
    (said,) = reminders(chat, "Ben")
    assert moments(said) == [FIRST]
    assert "Ana facilitates." in chat.last("Ben")
    assert "You facilitate this one." in chat.last("Ana")
    assert [button.label for button in said.message.buttons] == ["Coming", "Not coming", "Coming late"]


async def test_the_room_is_told_once_a_day_before(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting coming")
    await chat.until(FIRST + DAY)
    (said,) = room_reminders(chat)
    assert moments(said) == [FIRST]
    assert "Coming so far: Cleo." in in_room(chat)[-1]
    assert "Ana facilitates." in in_room(chat)[-1]


async def test_whoever_is_away_is_left_in_peace(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "away until 20 November")
    await chat.until(FIRST + DAY)
    assert not reminders(chat, "Ben")
    assert len(reminders(chat, "Cleo")) == 2


async def test_whoever_said_no_is_not_reminded_and_who_changes_their_mind_is(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting not coming")
    await chat.until(FIRST - timedelta(hours=2))
    assert not reminders(chat, "Ben")
    await chat.types("Ben", "meeting coming")
    await chat.until(FIRST)
    assert len(reminders(chat, "Ben")) == 1


async def test_whoever_has_left_hears_nothing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting coming")
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    await chat.until(FIRST + DAY)
    assert not reminders(chat, "Ben")
    assert "Ben" not in was_there(chat, meetings_of(chat)[0])


async def test_somebody_in_two_groups_gets_one_message(chat: Chat) -> None:
    await a_group(chat, "Ben", "Ana", "Cleo")
    await a_group(chat, "Dan", "Ana", "Eve", room=OTHER_ROOM, name="Thursday circle", rhythm="second Tuesday 18:30")
    await chat.until(FIRST - DAY)
    (said,) = reminders(chat, "Ana")
    assert moments(said) == [FIRST, FIRST]
    assert [button.label for button in said.message.buttons] == [
        "Coming: Thursday circle",
        "Not coming: Thursday circle",
        "Coming: Tuesday circle",
        "Not coming: Tuesday circle",
    ]
    await chat.presses("Ana", "Not coming: Thursday circle")
    await chat.until(FIRST)
    assert "Thursday circle" not in chat.last("Ana")
    assert len(reminders(chat, "Ana")) == 2


async def test_who_was_there_is_noted_when_it_is_over(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, "Dan")
    await chat.types("Ben", "meeting not coming")
    await chat.types("Dan", "away until 20 November")
    await chat.types("Ana", "meeting coming")
    await chat.until(FIRST + timedelta(minutes=90))
    assert was_there(chat, meetings_of(chat)[0]) == {"Ana": True, "Ben": False, "Cleo": True, "Dan": False}


@pytest.mark.parametrize("days", [3, 40])
async def test_a6_after_downtime_a_meeting_that_has_passed_is_not_reminded_of(chat: Chat, days: int) -> None:
    await a_group(chat, *GROUP_OF_THREE, "Dan")
    await chat.until(FIRST - timedelta(days=2))
    before = {name: len(told(chat, name)) for name in chat.zones}
    await sleeps_until(chat, chat.clock.now() + timedelta(days=days))
    assert not room_reminders(chat)
    assert [len(told(chat, name)) - before[name] for name in ("Cleo", "Dan")] == [0, 0]
    (summary,) = reminders(chat, "Ana")
    assert moments(summary) == [FIRST, starts(chat)[0]]
    assert "nobody was reminded" in summary.message.text


async def test_a6_after_downtime_each_member_gets_one_message_at_most(chat: Chat) -> None:
    """Three days before until half an hour before: the question to the facilitator and both reminders were due."""
    await a_group(chat, *GROUP_OF_THREE)
    await sleeps_until(chat, FIRST - timedelta(minutes=30))
    assert [len(told(chat, name)) for name in GROUP_OF_THREE] == [1, 1, 1]
    assert "You facilitate this one." in chat.last("Ana")
    assert len(room_reminders(chat)) == 1
    await chat.until(FIRST + DAY)
    assert [len(told(chat, name)) for name in GROUP_OF_THREE] == [1, 1, 1]


async def test_a6_several_groups_after_downtime_are_one_message(chat: Chat) -> None:
    await a_group(chat, "Ben", "Ana", "Cleo")
    tomorrow = "second Wednesday 12:00"
    await a_group(chat, "Dan", "Ana", "Eve", room=OTHER_ROOM, name="Noon circle", rhythm=tomorrow)
    await sleeps_until(chat, FIRST - timedelta(minutes=30))
    (said,) = told(chat, "Ana")
    assert moments(said) == [FIRST, datetime(2026, 11, 11, 11, tzinfo=UTC)]


async def test_a6_a_week_slept_through_asks_the_facilitator_late_but_once(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await sleeps_until(chat, FIRST - timedelta(days=4))
    assert len(told(chat, "Ana")) == len(questions(chat, "Ana")) == 1
    await chat.until(FIRST)
    assert len(questions(chat, "Ana")) == 1
    assert len(reminders(chat, "Ana")) == 2


@pytest.mark.parametrize("stop", [DAY, HOUR])
async def test_a7_a_clock_that_jumps_back_repeats_nothing(chat: Chat, stop: timedelta) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - stop)
    before = len(chat.messenger.shown)
    for hours in (-2, 0, -2, 0):
        await sleeps_until(chat, FIRST - stop + timedelta(hours=hours))
    assert len(chat.messenger.shown) == before


async def test_a7_a_clock_that_jumps_ahead_and_back_says_everything_once(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - DAY - HOUR)
    await sleeps_until(chat, FIRST - DAY + HOUR)
    await sleeps_until(chat, FIRST - DAY - HOUR)
    assert len(reminders(chat, "Ben")) == 1
    await chat.until(FIRST - DAY + HOUR)
    assert len(reminders(chat, "Ben")) == 1
    await chat.until(FIRST - HOUR - timedelta(seconds=1))
    assert len(reminders(chat, "Ben")) == 1
    await chat.until(FIRST)
    assert len(reminders(chat, "Ben")) == 2
    assert len(room_reminders(chat)) == 1


async def test_a_reminder_that_cannot_be_said_in_time_is_not_said_later(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    chat.messenger.trouble["ben"] = Unreachable(timedelta(days=2))
    await chat.until(FIRST + HOUR)
    chat.messenger.trouble.clear()
    await chat.until(FIRST + timedelta(days=5))
    assert not reminders(chat, "Ben")


async def test_the_evening_stays_in_berlin_while_new_york_moves_by_an_hour(chat: Chat) -> None:
    """Europe leaves summer time a week before America does, and enters it two weeks after."""
    chat.zones["Nell"] = "America/New_York"
    chat.clock.move(datetime(2027, 2, 20, tzinfo=UTC))
    await a_group(chat, "Ana", "Nell", rhythm="every Tuesday 18:30")
    heard: dict[str, tuple[str, str]] = {}
    for start in starts(chat)[:7]:
        await chat.until(start - DAY)
        heard[f"{start:%d %b}"] = (_hour(chat, "Ana"), _hour(chat, "Nell"))
    assert heard == {
        "23 Feb": ("18:30", "12:30"),
        "02 Mar": ("18:30", "12:30"),
        "09 Mar": ("18:30", "12:30"),
        "16 Mar": ("18:30", "13:30"),
        "23 Mar": ("18:30", "13:30"),
        "30 Mar": ("18:30", "12:30"),
        "06 Apr": ("18:30", "12:30"),
    }


async def test_second_tuesdays_stay_at_half_past_six_for_a_year(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    for start in starts(chat):
        await chat.until(start - DAY)
        assert _hour(chat, "Ben") == "18:30"


def _hour(chat: Chat, name: str) -> str:
    """The hour that their latest reminder names, as they read it."""
    (moment,) = moments(reminders(chat, name)[-1])
    return clock_words(moment, "time", chat.zones[name]).partition(" ")[0]


async def test_a_room_with_two_groups_of_people_hears_of_its_own_meeting_only(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await a_group(chat, "Dan", "Eve", room=OTHER_ROOM, rhythm="third Tuesday 18:30")
    await join(chat, "Cleo")
    await chat.until(FIRST)
    assert room_reminders(chat)[0].where == ROOM
    assert not reminders(chat, "Eve")


async def choose(chat: Chat, who: str, *before: str) -> None:
    await chat.types(who, "settings", ROOM)
    await chat.presses(who, "Change the reminders")
    await chat.sends(who, value=before)


async def test_a_group_chooses_when_it_is_reminded(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await choose(chat, "Ana", "week", "hour")
    await chat.until(FIRST - timedelta(days=7))
    assert [len(told(chat, name)) for name in GROUP_OF_THREE] == [1, 1, 1], "Ana's is the question whether she will"
    assert "meets in a week" in reminders(chat, "Cleo")[0].message.text
    await chat.until(FIRST - HOUR - timedelta(seconds=1))
    assert len(reminders(chat, "Cleo")) == 1
    await chat.until(FIRST)
    assert len(reminders(chat, "Cleo")) == 2


async def test_a_group_can_do_without(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await choose(chat, "Ana")
    await chat.until(FIRST + DAY)
    assert not any(reminders(chat, name) for name in GROUP_OF_THREE)
    assert not room_reminders(chat)
    assert was_there(chat, meetings_of(chat)[0])["Cleo"]


async def test_late_is_coming_and_the_others_read_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting late")
    await chat.until(FIRST)
    assert "Coming so far: Cleo (late)." in in_room(chat)[-1]
    assert "You said that you are coming late" in chat.last("Cleo")
    await chat.until(FIRST + DAY)
    assert was_there(chat, meetings_of(chat)[0])["Cleo"]
