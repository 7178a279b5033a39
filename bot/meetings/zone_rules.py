"""A zone's rules for a calendar file (VTIMEZONE), from the tzdata package, for as long as the file's entries last.

Each change of the clocks stands on its own, with the wall's time just before it, as RFC 5545 asks: a rule for all years
would be a promise that no government keeps. icalendar can write these as well, but it puts a change to summer time at
the wall's time just after it, so that whoever reckons in UTC is an hour wrong until then.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

SPARE = timedelta(days=3 * 366)
"""Some readers keep the first rules that they are given for a zone, and go by them in every later file."""
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


def zone_rules(zone: ZoneInfo, first: datetime, last: datetime) -> "Timezone":
    """What holds at the instant `first`, and every change after it up to `last`, with years to spare at both ends."""
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", zone.key)
    made.add_component(_from(first.astimezone(UTC) - SPARE, zone))
    for at in changes(zone, first - SPARE, last + SPARE):
        made.add_component(_from(at, zone))
    return made


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants after `first` and up to `last` at which the zone's clocks change."""
    day = first.astimezone(UTC).replace(microsecond=0)
    while day < last:
        before, day = day, day + _DAY
        if _offset(before, zone) != _offset(day, zone):
            yield _exactly(before, day, zone)


def _exactly(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second with the later offset; no zone changes its clocks twice in a day."""
    old = _offset(before, zone)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _from(at: datetime, zone: ZoneInfo) -> "TimezoneDaylight | TimezoneStandard":
    """What the clocks show from this instant on."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    here = at.astimezone(zone)
    was = _offset(at - _SECOND, zone)
    made: TimezoneDaylight | TimezoneStandard = TimezoneDaylight() if here.dst() else TimezoneStandard()
    made.add("dtstart", (at + was).replace(tzinfo=None))
    made.add("tzoffsetfrom", was)
    made.add("tzoffsetto", _offset(at, zone))
    made.add("tzname", here.tzname() or zone.key)
    return made


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
