"""A Rhythm and the instants at which it happens. dateutil says on which dates, `local` at which instants."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as day_of_rule

from bot.rhythm.local import exists, instant, on_the_wall
from bot.rhythm.vocabulary import ORDINALS, WEEKDAYS, day_and_month, listed, say_time
from bot.zones import zone

MOST = {"week": 52, "month": 12}
"""The longest step a rhythm may take."""

_LONGEST_SHIFT = timedelta(days=2)  # no zone ever moved its clocks by more than one


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a rhythm happens.

    `on` is the date the rule names, and names the occurrence for good. `local` is what the rhythm's own clocks show
    then, `at` the instant in UTC. `moved` is how much later than the rule that is, where clocks skipped its hour;
    on such a night `local` may fall on the day after `on`.
    """

    on: date
    local: datetime
    at: datetime
    moved: timedelta


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every n weeks on some weekdays, or some of them in every nth month, at one local time.

    `weekdays` count from Monday 0. `ordinals` are 1 to 5 and -1 for the last; without any it is a rhythm of weeks.
    `every` is at most 52 weeks or 12 months. `start` becomes the first day on which it can happen, from which weeks
    and months are counted; `until` is the last day allowed; on the days `without` it does not happen.
    """

    weekdays: tuple[int, ...]
    local: time
    zone: str
    start: date
    ordinals: tuple[int, ...] = ()
    every: int = 1
    until: date | None = None
    without: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not set(self.weekdays) <= set(range(7)) or not set(self.ordinals) <= set(ORDINALS):
            raise ValueError("no such day")
        if not 1 <= self.every <= MOST[self.unit]:
            raise ValueError(f"1 to {MOST[self.unit]} {self.unit}s")
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        object.__setattr__(self, "ordinals", tuple(number for number in ORDINALS if number in self.ordinals))
        object.__setattr__(self, "start", self._first())

    @property
    def unit(self) -> str:
        """ "week" or "month"."""
        return "month" if self.ordinals else "week"

    def after(self, moment: datetime) -> Occurrence | None:
        """The next occurrence strictly after an instant; None when the rhythm has ended. Raises UnknownZone."""
        return next(self.following(moment), None)

    def between(self, a: datetime, b: datetime) -> Iterator[Occurrence]:
        """Those after `a` and up to `b`, so that windows which touch neither repeat nor lose one."""
        return takewhile(lambda found: found.at <= b, self.following(a))

    def following(self, moment: datetime) -> Iterator[Occurrence]:
        """All occurrences strictly after an instant, in order, perhaps without end."""
        return (found for found in self._planned(moment) if exists(found.on, zone(self.zone)))

    def skipped(self, a: datetime, b: datetime) -> Iterator[date]:
        """The dates that the rule names after `a` and up to `b` but its zone never had, to be told to somebody."""
        planned = takewhile(lambda found: found.at <= b, self._planned(a))
        return (found.on for found in planned if not exists(found.on, zone(self.zone)))

    def words(self) -> str:
        """The whole rhythm in words that `recall` reads into the same rhythm: what is kept."""
        return f"{self._when()} from {self.start}{self._limits(str)}"

    def spoken(self) -> str:
        """What to read back to people: everything but the start, which they see in the next date."""
        return f"{self._when()}{self._limits(day_and_month)}"

    __str__ = words

    def _when(self) -> str:
        return f"{say_days(self.weekdays, self.ordinals, self.every)} at {say_time(self.local)} {self.zone}"

    def _limits(self, say: Callable[[date], str]) -> str:
        ended = f" until {say(self.until)}" if self.until else ""
        return ended + (f" except {listed([say(day) for day in sorted(self.without)])}" if self.without else "")

    def _planned(self, moment: datetime) -> Iterator[Occurrence]:
        """What the rule names, also on dates that the zone never had."""
        where = zone(self.zone)
        for named in self._rule(self.every, self.until).xafter(on_the_wall(moment, where) - _LONGEST_SHIFT):
            at = instant(named, where)
            if at > moment and named.date() not in self.without:
                local = on_the_wall(at, where)
                yield Occurrence(named.date(), local, at, local - named)

    def _first(self) -> date:
        return next(iter(self._rule(every=1, until=None))).date()

    def _rule(self, every: int, until: date | None) -> rrule:
        return rrule(
            MONTHLY if self.ordinals else WEEKLY,
            dtstart=datetime.combine(self.start, self.local),
            until=datetime.combine(until, time.max) if until else None,
            interval=every,
            byweekday=[day_of_rule(number, n) for number in self.weekdays for n in self.ordinals or (None,)],
            wkst=MO,
        )


def say_days(weekdays: Sequence[int], ordinals: Sequence[int], every: int) -> str:
    """ "every Tuesday", "every 2 weeks on Tuesday and Friday" or "second Tuesday of every month"."""
    days = listed([WEEKDAYS[number] for number in weekdays])
    unit = "month" if ordinals else "week"
    step = f"every {unit}" if every == 1 else f"every {every} {unit}s"
    if ordinals:
        return f"{listed([ORDINALS[number] for number in ordinals])} {days} of {step}"
    return f"every {days}" if every == 1 else f"{step} on {days}"


def next_weekly(after: datetime, weekday: int, local: time, zone_name: str) -> datetime:
    """The next instant strictly after another at which a zone's clocks show `local` on a `weekday`: a check-in."""
    start = after.date() - _LONGEST_SHIFT
    return next(Rhythm((weekday,), local, zone_name, start).following(after)).at
