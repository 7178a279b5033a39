"""Being asked, taking a turn, passing it on, and reading how it came about: by buttons and by typing."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from bot.meetings.tables import Meeting
from bot.port import Gone
from bot.rotation.actions import Pass, Will
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, join, text
from tests.meetings.scene import (
    GROUP_OF_THREE,
    facilitators,
    meetings_of,
    moments,
    questions,
    reminders,
    said_in_room,
    starts,
    told,
    was_there,
)

FIRST = datetime(2026, 11, 10, 17, 30, tzinfo=UTC)
SECOND = datetime(2026, 12, 8, 17, 30, tzinfo=UTC)
DAY, WEEK, OVER = timedelta(days=1), timedelta(days=7), timedelta(minutes=90)


async def change_rhythm(chat: Chat, value: str) -> None:
    await chat.types("Cleo", "settings", ROOM)
    await chat.presses("Cleo", "Change the meetings")
    await chat.sends("Cleo", value=value)


async def test_the_facilitator_is_asked_a_week_before_with_what_it_involves(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK - timedelta(seconds=1))
    assert not questions(chat, "Ana")
    await chat.until(FIRST - WEEK)
    (asked,) = questions(chat, "Ana")
    assert moments(asked) == [FIRST]
    assert [button.label for button in asked.message.buttons] == [
        "I will",
        "I can't this time",
        "Swap with…",
        "Ask for a volunteer",
        "Keep it for next time",
    ]
    for duty in ("read the agreement again", "one sentence", "keep time", "the facilitator does not present"):
        assert duty in chat.last("Ana")
    assert not questions(chat, "Ben") + questions(chat, "Cleo")


async def test_i_will_is_noted_for_everybody_to_read(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    assert "Thank you: you facilitate" in text(await chat.presses("Ana", "I will"))
    assert "Ana facilitates on Tuesday 10 November 2026" in text(await chat.types("Ben", "turns"))
    assert "Ana said yes" in chat.last("Ben")
    assert "Coming so far: Ana." in text(await chat.types("Ben", "meeting"))


async def test_a_second_i_will_says_that_it_stands(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    assert "That stands: you facilitate" in text(await chat.presses("Ana", "I will"))
    assert text(await chat.types("Ben", "turns")).count("said yes") == 2  # the state and one line of history


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


async def test_a_founder_who_missed_the_first_meeting_is_new_at_the_second(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ana", "meeting not coming")
    await chat.until(SECOND + OVER)
    assert facilitators(chat) == ["Ben", "Cleo", "Ana"]


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


async def test_a_member_alone_is_told_so_and_with_a_second_one_turns_begin(chat: Chat) -> None:
    await a_group(chat, "Ana")
    assert "you are the only member so far" in text(await chat.types("Ana", "turns"))
    assert "Nobody facilitates it yet; turns says why." in text(await chat.types("Ana", "meeting"))
    assert facilitators(chat) == []
    await join(chat, "Ben")
    assert facilitators(chat) == ["Ana"]


async def test_a_group_of_one_meets_without_anybody_being_asked(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.until(FIRST + DAY)
    assert not questions(chat, "Ana")
    assert not said_in_room(chat, "/nobody/")
    assert "Nobody facilitates it yet" in reminders(chat, "Ana")[0].message.text


async def test_a_newcomer_is_not_asked_for_their_first_meeting_and_cannot_take_it(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.until(FIRST + OVER)
    await join(chat, "Nell")
    await chat.until(SECOND - WEEK)
    for name in ("Ben", "Ana"):
        await chat.presses(name, "I can't this time")
    assert not questions(chat, "Nell")
    assert "does not facilitate their first meeting" in text(await chat.presses("Nell", "I will", ROOM))
    assert "does not facilitate their first meeting" in text(await chat.types("Nell", "turns will"))
    await chat.until(starts(chat)[1] + OVER)
    assert facilitators(chat)[-2:] == ["Ben", "Nell"]  # Ben never had a turn either, and kept his


async def test_whoever_said_that_they_are_not_coming_does_not_take_a_turn(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Cleo", "meeting not coming")
    await chat.until(FIRST - WEEK)
    for name in ("Ana", "Ben"):
        await chat.presses(name, "I can't this time")
    assert "type meeting coming first" in text(await chat.types("Cleo", "turns will"))


async def test_turns_go_round_for_a_year(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo", "Dan")
    await chat.until(FIRST + timedelta(days=365))
    done = facilitators(chat)[:12]
    assert set(Counter(done).values()) == {3}
    assert all(set(done[at : at + 4]) == {"Ana", "Ben", "Cleo", "Dan"} for at in range(0, 12, 4))
    assert all(len(questions(chat, name)) in (3, 4) for name in ("Ana", "Ben", "Cleo", "Dan"))


async def test_a_weekly_group_has_its_facilitator_before_the_reminder(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, rhythm="every Monday and Tuesday 18:30")
    await chat.until(datetime(2026, 11, 24, tzinfo=UTC))
    said = [shown.message.text for shown in said_in_room(chat, "/room") if shown.key.startswith("meetings/")]
    assert len(said) == 8
    assert not [words for words in said if "Nobody facilitates" in words]
    turns = Counter(facilitators(chat))
    assert max(turns.values()) - min(turns.values()) <= 1


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


async def test_everything_can_be_typed(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "The turn for the meeting" in text(await chat.types("Ben", "turns pass"))
    assert "Thank you: you facilitate" in text(await chat.types("Ana", "turns will"))
    assert "Ben is asked" in text(await chat.types("Ana", "turns pass"))
    assert "For example: turns will" in text(await chat.types("Ana", "turns please"))
    assert "not in a group yet" in text(await chat.types("Zoe", "turns"))


async def test_the_reader_who_has_the_turn_sees_what_it_asks_of_them(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    shown = await chat.types("Ana", "turns")
    assert "open on time" in text(shown)
    assert "Tend asks you a week before" in text(shown)
    assert "open on time" not in text(await chat.types("Ben", "turns"))


async def test_the_history_is_read_page_by_page(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(starts(chat)[3])
    await chat.types("Ben", "turns")
    assert "Tuesday 10 November" not in chat.last("Ben")
    while any(button.label == "Earlier" for button in chat.sees("Ben")[-1].message.buttons):
        await chat.presses("Ben", "Earlier")
    assert "Tuesday 10 November 2026: Ana was chosen" in chat.last("Ben")
    await chat.presses("Ben", "Later")
    assert "Tuesday 10 November 2026: Ana was chosen" not in chat.last("Ben")


async def test_nobody_is_left_when_the_rhythm_has_ended(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, rhythm="second Tuesday 18:30 until 30 November 2026")
    await chat.until(FIRST + OVER)
    assert "No meeting is planned" in text(await chat.types("Ana", "turns"))
    assert "No meeting is planned" in text(await chat.types("Ana", "turns will"))
    assert "Ana facilitated" in text(await chat.types("Ben", "turns"))
