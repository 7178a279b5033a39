"""Buttons that came with a change of a message can be typed; numbers belong to it only if they did before."""

from dataclasses import dataclass

import pytest

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Button, Message
from tests.chat import Chat


@dataclass(frozen=True)
class Turned(Action, name="lamp.turned"):
    to: str


lamp = Feature("lamp")


@lamp.on(Turned)
def turned(turn: Turn, action: Turned) -> Reply:
    return Message(f"It is {action.to}.")


@lamp.command("lamp", "a lamp that can be turned on")
def show(turn: Turn, words: str) -> Reply:
    turn.say(turn.heard.who, Message("A lamp, off.", (Button("Light it", Turned("on")),)), key="lamp")
    return None


@lamp.command("note", "something else with a button")
def note(turn: Turn, words: str) -> Reply:
    turn.say(turn.heard.who, Message("A note.", (Button("Read it", Turned("read")),)), key="note")
    return None


@lamp.command("change", "the lamp changes by itself")
def change(turn: Turn, words: str) -> Reply:
    turn.change("lamp", Message("A lamp, on.", (Button("Put it out", Turned("off")),)))
    return None


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [lamp])


async def test_a_number_means_what_the_latest_message_shows_now(chat: Chat) -> None:
    await chat.types("Ana", "lamp")
    await chat.types("Ana", "change")
    assert await chat.types("Ana", "1") == Message("It is off.")


async def test_a_change_of_an_earlier_message_takes_no_number_and_its_label_is_understood(chat: Chat) -> None:
    for words in ("lamp", "note", "change"):
        await chat.types("Ana", words)
    assert await chat.types("Ana", "1") == Message("It is read.")
    assert await chat.types("Ana", "put it out") == Message("It is off.")
