"""A platform and a machine on bad days, all from one seed: refused, limited, cut off, down, and killed at named points.

Nothing here waits, so that two years pass in seconds and the same seed gives the same two years.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from unittest.mock import patch

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.db import Database
from bot.port import Gone, Person, Place, Sent, Unreachable
from bot.ui import Message
from tests.chat import FakeMessenger, Shown, direct

T = TypeVar("T")

POINTS = {"before it is kept": 0.002, "once it is kept": 0.002, "before it is shown": 0.006, "once it is shown": 0.006}
"""Where a process may die, and how often it does when it comes there."""


class Killed(BaseException):
    """The process ends here, as by `kill -9`."""


@dataclass
class Weather:
    """What goes wrong, and how often; `calm` when nothing does."""

    dice: Random
    clock: StoppedClock
    calm: bool = False
    deaths: dict[str, int] = field(default_factory=dict)
    blows: dict[str, int] = field(default_factory=dict)
    down_until: datetime | None = None
    closed: set[str] = field(default_factory=set)

    def at(self, point: str) -> None:
        if not self.calm and self.dice.random() < POINTS[point]:
            self.deaths[point] = self.deaths.get(point, 0) + 1
            raise Killed(point)

    def happens(self, what: str, chance: float) -> bool:
        does = not self.calm and self.dice.random() < chance
        if does:
            self.blows[what] = self.blows.get(what, 0) + 1
        return does

    def before(self, to: str) -> None:
        """What a platform may answer instead of showing something."""
        now = self.clock.now()
        if self.down_until is None and self.happens("down", 0.001):
            self.down_until = now + timedelta(hours=self.dice.uniform(0.1, 30))
        if self.down_until and (self.calm or now > self.down_until):
            self.down_until = None
        if self.down_until or self.happens("cut off before", 0.01):
            raise Unreachable()
        if self.happens("limited", 0.02):
            raise Unreachable(timedelta(seconds=self.dice.uniform(1, 120)))
        if to.startswith("dm-") and self.happens("closed", 0.0005):
            self.closed.add(to)
        if to in self.closed:
            raise Gone("closed")
        if self.happens("unforeseen", 0.002):
            raise RuntimeError("nobody foresaw this")

    def after(self) -> None:
        if self.happens("cut off after", 0.01):
            raise Unreachable(unclear=True)


@dataclass
class Stormy(FakeMessenger):
    """Shows what it is asked to, unless the weather is against it. Knows no keys, so that it tells who repeats."""

    weather: Weather = field(kw_only=True)
    fresh: list[tuple[str, str, bool]] = field(default_factory=list)
    """Place, key and `again` of what was shown since somebody last looked."""

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        await asyncio.sleep(0)
        self.weather.at("before it is shown")
        self.weather.before(to.id)
        self.shown.append(Shown(to, str(next(self._ids)), message, key, thread=thread))
        self.fresh.append((to.id, key, again))
        self.weather.at("once it is shown")
        self.weather.after()
        return self._sent(self.shown[-1])

    async def edit(self, sent: Sent, message: Message) -> None:
        self.weather.before(sent.where.id)
        self.weather.at("before it is shown")
        await super().edit(sent, message)
        self.weather.after()

    async def delete(self, sent: Sent) -> None:
        self.weather.before(sent.where.id)
        await super().delete(sent)
        self.weather.after()

    async def direct(self, to: Person) -> Place:
        return direct(to)


class Inline(Database):
    """Work is done where it is asked for, so that the same seed comes to the same end."""

    def __init__(self, at: Engine, weather: Weather) -> None:
        super().__init__(at)
        self._weather = weather

    async def run(self, work: Callable[[Session], T], *, loosely: bool = False) -> T:
        def doomed(session: Session) -> T:
            done = work(session)
            self._weather.at("before it is kept")
            return done

        done = self.run_here(doomed, loosely=loosely)
        self._weather.at("once it is kept")
        return done


@contextmanager
def no_other_chance(dice: Random) -> Iterator[None]:
    """Whatever asks the machine for chance meanwhile, by `secrets` or by itself, gets it from these dice: ids, keys,
    nonces, and all that is spread or ordered by a keyed hash.
    """
    with patch("random._urandom", dice.randbytes), patch("bot.sealed.urandom", dice.randbytes):
        yield
