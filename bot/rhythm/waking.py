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


def next_waking(now: datetime, zone: ZoneInfo) -> datetime:
    """This instant, or the next at which waking hours begin."""
    return _waking_hours(now, zone)[0]


def after_waking(start: datetime, span: timedelta, zone: ZoneInfo) -> datetime:
    """The instant at which `span` of somebody's waking hours has gone by; nights are left out."""
    begins, ends = _waking_hours(start, zone)
    while span > ends - begins:
        span -= ends - begins
        begins, ends = _waking_hours(ends, zone)
    return begins + span


def _waking_hours(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What is left of today's waking hours, or tomorrow's."""
    today = now.astimezone(zone).date()
    for day in (today, today + timedelta(days=1)):
        begins, ends = (instant(datetime.combine(day, at), zone) for at in (WAKES, SLEEPS))
        if now < ends:
            return max(now, begins), ends
    raise AssertionError("tomorrow ends after now")
