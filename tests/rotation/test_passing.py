"""A turn goes to the next: by passing, not coming, going away, leaving, or being out of reach."""

from datetime import timedelta

from bot.port import Gone
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, text
from tests.meetings.scene import (
    DAY,
    FIRST,
    GROUP_OF_THREE,
    OVER,
    SECOND,
    WEEK,
    facilitators,
    meetings_of,
    questions,
    said_in_room,
    told,
    was_there,
)


async def test_passing_asks_the_next_and_keeps_the_turn(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    said = text(await chat.presses("Ana", "I can't this time"))
    assert "Ben is asked to facilitate" in said
    assert "Your turn is kept for you" in said
    assert len(questions(chat, "Ben")) == 1
    await chat.until(FIRST + OVER)
    assert facilitators(chat) == ["Ben", "Ana"]
    shown = text(await chat.types("Cleo", "turns"))
    assert "Ana was chosen to facilitate: had kept a turn" in shown or "Ana was chosen to facilitate: had not" in shown
    assert "Ana passed; the turn is kept" in shown


async def test_a_second_pass_says_that_it_stands(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I can't this time")
    said = text(await chat.presses("Ana", "I can't this time"))
    assert said.startswith("That stands: you passed. Ben is asked")
    assert facilitators(chat)[0] == "Ben"


async def test_passing_after_having_said_yes(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    await chat.types("Ana", "turns pass")
    assert facilitators(chat)[0] == "Ben"
    assert "has not answered yet" in text(await chat.types("Cleo", "turns"))


async def test_whoever_passed_cannot_take_what_is_with_another_by_an_old_button(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I can't this time")
    assert "is with Ben now, so nothing happened" in text(await chat.presses("Ana", "I will"))


async def test_when_all_have_passed_the_room_is_asked_and_anybody_may_take_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    for name in ("Ana", "Ben"):
        await chat.presses(name, "I can't this time")
    assert "Nobody is left to ask, so the room is asked" in text(await chat.presses("Cleo", "I can't this time"))
    assert in_room(chat)[-1].startswith("Nobody is left to ask to facilitate our meeting")
    assert "Nobody is left" in text(await chat.presses("Cleo", "I can't this time"))
    assert len(said_in_room(chat, "/nobody/")) == 1
    assert "Nobody facilitates" in text(await chat.types("Ben", "turns"))
    assert "Thank you: you facilitate" in text(await chat.presses("Ben", "I will", ROOM))
    assert in_room(chat)[-1].startswith("Ben facilitates our meeting on Tuesday 10 November")
    assert "is with Ben now" in text(await chat.presses("Cleo", "I will", ROOM))
    assert len(questions(chat, "Ben")) == 1
    await chat.until(FIRST)
    assert "You facilitate this one." in chat.last("Ben")


async def test_not_coming_passes_the_turn_with_the_same_press(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(SECOND - DAY)
    said = text(await chat.presses("Ben", "Not coming"))
    assert "that turn has passed on: Cleo is asked instead. Your turn is kept for you" in said
    assert len(questions(chat, "Cleo")) == 1
    assert "Cleo facilitates." in in_room(chat)[-1]
    await chat.until(SECOND - timedelta(hours=1))
    assert "Cleo facilitates." in chat.last("Ana")
    assert "Ben was not coming; the turn is kept" in text(await chat.types("Ana", "turns"))
    await chat.until(SECOND + OVER)
    assert was_there(chat, meetings_of(chat)[1])["Ben"] is False
    assert facilitators(chat) == ["Ana", "Cleo", "Ben"]


async def test_whoever_is_not_coming_is_not_asked(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting not coming")
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I can't this time")
    assert facilitators(chat)[0] == "Cleo"
    assert not questions(chat, "Ben")


async def test_going_away_passes_the_turn_and_says_so_to_whoever_knew_of_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(SECOND - WEEK)
    await chat.types("Ben", "away until 20 December")
    assert facilitators(chat)[1] == "Cleo"
    assert len(questions(chat, "Cleo")) == 1
    assert "Since you are away, Cleo is asked to facilitate" in chat.last("Ben")
    await chat.until(SECOND + OVER)
    await chat.types("Ben", "back")
    assert facilitators(chat) == ["Ana", "Cleo", "Ben"]


async def test_going_away_before_being_asked_is_passed_over_in_silence(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ana", "away until 20 November")
    assert facilitators(chat) == ["Ben"]
    assert not told(chat, "Ana")
    assert "Ana was away; the turn is kept" in text(await chat.types("Cleo", "turns"))


async def test_somebody_who_is_back_before_they_would_be_asked_keeps_their_turn(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + OVER)
    await chat.types("Ben", "away until 20 November")
    assert facilitators(chat) == ["Ana", "Ben"]


async def test_a_short_absence_before_the_meeting_takes_no_turn_that_was_accepted(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    await chat.types("Ana", "away until 6 November")
    assert facilitators(chat)[0] == "Ana"


async def test_leaving_passes_the_turn(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.types("Ana", "leave")
    await chat.presses("Ana", "Leave the group")
    assert facilitators(chat)[0] == "Ben"
    assert len(questions(chat, "Ben")) == 1
    assert "Ana left the group" in text(await chat.types("Cleo", "turns"))
    assert "a group that you are not in" in text(await chat.presses("Ana", "I will"))


async def test_somebody_who_cannot_be_reached_is_passed_over(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    chat.messenger.trouble["ana"] = Gone("closed")
    await chat.until(FIRST - WEEK + timedelta(minutes=1))
    assert facilitators(chat)[0] == "Ben"
    assert len(questions(chat, "Ben")) == 1
    assert "Ana could not be reached; the turn is kept" in text(await chat.types("Cleo", "turns"))


async def test_whoever_said_that_they_are_not_coming_does_not_take_a_turn(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting not coming")
    await chat.until(FIRST - WEEK)
    for name in ("Ana", "Ben"):
        await chat.presses(name, "I can't this time")
    assert "type meeting coming first" in text(await chat.types("Cleo", "turns will"))
