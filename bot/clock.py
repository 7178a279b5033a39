"""The only place that asks what time it is; everything else is told.

A Turn has one `now`. A stopped clock is what tests and rehearsals use: it moves when it is told to and never else.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class StoppedClock:
    """Stands at one instant until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def move(self, to: datetime) -> None:
        self._at = to.astimezone(UTC)


class RehearsalClock:
    """Runs as the machine's clock does, but can be moved ahead: a month passes in a minute."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def move(self, to: datetime) -> None:
        """Never backwards: what has happened stays in the past."""
        self.ahead = max(self.ahead, to - datetime.now(UTC))
