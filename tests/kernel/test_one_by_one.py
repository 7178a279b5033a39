"""A form that is typed locks nobody in: there is a way out, a way back, help, and no word of Tend's eaten unasked."""

from dataclasses import dataclass

import pytest

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Choice, Form, Invalid, Message, Option, Text
from tests.chat import Chat

tea = Feature("onebyone")


@dataclass(frozen=True)
class Brewed(Action, name="onebyone.brewed"):
    """A form was sent."""


@tea.command("brew", "a cup of tea")
def brew(turn: Turn, words: str) -> Reply:
    kinds = Choice("kind", "Which?", (Option("g", "Green"), Option("b", "Back")))
    return Form("Tea", Brewed().pack(), (Text("name", "Its name"), kinds, Text("minutes", "Minutes")))


@tea.command("sugar", "sweeter", also={"two / three": "lumps"})
def sugar(turn: Turn, words: str) -> Reply:
    return Message(f"Sugar: {words}.")


@tea.command("stop", "what is a word of its own outside a form")
@tea.command("back", "this one as well")
def elsewhere(turn: Turn, words: str) -> Reply:
    return Message("Elsewhere.")


@tea.on(Brewed)
def brewed(turn: Turn, action: Brewed) -> Reply:
    wrong = {name: f"No {turn.answer(name)}." for name in ("name", "minutes") if turn.answer(name) == "bad"}
    return Invalid(wrong) if wrong else Message(f"{turn.answer('name')}, {turn.answer('minutes')}.")


@pytest.fixture
async def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    chat = Chat(database, vault, clock, [tea])
    await chat.types("Ana", "brew")
    return chat


async def says(chat: Chat, *typed: str) -> str:
    for words in typed:
        await chat.types("Ana", words)
    return chat.last("Ana")


@pytest.mark.parametrize("typed", ["stop", "Cancel", "quit"])
async def test_out(chat: Chat, typed: str) -> None:
    assert await says(chat, "Assam", typed) == "Ended. Nothing was sent."
    assert await says(chat, "sugar") == "Sugar: ."


async def test_help_says_where_one_is_and_asks_again(chat: Chat) -> None:
    said = await says(chat, "Assam", "help")
    assert "question 2 of 3 of Tea" in said
    assert said.endswith("1. Green\n2. Back")


async def test_back_asks_what_came_before_with_its_answer_beside_it(chat: Chat) -> None:
    assert "first question" in await says(chat, "back")
    assert "Now: Assam." in await says(chat, "Assam", "previous")
    assert await says(chat, "=", "1", "go back", "green", "4") == "Assam, 4."
    assert await says(chat, "brew", "Assam", "2", "4") == "Assam, 4.", "what can be chosen comes first"


@pytest.mark.parametrize("typed", ["sugar", "Sugar two"])
async def test_a_word_of_tends_own_is_asked_about_once(chat: Chat, typed: str) -> None:
    said = await says(chat, typed)
    assert "type it once more" in said
    assert said.endswith("Its name")
    assert await says(chat, typed, "1", "4") == f"{typed}, 4."


async def test_more_than_a_word_of_tends_own_is_an_answer(chat: Chat) -> None:
    assert "Which?" in await says(chat, "sugar in the evening")


async def test_a_command_of_the_platforms_is_no_answer(chat: Chat) -> None:
    await chat._act("Ana", None, text="sugar in the evening", command=True)
    assert chat.last("Ana") == "Sugar: in the evening."


async def test_what_is_wrong_stands_beside_its_own_question(chat: Chat) -> None:
    said = await says(chat, "bad", "1", "bad")
    assert "No bad.\nIts name" in said
    assert said.count("No bad.") == 1
    assert "No bad.\nMinutes" in await says(chat, "Assam")
    assert "Now:" not in chat.last("Ana"), "what was refused is not offered to be kept"
    assert await says(chat, "4") == "Assam, 4."
