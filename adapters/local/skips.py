"""Moving Tend's time ahead from the page, and remembering what the last move was and what was said on the way."""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeGuard

from adapters.local.store import Store
from bot.app import App
from bot.clock import Clock
from bot.rehearsal import Movable, advance, to_next

FAR: dict[str, timedelta] = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
FACT = "last skip"
MOST_STOPS = 50
"""Unseen things that are passed in one move: enough for any week, and the end of a timer that only sets itself."""


@dataclass(frozen=True)
class Skip:
    """`reached` is None when nothing was planned; `first` and `last` are ids around the messages said on the way."""

    started: datetime
    reached: datetime | None
    first: int
    last: int


ASKED = "skip/asked"
"""The move that was asked for last, by what makes it one act."""


class Skips:
    """One move at a time; the same one asked for twice happens once."""

    def __init__(self, app: App, store: Store) -> None:
        self.app, self.store = app, store
        self.one = asyncio.Lock()

    async def go(self, far: str, once: str) -> None:
        """A clock that nobody can move stays."""
        async with self.one:
            if once == self.store.fact(ASKED) or not movable(self.app.clock):
                return
            self.store.keep_fact(
                ASKED, once
            )  # before it moves: a page that asks again after a crash moves nothing twice
            started, first = self.app.clock.now(), self.store.last_post()
            reached = await self._move(self.app.clock, far)
            keep(self.store, Skip(started, reached, first, self.store.last_post()))

    async def _move(self, clock: Movable, far: str) -> datetime | None:
        if far not in FAR:
            return await self._next_seen(clock)
        to = clock.now() + FAR[far]
        await advance(self.app, clock, to)
        return to

    async def _next_seen(self, clock: Movable) -> datetime | None:
        """Through whatever nobody sees happen, to the next thing that somebody does; None when nothing is planned."""
        before, reached = self.store.newest(), None
        for _ in range(MOST_STOPS):
            stop = await to_next(self.app, clock)
            reached = stop or reached
            if stop is None or self.store.newest() > before:
                break
        return reached


def movable(clock: Clock) -> TypeGuard[Movable]:
    """Whether Tend's time is a rehearsal's; the machine's own clock is nobody's to move."""
    return hasattr(clock, "move")


def keep(store: Store, skip: Skip) -> None:
    reached = skip.reached and skip.reached.isoformat()
    store.keep_fact(FACT, json.dumps([skip.started.isoformat(), reached, skip.first, skip.last]))


def last(store: Store) -> Skip | None:
    kept = store.fact(FACT)
    if not kept:
        return None
    started, reached, first, last = json.loads(kept)
    return Skip(datetime.fromisoformat(started), reached and datetime.fromisoformat(reached), first, last)
