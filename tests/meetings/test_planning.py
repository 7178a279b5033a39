"""The coming meetings: made ahead, kept in step with the rhythm, and told of when they move."""

from datetime import UTC, datetime, timedelta

from bot.groups.tables import Group
from bot.meetings.actions import Reach
from bot.meetings.planning import timer_key
from bot.meetings.rules import AHEAD
from bot.meetings.tables import Meeting
from bot.rhythm import recall
from bot.turn import Turn
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, begin, text, the_group
from tests.meetings.scene import (
    FIRST,
    GROUP_OF_THREE,
    SECOND,
    meetings_of,
    moments,
    reminders,
    room_reminders,
    said_in_room,
    starts,
)


async def change(chat: Chat, who: str, label: str, value: str) -> None:
    await chat.types(who, "settings", ROOM)
    await chat.presses(who, label)
    await chat.sends(who, value=value)


async def change_rhythm(chat: Chat, value: str) -> None:
    await change(chat, "Ana", "Change the meetings", value)


async def test_a_year_of_meetings_is_planned_when_a_group_begins(chat: Chat) -> None:
    await begin(chat)
    assert starts(chat)[:2] == [FIRST, SECOND]
    assert len(starts(chat)) == AHEAD


async def test_joining_plans_nothing_twice_and_tells_the_room_nothing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert len(starts(chat)) == AHEAD
    assert not said_in_room(chat, "meetings/")


async def test_each_end_plans_the_next(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(minutes=90))
    assert starts(chat)[0] == SECOND
    assert len(starts(chat)) == AHEAD
    await chat.until(SECOND + timedelta(minutes=90))
    assert len(starts(chat)) == AHEAD
    assert len(meetings_of(chat)) == AHEAD + 2


async def test_a_changed_rhythm_moves_the_meetings_and_tells_the_room_once(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    before = [meeting.id for meeting in meetings_of(chat)]
    await change_rhythm(chat, "second Thursday 19:00")
    thursday = datetime(2026, 11, 12, 18, tzinfo=UTC)
    assert [meeting.id for meeting in meetings_of(chat)] == before
    assert starts(chat)[0] == thursday
    (said,) = said_in_room(chat, "/changed/")
    assert moments(said)[:2] == [FIRST, thursday]
    assert "and 9 later, by the same change" in said.message.text


async def test_what_was_answered_about_the_old_time_is_asked_again(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting coming")
    await change_rhythm(chat, "second Thursday 19:00")
    assert "Nobody has said yet" in text(await chat.types("Ben", "meeting"))


async def test_undoing_the_change_moves_them_back_and_says_so(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await change_rhythm(chat, "second Thursday 19:00")
    await chat.types("Ben", "undo")
    assert starts(chat)[0] == FIRST
    assert [moments(said)[1] for said in said_in_room(chat, "/changed/")][-1] == FIRST
    assert {meeting.sequence for meeting in meetings_of(chat)} == {2}


async def test_another_zone_keeps_the_hour_on_the_wall(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await change(chat, "Ana", "Change the time zone", "Europe/London")
    assert starts(chat)[0] == FIRST + timedelta(hours=1)
    (said,) = said_in_room(chat, "/changed/")
    assert moments(said)[:2] == [FIRST, FIRST + timedelta(hours=1)]


async def test_a_setting_that_moves_nothing_says_nothing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await change(chat, "Ana", "Change the name", "Wednesday circle")
    await change_rhythm(chat, "second tuesday 18:30 Berlin")
    assert not said_in_room(chat, "/changed/")


async def test_a_meeting_that_everybody_was_reminded_of_stays(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - timedelta(hours=20))
    await change_rhythm(chat, "second Thursday 19:00")
    assert starts(chat)[:2] == [FIRST, datetime(2026, 11, 12, 18, tzinfo=UTC)]
    (said,) = said_in_room(chat, "/changed/")
    assert "stays: everybody was already reminded of it" in said.message.text


async def test_a_rhythm_that_ends_calls_off_the_rest(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await change_rhythm(chat, "second Tuesday 18:30 until 31 December 2026")
    assert starts(chat) == [FIRST, SECOND]
    (said,) = said_in_room(chat, "/changed/")
    assert "is called off" in said.message.text
    await chat.until(SECOND + timedelta(hours=2))
    assert starts(chat) == []
    assert "its rhythm has ended" in text(await chat.types("Ana", "meeting"))
    assert "its rhythm has ended" in text(await chat.types("Ana", "calendar"))


async def test_a_holiday_taken_out_moves_no_other_meeting(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    ids = {meeting.on: meeting.id for meeting in meetings_of(chat)}
    await change_rhythm(chat, "second Tuesday 18:30 except 8 December 2026")
    standing = [meeting for meeting in meetings_of(chat) if not meeting.cancelled_at]
    assert SECOND not in starts(chat)
    assert all(ids.get(meeting.on, meeting.id) == meeting.id for meeting in standing)
    assert len(standing) == AHEAD


async def test_a_rhythm_of_weeks_is_planned_as_far(chat: Chat) -> None:
    await a_group(chat, "Ana", rhythm="every Tuesday 18:30")
    assert starts(chat)[1] - starts(chat)[0] == timedelta(days=7)
    assert len(starts(chat)) == AHEAD


async def test_a_group_that_everybody_has_left_is_planned_no_further_until_somebody_joins(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "leave")
    await chat.presses("Ana", "Leave the group")
    await chat.until(SECOND + timedelta(hours=2))
    assert len(starts(chat)) == AHEAD - 2
    assert not said_in_room(chat, "meetings/")
    await chat.types("Ana", "join", ROOM)
    await chat.presses("Ana", "I accept and join")
    assert len(starts(chat)) == AHEAD
    assert the_group(chat).rhythm


async def test_a8_newer_clock_rules_move_a_meeting_and_say_so_before_its_reminder(chat: Chat) -> None:
    """The row was written when the zone's clocks were still thought to be an hour earlier that evening."""
    await a_group(chat, *GROUP_OF_THREE)
    with chat.database.begin() as session:
        old = session.get_one(Meeting, meetings_of(chat)[0].id)
        old.start = FIRST + timedelta(hours=1)
        Turn(chat.clock.now(), session, chat.vault).at(timer_key(old), old.start - timedelta(days=1), Reach(old.id))
    await chat.until(FIRST + timedelta(minutes=5))
    (changed,) = said_in_room(chat, "/changed/")
    assert moments(changed)[:2] == [FIRST + timedelta(hours=1), FIRST]
    assert [moments(said) for said in reminders(chat, "Ben")] == [[FIRST], [FIRST]]
    assert [moments(said) for said in room_reminders(chat)] == [[FIRST]]


async def test_a_meeting_that_the_rhythm_no_longer_names_is_called_off_instead_of_reminded_of(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    with chat.database.begin() as session:
        group = session.get_one(Group, the_group(chat).id)
        group.rhythm = recall(f"{group.rhythm} except 10 November 2026").words()
    await chat.until(FIRST + timedelta(hours=3))
    assert not room_reminders(chat)
    assert not reminders(chat, "Ben")
    assert "is called off" in said_in_room(chat, "/changed/")[0].message.text
    assert starts(chat)[0] == SECOND


async def test_a_later_hour_on_the_day_of_a_meeting_that_was_reminded_of_is_no_second_meeting(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - timedelta(hours=22))
    await change_rhythm(chat, "second Tuesday 20:15")
    assert starts(chat)[:2] == [FIRST, SECOND + timedelta(hours=1, minutes=45)]
    assert len({meeting.on for meeting in meetings_of(chat)}) == len(meetings_of(chat)) == AHEAD
