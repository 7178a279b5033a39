"""Somebody's waking hours on their own clock: nights do not count as time to answer."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rhythm.local import instant

WAKES, SLEEPS = time(8), time(21)
"""Somebody's waking hours, on their own clock."""
DAY = timedelta(hours=SLEEPS.hour - WAKES.hour)
"""Waking hours of one day."""


def awake(now: datetime, zone: ZoneInfo) -> bool:
    return WAKES <= now.astimezone(zone).time() < SLEEPS


Hours = tuple[time, time]
"""From when until when; past midnight where the second is not after the first, and all day round where they are one."""


def next_waking(now: datetime, zone: ZoneInfo, hours: Hours = (WAKES, SLEEPS)) -> datetime:
    """This instant, or the next at which the hours begin."""
    return _waking_hours(now, zone, hours)[0]


def after_waking(start: datetime, span: timedelta, zone: ZoneInfo, hours: Hours = (WAKES, SLEEPS)) -> datetime:
    """The instant at which `span` of somebody's waking hours has gone by; what lies between is left out."""
    begins, ends = _waking_hours(start, zone, hours)
    while span > ends - begins:
        span -= ends - begins
        begins, ends = _waking_hours(ends, zone, hours)
    return begins + span


def _waking_hours(now: datetime, zone: ZoneInfo, hours: Hours) -> tuple[datetime, datetime]:
    """What is left of the hours that have begun, or the next ones."""
    today = now.astimezone(zone).date()
    for day in (today + timedelta(days=ahead) for ahead in (-1, 0, 1, 2)):
        until = day + timedelta(days=hours[1] <= hours[0])
        begins = instant(datetime.combine(day, hours[0]), zone)
        ends = instant(datetime.combine(until, hours[1]), zone)
        if max(now, begins) < ends:
            return max(now, begins), ends
    raise AssertionError("the day after tomorrow ends after now")
