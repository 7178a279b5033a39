"""What a rule comes to on the clocks of a zone, and when a meeting is at another hour than somebody is used to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from bot.rhythm import Rhythm, instant, parse
from bot.zones import zone

MONTHS = range(1, 25)
"""How far one can look in the chat, where nobody else is answered meanwhile."""
USUAL_MONTHS = 12
YEARS = range(1970, 2201)
"""Days from which one can look."""


@dataclass(frozen=True)
class Shown:
    """An instant on the clocks of a zone. `local` is what they show, without a zone; `offset` is local minus UTC."""

    local: datetime
    at: datetime
    offset: timedelta


def shown(at: datetime, zone_name: str) -> Shown:
    there = at.astimezone(zone(zone_name))
    return Shown(there.replace(tzinfo=None, fold=0), at, there.utcoffset() or timedelta())


def iso(one: Shown) -> dict[str, str]:
    """{"local": "2026-11-10T18:30:00", "utc": "2026-11-10T17:30:00Z", "offset": "+01:00"}."""
    at = one.at.replace(tzinfo=None).isoformat(timespec="seconds")
    return {"local": one.local.isoformat(timespec="seconds"), "utc": f"{at}Z", "offset": said_offset(one.offset)}


def said_offset(offset: timedelta) -> str:
    """ "+01:00" or "-03:30"; with seconds where there are any, long ago."""
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    said = f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{said}:{seconds:02}" if seconds else said


@dataclass(frozen=True)
class Window:
    """From the beginning of one day on a zone's clocks up to, and without, the beginning of another."""

    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.end


def window(day: date, months: int, zone_name: str) -> Window:
    where = zone(zone_name)
    end = day + relativedelta(months=months)
    return Window(instant(datetime.combine(day, time.min), where), instant(datetime.combine(end, time.min), where))


@dataclass(frozen=True)
class Played:
    """A rule over some months: when it happens, and the dates that it names but its zone never had."""

    rhythm: Rhythm
    happens: list[Shown]
    skipped: list[date]


def play(rule: str, zone_name: str, day: date, months: int) -> Played:
    """Raises NotUnderstood. Without a start of its own, the rule counts weeks and months from `day`."""
    rhythm = parse(rule, zone=zone_name, today=day)
    over = window(day, months, rhythm.zone)
    before = over.start - timedelta(microseconds=1)
    last = over.end - timedelta(microseconds=1)
    happens = [shown(one.at, rhythm.zone) for one in rhythm.between(before, last)]
    return Played(rhythm, happens, list(rhythm.skipped(before, last)))


def moves(starts: Sequence[datetime], zone_name: str) -> Iterator[time | None]:
    """For each meeting, the hour that somebody in this zone is used to, where it is another one; otherwise None.

    They are used to the hour of the meeting before.
    """
    before: time | None = None
    for at in starts:
        local = shown(at, zone_name).local.time()
        yield before if before not in (None, local) else None
        before = local
