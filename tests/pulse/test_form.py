"""A pulse on forms: three parts with a button between, nothing lost by leaving, and all of it one's own draft."""

import json
from pathlib import Path
from struct import pack

import pytest
from sqlalchemy import select

from bot.db import Database
from bot.pulse.tables import Draft
from bot.sealed import DataKey
from bot.turn import Turn
from bot.typed import Typing
from bot.ui import Form, Message
from tests.chat import Chat
from tests.checkins.people import do
from tests.pulse.people import ITEMS, SIX, ask, gather, hand_in, opened
from tests.pulse.test_flow import room

OFTEN, NEVER = "often", "hardly-ever"


async def begun(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await chat.types("Ana", "pulse")


async def form(chat: Chat, label: str = "Answer three on a form") -> Form:
    shown = await chat.presses("Ana", label)
    assert isinstance(shown, Form)
    return shown


def draft(chat: Chat) -> dict[str, str]:
    rows = do(chat, lambda turn: [turn.open(row.answers, cell=row.cell) for row in turn.session.scalars(select(Draft))])
    return {item: code for row in rows for item, code in json.loads(row)["answers"].items()}


async def test_nine_questions_go_on_three_forms_with_a_button_between(chat: Chat) -> None:
    await begun(chat)
    for at in (0, 3, 6):
        one = await form(chat)
        assert [field.name for field in one.fields] == ITEMS[at : at + 3]
        assert all(field.private for field in one.fields)
        assert "nobody in your group" in one.note
        await chat.sends("Ana", **dict.fromkeys(ITEMS[at : at + 3], OFTEN))
        if at == 0:
            assert "3 of 9 questions are answered. 6 left." in chat.last("Ana")
            assert "Who could see this" in chat.last("Ana")
    assert "All 9 questions are answered" in chat.last("Ana")
    await chat.presses("Ana", "Hand in")
    hand_in(chat, dict.fromkeys(SIX[1:], 4))
    await chat.passes(days=7)
    assert "- Meaning: high" in room(chat)


async def test_whoever_leaves_in_between_goes_on_where_they_were(chat: Chat) -> None:
    await begun(chat)
    await form(chat)
    await chat.sends("Ana", **{ITEMS[0]: OFTEN, ITEMS[3]: NEVER})
    assert draft(chat) == {ITEMS[0]: OFTEN, ITEMS[3]: NEVER}
    await chat.passes(days=2)
    await chat.types("Ana", "pulse")
    assert "question 2 of 9" in chat.last("Ana")
    await chat.presses("Ana", "nearly always")
    left = await form(chat)
    assert [field.name for field in left.fields] == [ITEMS[2], *ITEMS[4:6]]


async def test_a_form_that_comes_twice_or_late_changes_no_answer(chat: Chat) -> None:
    await begun(chat)
    await form(chat)
    await chat.presses("Ana", "now and then")
    await chat.sends("Ana", **{ITEMS[0]: OFTEN, ITEMS[1]: OFTEN})
    assert draft(chat) == {ITEMS[0]: "now-and-then", ITEMS[1]: OFTEN}
    await chat.sends("Ana", **{ITEMS[0]: OFTEN, ITEMS[1]: NEVER})
    assert draft(chat) == {ITEMS[0]: "now-and-then", ITEMS[1]: OFTEN}
    assert "Nothing new was filled in" in chat.last("Ana")


async def test_a_code_that_is_nobodys_answer_is_not_taken(chat: Chat) -> None:
    await begun(chat)
    await form(chat)
    await chat.sends("Ana", **{ITEMS[0]: "often: 5"})
    assert draft(chat) == {}


async def test_a_form_that_is_half_typed_is_under_ones_own_key(chat: Chat) -> None:
    await begun(chat)
    await chat.types("Ana", "Answer three on a form")
    await chat.types("Ana", "often")
    assert "Question 2 of 9" in chat.last("Ana")
    assert owners(chat) == {"person:Ana"}
    for _ in ITEMS[1:3]:
        await chat.types("Ana", "4")
    assert "6 left" in chat.last("Ana")
    assert owners(chat) == {"house"}


def owners(chat: Chat) -> set[str]:
    """Whose keys open what Ana's typed words mean in her own conversation."""

    def found(turn: Turn) -> set[str]:
        rows = turn.session.scalars(select(Typing).where(Typing.person == "ana", Typing.place != "room")).all()
        keys = {row.id: row.owner for row in turn.session.scalars(select(DataKey))}
        return {keys[int.from_bytes(row.state[1:9])] for row in rows}  # the head of a sealed cell holds its key's id

    return do(chat, found)


async def test_nothing_of_it_is_repeated_into_the_chat_or_left_with_others(chat: Chat) -> None:
    await begun(chat)
    await form(chat)
    reply = await chat.sends("Ana", **dict.fromkeys(ITEMS[:3], "half-the-time"))
    assert isinstance(reply, Message)
    assert "half" not in reply.text
    others = [name for name in SIX if name != "Ana"]
    assert not any("questions are answered" in chat.all_text(name) for name in others)


async def by_typing(chat: Chat) -> None:
    """Ana types all forms and hands in; the others have."""
    await begun(chat)
    for _ in range(3):
        await chat.types("Ana", "Answer three on a form")
        for _ in range(3):
            await chat.types("Ana", "4")
    await chat.types("Ana", "Hand in")
    assert "Your answers are in the sums" in chat.last("Ana")


def of_hers(chat: Chat, folder: Path) -> int:
    """How often something that was sealed with Ana's key stands in the files, also what was deleted or written over."""
    files = b"".join(path.read_bytes() for path in sorted(folder.glob("tend*")))
    key = ask(chat, lambda session: session.scalars(select(DataKey.id).filter_by(owner="person:Ana")).one())
    head = pack(">BQ", 1, key)
    return files.count(head) - files.count(b"\x03\x06" + head)  # the keys' own index has her key's number too


@pytest.mark.sqlite
async def test_once_it_is_handed_in_nothing_that_was_typed_is_left_in_the_files(chat: Chat, tmp_path: Path) -> None:
    await by_typing(chat)
    assert of_hers(chat, tmp_path) == 0


@pytest.mark.sqlite
async def test_it_would_be_found_where_the_journal_is_left(
    chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "scrub", lambda self: True)
    await by_typing(chat)
    assert of_hers(chat, tmp_path) > 0
