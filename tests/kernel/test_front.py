"""The front door shows each person what is theirs, and its buttons do what typing would."""

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.front import Say
from bot.port import Event
from bot.sealed import Vault
from bot.ui import Button, Message
from tests.chat import Chat, direct
from tests.groups.scene import a_group


async def door(chat: Chat, name: str) -> list[Message]:
    person = chat.person(name)
    return await chat.app.front(Event(id="", who=person, where=direct(person), private=True, name=name))


async def test_a_stranger_is_shown_whom_to_turn_to_privacy_and_help(chat: Chat) -> None:
    shown = await door(chat, "Mo")
    labels = [button.label for message in shown for button in message.buttons]
    assert labels == ["Get support now", "What Tend keeps", "Help"]


async def test_a_button_that_stands_for_words_is_those_words(chat: Chat) -> None:
    shown = await door(chat, "Mo")
    pressed = await chat._act("Mo", None, action=shown[-1].buttons[0].action)
    typed = await chat.types("Mo", "help")
    assert pressed == typed
    assert Say("a b").pack() == "typing.words:a%20b"


@pytest.mark.parametrize("word", ["kettle", "no command"])
async def test_a_button_may_be_called_by_the_words_that_it_stands_for(
    database: Database, vault: Vault, clock: StoppedClock, word: str
) -> None:
    tea = Feature("tea")
    tea.command("kettle", "fills it")(lambda turn, words: Message("Filled."))
    tea.command("tea", "offers")(lambda turn, words: Message("Tea?", (Button(word.capitalize(), Say(word)),)))
    chat = Chat(database, vault, clock, [tea])
    await chat.types("Ana", "tea")
    typed = await chat.types("Ana", word)
    assert isinstance(typed, Message)
    assert ("Filled." in typed.text) is (word == "kettle")
    assert await chat.presses("Ana", word) == typed


async def test_a_member_is_shown_what_is_theirs_and_can_press_it(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    shown = await door(chat, "Ana")
    words = [message.text for message in shown]
    assert any("second Tuesday" in text or "meeting" in text.casefold() for text in words)
    labels = [button.label for message in shown for button in message.buttons]
    assert {"Check in now", "My weeks", "Pause", "Ask a peer", "What Tend keeps", "Help"} <= set(labels)
    for message in shown:
        for button in message.buttons:
            assert await chat._act("Ana", None, action=button.action), button.label


async def test_looking_leaves_no_trace_among_what_was_heard(chat: Chat) -> None:
    await a_group(chat, "Ana")
    before = await door(chat, "Ana")
    assert [message.text for message in await door(chat, "Ana")] == [message.text for message in before]
