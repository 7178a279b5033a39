"""A form that its platform closes when it is refused: nothing that was typed into it is lost, also over a restart."""

from dataclasses import replace
from itertools import count

import pytest

from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.one_by_one import OpenTyped
from bot.port import Answers, Event, Person, Place
from bot.rehearsal import advance
from bot.sealed import Vault
from bot.spoken import render
from bot.ui import Choice, Form, Invalid, Message, Text
from tests.adapters.exam import ANSWERS, AWKWARD, Ask, Exam, Handed

ANA = Event("", Person("test", "ana"), Place("test", "room"), stays=False)


class Closing:
    """A platform on which a form is closed by sending it."""

    def __init__(self, database: Database, vault: Vault, clock: StoppedClock) -> None:
        self.exam = Exam()
        self._made = database, vault, clock
        self._ids = count(1)
        self.restart()

    def restart(self) -> None:
        self.app = App(*self._made, [self.exam.feature()])

    async def does(self, action: str, answers: Answers | None = None) -> object:
        event = replace(ANA, id=f"e{next(self._ids)}", action=action, answers=answers)
        return await self.app.handle(event)

    async def sends(self, answers: Answers) -> object:
        return await self.does(Handed(AWKWARD).pack(), answers)


@pytest.fixture
def closing(database: Database, vault: Vault, clock: StoppedClock) -> Closing:
    return Closing(database, vault, clock)


def standing(form: object) -> dict[str, object]:
    assert isinstance(form, Form)
    return {one.name: one.value for one in form.fields}


SENT = {"short": "yes", "long": "two\nlines", "one": ("b:2",), "some": ("x", "z"), "kept": "mine"}


async def test_it_says_why_and_opens_again_as_it_was_sent(closing: Closing) -> None:
    closing.exam.refusing = True
    await closing.does(Ask().pack())
    refused = await closing.sends({**ANSWERS, "kept": "mine"})
    assert isinstance(refused, Message)
    said = render(refused, "")
    assert "Please look again." in said
    assert "A word: Not this one." in said.replace("**", "")
    assert "two" not in said, "what was typed is not repeated into the chat"
    closing.restart()
    assert [button.action for button in refused.buttons] == [OpenTyped().pack()]
    assert standing(await closing.does(OpenTyped().pack())) == SENT


async def test_blanks_are_no_answer_where_one_is_needed(closing: Closing) -> None:
    await closing.does(Ask().pack())
    refused = await closing.sends({**ANSWERS, "short": " \n", "kept": "mine"})
    assert isinstance(refused, Message)
    assert render(refused, "").startswith("A word: This one is needed.")
    assert closing.exam.heard == []
    closing.restart()
    assert standing(await closing.does(OpenTyped().pack())) == SENT | {"short": " \n"}
    await closing.sends({**ANSWERS, "long": " "})
    assert len(closing.exam.heard) == 1


async def test_a_no_is_no_different(closing: Closing) -> None:
    await closing.does(Ask().pack())
    refused = await closing.sends({**ANSWERS, "short": "refuse", "kept": "mine"})
    assert isinstance(refused, Message)
    assert "The exam says no." in refused.text
    assert standing(await closing.does(OpenTyped().pack())) == SENT | {"short": "refuse"}


async def test_once_it_was_taken_nothing_of_it_is_left(closing: Closing) -> None:
    closing.exam.refusing = True
    await closing.does(Ask().pack())
    await closing.sends(ANSWERS)
    closing.exam.refusing = False
    await closing.does(OpenTyped().pack())
    assert isinstance(await closing.sends(ANSWERS), Message)
    assert len(closing.exam.heard) == 1
    assert isinstance(await closing.does(OpenTyped().pack()), Message)


async def test_it_is_kept_for_a_day(closing: Closing, clock: StoppedClock) -> None:
    closing.exam.refusing = True
    await closing.does(Ask().pack())
    await closing.sends(ANSWERS)
    await advance(closing.app, clock, clock.now().replace(day=clock.now().day + 2))
    assert isinstance(await closing.does(OpenTyped().pack()), Message)


async def test_words_that_are_typed_meanwhile_are_no_answers_to_it(closing: Closing) -> None:
    await closing.does(Ask().pack())
    said = await closing.app.handle(replace(ANA, id="t1", text="exam"))
    assert isinstance(said, Message)
    assert said.text == "What now?"


async def test_another_form_that_was_opened_since_is_not_taken_for_it(closing: Closing) -> None:
    closing.exam.refusing = True
    closing.exam.form = Form("Another", Ask(), (Text("other", "Other"),))
    await closing.does(Ask().pack())
    assert isinstance(await closing.sends(ANSWERS), Invalid)


async def test_where_forms_stay_open_the_refusal_is_the_answer(closing: Closing) -> None:
    closing.exam.refusing = True
    stays = replace(ANA, stays=True)
    await closing.app.handle(replace(stays, id="s1", action=Ask().pack()))
    refused = await closing.app.handle(replace(stays, id="s2", action=Handed(AWKWARD).pack(), answers=ANSWERS))
    assert isinstance(refused, Invalid)


async def test_a_form_that_is_half_typed_can_be_opened(closing: Closing) -> None:
    typed = replace(ANA, forms="press", where=Place("test", "dm"))
    await closing.app.handle(replace(typed, id="t1", text="exam"))
    await closing.app.handle(replace(typed, id="t2", text="form"))
    await closing.app.handle(replace(typed, id="t3", text="yes"))
    opened = await closing.app.handle(replace(typed, id="t4", action=OpenTyped().pack(), forms="now"))
    assert standing(opened) == {"short": "yes", "long": "", "one": (), "some": (), "kept": "as it was"}
    assert any(isinstance(one, Choice) for one in opened.fields)  # type: ignore[union-attr]
