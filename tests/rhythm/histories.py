"""Every different way in which a zone of the world changed its clocks, 1990-2040, and a second library's opinion."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import whenever

from bot.zones import use_packaged_zones

use_packaged_zones()
whenever.reset_tzpath([])

FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

ODD = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Godthab",
    "America/Caracas",
    "America/Havana",
    "America/New_York",
    "America/St_Johns",
    "America/Scoresbysund",
    "America/Vancouver",
    "Antarctica/Troll",
    "Asia/Dhaka",
    "Asia/Gaza",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Kwajalein",
]
"""Half hours, skipped dates, gaps across midnight, many changes a year, and places where people meet."""


def histories() -> dict[str, list[datetime]]:
    """One zone for each different history, with the instants of its changes; takes about ten seconds."""
    different: dict[tuple[object, ...], tuple[str, list[datetime]]] = {}
    for name in sorted(zoneinfo.available_timezones(), key=lambda name: ("/" not in name, name)):
        instants = changes(name)
        different.setdefault(tuple(_offset(at, name) for at in [FIRST, *instants]) + tuple(instants), (name, instants))
    return dict(different.values())


def changes(name: str) -> list[datetime]:
    """The instants, to the second, at which the clocks of a zone changed."""
    found, day, before = [], FIRST, _offset(FIRST, name)
    while day < LAST:
        day += DAY
        after = _offset(day, name)
        if after != before:
            found.append(_exactly(day - DAY, day, name))
        before = after
    return found


def _exactly(early: datetime, late: datetime, name: str) -> datetime:
    before = _offset(early, name)
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        early, late = (middle, late) if _offset(middle, name) == before else (early, middle)
    return late


def _offset(at: datetime, name: str) -> timedelta | None:
    return at.astimezone(ZoneInfo(name)).utcoffset()


def days_around(at: datetime, name: str) -> list[date]:
    """The dates from the day before a change to two days after it."""
    day = at.astimezone(ZoneInfo(name)).date()
    return [day + n * DAY for n in range(-1, 3)]


def second_opinion(day: date, local: time, name: str) -> datetime:
    """The instant of a local time by `whenever`: later by the gap, or the first of two."""
    plain = whenever.PlainDateTime(day.year, day.month, day.day, local.hour, local.minute)
    return plain.assume_tz(name, disambiguation="compatible").to_instant().to_stdlib()


def was_there(day: date, name: str) -> bool:
    """Whether a zone ever had any hour of a date, by `whenever`."""
    return any(_shown(day, hour, name) for hour in range(24))


def _shown(day: date, hour: int, name: str) -> bool:
    try:
        whenever.PlainDateTime(day.year, day.month, day.day, hour).assume_tz(name, disambiguation="raise")
    except whenever.SkippedTime:
        return False
    except whenever.RepeatedTime:
        return True
    return True


def half_hours() -> Iterator[time]:
    return (time(hour, minute) for hour in range(24) for minute in (0, 30))
