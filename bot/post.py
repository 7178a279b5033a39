"""Carrying parcels from the outbox to the platforms, and writing down what became of each.

Sending happens between two transactions: the claim before it and the mark after it. A crash in between leaves a claim
that runs out, and the next attempt says `again`, so that a platform which knows our keys shows nothing twice.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from time import perf_counter

from sqlalchemy.orm import Session

from bot import outbox, plaintext, reach, typed
from bot.actions import Action, unpack
from bot.breaker import Breaker
from bot.clock import Clock
from bot.db import Database
from bot.ledger import Parcel
from bot.logs import log
from bot.metrics import Metrics
from bot.port import Circle, Gone, Messenger, Person, Place, Sent, Unreachable
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message

AT_ONCE = 50
"""Parcels, each to another place, that are on their way at the same time."""

PATIENCE_SECONDS = 1.0
"""How long the others wait for a workspace in which one thing is said after the other."""


class Post:
    """Delivers for every platform. `do` runs what follows from a parcel's fate, in the transaction that marks it."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        messengers: Iterable[Messenger],
        turn: Callable[..., Turn],
        do: Callable[[Turn, Action], object],
        metrics: Metrics,
    ) -> None:
        self.database, self.vault, self.clock, self._turn, self._do = database, vault, clock, turn, do
        self.messengers = {messenger.platform: messenger for messenger in messengers}
        self._sending = {platform: asyncio.Lock() for platform in self.messengers}
        self._breakers = {platform: Breaker(clock.now) for platform in self.messengers}
        self._closed, self._metrics = False, metrics

    async def deliver(self, platform: str = "") -> int:
        """Everything that can be said now is said: in order within a place, places and platforms side by side.

        With `platform`, nothing but what waits for that one: a slow one then holds up nobody else. How many were tried.
        """
        meant = [messenger for messenger in self.messengers.values() if platform in ("", messenger.platform)]
        return sum(await asyncio.gather(*(self._empty(messenger) for messenger in meant)))

    async def close(self) -> None:
        """Nothing new goes out; returns when what is on its way has arrived and was marked."""
        self._closed = True
        for sending in self._sending.values():
            async with sending:
                pass

    async def _empty(self, messenger: Messenger) -> int:
        tried = 0
        async with self._sending[messenger.platform]:
            while parcels := await self._claimed(messenger.platform):
                await asyncio.gather(*(self._in_turn(messenger, some) for some in _side_by_side(messenger, parcels)))
                tried += len(parcels)
        return tried

    async def _claimed(self, platform: str) -> Sequence[Parcel]:
        most = 0 if self._closed else self._breakers[platform].allows(AT_ONCE)
        if not most:
            return ()
        now = self.clock.now()
        return await self.database.run(lambda session: outbox.claim(session, platform, now, most), loosely=True)

    async def _in_turn(self, messenger: Messenger, parcels: Sequence[Parcel]) -> None:
        """One workspace, for as long as the others can wait; the rest of it comes again."""
        began = perf_counter()
        for number, parcel in enumerate(parcels, 1):
            await self._send(messenger, parcel)
            taken = perf_counter() - began
            if taken > PATIENCE_SECONDS and parcels[number:]:
                now, each = self.clock.now(), timedelta(seconds=taken / number)
                await self.database.run(partial(outbox.give_back, parcels=parcels[number:], now=now, each=each))
                return

    async def _send(self, messenger: Messenger, parcel: Parcel) -> None:
        if parcel.until and parcel.until < self.clock.now():
            return await self._mark(parcel, "late", None)
        breaker, began = self._breakers[parcel.platform], perf_counter()
        try:
            sent = await self._carry(messenger, parcel)
            self._metrics.carried(messenger.platform, perf_counter() - began)
        except Gone as no:
            breaker.answered()
            await self._refused(parcel, no)
        except Unreachable as later:
            if not later.after and breaker.failed(parcel.lane):
                log.warning("platform does not answer", platform=parcel.platform)
            await self._put_off(parcel, later.after, unclear=later.unclear)
        except Exception as broken:  # one bad parcel must not stop the others
            log.error("parcel failed", key=parcel.key, error=broken)
            await self._put_off(parcel, timedelta(), unclear=True)
        else:
            breaker.answered()
            await self._mark(parcel, "said", sent)

    async def _refused(self, parcel: Parcel, no: Gone) -> None:
        """Held until they can be reached; what takes another way is given up, and takes it."""
        try:
            held = await self.database.run_patiently(lambda session: _held(self._turn_of(session, parcel), parcel, no))
        except Exception as broken:  # what a slice makes of it must not keep the others from being heard
            log.error("what follows failed", key=parcel.key, error=broken)
            await self._put_off(parcel, timedelta(), unclear=False)
            return
        if held:
            self._metrics.sent(parcel.platform, "held")
        else:
            await self._mark(parcel, "gone", None)

    def _turn_of(self, session: Session, parcel: Parcel) -> Turn:
        return replace(self._turn(session), workspace=parcel.workspace)

    async def _carry(self, messenger: Messenger, parcel: Parcel) -> Sent | None:
        """To the platform. None when there was nothing to change, since its message never went out."""
        message, first, shut = await self.database.run_patiently(
            lambda session: (
                outbox.opened(session, self.vault, parcel),
                outbox.sent(session, parcel.about or parcel.key),
                reach.shut(session, parcel),
            )
        )
        if shut:
            raise shut
        if parcel.kind == "send" and message:
            where = await self._place(messenger, parcel)
            return await messenger.send(where, message, key=parcel.key, again=parcel.unclear, thread=parcel.thread)
        if first and parcel.kind == "edit" and message:
            await messenger.edit(first, message)
        elif first and parcel.kind == "delete":
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

    async def _put_off(self, parcel: Parcel, after: timedelta, *, unclear: bool) -> None:
        now = self.clock.now()
        if not await self.database.run_patiently(
            lambda session: outbox.put_off(session, parcel, now, after, unclear=unclear)
        ):
            await self._mark(parcel, "failed", None)
        else:
            self._metrics.sent(parcel.platform, "later")

    async def _mark(self, parcel: Parcel, state: str, sent: Sent | None) -> None:
        """What follows happens in the transaction that marks it; if that fails, it becomes a timer."""
        self._metrics.sent(parcel.platform, state)
        try:
            await self._marked(parcel, state, sent, self._do)
        except Exception as broken:  # it was said, and must never be said again because of what follows
            log.error("what follows failed", key=parcel.key, error=broken)
            await self._marked(parcel, state, sent, _as_timer(parcel), again=True)

    async def _marked(
        self,
        parcel: Parcel,
        state: str,
        sent: Sent | None,
        follow: Callable[[Turn, Action], object],
        *,
        again: bool = False,
    ) -> None:
        def mark(turn: Turn) -> None:
            message = outbox.opened(turn.session, self.vault, parcel)
            if not outbox.finish(turn.session, parcel, state, turn.now, sent):
                return  # whoever it was for was forgotten, and what followed with them; or it is not ours any more
            if state == "said" and not again:
                reach.arrived(turn, parcel)
            if sent and message:
                _offer(turn, parcel, sent, message)
            if follows := parcel.then if state == "said" else parcel.otherwise:
                follow(turn, unpack(follows))

        await self.database.run_patiently(lambda session: mark(self._turn_of(session, parcel)))


def _side_by_side(messenger: Messenger, parcels: Sequence[Parcel]) -> Iterable[Sequence[Parcel]]:
    """What may be on its way at once: a crash repeats what was, wherever the platform does not know our keys."""
    if messenger.knows_keys:
        return [[parcel] for parcel in parcels]
    together: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        together.setdefault(parcel.workspace, []).append(parcel)
    return together.values()


def _held(turn: Turn, parcel: Parcel, no: Gone) -> bool:
    held = reach.refused(turn, parcel, no)
    if held:
        outbox.hold(turn.session, parcel)
    return held


def _as_timer(parcel: Parcel) -> Callable[[Turn, Action], object]:
    return lambda turn, action: turn.at(f"after:{parcel.key}", turn.now, action)


def _offer(turn: Turn, parcel: Parcel, sent: Sent, message: Message) -> None:
    """Numbers typed after a direct message are its reader's; in a shared place they are everybody's."""
    to = outbox.read_address(parcel.to)
    reader = to.id if isinstance(to, Person) else typed.EVERYBODY
    if parcel.kind == "send":
        plaintext.offer(turn, sent.where, reader, message, parcel.key)
    else:
        plaintext.renew(turn, sent.where, reader, message, parcel.about or "")
