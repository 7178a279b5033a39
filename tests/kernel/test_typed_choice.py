"""Choices by typing: kept as they are, picked by number or word, and left."""

from dataclasses import dataclass

import pytest

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Choice, Form, Message, options
from tests.chat import Chat

lunch = Feature("lunch")
DISHES = options([("s", "Soup"), ("b", "Bread"), ("c", "Cheese")])


@dataclass(frozen=True)
class Order(Action, name="lunch.order"):
    """The form."""


@lunch.command("lunch", "order lunch")
def ask(turn: Turn, words: str) -> Reply:
    one = Choice("dish", "Which?", DISHES, value=("b",))
    return Form("Lunch", Order(), (one, Choice("also", "And?", DISHES, many=True, value=("s", "c"))))


@lunch.on(Order)
def order(turn: Turn, action: Order) -> Reply:
    return Message(" ".join([*turn.chosen("dish"), "with", *turn.chosen("also")]))


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [lunch])


async def test_what_is_chosen_beforehand_can_be_kept(chat: Chat) -> None:
    await chat.types("Ana", "lunch")
    assert "Now: Bread. Type **=** to keep it." in str(chat.sees("Ana")[-1].message.text)
    await chat.types("Ana", "=")
    assert "Now: Soup, Cheese." in chat.last("Ana")
    assert await chat.types("Ana", "=") == Message("b with s c")


async def test_whoever_types_something_else_is_told_the_way_out(chat: Chat) -> None:
    await chat.types("Ana", "lunch")
    await chat.types("Ana", "lunch")
    said = chat.sees("Ana")[-1].message.text
    assert "a number from 1 to 3" in said
    assert "**stop** to end" in said
    await chat.types("Ana", "two.")
    assert await chat.types("Ana", "#1, three") == Message("b with s c")
