"""The dispatcher: events and timers become Turns. Both sides meet a handler only here.

`handle` never raises: whatever goes wrong, the person reads a sentence, and what they typed into a form stays in it.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Literal, TypeVar, cast

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from bot import arrival, beside, forget, front, one_by_one, outbox, people, plaintext, purge, reach, screens, timers
from bot.actions import Action, OldAction, unpack
from bot.clock import Clock
from bot.db import Database, is_busy, new_id
from bot.disk import ailment
from bot.erased import Erasures
from bot.feature import Feature, Handler, Page, Reaction
from bot.logs import log
from bot.metrics import Metrics
from bot.onlookers import Seen
from bot.port import Event, Messenger, Person, Place, Refused, Reply, Why, Workspace
from bot.post import Post
from bot.sealed import Sealed, Vault
from bot.taken import Taken
from bot.turn import Turn
from bot.typed import means
from bot.ui import Form, Invalid, Message, Update
from bot.words import Words

T = TypeVar("T")
Outcome = Literal["done", "refused", "invalid", "old", "failed"]

BURST = 500
"""Timers that one tick fires before it lets others have their turn."""
BATCH = 50
"""Timers that are looked for at once."""
MET = 2
"""Timers of a batch in another's hands from which on it is left to that process, where there is more to do."""
AMONG = 8
"""Batches of what is due, one of which a process that has met another takes by chance."""
KEPT_AFTER_SECONDS = 0.25
"""A Turn that takes longer is kept beside the database (`bot.taken`): platforms want to hear of us within a second."""


class App:
    """One Tend: its features, its database, the platforms it speaks to."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        features: Sequence[Feature],
        messengers: Iterable[Messenger] = (),
        operator: str = "",
        folder: Path | None = None,
        taken: Taken | None = None,
        feeds: str = "",
        erasures: Erasures | None = None,
    ) -> None:
        self.taken, self.erasures = taken, erasures
        messengers = list(messengers)
        self.database, self.vault, self.clock, self.features, self.folder = database, vault, clock, features, folder
        self.feeds = feeds
        self.handlers = _handlers(features) | {front.Say: self._said}
        self.timers = frozenset[type[Action]]().union(*(feature.timers for feature in features))
        self.reactions = _reactions(features)
        self.seen = Seen(operator, {one.platform: one.onlookers for one in messengers})
        self.foresights = [foresight for feature in features for foresight in feature.foresights]
        self.commands = {c.word: c for feature in features for c in feature.commands.values()}
        self.besides = [one for feature in features for one in feature.besides]
        self.words = Words(self.commands, self._do, self._heeding)
        self.metrics = Metrics(one.platform for one in messengers)
        database.observe = self.metrics.transaction
        self.post = Post(database, vault, clock, messengers, self._turn, self._do, self.metrics)
        self.something_to_say = asyncio.Event()
        """Set whenever a Turn was kept: whoever delivers need not wait for the next heartbeat."""

    async def handle(self, event: Event) -> Reply:
        """What the person sees at once. A repeated event changes nothing and shows nothing."""
        began = perf_counter()
        outcome, reply = await self._taken_in(event)
        self.metrics.heard(event.who.platform, outcome, perf_counter() - began)
        if isinstance(reply, Invalid) and not event.stays:
            reply = await self._kept(event, reply)
        for one in self._heeding(event):
            zone = event.zone or await self.zone_of(event.who)
            text = one.text(zone, self.clock.now(), self.folder)
            reply = beside.above(text, one.brief, reply, private=event.private)
        return reply

    def _heeding(self, event: Event) -> list[beside.Beside]:
        return beside.heeding(self.besides, event)

    async def _taken_in(self, event: Event) -> tuple[Outcome, Reply]:
        try:
            reply = await self._in_a_turn(event)
        except Refused as no:
            return "refused", await self._refusal(event, no)
        except OldAction:
            return "old", screens.OLD_BUTTON if event.answers is None else Invalid({}, screens.OLD_FORM)
        except DBAPIError as broken:
            away = isinstance(broken, OperationalError) or ailment(broken)
            return "failed", _trouble(event, broken, screens.NOT_SAVED if away else screens.WENT_WRONG)
        except Exception as broken:  # the person is owed a sentence whatever happened
            return "failed", _trouble(event, broken, screens.WENT_WRONG)
        self.something_to_say.set()
        return "invalid" if isinstance(reply, Invalid) else "done", reply

    async def _in_a_turn(self, event: Event) -> Reply:
        """The Turn of an event. One that takes long is kept on the disk meanwhile, so that it outlives this process."""
        if self.taken is None:
            return await self._heard(event)
        async with self.taken.beside(event, KEPT_AFTER_SECONDS):
            return await self._heard(event)

    async def _heard(self, event: Event) -> Reply:
        """However long the database is out of reach: in the end whoever pressed is told that nothing was saved."""
        return await self.database.run_patiently(lambda session: self._hear(self._turn(session, event)))

    async def replay(self) -> None:
        """What an earlier process had taken and died with happens now; whoever did it is told privately."""
        if self.taken is None or not self.taken.left:
            return
        for event in self.taken.left:
            if said := screens.happened_late(await self.handle(event)):
                await self.database.run(partial(self._tell_late, event, said))
        log.info("taken replayed", count=len(self.taken.left))
        await self.taken.replayed()

    def _tell_late(self, event: Event, said: Message, session: Session) -> None:
        """The key is random: one made from the event would outlast it, and tell the press to who has the root key."""
        self._turn(session).say(event.who, said, key=f"taken/{new_id()}")

    async def tick(self) -> None:
        """Everything that is due happens, each in a Turn of its own; one that fails does not hold up the others.

        Processes that come upon each other go on in different places of what is due.
        """
        left, among = BURST, 1
        while left > 0:
            look = partial(timers.look, now=self.clock.now(), most=BATCH, among=among)
            keys, more = await self.database.run(look, loosely=True)
            done, met = await self._timers(keys, MET if more else BATCH + 1)
            if not done and not met:
                return
            left, among = left - max(done, BATCH // AMONG), AMONG if met else among

    async def _timers(self, keys: Sequence[str], met: int) -> tuple[int, bool]:
        """How many happened, and whether so many were in the hands of another process that the rest is left to it."""
        done = held = 0
        for key in keys:
            fate = await self._one_timer(key)
            done, held = done + (fate == "done"), held + (fate == "held")
            if held == met:
                return done, True
        return done, False

    async def deliver(self, platform: str = "") -> int:
        """Everything that waits in the outbox and can be said now is said; with `platform`, there alone.

        How many parcels there were, whatever became of them.
        """
        return await self.post.deliver(platform)

    async def learn(self, about: Person | Place | Workspace, lost: Why | None) -> None:
        """A platform says that somebody or something cannot be reached any more, and why; with None, that they can."""
        await self.database.run(lambda session: reach.learn(self._turn(session), about, lost))
        self.something_to_say.set()

    async def forget(self) -> None:
        """What is past its time is deleted, in every slice; and page by page, what is done to everybody."""
        await self.database.run(lambda session: self._sweep(self._turn(session)))
        for page in self._pages():
            after = await self._turned(page, "")
            while after:
                after = await self._turned(page, after)

    async def _turned(self, page: Page, after: str) -> str:
        return await self.database.run(lambda session: page(self._turn(session), after))

    def retain(self) -> dict[str, int]:
        """As `forget`, at once. How many rows are gone, by the name of their table."""
        return self.database.run_here(
            lambda session: forget.counted(session, lambda: self._sweep_all(self._turn(session)))
        )

    def change(self, work: Callable[[Turn], T]) -> T:
        """Something happens at once because whoever runs Tend says so."""
        return self.database.run_here(lambda session: work(self._turn(session)))

    def look(self, work: Callable[[Turn], T]) -> T:
        """Something is read, outside of any event, for whoever runs Tend. `work` writes nothing."""
        return self.database.run_here(lambda session: work(self._turn(session)))

    async def read(self, work: Callable[[Turn], T]) -> T:
        """As `look`, while everything else goes on."""
        return await self.database.run(lambda session: work(self._turn(session)))

    async def next_due(self) -> datetime | None:
        """When the next timer fires, or something is said that waits for the end of somebody's quiet hours."""
        now = self.clock.now()

        def first(session: Session) -> datetime | None:
            return min(filter(None, (timers.next_due(session), outbox.next_due(session, now))), default=None)

        return await self.database.run(first)

    async def front(self, event: Event) -> list[Message]:
        """What stands on the front door of who looks. Looking is no event: it says and changes nothing."""
        return await self.database.run(lambda session: front.shown(self._turn(session, event), self.features))

    async def zone_of(self, person: Person) -> str:
        """The zone in which this person reads times, for platforms that show plain text; empty when unknown, also
        while the database is out of reach, when what is to be read may matter most.
        """
        try:
            profile = await self.database.run(lambda session: people.known(session, person))
        except Exception as broken:
            log.error("zone not read", error=broken)
            return ""
        return profile.zone if profile else ""

    def _turn(self, session: Session, event: Event | None = None) -> Turn:
        about = self.seen, self.foresights, self._workspace_of
        turn = Turn(self.clock.now(), session, self.vault, event, self.reactions, *about)
        turn.folder, turn.feeds, turn.erasures = self.folder, self.feeds, self.erasures
        if event:
            turn.workspace = outbox.workspace_of(turn, event.where) or outbox.workspace_of(turn, event.who)
        return turn

    def _workspace_of(self, platform: str, id: str) -> str:
        messenger = self.post.messengers.get(platform)
        return messenger.workspace(id) if messenger else ""

    def _do(self, turn: Turn, action: Action) -> Reply:
        """Raises OldAction for one that no feature of this Tend handles any more, and for a timer's from a person."""
        handler = self.handlers.get(type(action))
        if handler is None or (turn.event and type(action) in self.timers):
            raise OldAction(action.name)
        return handler(turn, action)

    def _said(self, turn: Turn, action: Action) -> Reply:
        """A button that stands for words."""
        return self.words.understood(turn.hearing(replace(turn.heard, text=cast(front.Say, action).words, action="")))

    def _hear(self, turn: Turn) -> Reply:
        noted = arrival.note(turn)
        if noted is None:
            return None
        if noted.shut:
            reach.acted(turn, turn.heard)
        if turn.heard.action:
            return self._shown(turn, self._pressed(turn, noted.typing))
        return self._shown(turn, self.words.understood(turn))

    def _pressed(self, turn: Turn, typing: Sealed | None) -> Reply:
        """`typing` is what was kept, before this press, of what typed words mean to who pressed."""
        action, event = unpack(turn.heard.action), turn.heard
        if typing is not None and not isinstance(action, one_by_one.OpenTyped):
            one_by_one.forget_form(turn, means(turn, event.where, event.who.id, typing))
        reply = plaintext.left_blank(turn) or self._do(turn, action)
        if turn.heard.answers is not None and not isinstance(reply, Invalid):
            plaintext.close_form(turn)
        return reply

    def _shown(self, turn: Turn, reply: Reply) -> Reply:
        """The reply as this event can show it, and what numbers typed after it will mean."""
        event = turn.heard
        if isinstance(reply, Form) and (event.forms != "now" or self._heeding(event)):  # a form has no room beside it
            reply = one_by_one.begin(turn, reply)
        elif isinstance(reply, Form) and not event.stays:
            plaintext.open_form(turn, reply)
        shown = reply.message if isinstance(reply, Update) else reply
        if isinstance(shown, Message):
            plaintext.offer(turn, event.where, event.who.id, shown)
        return reply

    async def _refusal(self, event: Event, no: Refused) -> Reply:
        if event.answers is not None:
            return Invalid({}, no.why)
        said = Message(no.why, no.buttons)
        if no.buttons:
            await self._offered(event, said)
        return said

    async def _offered(self, event: Event, said: Message) -> None:
        """Numbers typed after a refusal press its buttons; if that cannot be kept, its buttons still can be pressed."""
        try:
            await self.database.run(lambda s: plaintext.offer(self._turn(s), event.where, event.who.id, said))
        except Exception as broken:
            log.error("refusal not kept", action=event.action.partition(":")[0], error=broken)

    async def _kept(self, event: Event, refused: Invalid) -> Reply:
        """A refused form that the platform has closed, as a message that opens it again with what was typed."""
        try:
            return await self.database.run(lambda session: plaintext.keep(self._turn(session, event), refused))
        except Exception as broken:  # the adapter still has what was typed
            log.error("refused form not kept", action=event.action.partition(":")[0], error=broken)
            return refused

    async def _one_timer(self, key: str) -> timers.Fate:
        """It is "done" also when it was put off."""
        try:
            fate = await self.database.run(lambda session: self._fire(self._turn(session), key))
        except Exception as broken:  # it is put off, and the next one has its turn
            if isinstance(broken, DBAPIError) and is_busy(broken):
                raise  # no fault of the timer's: it stays due
            self.metrics.timer("failed")
            log.error("timer failed", key=key, error=broken)
            await self.database.run(lambda session: timers.put_off(session, key, self.clock.now()))
            return "done"
        if fate == "done":
            self.metrics.timer("fired")
            self.something_to_say.set()
        return fate

    def _fire(self, turn: Turn, key: str) -> timers.Fate:
        due = timers.take(turn.session, key, turn.now)
        if due is None:
            return "held" if timers.is_due(turn.session, key, turn.now) else "gone"
        turn.workspace = due.workspace
        self._do(turn, unpack(due.action))
        return "done"

    def _sweep(self, turn: Turn) -> None:
        for feature in self.features:
            for sweep in feature.sweeps:
                sweep(turn)
        purge.sweep(turn, self.features)

    def _sweep_all(self, turn: Turn) -> None:
        self._sweep(turn)
        for page in self._pages():
            after = page(turn, "")
            while after:
                after = page(turn, after)

    def _pages(self) -> list[Page]:
        return [page for feature in self.features for page in feature.pages]


def _handlers(features: Iterable[Feature]) -> dict[type[Action], Handler[Action]]:
    handlers: dict[type[Action], Handler[Action]] = {one_by_one.OpenTyped: plaintext.open_typed}  # type: ignore[dict-item]
    for feature in features:
        if twice := handlers.keys() & feature.handlers.keys():
            raise ValueError(f"two handlers for {sorted(kind.name for kind in twice)}")
        handlers |= feature.handlers
    return handlers


def _reactions(features: Iterable[Feature]) -> Mapping[type[object], Sequence[Reaction[object]]]:
    reactions: dict[type[object], list[Reaction[object]]] = {}
    for feature in features:
        for kind, listed in feature.reactions.items():
            reactions.setdefault(kind, []).extend(listed)
    return reactions


def _trouble(event: Event, broken: Exception, sentence: str) -> Reply:
    log.error("event failed", action=event.action.partition(":")[0], error=broken)
    return Invalid({}, sentence) if event.answers is not None else Message(sentence)
