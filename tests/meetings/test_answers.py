"""Coming and not coming, by pressing and by typing, and everything that can be wrong with a press."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete, select

from bot.meetings.actions import Attend
from bot.meetings.tables import Attendance, Meeting
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, meetings_of


async def test_meeting_shows_the_next_one_and_who_comes(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting")
    await chat.presses("Ben", "Coming")
    await chat.types("Cleo", "meeting")
    shown = chat.last("Cleo")
    assert "Tuesday 10 November 2026, 18:30 (Europe/Berlin)" in shown
    assert "Ana facilitates." in shown
    assert "Coming so far: Ben." in shown
    assert "Are you coming?" in shown
    assert "1. Coming\n2. Not coming\n3. Coming late\n4. Calendar file" in shown


async def test_ones_own_answer_is_shown_and_can_be_changed(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "Noted: you are coming" in text(await chat.types("Ben", "meeting coming"))
    assert "Noted: you are not coming" in text(await chat.presses("Ben", "Not coming"))
    shown = text(await chat.types("Ben", "meeting"))
    assert "You said that you are not coming; you can change that." in shown
    assert "Nobody has said yet" in shown


async def test_who_is_not_coming_is_not_shown_to_the_others(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting not coming")
    assert "Ben" not in text(await chat.types("Cleo", "meeting"))


async def test_a_second_press_says_that_it_stands(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting")
    await chat.presses("Ben", "Coming")
    assert "That stands: you are coming" in text(await chat.presses("Ben", "Coming"))
    await chat.presses("Ben", "Not coming")
    assert "That stands: you are not coming" in text(await chat.presses("Ben", "Not coming"))
    with chat.database.begin() as session:
        assert len(session.scalars(select(Attendance)).all()) == 1


async def test_the_reminder_is_answered_by_its_number_and_by_its_words(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - timedelta(days=1))
    assert "Noted: you are not coming" in text(await chat.types("Ben", "2"))
    assert "Noted: you are coming" in text(await chat.types("Ben", "coming"))


async def test_the_rooms_message_is_answered_in_the_room_and_keeps_up_with_who_comes(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - timedelta(days=1))
    before = in_room(chat)
    assert "Nobody has said yet" in before[-1]
    assert "Noted: you are coming" in text(await chat.presses("Ben", "Coming", ROOM))
    assert in_room(chat)[:-1] == before[:-1]
    assert "Nobody has said yet" not in in_room(chat)[-1]
    assert "Ben" in in_room(chat)[-1]


async def test_typing_says_the_same_as_pressing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    for typed, heard in {"yes": "coming", "NOT  coming": "not coming", "no": "not coming", "Coming": "coming"}.items():
        assert f"you are {heard} to" in text(await chat.types("Ben", f"meeting {typed}"))


async def test_words_that_are_no_answer_get_an_example(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    said = text(await chat.types("Ben", "meeting perhaps **later**"))
    assert "not “perhaps **later**” after it" in said
    assert "For example: meeting coming" in said


async def test_whoever_is_not_a_member_is_told_so(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - timedelta(days=1))
    assert "a group that you are not in" in text(await chat.presses("Zoe", "Coming"))
    assert "a group that you are not in" in text(await chat.types("Zoe", "meeting", ROOM))
    assert "not in a group yet" in text(await chat.types("Zoe", "meeting"))
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    assert "a group that you are not in" in text(await chat.presses("Ben", "Coming"))
    with chat.database.begin() as session:
        assert all(answer == "" for answer in session.scalars(select(Attendance.answer)))


async def test_an_old_button_says_that_the_meeting_has_passed_and_names_the_next(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST)
    said = text(await chat.presses("Ben", "Not coming"))
    assert "That meeting began on Tuesday 10 November 2026" in said
    assert "The next one is on Tuesday 8 December 2026" in said


async def test_a_meeting_that_is_going_on_says_so(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(minutes=10))
    said = text(await chat.types("Ben", "meeting"))
    assert "is meeting now, since 17:30" in said
    assert "The one after it is on Tuesday 8 December 2026" in said
    assert "That meeting began" in text(await chat.types("Ben", "meeting coming"))
    await chat.until(FIRST + timedelta(minutes=90))
    assert "Tuesday 8 December 2026" in text(await chat.types("Ben", "meeting"))


async def test_a_meeting_that_was_called_off_says_so(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting")
    await chat.types("Ana", "settings", ROOM)
    await chat.presses("Ana", "Change the meetings")
    await chat.sends("Ana", value="second Tuesday 18:30 except 10 November 2026")
    assert "was called off" in text(await chat.presses("Ben", "Coming"))


async def test_a_meeting_that_was_forgotten_says_so(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting")
    with chat.database.begin() as session:
        session.execute(delete(Meeting))
    assert "no longer kept here" in text(await chat.presses("Ben", "Coming"))


async def test_an_answer_that_this_version_does_not_know_changes_nothing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting")
    press = Attend(meetings_of(chat)[0].id, "perhaps").pack()
    assert "older version" in text(await chat.again(replace(chat.event, id="old", text="", action=press)))


async def test_the_same_event_delivered_twice_counts_once(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting coming")
    assert await chat.again(chat.event) is None
