"""Moving a meeting, calling it off and putting it back: under one id, and told once to those whom it changes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.meetings.actions import PutBack
from bot.meetings.rules import AHEAD
from bot.ui import Form
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, text
from tests.meetings.scene import (
    DAY,
    FIRST,
    GROUP_OF_THREE,
    SECOND,
    WEEK,
    facilitators,
    meetings_of,
    moments,
    reminders,
    said_in_room,
    sleeps_until,
    starts,
    told,
)
from tests.meetings.test_planning import change_rhythm


async def test_a_moved_meeting_keeps_its_id_and_the_room_reads_who_moved_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    before = [meeting.id for meeting in meetings_of(chat)]
    reply = text(await chat.types("Ben", "meeting move to 17 November"))
    assert "Moved from" in reply
    assert starts(chat)[:2] == [FIRST + WEEK, SECOND]
    assert [meeting.id for meeting in meetings_of(chat)] == before
    assert "Ben has moved our meeting" in in_room(chat)[-1]
    await chat.passes(minutes=1)
    assert not any(told(chat, name) for name in GROUP_OF_THREE)


async def test_by_form_on_the_groups_own_clock(chat: Chat) -> None:
    chat.zones["Cleo"] = "America/Vancouver"
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting", forms="now")
    await chat.presses("Cleo", "Move or call off")
    await chat.presses("Cleo", "Move it")
    form = chat.forms["Cleo"]
    assert [field.value for field in form.fields] == ["10 November 2026", "18:30"]
    await chat.sends("Cleo", day="Thursday 12 November", time="7pm")
    assert starts(chat)[0] == datetime(2026, 11, 12, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("meeting move to 19:00", FIRST + timedelta(minutes=30)),
        ("meeting move to Thursday 12 November", FIRST + 2 * DAY),
        ("meeting move 8 December to 15 December 19:00", SECOND + WEEK + timedelta(minutes=30)),
        ("meeting move 17.11. 19 Uhr", FIRST + WEEK + timedelta(minutes=30)),
        ("move the meeting to 17 November", FIRST + WEEK),
        ("Please move our next meeting to Thursday 12 November at 5pm", FIRST + 2 * DAY - timedelta(minutes=90)),
        ("reschedule the meeting for Thursday 12 November", FIRST + 2 * DAY),
        ("reschedule the meeting from 8 December to 15 December", SECOND + WEEK),
        ("reschedule the meeting on 8 December to 15 December", SECOND + WEEK),
        ("postpone the meeting until 12 November", FIRST + 2 * DAY),
        ("postpone the meeting by a week", FIRST + WEEK),
        ("move the meeting two days later", FIRST + 2 * DAY),
    ],
)
async def test_what_is_left_out_stays_as_it_was(chat: Chat, typed: str, start: datetime) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", typed)
    assert start in starts(chat)
    assert len(starts(chat)) == AHEAD


@pytest.mark.parametrize("typed", ["postpone the meeting", "Move our meeting", "reschedule meeting"])
async def test_whoever_does_not_say_when_is_asked(chat: Chat, typed: str) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    form = await chat.types("Ben", typed, forms="now")
    assert isinstance(form, Form)
    assert form.title == "Move the meeting"
    assert starts(chat)[0] == FIRST


async def test_next_week_is_no_day_yet(chat: Chat) -> None:
    """It was Monday 9 November once, which nobody had said."""
    await a_group(chat, *GROUP_OF_THREE)
    form = await chat.types("Ben", "move the meeting next week", forms="now")
    assert isinstance(form, Form)
    assert form.fields[0].value == "10 November 2026"
    assert "Which day is “next week”? It is on Tuesday 10 November" in text(await chat.sends("Ben", day="next week"))
    assert starts(chat)[0] == FIRST


async def test_a_day_of_the_week_that_can_be_two_days_is_asked_about(chat: Chat) -> None:
    """On Monday the 2nd, of a meeting on Tuesday the 10th: the room would be told at once."""
    await a_group(chat, *GROUP_OF_THREE)
    for typed in ("meeting move Thursday", "meeting move to Thursday 7pm", "move the meeting to next thursday"):
        said = text(await chat.types("Ben", typed))
        assert "Did you mean Thursday 5 November 2026 or Thursday 12 November 2026?" in said
    await chat.passes(days=6, hours=23)
    await chat.types("Ben", "meeting move Thursday")
    assert starts(chat)[0] == FIRST + 2 * DAY, "from Monday the 9th it can only be one"


async def test_a_meeting_far_ahead_moves_within_its_own_week(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting move 8 December to Wednesday 7pm")
    assert starts(chat)[1] == SECOND + DAY + timedelta(minutes=30)


async def test_moving_the_group_is_something_else(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    for typed in ("move", "move the group", "move here"):
        assert "in the room where it should live" in text(await chat.types("Ben", typed))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("meeting move to soonish", "I could not read"),
        (
            "meeting move next Tuesday 5",
            "Which hour is “5”? Did you mean 05:00 or 17:00? I understood: Tuesday 3",
        ),
        ("meeting move to perhaps 5", "I could not read “perhaps 5”"),
        ("meeting move to 1 November 2026", "passed"),
        ("meeting move to 1 January 2029", "more than a year"),
        ("meeting move 9 December to 10 December", "I found no such meeting on Wednesday 9 December 2026"),
        ("meeting move to 10 November 18:30", "as it stands"),
        ("meeting cancel 9 December", "I found no such meeting"),
        ("meeting back", "There is no such meeting"),
    ],
)
async def test_what_cannot_be_done_is_said_and_changes_nothing(chat: Chat, typed: str, answer: str) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert answer in text(await chat.types("Ben", typed))
    assert starts(chat)[:2] == [FIRST, SECOND]
    assert not said_in_room(chat, "meetings/")


async def test_planning_leaves_a_moved_meeting_and_the_dates_around_it_alone(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, rhythm="every Tuesday 18:30")
    await chat.types("Ben", "meeting move 24 November to 5 November")
    await chat.types("Ben", "meeting move 10 November to 19 November")
    expected = [meeting.id for meeting in meetings_of(chat)]
    await chat.until(FIRST + 6 * WEEK)
    held = [meeting for meeting in meetings_of(chat) if meeting.ended_at]
    assert [meeting.start.date().day for meeting in held][:5] == [3, 5, 17, 19, 1]
    assert {meeting.id for meeting in held[:5]} <= set(expected)
    assert len({meeting.on for meeting in meetings_of(chat)}) == len(meetings_of(chat))


async def test_a_changed_rhythm_takes_their_place_along_and_leaves_them_where_they_are(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting move to 17 November")
    await chat.types("Ben", "meeting cancel 8 December")
    await change_rhythm(chat, "second Thursday 19:00")
    assert starts(chat)[0] == FIRST + WEEK
    assert starts(chat)[1] == datetime(2027, 1, 14, 18, tzinfo=UTC)
    await chat.types("Ben", "meeting back 10 December")
    assert starts(chat)[1] == datetime(2026, 12, 10, 18, tzinfo=UTC)


async def test_called_off_and_put_back_is_the_same_meeting(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    first = meetings_of(chat)[0].id
    assert "Called off" in text(await chat.types("Ben", "meeting cancel"))
    assert starts(chat)[0] == SECOND
    await chat.presses("Ana", "Put it back", ROOM)
    assert starts(chat)[0] == FIRST
    assert meetings_of(chat)[0].id == first
    assert meetings_of(chat)[0].sequence == 2
    assert "Ana has put our meeting back" in in_room(chat)[-1]
    await chat.until(FIRST)
    assert len(reminders(chat, "Cleo")) == 2
    assert facilitators(chat)[0] == "Ana"


async def test_a_second_press_says_what_stands(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting cancel")
    await chat.presses("Ana", "Put it back", ROOM)
    assert "as it stands" in text(await chat._act("Cleo", ROOM, action=PutBack(meetings_of(chat)[0].id).pack()))
    assert len(said_in_room(chat, "/back/")) == 1


async def test_a_moved_meeting_goes_back_to_its_usual_time(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting move to 17 November")
    assert "Back at its usual time" in text(await chat.types("Cleo", "meeting back"))
    assert starts(chat)[0] == FIRST


async def test_a_move_is_told_privately_to_those_who_counted_on_the_old_time(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo", "Dan", "Eve")
    await chat.types("Cleo", "meeting coming")
    await chat.types("Dan", "meeting not coming")
    await chat.types("Ben", "meeting move to 17 November")
    await chat.passes(minutes=1)
    assert {name: len(reminders(chat, name)) for name in ("Ben", "Cleo", "Dan", "Eve")} == {
        "Ben": 0,
        "Cleo": 1,
        "Dan": 1,
        "Eve": 0,
    }
    (said,) = reminders(chat, "Cleo")
    assert moments(said) == [FIRST, FIRST + WEEK]
    assert "it was on" in said.message.text
    assert "Nobody has said yet" in text(await chat.types("Eve", "meeting"))


async def test_calling_off_spares_those_who_could_not_come(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo", "Dan", "Eve")
    await chat.types("Cleo", "meeting coming")
    await chat.types("Dan", "meeting not coming")
    await chat.until(FIRST - DAY)
    before = {name: len(reminders(chat, name)) for name in chat.zones}
    await chat.types("Ben", "meeting cancel")
    await chat.passes(minutes=1)
    after = {name: len(reminders(chat, name)) - before[name] for name in chat.zones}
    assert after == {"Ana": 1, "Ben": 0, "Cleo": 1, "Dan": 0, "Eve": 1}
    assert "was called off" in reminders(chat, "Eve")[-1].message.text
    assert "We were to meet on" in "\n".join(in_room(chat))
    await chat.until(FIRST + DAY)
    assert {name: len(reminders(chat, name)) - before[name] for name in chat.zones} == after


async def test_who_is_away_hears_of_it_when_back_and_only_if_it_still_matters(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, "Dan")
    await chat.types("Cleo", "meeting coming")
    await chat.types("Dan", "meeting coming")
    await chat.types("Cleo", "away until 6 November")
    await chat.types("Dan", "away until 20 November")
    await chat.types("Ben", "meeting cancel")
    await chat.passes(hours=1)
    assert not reminders(chat, "Cleo")
    await chat.until(FIRST + DAY)
    assert len(reminders(chat, "Cleo")) == 1
    await chat.until(FIRST + 12 * DAY)
    assert not reminders(chat, "Dan")


async def test_several_changes_while_asleep_are_one_message_with_the_first_and_the_last(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting coming")
    await chat.types("Cleo", "away until 6 November")
    await chat.types("Ben", "meeting move to 17 November")
    await chat.types("Ben", "meeting move to 18 November")
    await sleeps_until(chat, FIRST - DAY)
    (said,) = reminders(chat, "Cleo")
    assert moments(said) == [FIRST, FIRST + WEEK + DAY]


async def test_reminders_go_by_the_new_time(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - DAY)
    await chat.types("Ben", "meeting move to 17 November")
    await chat.until(FIRST + WEEK)
    assert [moments(said)[-1] for said in reminders(chat, "Cleo")] == [FIRST, *[FIRST + WEEK] * 3]


async def test_who_did_what_stands_in_the_history(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting move to 17 November")
    await chat.passes(minutes=1)
    await chat.types("Cleo", "meeting cancel")
    shown = text(await chat.types("Ana", "meeting changes"))
    assert shown.index("Cleo called off") < shown.index("Ben moved")


async def test_whoever_is_not_in_the_group_changes_nothing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "not in" in text(await chat.types("Mo", "meeting cancel", ROOM))
    assert starts(chat)[0] == FIRST


async def test_an_hour_that_clocks_skip_is_read_back_as_it_will_be(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    reply = text(await chat.types("Ben", "meeting move 9 March to 28 March 2027 2:30"))
    assert "Clocks in Europe/Berlin skip 02:30 that night, so it is 03:30 there." in reply
    assert datetime(2027, 3, 28, 1, 30, tzinfo=UTC) in starts(chat)


NEXT = {
    "moved": ("meeting move to 12 November 19:00", "Thursday 12 November 2026, 18:00"),
    "called off": ("meeting cancel 10 November", "Tuesday 8 December 2026, 17:30"),
    "on a holiday": ("holiday 3 November to 20 January", "Tuesday 9 February 2027, 17:30"),
}


@pytest.mark.parametrize("what", NEXT)
async def test_settings_and_the_welcome_of_a_newcomer_name_the_meeting_that_takes_place(chat: Chat, what: str) -> None:
    await a_group(chat, "Ana", "Ben")
    typed, coming = NEXT[what]
    await chat.types("Ana", typed)
    assert f"; next on {coming}" in text(await chat.types("Ben", "settings"))
    await chat.types("Cleo", "join", ROOM)
    chat.zones["Cleo"] = "Europe/Berlin"
    assert f"The next meeting is on {coming}" in text(await chat.presses("Cleo", "I accept and join"))


async def test_without_a_meeting_within_a_year_none_is_named(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", rhythm="second Tuesday 18:30 until 20 November 2026")
    await chat.types("Ana", "meeting cancel 10 November")
    assert "next on" not in text(await chat.types("Ben", "settings"))
