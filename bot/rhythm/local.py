"""From what a clock on the wall shows to the instant at which it shows it. The only place that takes this step.

zoneinfo does the work: with `fold=0` a time in a spring gap comes out later by the gap, and a time that an autumn night
shows twice comes out once, the first time. Compared with another library over every change of every zone 1990-2040.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, when clocks in `zone` show `local`, a datetime without a zone of its own."""
    if local.tzinfo is not None:
        raise ValueError("a wall clock shows no zone")
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def on_the_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in `zone` show at an instant, without a zone. Raises ValueError for one that is not aware."""
    if moment.tzinfo is None:
        raise ValueError("an instant is aware")
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def exists(day: date, zone: ZoneInfo) -> bool:
    """False for a date that a zone never had, such as 30 December 2011 in Apia, which moved across the date line."""
    return on_the_wall(instant(datetime.combine(day, time.min), zone), zone).date() == day
