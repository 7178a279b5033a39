"""A chat without a platform: what tests and conversation documents talk to Tend through.

The database, the vault and every feature are real. Only clock and messenger are played, since the world owns them.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.marks import When, spans
from bot.port import Circle, Event, Forms, Gone, Onlookers, Person, Place, Reply, Sent
from bot.rehearsal import advance, settle
from bot.sealed import Vault
from bot.spoken import render
from bot.ui import Form, Invalid, Message, Update

PLATFORM = "test"
ROOM = Place(PLATFORM, "room")


FACTS = Onlookers(masks=True)
"""Who else could read along here. Each platform has its own; a conversation held there is given these instead."""


@dataclass
class Shown:
    """A message as it stands in a place now. `key` is empty for an immediate reply, which only `reader` sees."""

    where: Place
    id: str
    message: Message
    key: str = ""
    reader: str = ""
    thread: str = ""
    deleted: bool = False


@dataclass
class FakeMessenger:
    """Remembers what it was asked to show; shows a key once. `trouble`: what to raise for a place or person, by id."""

    platform: str = PLATFORM
    onlookers: Onlookers = FACTS
    knows_keys: bool = True
    shown: list[Shown] = field(default_factory=list)
    trouble: dict[str, Exception] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        self._may(to.id)
        for shown in self.shown:
            if shown.key == key:
                return self._sent(shown)
        self.shown.append(Shown(to, str(next(self._ids)), message, key, thread=thread))
        return self._sent(self.shown[-1])

    def _sent(self, shown: Shown) -> Sent:
        beneath = Place(self.platform, f"thread-{shown.id}") if shown.thread else None
        return Sent(shown.where, shown.id, beneath)

    async def edit(self, sent: Sent, message: Message) -> None:
        self.by_id(sent.id).message = message

    async def delete(self, sent: Sent) -> None:
        self.by_id(sent.id).deleted = True

    async def direct(self, to: Person) -> Place:
        self._may(to.id)
        return direct(to)

    async def gather(self, circle: Circle, *, key: str) -> Place:
        place = Place(self.platform, circle_id(*(person.id for person in circle.people)))
        self.circles[place.id] = circle
        return place

    def workspace(self, id: str) -> str:
        """What stands before the slash, as in "ward/ana"."""
        return id.rpartition("/")[0]

    def by_id(self, id: str) -> Shown:
        return next(shown for shown in self.shown if shown.id == id)

    def _may(self, id: str) -> None:
        if trouble := self.trouble.get(id):
            raise trouble


def direct(person: Person) -> Place:
    return Place(PLATFORM, f"dm-{person.id}")


def circle_id(*people: str) -> str:
    """Of the private place of these people, by their ids; as on a platform, it tells nothing about them."""
    return f"circle-{zlib.crc32(' '.join(sorted(people)).encode()):08x}"


class Chat:
    """People by first name, typing and pressing. Each act returns what that person saw at once."""

    def __init__(self, database: Database, vault: Vault, clock: StoppedClock, features: Sequence[Feature]) -> None:
        self.clock, self.database, self.vault = clock, database, vault
        self.messenger = FakeMessenger()
        self.app = App(database, vault, clock, features, [self.messenger])
        self.zones: dict[str, str] = {}
        self.forms: dict[str, Form] = {}
        self._events = count(1)

    def person(self, name: str) -> Person:
        return Person(PLATFORM, name.lower())

    async def types(self, name: str, text: str, where: Place | None = None, *, forms: Forms = "never") -> Reply:
        """Words to Tend, in private unless `where` is given. `forms="now"` is a slash command."""
        return await self._act(name, where, text=text, forms=forms)

    async def presses(self, name: str, label: str, where: Place | None = None) -> Reply:
        """The latest button of this label that this person can see, wherever it stands."""
        shown, action = self._button(name, label)
        return await self._act(name, where or shown.where, action=action, on=Sent(shown.where, shown.id))

    async def sends(self, name: str, /, **answers: str | Sequence[str]) -> Reply:
        """The form that this person was last shown, with these answers and what was filled in for the rest."""
        form, where = self.forms[name], self._last_place.get(name)
        filled = {
            f.name: (f.value if isinstance(f.value, str) or f.many else "".join(f.value[:1])) for f in form.fields
        }
        return await self._act(name, where, action=form.action, answers=filled | answers)

    async def again(self, event: Event) -> Reply:
        """The platform delivers the same event once more."""
        return await self.app.handle(event)

    async def passes(self, **time: float) -> None:
        """Time goes by, e.g. `hours=2`; everything in between happens at its own moment."""
        await advance(self.app, self.clock, self.clock.now() + timedelta(**time))

    async def until(self, moment: object) -> None:
        await advance(self.app, self.clock, moment)  # type: ignore[arg-type]

    def sees(self, name: str) -> list[Shown]:
        """Everything that this person can read now, oldest first: the room, their direct messages, their replies."""
        return [shown for shown in self.messenger.shown if not shown.deleted and self._can_read(name, shown)]

    def last(self, name: str) -> str:
        """The latest message that this person can read, as plain text in their zone."""
        return render(self.sees(name)[-1].message, self.zones.get(name, ""))

    def all_text(self, name: str) -> str:
        return "\n".join(render(shown.message, self.zones.get(name, "")) for shown in self.sees(name))

    _last_place: dict[str, Place]

    async def _act(self, name: str, where: Place | None, **what: object) -> Reply:
        person = self.person(name)
        here = where or direct(person)
        event = Event(id=f"e{next(self._events)}", who=person, where=here, private=here == direct(person), name=name)
        self.event = replace(event, zone=self.zones.get(name, ""), **what)  # type: ignore[arg-type]
        self._last_place = {**getattr(self, "_last_place", {}), name: here}
        reply = await self.app.handle(self.event)
        self._show(name, here, reply)
        await settle(self.app)
        return reply

    def _show(self, name: str, where: Place, reply: Reply) -> None:
        match reply:
            case Message():
                self.messenger.shown.append(Shown(where, f"r{self.event.id}", reply, reader=name))
            case Update(message) if self.event.on:
                self.messenger.by_id(self.event.on.id).message = message
            case Update(message):
                self.messenger.shown.append(Shown(where, f"r{self.event.id}", message, reader=name))
            case Form():
                self.forms[name] = reply
            case Invalid() | None:
                pass

    def _button(self, name: str, label: str) -> tuple[Shown, str]:
        for shown in reversed(self.sees(name)):
            for button in shown.message.buttons:
                if button.label.casefold() == label.casefold():
                    return shown, button.action
        raise LookupError(f"{name} sees no button “{label}”")

    def _can_read(self, name: str, shown: Shown) -> bool:
        if shown.reader:
            return shown.reader == name
        circle = self.messenger.circles.get(shown.where.id)
        if circle:
            return self.person(name) in circle.people
        return not shown.where.id.startswith("dm-") or shown.where == direct(self.person(name))


def instants(message: Message) -> list[When]:
    """The instants that a message names."""
    return [span for span in spans(message.text) if isinstance(span, When)]


__all__ = ["PLATFORM", "ROOM", "Chat", "FakeMessenger", "Gone", "Shown", "direct", "instants"]
