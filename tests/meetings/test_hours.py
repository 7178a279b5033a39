"""One's own hours: counted for oneself alone, corrected by oneself, and as a professional body counts them."""

import csv
from datetime import UTC, datetime, timedelta

import pytest

from bot.meetings.actions import WasThere
from bot.meetings.boards import BOARDS, counted
from bot.ui import Message
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, meetings_of, was_there


@pytest.mark.parametrize(
    ("body", "minutes", "people", "own"),
    [
        ("bacp", 120, 6, 20),
        ("bacp", 120, 4, 60),
        ("bacp", 90, 5, 18),
        ("ap", 90, 6, 30),
        ("psyba", 90, 6, 0),
        ("calpcc", 90, 6, 0),
    ],
)
def test_as_a_body_counts(body: str, minutes: int, people: int, own: int) -> None:
    assert counted(BOARDS[body], minutes, people) == own


async def test_minutes_by_month_and_a_file(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting not coming")
    await chat.until(FIRST + timedelta(hours=2))
    assert "November 2026: 90 minutes in 1 meeting" in text(await chat.types("Ana", "hours"))
    assert "none yet" in text(await chat.types("Ben", "hours"))
    reply = await chat.types("Ana", "hours bacp", ROOM)
    assert "counted: 45 of the 90 asked for in a month" in text(reply)
    assert chat.sees("Ana")[-1].reader == "Ana"
    assert isinstance(reply, Message)
    assert reply.file
    assert list(csv.reader(reply.file.text.splitlines()))[1] == ["2026-11-10", "Tuesday circle", "90", "2", "yes"]


async def test_a_body_whose_rule_goes_by_what_is_not_noted_is_told_without_a_number(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    told = text(await chat.types("Ana", "hours calpcc"))
    assert "15 minutes late is no credit" in told
    assert "counted:" not in told


async def test_each_corrects_their_own_by_pressing_and_by_typing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    await chat.types("Ana", "hours")
    assert "you were not there" in text(await chat.presses("Ana", "I was not there: 10 November"))
    assert "you were not there" in text(await chat.types("Ben", "hours not there 10 November"))
    assert "you were there" in text(await chat.types("Ben", "hours there"))
    assert was_there(chat, meetings_of(chat)[0]) == {"Ana": False, "Ben": True, "Cleo": True}


async def test_what_cannot_be_corrected_is_said(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    first = meetings_of(chat)[0].id
    assert "not over yet" in text(await chat._act("Ana", None, action=WasThere(first, 1).pack()))
    assert "not in" in text(await chat._act("Mo", None, action=WasThere(first, 1).pack()))
    assert "I found no meeting of yours" in text(await chat.types("Ana", "hours not there 3 May"))
    assert "I understood hours" in text(await chat.types("Ana", "hours of joy")).replace("**", "")


async def test_a_group_whose_name_is_a_formula_is_only_a_name(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE, name="=1+1")
    await chat.until(FIRST + timedelta(hours=2))
    reply = await chat.types("Ana", "hours")
    assert isinstance(reply, Message)
    assert reply.file
    assert "'=1+1" in reply.file.text


async def test_what_one_presses_for_oneself_changes_nothing_that_another_reads(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    plain, counted_so = await _reads(chat, "hours"), await _reads(chat, "hours bacp")
    assert "2026-11-10,Tuesday circle,90,3,yes" in plain
    await chat.types("Ben", "hours not there 10 November")
    await chat.types("Cleo", "hours not there")
    assert (await _reads(chat, "hours"), await _reads(chat, "hours bacp")) == (plain, counted_so)


async def _reads(chat: Chat, words: str) -> str:
    reply = await chat.types("Ana", words)
    assert isinstance(reply, Message)
    assert reply.file
    return text(reply) + reply.file.text


async def test_a_date_with_its_year_is_that_day_and_no_other(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    assert "I found no meeting" in text(await chat.types("Ana", "hours not there 10 November 2025"))
    assert was_there(chat, meetings_of(chat)[0])["Ana"] is True
    for words in ("10 November 2026", "10.11.2026", "Tuesday 10 November", "today"):
        assert "Noted: you were not there" in text(await chat.types("Ana", f"hours not there {words}"))
        assert "Noted: you were there" in text(await chat.types("Ana", "hours there"))


async def test_a_date_without_a_year_is_the_latest_such_meeting(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    chat.clock.move(datetime(2027, 3, 1, tzinfo=UTC))
    assert "Noted: you were not there" in text(await chat.types("Ana", "hours not there Tuesday 10 November"))


async def test_with_nothing_over_a_plain_sentence_says_so(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    for words in ("hours there", "hours not there"):
        assert text(await chat.types("Ana", words)).startswith("No meeting of yours is over yet")
