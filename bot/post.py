"""Which parcels go out now: places side by side, in order within each, and never more on their way than a few.

However much waits, a few are claimed at a time, from one workspace after another, and more as soon as there is room: a
workspace with ten thousand things to say, or a slow one, holds up no other. What becomes of each is the courier's.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from time import perf_counter
from typing import Any

from bot import claims
from bot.actions import Action
from bot.breaker import Breaker
from bot.clock import Clock
from bot.courier import Courier, Ready
from bot.db import Database
from bot.metrics import Metrics
from bot.port import Messenger
from bot.sealed import Vault
from bot.turn import Turn

AT_ONCE = 50
"""Journeys, each to other places, that are on their way at the same time."""
EACH = 8
"""Parcels of one workspace that are claimed before the next workspace has its turn."""
LOOK_SECONDS = 1.0
"""However slow those on their way are, what waits is looked at again after this."""
JOURNEY_SECONDS = 30.0
"""After this the rest of a journey is given back: a claim holds for two minutes (`claims.LEASE`)."""


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
        self.database, self.clock = database, clock
        self.messengers = {messenger.platform: messenger for messenger in messengers}
        self.courier = Courier(database, vault, clock, turn, do, metrics)
        self._rounds = {platform: Round(Breaker(clock.now)) for platform in self.messengers}
        self._closed = False

    async def deliver(self, platform: str = "") -> int:
        """Everything that can be said now is said: in order within a place, places and platforms side by side.

        With `platform`, nothing but what waits for that one: a slow one then holds up nobody else. How many were tried.
        """
        meant = [messenger for messenger in self.messengers.values() if platform in ("", messenger.platform)]
        return sum(await asyncio.gather(*(self._empty(messenger) for messenger in meant)))

    def silent(self) -> list[str]:
        """The platforms that do not answer."""
        return [platform for platform, round in self._rounds.items() if round.breaker.is_down]

    async def close(self) -> None:
        """Nothing new goes out; returns when what is on its way has arrived and was marked."""
        self._closed = True
        for round in self._rounds.values():
            async with round.alone:
                await round.over()

    async def _empty(self, messenger: Messenger) -> int:
        round, tried = self._rounds[messenger.platform], 0
        async with round.alone:
            try:
                while ready := await self._more(messenger, round):
                    tried += len(ready)
            except asyncio.CancelledError:
                await round.stop()
                raise
        return tried

    async def _more(self, messenger: Messenger, round: "Round") -> Sequence[Ready]:
        """What has set out now, as soon as something can; empty when nothing waits and all has arrived."""
        while True:
            ready = await self._claimed(messenger, round)
            for journey in _journeys(messenger, ready):
                round.begin(self._travel(messenger, round.breaker, journey), journey[0].parcel.workspace)
            if ready or not round.under_way:
                return ready
            await round.room()

    async def _claimed(self, messenger: Messenger, round: "Round") -> Sequence[Ready]:
        """In a workspace whose platform does not know our keys, nothing sets out before the last has arrived."""
        room = AT_ONCE - len(round.under_way)
        most = round.breaker.allows(room if messenger.knows_keys else room * EACH, len(round.under_way))
        if self._closed or not most:
            return ()
        without = frozenset() if messenger.knows_keys else frozenset(round.under_way.values())
        platform, now, after = messenger.platform, self.clock.now(), round.after
        claim = partial(claims.claim, platform=platform, now=now, most=most, each=EACH, after=after, without=without)
        ready = await self.database.run(lambda session: self.courier.ready(session, claim(session)), loosely=True)
        round.after = ready[-1].parcel.workspace if ready else ""
        return sorted(ready, key=lambda one: (one.parcel.not_before, one.parcel.seq))

    async def _travel(self, messenger: Messenger, breaker: Breaker, journey: Sequence[Ready]) -> None:
        """One after the other; once told to end, or after too long, the rest is given back."""
        began, reached = perf_counter(), True
        for number, ready in enumerate(journey):
            if number and (self._closed or perf_counter() - began > JOURNEY_SECONDS):
                await self.courier.give_back([one.parcel for one in journey[number:]])
                return
            now = ready if reached else await self.courier.anew(ready)
            reached = await self.courier.carry(messenger, breaker, now) and reached


class Round:
    """How far the delivery of one platform has got. `after` is the workspace that had its turn last."""

    def __init__(self, breaker: Breaker) -> None:
        self.alone = asyncio.Lock()
        self.breaker, self.after = breaker, ""
        self.under_way: dict[asyncio.Task[None], str] = {}
        """Journeys, and the workspace of each."""

    def begin(self, journey: Coroutine[Any, Any, None], workspace: str) -> None:
        self.under_way[asyncio.create_task(journey)] = workspace

    async def room(self) -> None:
        """Returns when something has arrived and no more than half is on its way, or a moment has passed.

        Raises what a journey has raised; the others go on.
        """
        until, before = (now := asyncio.get_running_loop().time)() + LOOK_SECONDS, len(self.under_way)
        while (left := until - now()) > 0 and len(self.under_way) > min(AT_ONCE // 2, before - 1):
            await asyncio.wait(self.under_way, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            self._arrived()

    def _arrived(self) -> None:
        done = [journey for journey in self.under_way if journey.done()]
        for journey in done:
            del self.under_way[journey]
        for journey in done:
            journey.result()

    async def over(self) -> None:
        """Returns when all have arrived."""
        if self.under_way:
            await asyncio.wait(self.under_way)

    async def stop(self) -> None:
        """All are broken off where they are."""
        for journey in self.under_way:
            journey.cancel()
        await self.over()
        self.under_way.clear()


def _journeys(messenger: Messenger, ready: Sequence[Ready]) -> Iterable[Sequence[Ready]]:
    """What may be on its way at once: a crash repeats what was, wherever the platform does not know our keys."""
    if messenger.knows_keys:
        return [[one] for one in ready]
    together: dict[str, list[Ready]] = {}
    for one in ready:
        together.setdefault(one.parcel.workspace, []).append(one)
    return together.values()
