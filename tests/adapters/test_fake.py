"""The chat that all other tests talk through keeps the promises too; otherwise they would prove little."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

import pytest

from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.marks import Mention, Quoted, When, spans
from bot.port import Answers, Gone, Messenger, Person, Place, To, Unreachable
from bot.sealed import Vault
from bot.spoken import render
from bot.ui import Choice, Form, Invalid, Message
from tests.adapters.promises import Harness, Promises, Read, Trouble
from tests.chat import ROOM, Chat


class FakeHarness:
    """Tests' own chat as an adapter."""

    def __init__(self, database: Database, vault: Vault, clock: StoppedClock) -> None:
        self.chat = Chat(database, vault, clock, [])
        self.chat.zones = {"Ana": "Europe/Berlin", "Ben": "Europe/London", "Cleo": ""}
        self.messenger: Messenger = self.chat.messenger
        self.room: Place = ROOM
        self.open: dict[str, dict[str, str | list[str]]] = {}

    async def connect(self, app: App) -> None:
        self.chat.app = app

    def person(self, name: str) -> Person:
        return self.chat.person(name)

    async def types(self, name: str, words: str, *, in_room: bool = False) -> None:
        self._form(name, await self.chat.types(name, words, self.room if in_room else None))

    async def presses(self, name: str, label: str) -> None:
        self._form(name, await self.chat.presses(name, label))

    def _form(self, name: str, reply: object) -> None:
        if isinstance(reply, Form):
            self.open[name] = {one.name: _value(one) for one in reply.fields}

    async def fills_in(self, name: str, answers: Answers) -> None:
        given = {key: said if isinstance(said, str) else list(said) for key, said in answers.items()}
        self.open[name] |= given
        if not isinstance(await self.chat.sends(name, **self.open[name]), Invalid):
            del self.open[name]

    async def repeats(self) -> None:
        await self.chat.again(self.chat.event)

    async def reads(self, name: str) -> list[Read]:
        return [_read(shown.id, shown.message, self.chat.zones[name]) for shown in self.chat.sees(name)]

    async def form(self, name: str) -> Mapping[str, str | list[str]] | None:
        return self.open.get(name)

    def trouble(self, to: To, kind: Trouble | None) -> None:
        assert isinstance(to, Place | Person)
        raised = {"gone": Gone(), "closed": Gone("closed"), "later": Unreachable(timedelta(minutes=5))}
        self.chat.messenger.trouble = {to.id: raised[kind]} if kind else {}


def _value(asked: object) -> str | list[str]:
    if isinstance(asked, Choice):
        return list(asked.value) if asked.many else "".join(asked.value[:1])
    return str(getattr(asked, "value", ""))


def _read(id: str, message: Message, zone: str) -> Read:
    runs = list(spans(message.text))
    bold = tuple(run.text for run in runs if not isinstance(run, When | Mention) and run.bold and run.text.strip())
    calls = tuple(run.name for run in runs if isinstance(run, Mention))
    assert all(isinstance(run, Quoted) or "**" not in getattr(run, "text", "") for run in runs)
    without_buttons = render(Message(message.text, picture=message.picture), zone)
    return Read(id, without_buttons, bold, tuple(button.label for button in message.buttons), calls)


class TestFake(Promises):
    exempt: ClassVar[Mapping[str, str]] = {
        "test_blanks_are_no_answer_where_one_is_needed": "its forms stay open, and it hands over whatever it is given"
    }

    @pytest.fixture
    def harness(self, database: Database, vault: Vault, clock: StoppedClock) -> Harness:
        return FakeHarness(database, vault, clock)
