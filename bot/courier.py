"""Carrying one parcel from the outbox to its platform, and writing down what became of it.

Sending happens between two transactions: the claim before it and the mark after it. A crash in between leaves a claim
that runs out, and the next attempt says `again`, so that a platform which knows our keys shows nothing twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from time import perf_counter

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot import addresses, claims, outbox, plaintext, reach, typed
from bot.actions import Action, unpack
from bot.breaker import Breaker
from bot.clock import Clock
from bot.db import Database
from bot.ledger import Parcel
from bot.logs import log
from bot.metrics import Metrics
from bot.port import Circle, Gone, Messenger, NotYet, Person, Place, Sent, Unreachable
from bot.sealed import Vault
from bot.together import Together
from bot.turn import Turn
from bot.ui import Message


@dataclass(frozen=True)
class Ready:
    """A claimed parcel, and what is needed to carry it: its words, where its message stands already, and what is known
    of its place. `broken` is why it cannot be read.
    """

    parcel: Parcel
    message: Message | None = None
    first: Sent | None = None
    shut: Gone | None = None
    broken: Exception | None = None


class Courier:
    """For every platform. `do` runs what follows from a parcel's fate, in the transaction that marks it."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        turn: Callable[..., Turn],
        do: Callable[[Turn, Action], object],
        metrics: Metrics,
    ) -> None:
        self.database, self.vault, self.clock, self._turn, self._do = database, vault, clock, turn, do
        self._metrics = metrics
        self._together = Together(database)

    def ready(self, session: Session, parcels: Sequence[Parcel]) -> list[Ready]:
        """In the transaction that claims them."""
        shut = reach.shut(session, parcels)
        return [self._ready(session, parcel, shut.get(parcel.seq)) for parcel in parcels]

    def _ready(self, session: Session, parcel: Parcel, shut: Gone | None) -> Ready:
        first = outbox.sent(session, parcel.about) if parcel.about else None
        try:
            addresses.read_address(parcel.to)
            return Ready(parcel, outbox.opened(session, self.vault, parcel), first, shut)
        except DBAPIError:
            raise
        except Exception as broken:  # it must not stop the others
            return Ready(parcel, broken=broken)

    async def anew(self, ready: Ready) -> Ready:
        """The same, when something was learned since it was claimed."""
        (again,) = await self.database.run_patiently(lambda session: self.ready(session, [ready.parcel]))
        return again

    async def carry(self, messenger: Messenger, breaker: Breaker, ready: Ready) -> bool:
        """To its place, and what became of it is written down. `breaker` hears whether the platform answers. False when
        somebody or something there turned out not to be reached.
        """
        parcel, reached = ready.parcel, True
        if ready.broken:  # and never can be, so it must not hold up what follows in its place
            log.error("parcel cannot be read", key=parcel.key, error=ready.broken)
            await self.mark(parcel, "failed", None)
            return True
        if parcel.until and parcel.until < self.clock.now():
            await self.mark(parcel, "late", None)
            return True
        began = perf_counter()
        try:
            sent = await self._say(messenger, ready)
            self._metrics.carried(messenger.platform, perf_counter() - began)
        except NotYet as turn:
            await self.give_back([parcel], turn.after)
        except Gone as no:
            reached = False
            breaker.answered()
            await self._refused(parcel, no)
        except Unreachable as later:
            if not later.after and breaker.failed(parcel.lane):
                log.warning("platform does not answer", platform=parcel.platform)
            await self._put_off(parcel, later.after, unclear=later.unclear)
        except Exception as broken:  # one bad parcel must not stop the others
            log.error("parcel failed", key=parcel.key, error=broken)
            await self._put_off(parcel, timedelta(), unclear=True, baffling=True)
        else:
            breaker.answered()
            await self.mark(parcel, "said", sent)
        return reached

    async def give_back(self, parcels: Sequence[Parcel], after: timedelta = timedelta()) -> None:
        """Claimed and not tried."""
        await self.database.run_patiently(partial(claims.give_back, parcels=parcels, later=self.clock.now() + after))

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
            await self.mark(parcel, "gone", None)

    def _turn_of(self, session: Session, parcel: Parcel) -> Turn:
        return replace(self._turn(session), workspace=parcel.workspace)

    async def _say(self, messenger: Messenger, ready: Ready) -> Sent | None:
        """To the platform. None when there was nothing to change, since its message never went out."""
        parcel, message, first = ready.parcel, ready.message, ready.first
        if ready.shut:
            raise ready.shut
        if parcel.kind == "send" and message:
            where = await self._place(messenger, parcel)
            return await messenger.send(where, message, key=parcel.key, again=parcel.unclear, thread=parcel.thread)
        if first and parcel.kind == "edit" and message:
            await messenger.edit(first, message)
        elif first and parcel.kind == "delete":
            await messenger.delete(first)
        return first

    async def _place(self, messenger: Messenger, parcel: Parcel) -> Place:
        match addresses.read_address(parcel.to):
            case Person() as person:
                return await messenger.direct(person)
            case Circle() as circle:
                return await messenger.gather(circle, key=parcel.to)
            case place:
                return place

    async def _put_off(self, parcel: Parcel, after: timedelta, *, unclear: bool, baffling: bool = False) -> None:
        now = self.clock.now()
        put_off = partial(claims.put_off, parcel=parcel, now=now, after=after, unclear=unclear, baffling=baffling)
        if await self.database.run_patiently(put_off):
            self._metrics.sent(parcel.platform, "later")
        else:
            await self.mark(parcel, "failed", None)

    async def mark(self, parcel: Parcel, state: str, sent: Sent | None) -> None:
        """What follows happens in the transaction that marks it; if that fails, it becomes a timer."""
        self._metrics.sent(parcel.platform, state)
        try:
            await self._marked(parcel, state, sent, lambda turn, packed: self._do(turn, unpack(packed)))
        except Exception as broken:  # it was said, and must never be said again because of what follows
            log.error("what follows failed", key=parcel.key, error=broken)
            await self._marked(parcel, state, sent, lambda turn, packed: turn.after(parcel.key, packed), again=True)

    async def _marked(
        self,
        parcel: Parcel,
        state: str,
        sent: Sent | None,
        follow: Callable[[Turn, str], object],
        *,
        again: bool = False,
    ) -> None:
        def mark(turn: Turn) -> None:
            message = outbox.opened(turn.session, self.vault, parcel) if sent else None
            if not claims.finish(turn.session, parcel, state, turn.now, sent):
                return  # whoever it was for was forgotten, and what followed with them; or it is not ours any more
            if state == "said" and not again:
                reach.arrived(turn, parcel)
            if sent and message:
                _offer(turn, parcel, sent, message)
            if follows := parcel.then if state == "said" else parcel.otherwise:
                follow(turn, follows)

        await self._together.run(lambda session: mark(self._turn_of(session, parcel)))


def _held(turn: Turn, parcel: Parcel, no: Gone) -> bool:
    held = reach.refused(turn, parcel, no)
    if held:
        claims.hold(turn.session, parcel)
    return held


def _offer(turn: Turn, parcel: Parcel, sent: Sent, message: Message) -> None:
    """Numbers typed after a direct message are its reader's; in a shared place they are everybody's."""
    to = addresses.read_address(parcel.to)
    reader = to.id if isinstance(to, Person) else typed.EVERYBODY
    if parcel.kind == "send":
        plaintext.offer(turn, sent.where, reader, message, parcel.key)
    else:
        plaintext.renew(turn, sent.where, reader, message, parcel.about or "")
