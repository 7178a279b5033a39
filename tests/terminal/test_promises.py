"""The terminal takes the exam of all adapters, as lines that are typed and text that is printed."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import ClassVar

import pytest

from adapters.terminal import Terminal
from bot.app import App
from bot.port import Answers, Messenger, Person, Place, To
from bot.ui import Choice, Field
from tests.adapters.exam import FORM
from tests.adapters.promises import Harness, Promises, Read, Trouble

ASKED_ONE_BY_ONE = "questions are asked one by one, and only what was wrong is asked again"
NEVER_OUT_OF_REACH = "whoever sits at the terminal is there"


class TerminalHarness:
    """Everybody sits at the same terminal; who reads what is said above each message."""

    def __init__(self, folder: Path) -> None:
        self.lines: asyncio.Queue[str] = asyncio.Queue()
        self.out = StringIO()
        self.terminal = Terminal(folder, "Ana", "Europe/Berlin", self._typed(), self.out)
        self.messenger: Messenger = self.terminal
        self.room = Place("terminal", "room")
        self.running: asyncio.Task[None] | None = None

    async def _typed(self) -> AsyncIterator[str]:
        while True:
            yield await self.lines.get()
            self.lines.task_done()

    async def connect(self, app: App) -> None:
        self.running = asyncio.create_task(self.terminal.run(app))

    def person(self, name: str) -> Person:
        return Person("terminal", name.lower())

    async def types(self, name: str, words: str, *, in_room: bool = False) -> None:
        for line in (f"/as {name}", "/room" if in_room else "/dm", words):
            self.lines.put_nowait(line)
        await self.lines.join()

    async def presses(self, name: str, label: str) -> None:
        offered = [where for where, read in self._printed(name) if label in read.buttons]
        await self.types(name, label, in_room=offered[-1].startswith("room"))

    async def fills_in(self, name: str, answers: Answers) -> None:
        for field in FORM.fields:
            await self.types(name, _typed(field, answers.get(field.name)))

    async def repeats(self) -> None:
        raise NotImplementedError

    async def reads(self, name: str) -> list[Read]:
        return [read for _, read in self._printed(name)]

    def _printed(self, name: str) -> list[tuple[str, Read]]:
        """Where it was printed and what, as far as this person may read it."""
        blocks = re.split(r"^\[(.+)\]$", self.out.getvalue(), flags=re.MULTILINE)[1:]
        found = zip(blocks[::2], blocks[1::2], strict=True)
        return [(where, _read(text)) for where, text in found if _may_read(name.lower(), where)]

    async def form(self, name: str) -> Mapping[str, str | list[str]] | None:
        return None

    def trouble(self, to: To, kind: Trouble | None) -> None:
        raise NotImplementedError


def _may_read(name: str, where: str) -> bool:
    place, _, only = where.partition(", only to ")
    if only or place.endswith(" alone"):
        return name == (only or place.removesuffix(" alone"))
    return place == "room" or name in place.split(" and ")


def _read(printed: str) -> Read:
    lines = printed.strip("\n").split("\n")
    numbered = [line for line in lines if re.match(r"\d+\. ", line)]
    text = "\n".join(line for line in lines if line not in numbered)
    return Read("", text, buttons=tuple(_label(line) for line in numbered))


def _label(line: str) -> str:
    """As the button has it: a rating's number is printed once."""
    label = line.partition(". ")[2]
    return f"{int(line.partition('.')[0]) - 1} {label}" if set(label) == {"w"} else label


def _typed(field: Field, answer: str | Sequence[str] | None) -> str:
    if answer is None:
        return "="
    if isinstance(field, Choice):
        numbers = {option.value: str(number) for number, option in enumerate(field.options, 1)}
        return ", ".join(numbers[one] for one in ([answer] if isinstance(answer, str) else answer))
    return str(answer) or "-"


class TestTerminal(Promises):
    exempt: ClassVar[Mapping[str, str]] = {
        "test_an_event_that_is_delivered_twice_counts_once": "every line that is typed is a new one",
        "test_a_form_that_is_refused_keeps_what_was_typed": ASKED_ONE_BY_ONE,
        "test_a_no_to_a_form_keeps_what_was_typed": ASKED_ONE_BY_ONE,
        "test_blanks_are_no_answer_where_one_is_needed": ASKED_ONE_BY_ONE,
        "test_an_instant_is_read_on_ones_own_clock": "what the room is told is printed once, for whoever sits there",
        "test_a_message_changes_and_is_taken_back": "what was printed stays; the change is printed below it",
        "test_who_is_gone_is_told_nothing_more": NEVER_OUT_OF_REACH,
        "test_what_waits_behind_closed_messages_is_said_in_order_after_they_act": NEVER_OUT_OF_REACH,
        "test_what_cannot_be_said_now_is_said_later_and_once": NEVER_OUT_OF_REACH,
    }

    @pytest.fixture
    async def harness(self, tmp_path: Path) -> AsyncIterator[Harness]:
        made = TerminalHarness(tmp_path / "terminal")
        yield made
        if made.running:
            made.running.cancel()
