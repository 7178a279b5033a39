"""What is true of check-ins: the questions, which week an instant belongs to, when the next one is, what is too late.

A week is a calendar week, Monday to Sunday, by the wall calendar of the person's zone, and its name ("2026-W45") is
what makes a check-in once: whatever changes in between, a week that was asked is never asked again.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.instruments import Instrument
from bot.instruments.weekly import ANCHOR, asked
from bot.quiet import Within
from bot.rhythm import Rhythm, instant
from bot.spread import counted_from

WINDOW = timedelta(hours=72)
"""How long answers can be changed, and how late a check-in is still worth asking. It may cross a weekend."""
REMINDED_AFTER = timedelta(days=1)
"""Somebody who wants it is reminded once: at the same hour of their next day, when the window is still open."""
LONGEST_BREAK = 8
"""Weeks that one press can pause; a longer one has a date."""
ANSWERS_KEPT = timedelta(days=365)
"""The trend belongs to its owner and nobody else can open it; a year lets them see the same season once more."""
SENTENCES_KEPT = timedelta(days=90)
"""Words are the most private thing kept, and the first that a court could ask for: three months, then they go."""
WEEKS_SHOWN = 12
"""Answered weeks in a trend: a quarter."""
SPAN_SHOWN = 26
"""Calendar weeks at most from the first to the last of them, so that a long pause does not flatten the picture."""
LONGEST_SENTENCE = 500
SCALE = range(1, 6)
CELL = 64
"""Characters of a kept answer. All have the same length: sealing hides what stands there, not how long it is."""


@dataclass(frozen=True)
class Item:
    """One question. `low` and `high` are the words at 1 and 5; the middle has none."""

    id: str
    name: str
    question: str
    low: str
    high: str

    def label(self, value: int) -> str:
        """The answer as its button says it, e.g. "1 hardly any" or "3"."""
        words = {SCALE[0]: self.low, SCALE[-1]: self.high}.get(value, "")
        return f"{value} {words}".strip()


def _item(one: Instrument, id: str) -> Item:
    ends = {answer.value: answer.label.partition(" ")[2] for answer in one.choices(id)}
    title = next(scale.title for scale in one.scales if scale.items == (id,))
    return Item(id, title, one.item(id).text, ends[SCALE[0]], ends[SCALE[-1]])


ITEMS = {item.id: _item(one, item.id) for one in asked() for item in one.items}
"""Tend's own questions. They are not a validated instrument. An id that was once used keeps its meaning."""


@dataclass(frozen=True)
class Hours:
    """When somebody is asked: `weekday` from Monday 0 and `local` time, on the clocks of `zone`."""

    weekday: int
    local: time
    zone: str


def suited(hours: Hours, within: Within | None) -> Hours:
    """The same day; an hour at which they would rather not be asked becomes the earliest at which they may."""
    fits = within is None or within.holds(hours.local)
    return hours if fits or within is None else replace(hours, local=within.earliest)


@dataclass(frozen=True)
class Asking:
    """One planned check-in: the week it is for, and its instant."""

    week: str
    at: datetime


def week_of(day: date) -> str:
    """ "2026-W45"; names of weeks sort as the weeks do."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def monday(week: str) -> date:
    """The first day of a week."""
    return date.fromisoformat(f"{week}-1")


def today(now: datetime, zone_name: str) -> date:
    return now.astimezone(ZoneInfo(zone_name)).date()


def back_after(day: date, weeks: int) -> date:
    """The Monday on which check-ins are back that pause for so many weeks after the one of this day."""
    return monday(week_of(day)) + timedelta(weeks=weeks + 1)


def midnight(day: date, zone_name: str) -> datetime:
    """The instant at which a day begins in a zone."""
    return instant(datetime.combine(day, time.min), ZoneInfo(zone_name))


def following(hours: Hours, moment: datetime) -> Iterator[Asking]:
    """Every planned check-in strictly after an instant."""
    weekly = Rhythm((hours.weekday,), hours.local, hours.zone, moment.date() - timedelta(days=9))
    return (Asking(week_of(found.on), found.at) for found in weekly.following(moment))


def next_asking(
    hours: Hours, now: datetime, asked: Collection[str], standing: Asking | None, back: datetime | None = None
) -> Asking:
    """The next check-in by these hours, for a week that was not asked yet; not before somebody is `back`.

    `standing` is what was planned before something changed. If by the new hours its week is over, it stays, so that
    no week is lost to a change in the middle of it; if it would come after the next week's, it comes at once.
    """
    earliest = max(now, back or now)
    since = earliest if earliest == now else earliest - timedelta(microseconds=1)
    new = next(asking for asking in following(hours, since) if asking.week not in asked)
    if standing is None or standing.at <= since or standing.week in asked or standing.week >= new.week:
        return new
    return standing if standing.at < new.at else Asking(standing.week, earliest)


def worth_asking(hours: Hours, now: datetime, asked: Collection[str], planned: Asking) -> Asking | None:
    """What a timer that fires now should ask: the latest check-in that has come, unless it is too late for it.

    After long downtime several have come; only the last can still be inside its window.
    """
    passed = [planned, *takewhile(lambda asking: asking.at <= now, following(hours, planned.at))]
    latest = passed[-1]
    return latest if now <= latest.at + WINDOW and latest.week not in asked else None


def fits(hours: Hours, at: datetime) -> bool:
    """Whether these hours lead to that instant; a check-in that was planned before they changed may not."""
    return next(following(hours, at - timedelta(microseconds=1))).at == at


def closes_at(planned: datetime, asked: datetime) -> datetime:
    """Until when answers can be changed: the window after the plan, or after the asking where that is late."""
    return max(planned, counted_from(planned, asked)) + WINDOW


def items_asked(chosen: str) -> str:
    """What a week asks, of a group that chose these ids: the anchor comes last, whatever they are."""
    return ",".join([*(id for id in chosen.split(",") if id in ITEMS and id != ANCHOR), ANCHOR])


def next_item(asked: Sequence[str], answered: Collection[str]) -> Item | None:
    """The first question that has no answer yet."""
    return next((ITEMS[id] for id in asked if id not in answered), None)


@dataclass(frozen=True)
class Week:
    """One person's answers of one week, by item id. Items that were left out are not there."""

    week: str
    values: dict[str, int]


def shown(weeks: Iterable[Week]) -> list[Week]:
    """The latest answered weeks, oldest first."""
    answered = sorted((week for week in weeks if week.values), key=lambda week: week.week)[-WEEKS_SHOWN:]
    if not answered:
        return []
    first = monday(answered[-1].week) - timedelta(weeks=SPAN_SHOWN - 1)
    return [week for week in answered if monday(week.week) >= first]


def series(weeks: Sequence[Week], item: str) -> list[int | None]:
    """One value for each calendar week from the first to the last; None where there is no answer."""
    by_week = {week.week: week.values.get(item) for week in weeks}
    return [by_week.get(name) for name in calendar(weeks)]


def calendar(weeks: Sequence[Week]) -> list[str]:
    """The names of all weeks from the first to the last, answered or not."""
    if not weeks:
        return []
    first, last = monday(weeks[0].week), monday(weeks[-1].week)
    return [week_of(first + timedelta(weeks=n)) for n in range((last - first).days // 7 + 1)]
