"""What a process counts and times, for Prometheus: how much, how fast, how much waits. Never who, where or what.

Labels are names of platforms and of outcomes, from short lists, and nothing else ever is. What waits is read from the
database when somebody looks; where several processes share one, each tells the same.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import __version__
from bot.clock import Clock
from bot.db import Database
from bot.ledger import Parcel, Timer, is_held, is_open
from bot.logs import log
from bot.timers import PAUSES

PATIENCE_SECONDS = 2.0
"""A database that takes longer to tell what waits has told nothing this time."""
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 1, 2.5, 5, 10, 30, 120)
"""Seconds. Platforms want to hear of us within 3, and what takes longer than 0.4 is kept beside the database."""
OPEN = ("waiting", "sending", "held")


@dataclass(frozen=True)
class Waiting:
    """What waits at one moment; ages in seconds, 0 when nothing is late."""

    outbox: dict[tuple[str, str], int]
    oldest_due: float
    timers_due: int
    timer_late: float
    given_up: int


class Metrics:
    """Those of one App. Cheap enough to be there always; somebody looks at /metrics or nobody does."""

    def __init__(self, platforms: Iterable[str] = ()) -> None:
        self._platforms = tuple(platforms)
        self._looking: asyncio.Task[Waiting] | None = None
        self.registry = here = CollectorRegistry()
        ProcessCollector(registry=here)
        Info("tend_build", "The version that runs.", registry=here).info({"version": __version__})
        counter, gauge = partial(Counter, registry=here), partial(Gauge, registry=here)
        timed = partial(Histogram, buckets=QUICK, registry=here)
        both, sends = (
            ["platform", "outcome"],
            "Attempts to say, change or delete: said, later, held, gone, late, failed.",
        )
        self._events = counter("tend_events", "What people did: done, refused, invalid, old, failed.", both)
        self._event_seconds = timed("tend_event_seconds", "From taking it in to its reply.", ["platform"])
        self._sends = counter("tend_sends", sends, both)
        self._send_seconds = timed("tend_send_seconds", "How long a platform took for one.", ["platform"])
        self._timers = counter("tend_timers", "What was due: fired, failed.", ["outcome"])
        self._database_seconds = timed("tend_database_seconds", "How long a transaction took.")
        self._answers = gauge("tend_database_answers", "Whether the database told what waits.")
        self._outbox = gauge("tend_outbox_parcels", "What waits to be said.", ["platform", "state"])
        self._oldest = gauge("tend_outbox_oldest_due_seconds", "How long the first has been due.")
        self._due = gauge("tend_timers_due", "What is due and has not happened.")
        self._late = gauge("tend_timers_oldest_due_seconds", "How long the first has been due.")
        self._given_up = gauge("tend_timers_given_up", "What failed again and again.")

    def heard(self, platform: str, outcome: str, seconds: float) -> None:
        self._events.labels(platform, outcome).inc()
        self._event_seconds.labels(platform).observe(seconds)

    def carried(self, platform: str, seconds: float) -> None:
        self._send_seconds.labels(platform).observe(seconds)

    def sent(self, platform: str, outcome: str) -> None:
        self._sends.labels(platform, outcome).inc()

    def timer(self, outcome: str) -> None:
        self._timers.labels(outcome).inc()

    def transaction(self, seconds: float) -> None:
        self._database_seconds.observe(seconds)

    async def page(self, database: Database, clock: Clock) -> bytes:
        """Everything, as Prometheus reads it. However often that is, the database is asked one thing at a time."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(database.run(lambda session: waiting(session, clock.now())))
        await asyncio.wait([self._looking], timeout=PATIENCE_SECONDS)
        self._show(self._told())
        return generate_latest(self.registry)

    def _told(self) -> Waiting | None:
        if self._looking is None or not self._looking.done():
            return None
        if broken := self._looking.exception():
            log.warning("not counted", error=broken)
            return None
        return self._looking.result()

    def _show(self, told: Waiting | None) -> None:
        """What is not known is not a number, rather than the one from last time."""
        unknown = float("nan")
        self._answers.set(told is not None)
        for platform in self._platforms:
            for state in OPEN:
                self._outbox.labels(platform, state).set(told.outbox.get((platform, state), 0) if told else unknown)
        self._oldest.set(told.oldest_due if told else unknown)
        self._due.set(told.timers_due if told else unknown)
        self._late.set(told.timer_late if told else unknown)
        self._given_up.set(told.given_up if told else unknown)


def waiting(session: Session, now: datetime) -> Waiting:
    """Of every platform, also of those that another process speaks to."""
    counts = select(Parcel.platform, Parcel.state, func.count()).group_by(Parcel.platform, Parcel.state)
    outbox = [row for which in (is_open, is_held) for row in session.execute(counts.where(which(Parcel)))]
    first = select(func.min(Parcel.not_before)).where(is_open(Parcel), Parcel.not_before <= now)
    going = Timer.failures <= len(PAUSES)
    due, timer = session.execute(select(func.count(), func.min(Timer.due)).where(Timer.due <= now, going)).one()
    return Waiting(
        {(platform, state): count for platform, state, count in outbox},
        _age(session.scalar(first), now),
        due,
        _age(timer, now),
        session.scalar(select(func.count()).select_from(Timer).where(~going)) or 0,
    )


def _age(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since else 0.0
