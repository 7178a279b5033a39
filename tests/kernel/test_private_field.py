"""A private field: words typed into it are asked for again where needed, but never stand in an answer of Tend's."""

from dataclasses import dataclass

import pytest

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Form, Invalid, Message, Text
from tests.chat import Chat

diary = Feature("diary")


@dataclass(frozen=True)
class Note(Action, name="diary.note"):
    """The form."""


@diary.command("diary", "write a line")
def write(turn: Turn, words: str) -> Reply:
    return Form("Diary", Note(), (Text("line", "A line", most=12, private=True),))


@diary.on(Note)
def note(turn: Turn, action: Note) -> Reply:
    return Invalid({"line": "Say more."}) if turn.answer("line") == "secret" else Message("Kept.")


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [diary])


async def test_words_in_a_private_field_are_never_repeated(chat: Chat) -> None:
    await chat.types("Ana", "diary")
    await chat.types("Ana", "secret but too long")
    assert "19 characters; 12 fit" in chat.last("Ana")
    await chat.types("Ana", "secret")
    assert "Say more." in chat.last("Ana")
    assert "Type =" not in chat.last("Ana"), "what was just refused would be refused again"
    await chat.types("Ana", "more")
    assert chat.last("Ana") == "Kept."
    assert "secret" not in chat.all_text("Ana")
