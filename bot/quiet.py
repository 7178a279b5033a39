"""Quiet hours: between which hours somebody may be asked what can wait, and the first instant at which they may.

They go by the clock on their own wall, and hold for everything that asks without urgency (`Turn.ask`).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rhythm import instant


@dataclass(frozen=True)
class Within:
    """The hours between which somebody may be asked, to the end of the last minute; they may go over midnight."""

    earliest: time
    latest: time

    def holds(self, local: time) -> bool:
        local = local.replace(second=0, microsecond=0)
        if self.earliest <= self.latest:
            return self.earliest <= local <= self.latest
        return local >= self.earliest or local <= self.latest


def opens(within: Within | None, moment: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from this one on at which they may be asked."""
    local = moment.astimezone(zone).replace(tzinfo=None)
    if within is None or within.holds(local.time()):
        return moment
    day = local.date() if local.time() < within.earliest else local.date() + timedelta(days=1)
    return instant(datetime.combine(day, within.earliest), zone)
