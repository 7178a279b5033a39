"""Tend's time in the rehearsal room: it runs as the machine's does, moves ahead when told to, and never goes back.

How far ahead it is stands in the store before it moves, so that a process killed halfway through a week wakes up there.
"""

from datetime import datetime, timedelta

from adapters.local.store import Store
from bot.clock import RehearsalClock

AHEAD = "seconds ahead"


class KeptClock(RehearsalClock):
    """A rehearsal clock whose lead over the machine's clock outlives the process."""

    def __init__(self, store: Store) -> None:
        super().__init__(timedelta(seconds=float(store.fact(AHEAD) or 0)))
        self.store = store

    def move(self, to: datetime) -> None:
        ahead = self.ahead + max(timedelta(), to - self.now())
        self.store.keep_fact(AHEAD, str(ahead.total_seconds()))
        super().move(to)
