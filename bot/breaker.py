"""Leaving a platform alone that does not answer: once nothing arrives anywhere, it is tried rarely and by one parcel.

Without it an outage costs every parcel its patience, and fifty at a time wait for answers that do not come. A platform
that says when to come again, or that one place is closed, does answer.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

PLACES = 5
"""So many different places, and none that was reached in between, before the platform counts as down: one bad message,
however often it is tried, is no outage."""
PAUSES = tuple(timedelta(seconds=s) for s in (2, 5, 15, 60))
"""Before the first attempt after that, the second, …; the last of them stays."""


class Breaker:
    """One for each platform. `now` is Tend's clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self._attempts = now, 0
        self._unreached: set[str] = set()
        self._until: datetime | None = None

    @property
    def is_down(self) -> bool:
        """Whether nothing has arrived anywhere lately."""
        return self._until is not None

    def allows(self, most: int, on_their_way: int = 0) -> int:
        """How many more may be tried now: `most`; one, if none is on its way, to see whether it is back; or none."""
        return most if self._until is None else int(self._until <= self._now() and not on_their_way)

    def answered(self) -> None:
        """It is there, whatever it said."""
        self._unreached.clear()
        self._attempts, self._until = 0, None

    def failed(self, place: str) -> bool:
        """It did not answer. True when that makes it count as down."""
        self._unreached.add(place)
        if len(self._unreached) < PLACES:
            return False
        was_up = self._until is None
        if was_up or self.allows(1):
            self._until = self._now() + PAUSES[min(self._attempts, len(PAUSES) - 1)]
            self._attempts += 1
        return was_up
