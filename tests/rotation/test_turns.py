"""Whose turn it is: who is asked, when, and what they read."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, join, text
from tests.meetings.scene import (
    DAY,
    FIRST,
    GROUP_OF_THREE,
    OVER,
    SECOND,
    WEEK,
    facilitators,
    moments,
    questions,
    reminders,
    said_in_room,
    starts,
)


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


async def test_a_founder_who_missed_the_first_meeting_is_new_at_the_second(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ana", "meeting not coming")
    await chat.until(SECOND + OVER)
    assert facilitators(chat) == ["Ben", "Cleo", "Ana"]


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
