"""Typing answers what was asked a while ago: numbers mean the latest message, labels earlier ones too."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import func, select

from bot import one_by_one, plaintext, typed
from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.forget import kernel
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.typed import Typing
from bot.ui import Button, Form, Message, Text
from tests.chat import Chat

post = Feature("post")


@dataclass(frozen=True)
class Reading(Action, name="post.reading"):
    letter: str


@dataclass(frozen=True)
class Answer(Action, name="post.answer"):
    """The form."""


@post.command("letter", "a letter with three buttons")
def letter(turn: Turn, words: str) -> Reply:
    others = (Button("2", Reading("two")), Button("Read", Reading("it")))
    return Message(f"Letter {words}.", (Button(f"Open {words}", Reading(words)), *others))


@post.command("note", "a note with one button")
def note(turn: Turn, words: str) -> Reply:
    return Message("A note.", (Button("Open the note", Reading("the note")),))


@post.command("read", "what this word means hangs on nothing else")
def read(turn: Turn, words: str) -> Reply:
    return Message("The command.")


@post.command("meeting", "what *next* asks for, where it presses nothing")
def meeting(turn: Turn, words: str) -> Reply:
    return Message("On Tuesday.", (Button("Next", Reading("the next page")),))


@post.command("answer", "a form")
def ask(turn: Turn, words: str) -> Reply:
    return Form("Answer", Answer(), (Text("one", "One"), Text("two", "Two")))


@post.on(Reading)
def reading(turn: Turn, action: Reading) -> Reply:
    return Message(f"You read {action.letter}.")


@post.on(Answer)
def answer(turn: Turn, action: Answer) -> Reply:
    return Message("Answered.")


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [post, kernel])


async def test_the_label_of_an_earlier_message_is_understood_and_its_number_is_not(chat: Chat) -> None:
    for words in ("letter A", "letter B", "note"):
        await chat.types("Ana", words)
    assert await chat.types("Ana", "1") == Message("You read the note.")
    assert await chat.types("Ana", "open a") == Message("You read A.")
    assert "one button, which is 1" in str(await chat.types("Ana", "2"))


async def test_a_command_comes_before_an_earlier_label(chat: Chat) -> None:
    await chat.types("Ana", "letter A")
    assert await chat.types("Ana", "read") == Message("You read it.")
    await chat.types("Ana", "note")
    assert await chat.types("Ana", "read") == Message("The command.")


async def test_an_earlier_label_comes_before_what_people_say_in_place_of_a_command(chat: Chat) -> None:
    assert "On Tuesday" in str(await chat.types("Ana", "next"))
    await chat.types("Ana", "note")
    assert await chat.types("Ana", "next") == Message("You read the next page.")


async def test_after_a_day_a_half_typed_form_is_gone_and_the_buttons_are_not(chat: Chat) -> None:
    await chat.types("Ana", "letter A")
    await chat.types("Ana", "answer")
    await chat.types("Ana", "my words")
    await chat.passes(hours=25)
    await chat.app.forget()
    assert "my words" not in kept(chat)
    assert await chat.types("Ana", "1") == Message("You read A.")


async def test_after_two_weeks_everything_typed_is_gone(chat: Chat) -> None:
    await chat.types("Ana", "letter A")
    await chat.passes(days=typed.OFFERED.days + 1)
    await chat.app.forget()
    with chat.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Typing)) == 0


def kept(chat: Chat) -> str:
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        rows = session.scalars(select(Typing)).all()
        return " ".join(str(typed._opened(turn, row)) for row in rows)


async def test_a_half_typed_form_goes_after_a_day_however_many_messages_come(chat: Chat) -> None:
    await chat.types("Ana", "help")
    kinds = (Text("note", "A note"), Text("more", "More"))
    with chat.database.begin() as session:
        event = replace(chat.event, id="later", forms="never")
        one_by_one.begin(Turn(chat.clock.now(), session, chat.vault, event), Form("Tea", "typing.words:x", kinds))
    await chat.types("Ana", "private words")
    for day in range(2):
        await chat.passes(hours=13)
        with chat.database.begin() as session:
            turn = Turn(chat.clock.now(), session, chat.vault, chat.event)
            plaintext.offer(
                turn, chat.event.where, "ana", Message("Hello", (Button(f"Hi {day}", "typing.words:help"),))
            )
    await chat.app.forget()
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault, chat.event)
        rows = session.scalars(select(Typing)).all()
        assert "private words" not in " ".join(str(typed._opened(turn, row)) for row in rows)
