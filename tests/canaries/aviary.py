"""Somebody who types and presses at random, and whose every word is a canary: a string that is said only once.

They use every word and every button that they are offered, fill in forms rightly and wrongly, leave them half typed,
and go on while the database, a handler or the way to people fails. The others in the group answer as people do, in
words of their own, so that what they are asked goes on.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, product
from random import Random
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.actions import Action
from bot.feature import Handler
from bot.logs import log
from bot.port import Event, Gone, Reply, Sent, Unreachable
from bot.turn import Turn
from bot.ui import Choice, Field, Form, Invalid, Message, Update, dump
from tests.canaries.search import ROOT
from tests.chat import ROOM, Chat, FakeMessenger, Shown, direct
from tests.matrix.fields import every, fitting

WRITER, OTHERS = "Ana", ("Ben", "Cleo", "Dan", "Eva", "Finn")
LAST = ("groups.leave", "privacy.forget")
"""What ends the story, and so is done at its end."""
NEVER_PRESSED = {
    "checkins.share_with": "it is meant to be read by others once it is pressed",
    "groups.save": "a group's settings stand in clear",
    "groups.begin": "a group's name and settings stand in clear",
    "typing.words": "stands for words that are typed all the same",
} | dict.fromkeys(LAST, "it ends the story, and so is done at its end")
"""What is not pressed, and why."""
NEVER_TYPED = ("settings", "create", "leave", "forget", "move", "agreement")
FOR_OTHERS = (
    "agenda",
    "cases",
    "case",
    "consults",
    "consult",
    "drafts",
    "questions",
    "question",
    "followups",
    "urgent",
)
"""Slices and words whose forms are meant for somebody else's eyes; whose, their own tests look after."""
PLAIN = ("20", "14 Dec", "9:00", "first Monday 9:00", "a few quiet words", "3", "15 January 2027", "1 h")
"""What others write, and what a form is given where it wants something that can be read."""
NUMBERED = re.compile(rf"{ROOT}-(\d+)")
SEEN = 8
"""How many of the latest messages somebody looks at for a button."""
REMEMBERED = 200


class Anything(dict[str, str]):
    """Answers to a form that nobody has shown: a canary for every field that is asked for."""

    def __init__(self, canary: Callable[[], str]) -> None:
        super().__init__()
        self._canary = canary

    def get(self, field: str, default: object = None) -> str:
        return self.setdefault(field, self._canary())


class Forgetful(FakeMessenger):
    """Keeps the latest messages, so that a year of them can be gone through; `past` is called with what it lets go."""

    def trimmed(self) -> list[Shown]:
        old, self.shown = self.shown[:-REMEMBERED], self.shown[-REMEMBERED:]
        return old

    async def edit(self, sent: Sent, message: Message) -> None:
        for shown in self.shown:
            if shown.id == sent.id:
                shown.message = message

    async def delete(self, sent: Sent) -> None:
        for shown in self.shown:
            if shown.id == sent.id:
                shown.deleted = True


@dataclass
class Aviary:
    """`into` says of each canary what it was written into; `reached` is which actions were pressed, and `handled` of
    which the handler has run, timers included.
    """

    chat: Chat
    dice: Random
    into: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    read_by_others: set[int] = field(default_factory=set)
    handled: set[str] = field(default_factory=set)
    _open: str = "words"
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        app = self.chat.app
        app.handlers = {kind: self._noting(kind, handler) for kind, handler in app.handlers.items()}

    def _noting(self, kind: type[Action], handler: Handler[Action]) -> Handler[Action]:
        def noted(turn: Turn, action: Action) -> Reply:
            self.handled.add(kind.name)
            return handler(turn, action)

        return noted

    def canary(self, into: str) -> str:
        self.into.append(into)
        return f"{ROOT}-{len(self.into) - 1:06}"

    async def day(self) -> None:
        for _ in range(15):
            await self.dice.choice((self.types, self.presses, self.presses, self.half_types))()
        for name in self.dice.sample(OTHERS, 3):
            await self.answers(name)
        await self.reaches()
        await self.dice.choice((self.in_trouble, self.presses))()
        await self.chat.passes(hours=self.dice.choice((2, 9, 30)))
        self.look()

    # What they write.

    async def types(self) -> None:
        """Words after a word of Tend's, words alone, and words where others read."""
        word = self._word()
        self._open = word
        where = self.dice.choice((None, None, ROOM))
        words = self.dice.choice((word, f"{word} {self.canary(word)}"))
        await self.takes(await self.chat.types(WRITER, words, where, forms="now"))
        await self.chat.types(WRITER, self.canary(self._open), self.dice.choice((None, ROOM)))

    async def half_types(self) -> None:
        """A form as questions, answered for a while; then stopped, or left lying."""
        self._open = self._word()
        await self.chat.types(WRITER, self._open)
        for _ in range(self.dice.randint(1, 3)):
            said = self.canary(self._open) if self.dice.random() < 0.7 else self.dice.choice(PLAIN)
            await self.chat.types(WRITER, said)
        if self.dice.random() < 0.5:
            await self.chat.types(WRITER, "stop")

    def _word(self) -> str:
        return self.dice.choice([word for word in self.chat.app.commands if word not in NEVER_TYPED])

    async def presses(self) -> None:
        if button := self._button(WRITER):
            await self.takes(await self._press(WRITER, *button))

    async def takes(self, reply: Reply) -> None:
        """A form, with a canary in each field; once more in words that can be read, where it is refused."""
        if not isinstance(reply, Form):
            return
        into = reply.action.partition(":")[0]
        if into in NEVER_PRESSED:
            return
        answers = {one.name: self._filled(one, into) for one in reply.fields}
        again = await self._send(WRITER, reply, answers)
        if isinstance(again, Invalid):
            answers |= {name: self._plainly(reply, name) for name in again.why if name in answers}
            again = await self._send(WRITER, reply, answers)
        if self.dice.random() < 0.3:
            await self.chat.again(self.chat.event)

    def _filled(self, one: Field, into: str) -> str | list[str]:
        if isinstance(one, Choice):
            return self._chosen(one)
        return f"{self.canary(into)} {'and so on ' * self.dice.choice((0, 0, 0, 60))}"

    def _chosen(self, one: Choice) -> list[str]:
        values = [option.value for option in one.options]
        return self.dice.sample(values, self.dice.randint(1, min(3, len(values)))) if one.many else values[:1]

    def _plainly(self, form: Form, name: str) -> str | list[str]:
        one = next(field for field in form.fields if field.name == name)
        return self._chosen(one) if isinstance(one, Choice) else self.dice.choice(PLAIN)

    async def _send(self, name: str, form: Form, answers: dict[str, Any]) -> Reply:
        self.reached.add(form.action.partition(":")[0])
        return await self.chat._act(name, None, action=form.action, answers=answers)

    # What they and the others press.

    def _button(self, name: str) -> tuple[Shown, str] | None:
        offered = [
            (shown, button.action)
            for shown in self.chat.sees(name)[-SEEN:]
            for button in shown.message.buttons
            if button.action.partition(":")[0] not in NEVER_PRESSED
        ]
        new = [one for one in offered if one[1].partition(":")[0] not in self.reached]
        return self.dice.choice(new or offered) if offered else None

    async def _press(self, name: str, shown: Shown, action: str) -> Reply:
        self.reached.add(action.partition(":")[0])
        on = Sent(shown.where, shown.id)
        return await self.chat._act(name, shown.where, action=action, on=on, forms="now")

    async def reaches(self) -> None:
        """Two of what no button has offered so far, with whatever ids there are; and the forms of two, unasked for."""
        left = [kind for kind in self.chat.app.handlers if self._can_be_tried(kind)]
        new = [kind for kind in left if kind.name not in self.handled] or left
        with self.chat.database.begin() as session:
            there = every(session)
        for number, kind in enumerate(self.dice.choices(new, k=4)):
            packed = kind(*(self.dice.choice(values) for values in fitting(there, kind))).pack()
            more = {"answers": Anything(partial(self.canary, kind.name))} if number % 2 else {}
            await self.takes(await self.chat._act(WRITER, None, action=packed, forms="now", **more))

    def _can_be_tried(self, kind: type[Action]) -> bool:
        return kind.name not in NEVER_PRESSED and kind not in self.chat.app.timers

    async def ends(self) -> None:
        """They leave, and have everything of theirs deleted."""
        with self.chat.database.begin() as session:
            there = every(session)
        for kind in [kind for kind in self.chat.app.handlers if kind.name in LAST]:
            for values in product(*fitting(there, kind)):
                await self.chat._act(WRITER, None, action=kind(*values).pack())
        self.look()

    def unreached(self) -> list[str]:
        return sorted({kind.name for kind in self.chat.app.handlers} - self.handled)

    async def answers(self, name: str) -> None:
        if button := self._button(name):
            reply = await self._press(name, *button)
            if isinstance(reply, Form):
                filled = {one.name: self._plainly(reply, one.name) for one in reply.fields}
                await self._send(name, reply, filled)

    # What goes wrong.

    async def in_trouble(self) -> None:
        for breaking in self.dice.sample((self._no_database, self._broken_handler, self._bad_statement), 2):
            with breaking():
                await self._event(text=self.canary("trouble"))
                await self._event(action="checkins.sentence:x", answers={"sentence": self.canary("trouble")})
                await self._beat()
        for trouble in (Unreachable(), Gone("closed"), ValueError(self.canary("trouble"))):
            self.chat.messenger.trouble = {"ana": trouble, f"dm-{WRITER.lower()}": trouble}
            await self.chat.types(WRITER, f"checkin {self.canary('trouble')}", ROOM)
        self.chat.messenger.trouble = {}
        for action in (
            "checkins.sentence:nothing",
            "consults.request:nothing",
            "checkins.nonsense:1",
            "zz.zz",
            "nonsense",
        ):
            await self._event(action=action, answers={"sentence": self.canary("trouble"), "kind": "x"})
        if self.chat.app.taken:  # a process that dies in the middle leaves this behind
            await self.chat.app.taken.keep(self._made(text=self.canary("trouble")))

    async def _beat(self) -> None:
        """As the heart does: what breaks is logged."""
        try:
            await self.chat.app.tick()
        except OperationalError as broken:
            log.error("heartbeat failed", error=broken)

    async def _event(self, **what: Any) -> Reply:
        return await self.chat.app.handle(self._made(**what))

    def _made(self, **what: Any) -> Event:
        person = self.chat.person(WRITER)
        event = Event(f"trouble-{next(self._ids)}", person, direct(person), private=True, name=WRITER)
        return replace(event, **what)

    @contextmanager
    def _no_database(self) -> Iterator[None]:
        words = self.canary("trouble")

        async def breaks(work: object, **how: object) -> object:
            raise OperationalError(words, {"words": words}, sqlite3.OperationalError(words))

        with _instead(self.chat.app.database, "run", breaks):
            yield

    @contextmanager
    def _broken_handler(self) -> Iterator[None]:
        def breaks(turn: Turn, action: Action) -> Reply:
            raise ValueError(f"{action} {turn.event}")

        with _instead(self.chat.app, "_do", breaks), _instead(self.chat.app.words, "do", breaks):
            yield

    @contextmanager
    def _bad_statement(self) -> Iterator[None]:
        words = self.canary("trouble")

        def breaks(turn: Turn, action: Action) -> Reply:
            return _badly(turn.session, words)

        with _instead(self.chat.app, "_do", breaks), _instead(self.chat.app.words, "do", breaks):
            yield

    # What others could read.

    def look(self) -> None:
        """Goes through what was said since the last look, and lets it go from memory, not from anywhere else."""
        assert isinstance(self.chat.messenger, Forgetful)
        for shown in self.chat.messenger.shown:
            if shown.reader != WRITER and shown.where != direct(self.chat.person(WRITER)):
                self.read_by_others |= numbers(dump(shown.message) + shown.thread)
        for circle in self.chat.messenger.circles.values():
            self.read_by_others |= numbers(circle.topic)
        self.chat.messenger.trimmed()

    def leaked(self) -> list[tuple[int, str]]:
        """Canaries that others have read and were not written for anybody's eyes but their writer's."""
        return [(one, self.into[one]) for one in sorted(self.read_by_others) if not self._for_others(self.into[one])]

    def _for_others(self, into: str) -> bool:
        return into.partition(".")[0] in FOR_OTHERS


def numbers(words: str) -> set[int]:
    return {int(number) for number in NUMBERED.findall(words)}


def _badly(session: Session, words: str) -> Reply:
    session.execute(text("INSERT INTO people (id, platform) VALUES (:words, NULL)"), {"words": words})
    raise AssertionError("the database takes anything")


@contextmanager
def _instead(owner: object, name: str, other: object) -> Iterator[None]:
    had = name in vars(owner)
    before = getattr(owner, name)
    setattr(owner, name, other)
    try:
        yield
    finally:
        setattr(owner, name, before) if had else delattr(owner, name)


__all__ = ["OTHERS", "WRITER", "Aviary", "Forgetful", "Update"]
