"""Days without meetings: said once, taken back by anybody, and kept for meetings that are not planned yet."""

from datetime import UTC, datetime

import pytest

from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, text
from tests.meetings.scene import GROUP_OF_THREE, SECOND, meetings_of, reminders, said_in_room, starts
from tests.meetings.test_planning import change_rhythm


async def test_a_range_of_days_has_no_meetings_and_the_room_reads_which(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, rhythm="every Tuesday 18:30")
    reply = text(await chat.types("Ben", "holiday 22 December to 6 January"))
    assert "These meetings are off:" in reply
    off = [meeting for meeting in meetings_of(chat) if meeting.off == "holiday"]
    assert [meeting.start.date().isoformat() for meeting in off] == ["2026-12-22", "2026-12-29", "2027-01-05"]
    assert "Ben has noted a holiday" in in_room(chat)[-1]
    await chat.until(datetime(2027, 1, 7, tzinfo=UTC))
    assert not any("22 December" in said.message.text for said in reminders(chat, "Cleo"))
    assert len(said_in_room(chat, "/holiday/")) == 1


async def test_one_day_by_form_and_taken_back_by_another(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    ids = [meeting.id for meeting in meetings_of(chat)]
    await chat.types("Ben", "holiday", forms="now")
    await chat.presses("Ben", "Add a holiday")
    await chat.sends("Ben", first="8 December")
    assert SECOND not in starts(chat)
    await chat.presses("Cleo", "Take it back", ROOM)
    assert SECOND in starts(chat)
    assert [meeting.id for meeting in meetings_of(chat)] == ids
    assert "Cleo has taken a holiday of the group back" in in_room(chat)[-1]


async def test_meetings_that_are_not_planned_yet_are_off_as_well(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, rhythm="every Tuesday 18:30")
    await chat.types("Ben", "holiday 2 February to 16 February")
    await chat.until(datetime(2027, 2, 17, tzinfo=UTC))
    held = [meeting.start for meeting in meetings_of(chat) if meeting.ended_at]
    assert held[-1] == datetime(2027, 1, 26, 17, 30, tzinfo=UTC)
    assert starts(chat)[0] == datetime(2027, 2, 23, 17, 30, tzinfo=UTC)


async def test_who_counted_on_it_is_told_once(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting coming")
    await chat.types("Ben", "holiday 10 November")
    await chat.passes(hours=1)
    assert len(reminders(chat, "Cleo")) == 1
    await chat.types("Ben", "holiday back 10 November")
    await chat.passes(hours=1)
    assert "meets after all" in reminders(chat, "Cleo")[-1].message.text


async def test_said_and_unsaid_while_somebody_is_away_says_nothing_to_them(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting coming")
    await chat.types("Cleo", "away until 6 November")
    await chat.types("Ben", "holiday 10 November")
    await chat.types("Ben", "holiday back 10 November")
    await chat.until(datetime(2026, 11, 7, tzinfo=UTC))
    assert not reminders(chat, "Cleo")


async def test_a_meeting_is_not_moved_into_a_holiday(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "holiday 22 December to 6 January")
    assert "is in your holiday" in text(await chat.types("Ana", "meeting move 8 December to 22 December"))
    assert SECOND in starts(chat)


async def test_a_changed_rhythm_moves_out_of_a_holiday_and_into_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "holiday 8 December")
    await change_rhythm(chat, "second Thursday 18:30")
    assert datetime(2026, 12, 10, 17, 30, tzinfo=UTC) in starts(chat)
    await change_rhythm(chat, "second Tuesday 18:30")
    assert SECOND not in starts(chat)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("holiday soonish", "I could not read"),
        ("holiday 6 January to 24 December", "longer than"),
        ("holiday back", "No holiday is noted"),
        ("holiday 1 October 2026", "passed"),
    ],
)
async def test_what_cannot_be_noted_is_said(chat: Chat, typed: str, answer: str) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert answer in text(await chat.types("Ben", typed))
    assert not said_in_room(chat, "/holiday/")


async def test_twice_is_once(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "holiday 8 December")
    assert "already" in text(await chat.types("Cleo", "holiday 8 December"))
    assert len(said_in_room(chat, "/holiday/")) == 1
