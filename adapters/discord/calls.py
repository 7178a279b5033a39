"""Every call to Discord: below its limits, refused in the port's words, and none at all where one more would do harm.

The library keeps to the limit of each route. What it does not know: fifty calls a second for all servers together, and
that an address with too many refused calls is shut out of Discord altogether, for longer each time it knocks again.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiolimiter import AsyncLimiter
from discord import HTTPException

from adapters.discord.refusals import NO_RIGHT, Banned, Revoked, read
from bot.clock import Clock
from bot.logs import log
from bot.port import Unreachable

T = TypeVar("T")

PATIENCE_SECONDS = 60
"""For one call with all its waiting; the outbox holds a message for two minutes."""
A_SECOND = 50
"""Calls that Discord allows, whenever the second begins; answers to what people do are not counted."""
SPARED, AT_ONCE = 1, 1.25
"""Of these one is not made, since not every call takes as long to get there; and what may come at once, which is taken
off the rest, makes up for turns that are taken some milliseconds late.
"""
SHUT = timedelta(minutes=15)
"""How long nothing is called after Discord turned this address away; twice as long each time it does so again."""
REFUSED_MOST, REFUSED_WITHIN = 100, timedelta(minutes=10)
"""Refused calls; Discord shuts an address out at 10,000 in ten minutes."""
REFUSED = (401, 403, 404)


class Calls:
    """`clock` is the world's, since Discord's limits are. `processes` share them; each keeps to its part."""

    def __init__(self, clock: Clock, processes: int = 1) -> None:
        self.clock = clock
        at_once = max(1.0, AT_ONCE / processes)
        self._bucket = AsyncLimiter(at_once, at_once / ((A_SECOND - SPARED) / processes - at_once))
        self._refused: deque[datetime] = deque(maxlen=REFUSED_MOST)
        self._shut_until: datetime | None = None
        self._shut_for = SHUT
        self._told: set[str] = set()

    async def __call__(self, call: Callable[[], Coroutine[Any, Any, T]], *, about: str = "") -> T:
        """What Discord answered. Raises Unreachable, Gone or Declined. `about` is the id of the place, for the log."""
        self._open()
        await self._bucket.acquire()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                answer = await call()
        except HTTPException as no:
            self._count(no, about)
            raise self._noted(read(no)) from None
        except Exception as no:
            raise self._noted(read(no)) from None
        self._shut_for = SHUT
        return answer

    def _open(self) -> None:
        """Raises Unreachable while nothing may be called."""
        left = (self._shut_until or self.clock.now()) - self.clock.now()
        if left > timedelta():
            raise Unreachable(left)

    def _count(self, no: HTTPException, about: str) -> None:
        now = self.clock.now()
        if no.status in REFUSED:
            self._refused.append(now)
        if no.code in NO_RIGHT and about not in self._told:
            self._told.add(about)
            log.error("discord gives no right", address=about, state=no.code)
        if len(self._refused) == REFUSED_MOST and self._refused[0] > now - REFUSED_WITHIN:
            self._refused.clear()
            self._shut(now)

    def _noted(self, refused: Exception) -> Exception:
        if isinstance(refused, Banned):
            self._shut(self.clock.now())
            return Unreachable((self._shut_until or self.clock.now()) - self.clock.now())
        if isinstance(refused, Revoked):
            log.error("discord token refused", state=refused.status)
            self._shut(self.clock.now())
        return refused

    def _shut(self, now: datetime) -> None:
        """Several calls that were under way at once are turned away once."""
        if self._shut_until is None or self._shut_until <= now:
            self._shut_until = now + self._shut_for
            log.error("discord not called", seconds=self._shut_for.total_seconds())
            self._shut_for *= 2
