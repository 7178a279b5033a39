"""A Driver that is one terminal: the same documents, every act a typed line, everything read where it is printed.

A terminal has no old buttons and delivers nothing twice; those two acts go to Tend directly, as from another platform.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from adapters.terminal import Terminal
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.marks import Plain, Quoted, spans
from bot.port import Circle, Event, Person, Place, Reply, Sent
from bot.rehearsal import settle
from bot.sealed import Vault
from bot.typed import State
from bot.ui import Message, rated
from tests.chat import ROOM, Chat, direct
from tests.conversations.by_chat import Recorder
from tests.conversations.by_platform import Answering
from tests.conversations.by_typing import Typing

PLATFORM = "terminal"
ALONE = "with Tend: "


def in_the_words_of_tests(outcome: str) -> str:
    """What came of it, as if it had been in no platform's places."""
    return outcome.replace(ALONE, "dm-").replace(PLATFORM, ROOM.platform)


class Printed(Recorder):
    """Remembers what the terminal was asked to print, and sees that it stands there."""

    def __init__(self, terminal: Terminal, out: StringIO) -> None:
        super().__init__()
        self.platform, self.terminal, self.out = PLATFORM, terminal, out
        self.called = {ROOM.id: ROOM.id}
        """What the tests call the terminal's places."""

    def here(self, place: Place) -> Place:
        """A place of the terminal as the tests know it."""
        if place.id.startswith(ALONE):
            return direct(Person(PLATFORM, place.id.removeprefix(ALONE)))
        return Place(ROOM.platform, self.called[place.id])

    def there(self, place: Place) -> Place:
        """A place of the tests as the terminal knows it."""
        if place.id.startswith("dm-"):
            return Place(PLATFORM, ALONE + place.id.removeprefix("dm-"))
        return Place(PLATFORM, next(id for id, called in self.called.items() if called == place.id))

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        before = self.out.tell()
        printed = await self.terminal.send(to, message, key=key, again=again, thread=thread)
        self._stands(message, before)
        kept = await super().send(self.here(to), message, key=key, again=again, thread=thread)
        if kept.beneath and printed.beneath:
            self.called[printed.beneath.id] = kept.beneath.id
        return replace(kept, where=to, beneath=printed.beneath)

    async def edit(self, sent: Sent, message: Message) -> None:
        before = self.out.tell()
        await self.terminal.edit(sent, message)
        self._stands(message, before)
        await super().edit(replace(sent, where=self.here(sent.where)), message)

    async def delete(self, sent: Sent) -> None:
        await self.terminal.delete(sent)
        await super().delete(replace(sent, where=self.here(sent.where)))

    async def direct(self, to: Person) -> Place:
        return await self.terminal.direct(to)

    async def gather(self, circle: Circle, *, key: str) -> Place:
        place = await self.terminal.gather(circle, key=key)
        self.called[place.id] = (await super().gather(circle, key=key)).id
        return place

    def _stands(self, message: Message, before: int) -> None:
        printed = self.out.getvalue()[before:]
        words = [span.text for span in spans(message.text) if isinstance(span, Plain | Quoted)]
        most = rated([button.label for button in message.buttons]) or len(message.buttons)
        numbers = [f"\n{number}." for number in range(1, most + 1)]
        assert [one for one in [*words, *numbers] if "".join(filter(_printed, one)) not in printed] == []


def _printed(char: str) -> bool:
    return char == "\n" or char.isprintable()


class AtTerminal(Chat):
    """Lines typed at the terminal; what only another platform could do goes to Tend directly."""

    app: Answering

    def __init__(self, folder: Path, database: Database, vault: Vault, clock: StoppedClock) -> None:
        super().__init__(database, vault, clock, [])
        self.lines: asyncio.Queue[str] = asyncio.Queue()
        out = StringIO()
        self.terminal = Terminal(folder, "Ana", "", self._typed(), out)
        self.printed = Printed(self.terminal, out)
        self.messenger = self.printed
        self.app = Answering(database, vault, clock, FEATURES, [self.printed])

    async def _typed(self) -> AsyncIterator[str]:
        while True:
            yield await self.lines.get()
            self.lines.task_done()

    def person(self, name: str) -> Person:
        return Person(PLATFORM, name.casefold())

    async def _act(self, name: str, where: Place | None, **what: Any) -> Reply:
        place = where or direct(self.person(name))
        self.app.reply = None
        if "text" in what:
            self.terminal.zone = self.zones.get(name, "")
            for line in (f"/as {name}", f"/room {self.printed.there(place).id}", what["text"].replace("\n", "\\\n")):
                self.lines.put_nowait(line)
            await self.lines.join()
        else:
            event = Event(
                self._id(), self.person(name), self.printed.there(place), name=name, zone=self.zones.get(name, "")
            )
            on = what["on"] and replace(what["on"], where=self.printed.there(what["on"].where))
            await self.app.handle(replace(event, action=what["action"], on=on, private=place != ROOM))
        self.event = self.app.event
        self._last_place = {**getattr(self, "_last_place", {}), name: place}
        self._show(name, place, self.app.reply)
        await settle(self.app)
        return self.app.reply

    def _id(self) -> str:
        return f"elsewhere-{next(self._events)}"


class ByTerminal(Typing):
    """Everybody sits at the same terminal, one at a time."""

    def __init__(self, folder: Path, database: Database, vault: Vault, clock: StoppedClock) -> None:
        super().__init__(database, vault, clock)
        self.terminal = AtTerminal(folder, database, vault, clock)
        self.chat = self.terminal
        self.recorder = self.terminal.printed
        self.closes = self.shuts = None
        self.running: asyncio.Task[None] | None = None

    async def begin(self, zones: Mapping[str, str], at: datetime) -> None:
        await super().begin(zones, at)
        self.running = asyncio.create_task(self.terminal.terminal.run(self.terminal.app))

    async def end(self) -> None:
        if self.running:
            self.running.cancel()
            await asyncio.wait([self.running])

    def _state(self, who: str, where: Place) -> State | None:
        return super()._state(who, self.terminal.printed.there(where))
