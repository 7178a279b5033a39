"""The dispatcher: events and timers become Turns, parcels become messages. Both sides meet a handler only here.

`handle` never raises: whatever goes wrong, the person reads a sentence, and what they typed into a form stays in it.
"""

import asyncio
import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot import outbox, plaintext, screens, timers
from bot.actions import Action, OldAction, unpack
from bot.clock import Clock
from bot.db import Database, insert_new
from bot.feature import Command, Feature, Handler, Reaction
from bot.ledger import Heard, Parcel
from bot.logs import log
from bot.port import Circle, Event, Gone, Messenger, Person, Place, Refused, Reply, Sent, Unreachable
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Form, Invalid, Message, Update

AT_ONCE = 50
"""Parcels, each to another place, that are on their way at the same time."""
BURST = 500
"""Timers that one tick fires before it lets others have their turn."""


class App:
    """One Tend: its features, its database, the platforms it speaks to."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        features: Sequence[Feature],
        messengers: Iterable[Messenger] = (),
    ) -> None:
        self.database, self.vault, self.clock, self.features = database, vault, clock, features
        self.messengers = {messenger.platform: messenger for messenger in messengers}
        self.handlers = _handlers(features)
        self.reactions = _reactions(features)
        self.commands = {c.word: c for feature in features for c in feature.commands.values()}
        self.something_to_say = asyncio.Event()
        """Set whenever a Turn was kept: whoever delivers need not wait for the next heartbeat."""
        self._sending = {platform: asyncio.Lock() for platform in self.messengers}

    # events

    async def handle(self, event: Event) -> Reply:
        """What the person sees at once. A repeated event changes nothing and shows nothing."""
        try:
            reply = await self.database.run(lambda session: self._hear(self._turn(session, event)))
        except Refused as no:
            return await self._refusal(event, no)
        except OldAction:
            return screens.OLD_BUTTON
        except OperationalError as broken:
            return _trouble(event, broken, screens.NOT_SAVED)
        except Exception as broken:  # the person is owed a sentence whatever happened
            return _trouble(event, broken, screens.WENT_WRONG)
        self.something_to_say.set()
        return reply

    def _turn(self, session: Session, event: Event | None = None) -> Turn:
        return Turn(self.clock.now(), session, self.vault, event, self.reactions)

    def _hear(self, turn: Turn) -> Reply:
        event = turn.heard
        if not insert_new(turn.session, Heard, platform=event.who.platform, event=event.id, at=turn.now):
            return None
        if event.action:
            plaintext.forget_form(turn)
            return self._shown(turn, self._do(turn, unpack(event.action)))
        return self._shown(turn, self._typed(turn))

    def _do(self, turn: Turn, action: Action) -> Reply:
        return self.handlers[type(action)](turn, action)

    def _typed(self, turn: Turn) -> Reply:
        match plaintext.listen(turn):
            case plaintext.Press(action, answers):
                return self._pressed(turn, action, answers)
            case Message() as answer:
                return answer
            case None:
                return self._command(turn)

    def _pressed(self, turn: Turn, action: str, answers: dict[str, str | list[str]] | None) -> Reply:
        """A typed press; the answers of a typed form that is refused are asked for again, the others are kept."""
        pressed = turn.hearing(replace(turn.heard, text="", action=action, answers=answers))
        if answers is None:
            return self._do(pressed, unpack(action))
        state = plaintext.read(turn, turn.heard.where, turn.heard.who.id)
        savepoint = turn.session.begin_nested()
        try:
            reply = self._do(pressed, unpack(action))
        except Refused as no:
            reply = Invalid({}, no.why)
        if isinstance(reply, Invalid) and state:
            savepoint.rollback()
            return plaintext.again(turn, state, reply)
        plaintext.forget_form(turn)
        savepoint.commit()
        return reply

    def _command(self, turn: Turn) -> Reply:
        first, _, rest = turn.heard.text.strip().removeprefix("/").removeprefix("tend").strip().partition(" ")
        word = first.casefold() or "help"
        if word == "help":
            return screens.help_page(list(self.commands.values()))
        if word in self.commands:
            return self.commands[word].answer(turn, rest.strip())
        return screens.not_a_command(turn.heard.text, self._nearest(word))

    def _nearest(self, word: str) -> list[Command]:
        return [self.commands[near] for near in difflib.get_close_matches(word, self.commands, n=2, cutoff=0.6)]

    def _shown(self, turn: Turn, reply: Reply) -> Reply:
        """The reply as this event can show it, and what numbers typed after it will mean."""
        event = turn.heard
        if isinstance(reply, Form) and event.forms != "now":
            reply = plaintext.begin(turn, reply)
        shown = reply.message if isinstance(reply, Update) else reply
        if isinstance(shown, Message):
            plaintext.offer(turn, event.where, event.who.id, shown)
        return reply

    async def _refusal(self, event: Event, no: Refused) -> Reply:
        if event.answers is not None:
            return Invalid({}, no.why)
        said = Message(no.why, no.buttons)
        if no.buttons:
            await self.database.run(lambda s: plaintext.offer(self._turn(s), event.where, event.who.id, said))
        return said

    # timers

    async def tick(self) -> None:
        """Everything that is due happens, each in a Turn of its own; one that fails does not hold up the others."""
        for _ in range(BURST):
            if not await self._one_timer():
                return

    async def _one_timer(self) -> bool:
        claimed: list[str] = []
        try:
            return await self.database.run(lambda session: self._fire(self._turn(session), claimed))
        except Exception as broken:  # it is put off, and the next one has its turn
            log.error("timer failed", key=claimed[0] if claimed else "", error=broken)
            if not claimed:
                return False
            await self.database.run(lambda session: timers.put_off(session, claimed[0], self.clock.now()))
            return True

    def _fire(self, turn: Turn, claimed: list[str]) -> bool:
        due = timers.claim(turn.session, turn.now)
        if due is None:
            return False
        key, action = due
        claimed.append(key)
        self._do(turn, unpack(action))
        self.something_to_say.set()
        return True

    async def next_due(self) -> datetime | None:
        """When the next timer fires."""
        return await self.database.run(timers.next_due)

    # parcels

    async def deliver(self) -> None:
        """Everything that can be said now is said: in order within a place, places side by side."""
        await asyncio.gather(*(self._deliver(messenger) for messenger in self.messengers.values()))

    async def _deliver(self, messenger: Messenger) -> None:
        async with self._sending[messenger.platform]:
            while parcels := await self.database.run(
                lambda session: outbox.claim(session, messenger.platform, self.clock.now(), AT_ONCE)
            ):
                await asyncio.gather(*(self._send(messenger, parcel) for parcel in parcels))

    async def _send(self, messenger: Messenger, parcel: Parcel) -> None:
        if parcel.until and parcel.until < self.clock.now():
            return await self._done(parcel, "late", None)
        try:
            sent = await self._carry(messenger, parcel)
        except Gone:
            await self._done(parcel, "gone", None)
        except Unreachable as later:
            await self._later(parcel, later.after, unclear=later.unclear)
        except Exception as broken:  # one bad parcel must not stop the others
            log.error("parcel failed", key=parcel.key, error=broken)
            await self._later(parcel, timedelta(), unclear=True)
        else:
            await self._done(parcel, "said", sent)

    async def _carry(self, messenger: Messenger, parcel: Parcel) -> Sent | None:
        """To the platform. None for a message that never existed, and so needs no change."""
        message, first = await self.database.run(
            lambda session: (
                outbox.opened(session, self.vault, parcel),
                outbox.sent(session, parcel.about or parcel.key),
            )
        )
        if parcel.kind == "send" and message:
            where = await self._place(messenger, parcel)
            return await messenger.send(where, message, key=parcel.key, again=parcel.unclear, thread=parcel.thread)
        if first and parcel.kind == "edit" and message:
            await messenger.edit(first, message)
        elif first:
            await messenger.delete(first)
        return first

    async def _place(self, messenger: Messenger, parcel: Parcel) -> Place:
        match outbox.read_address(parcel.to):
            case Person() as person:
                return await messenger.direct(person)
            case Circle() as circle:
                return await messenger.gather(circle, key=parcel.to)
            case place:
                return place

    async def _done(self, parcel: Parcel, state: str, sent: Sent | None) -> None:
        """What follows happens in the transaction that marks it; if that fails, it becomes a timer."""
        try:
            await self.database.run(lambda session: self._finish(self._turn(session), parcel, state, sent, self._do))
        except Exception as broken:  # it was said, and must never be said again because of what follows
            log.error("what follows failed", key=parcel.key, error=broken)
            later = _as_timer(parcel)
            await self.database.run(lambda session: self._finish(self._turn(session), parcel, state, sent, later))

    def _finish(
        self,
        turn: Turn,
        parcel: Parcel,
        state: str,
        sent: Sent | None,
        follow: Callable[[Turn, Action], object],
    ) -> None:
        message = outbox.opened(turn.session, self.vault, parcel)
        outbox.finish(turn.session, parcel, state, turn.now, sent)
        if sent and message and parcel.kind == "send":
            plaintext.offer(turn, sent.where, _reader(parcel), message)
        if follows := parcel.then if state == "said" else parcel.otherwise:
            follow(turn, unpack(follows))

    async def _later(self, parcel: Parcel, after: timedelta, *, unclear: bool) -> None:
        now = self.clock.now()
        if not await self.database.run(lambda session: outbox.put_off(session, parcel, now, after, unclear=unclear)):
            await self._done(parcel, "failed", None)

    # the night

    async def forget(self) -> None:
        """What is past its time is deleted, in every slice."""
        await self.database.run(lambda session: self._sweep(self._turn(session)))

    def _sweep(self, turn: Turn) -> None:
        for feature in self.features:
            for sweep in feature.sweeps:
                sweep(turn)


def _handlers(features: Iterable[Feature]) -> dict[type[Action], Handler[Action]]:
    handlers: dict[type[Action], Handler[Action]] = {plaintext.OpenTyped: plaintext.open_typed}  # type: ignore[dict-item]
    for feature in features:
        if twice := handlers.keys() & feature.handlers.keys():
            raise ValueError(f"two handlers for {sorted(kind.name for kind in twice)}")
        handlers |= feature.handlers
    return handlers


def _as_timer(parcel: Parcel) -> Callable[[Turn, Action], object]:
    return lambda turn, action: turn.at(f"after:{parcel.key}", turn.now, action)


def _reader(parcel: Parcel) -> str:
    """Who reads it alone, so that numbers after it are theirs; everybody in a place."""
    to = outbox.read_address(parcel.to)
    return to.id if isinstance(to, Person) else plaintext.EVERYBODY


def _reactions(features: Iterable[Feature]) -> dict[type[object], list[Reaction[object]]]:
    reactions: dict[type[object], list[Reaction[object]]] = {}
    for feature in features:
        for kind, listed in feature.reactions.items():
            reactions.setdefault(kind, []).extend(listed)
    return reactions


def _trouble(event: Event, broken: Exception, sentence: str) -> Reply:
    log.error("event failed", action=event.action.partition(":")[0], error=broken)
    return Invalid({}, sentence) if event.answers is not None else Message(sentence)
