"""What becomes of a turn when its meeting moves or is called off, or its button is old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from bot.meetings.tables import Meeting
from bot.rotation.actions import Pass, Will
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, text
from tests.meetings.scene import (
    FIRST,
    GROUP_OF_THREE,
    OVER,
    WEEK,
    facilitators,
    meetings_of,
    moments,
    questions,
    starts,
)


async def change_rhythm(chat: Chat, value: str) -> None:
    await chat.types("Cleo", "settings", ROOM)
    await chat.presses("Cleo", "Change the meetings")
    await chat.sends("Cleo", value=value)


async def test_a_moved_meeting_carries_its_turn_and_asks_again(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    await change_rhythm(chat, "second Thursday 19:00")
    assert facilitators(chat)[0] == "Ana"
    _, again = questions(chat, "Ana")
    assert moments(again) == [datetime(2026, 11, 12, 18, tzinfo=UTC)]
    assert "your turn has moved with it" in again.message.text
    assert "has not answered yet" in text(await chat.types("Ben", "turns"))


async def test_a_meeting_that_moves_before_anybody_was_asked_asks_a_week_before_the_new_one(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await change_rhythm(chat, "third Thursday 19:00")
    (moved, *_) = starts(chat)
    await chat.until(moved - WEEK - timedelta(seconds=1))
    assert not questions(chat, "Ana")
    await chat.until(moved - WEEK)
    assert len(questions(chat, "Ana")) == 1


async def test_old_buttons_say_what_has_become_of_the_meeting(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.until(FIRST)
    for label in ("I will", "I can't this time"):
        assert "has begun or is over, so its turn stands" in text(await chat.presses("Ana", label))
    with chat.database.begin() as session:
        session.execute(delete(Meeting))
    assert "no longer kept here" in text(await chat.presses("Ana", "I will"))


async def test_a_meeting_that_was_called_off_has_no_turn_to_take(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await change_rhythm(chat, "second Tuesday 18:30 except 10 November 2026")
    assert "was called off, so its turn stands" in text(await chat.presses("Ana", "I will"))
    assert facilitators(chat) == ["Ana"]


async def test_whoever_is_not_asked_cannot_press_for_another(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    meeting = meetings_of(chat)[0].id
    for action in (Will(meeting, "facilitator"), Pass(meeting, "facilitator")):
        for name, answer in {"Ben": "is with Ana now", "Zoe": "a group that you are not in"}.items():
            press = replace(chat.event, id=f"{name}{action.name}", who=chat.person(name), text="", action=action.pack())
            assert answer in text(await chat.again(press))
    assert facilitators(chat) == ["Ana"]


async def test_a_role_that_this_version_does_not_know_changes_nothing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    press = Will(meetings_of(chat)[0].id, "conductor").pack()
    assert "older version" in text(await chat.again(replace(chat.event, id="old", text="", action=press)))


async def test_nobody_is_left_when_the_rhythm_has_ended(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, rhythm="second Tuesday 18:30 until 30 November 2026")
    await chat.until(FIRST + OVER)
    assert "No meeting is planned" in text(await chat.types("Ana", "turns"))
    assert "No meeting is planned" in text(await chat.types("Ana", "turns will"))
    assert "Ana facilitated" in text(await chat.types("Ben", "turns"))
