"""A time, a day of the week or a date as people type them. Days come before months; whatever is read is read back."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta

from bot.rhythm import screens
from bot.rhythm.vocabulary import meant_in_date, number, say_date, weekday
from bot.unclear import NotUnderstood

_TIME = re.compile(r"(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?\s?(?:([ap])\.?m\.?|uhr|h)?", re.ASCII | re.IGNORECASE)
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def read_time(words: str) -> time:
    """ "18:30", "18.30", "6:30 pm", "8am", "8", "20h", "8 Uhr", "6 in the evening" or "noon". Raises NotUnderstood."""
    plain = halves(words.strip().casefold().removeprefix("at "))
    found = _TIME.fullmatch(plain)
    try:
        return _NAMED[plain] if plain in _NAMED else _clock(found)
    except ValueError:
        raise screens.not_a_time(words.strip()) from None


_HALVES = re.compile(r"\b(\d{1,2})([:.]\d{2})?(?:\s?o'clock)?\s+(?:in the )?(morning|afternoon|evening)\b", re.ASCII)


def halves(words: str) -> str:
    """ "6:30 in the evening" as "6:30pm", also within other words; what is no hour of half a day stays as it is."""

    def half(found: re.Match[str]) -> str:
        sign = "am" if found[3] == "morning" else "pm"
        return f"{found[1]}{found[2] or ''}{sign}" if 1 <= int(found[1]) <= 12 else found[0]

    return _HALVES.sub(half, words)


def read_span(first: str, last: str) -> tuple[time, time]:
    """From when until when, of a day: "9" and "5" are 09:00 and 17:00, "9:00" and "5:00" end at night. Raises
    NotUnderstood.
    """
    begins, ends = read_time(first), read_time(last)
    if ends < begins <= _NAMED["noon"] and first.strip().isdecimal() and last.strip().isdecimal():
        ends = ends.replace(hour=ends.hour + 12)
    return begins, ends


def _clock(found: re.Match[str] | None) -> time:
    if found is None:
        raise ValueError("no time")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


def read_weekday(words: str) -> int:
    """ "Tuesday", "tue" or "Tuesdays" as 1; Monday is 0. Raises NotUnderstood."""
    day = weekday(words.strip())
    if day is None:
        raise screens.not_a_day(words.strip(), meant_in_date(words.strip()))
    return day


def read_date(words: str, today: date, *, past: bool = False) -> date:
    """ "14 Dec", "14.12.2026", "2026-12-14", "Monday", "next week", "in 2 weeks" or "tomorrow".

    Without a year it is the next such day, today included; a day of the week is the next one after today, with or
    without "next". Raises NotUnderstood, also for a day before today unless `past` is allowed.
    """
    plain = _plain(words)
    if len(both := _either(plain, today)) > 1:
        raise screens.either_of(words.strip(), both)
    day = _relative(plain, today) or _written(plain, today)
    if day is None:
        raise screens.not_a_date(words.strip(), _meant(plain))
    if _weekday(plain) not in (None, day.weekday()):
        raise screens.other_weekday(words.strip(), day)
    if day < today and not past:
        raise screens.before_today(words.strip(), day, today)
    return day


_BOTH = re.compile(r"\s+(?:to|until|till|through)\s+|\s+[-–]\s+", re.IGNORECASE)  # noqa: RUF001 -- a dash
_BARE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")


def read_days(words: str, today: date) -> tuple[date, date | None]:
    """The two days of "24 Dec to 6 Jan", "from 20 to 27 December" or "Friday - Sunday"; of one day, that and None.

    The second is looked for from the first one on. Raises NotUnderstood.
    """
    first, *last = _BOTH.split(re.sub(r"^from\s+", "", words.strip(), flags=re.IGNORECASE), maxsplit=1)
    month = re.fullmatch(r"\d{1,2}\D{0,2}\s+(?!days?\b|weeks?\b|months?\b)([^\W\d]{3,}.*)", last[0]) if last else None
    if month and _BARE.fullmatch(first):
        first = f"{first} {month[1]}"
    day = read_date(first, today)
    return day, read_date(last[0], day) if last else None


SOON = 14
"""Days: what stands further ahead is moved within its own week, and nobody means this one."""


def read_other_day(words: str, stands: date, today: date) -> date:
    """As `read_date`, where something that stands on a day is moved. "Thursday" can be this week's or that of the week
    in which it stands, and "next week" is no day at all: then it is asked, since others are told at once.
    """
    plain = _plain(words)
    if plain in ("this week", "next week", "next month"):
        raise screens.which_day(words.strip(), stands)
    day = weekday(plain.removeprefix("next "))
    if day is None:
        return read_date(words, today)
    there = stands + relativedelta(days=day - stands.weekday())
    soon = today + relativedelta(days=1, weekday=day)
    either = [one for one in (soon, there) if one > today and (one == there or (stands - today).days <= SOON)]
    if len(both := sorted(set(either))) > 1:
        raise screens.either_of(words.strip(), both)
    return (both or [soon])[0]


TIMES = re.compile(
    r"(?<![\w.:/+])(?:\d{1,2}\s?[:.h]\s?\d{2}(?:\s?(?:[ap]\.?m\b\.?|uhr\b))?|\d{1,2}\s?(?:[ap]\.?m\b\.?|(?:uhr|h)\b)"
    r"|noon|midday|midnight)(?![.:]?\w)",
    re.ASCII | re.IGNORECASE,
)
"""Times of day within other words."""


def read_moment(words: str, stands: datetime, today: date) -> datetime:
    """ "17 November 19:00", "Thursday" or "19:00": what is left out stays as it `stands`. Raises NotUnderstood.

    The last time in the words is the hour, so that "17.11. 19:00" is a day and an hour.
    """
    words = halves(words)
    found = list(TIMES.finditer(words))
    if not found:
        return datetime.combine(_day_alone(words, today, stands.date()), stands.time())
    rest = " ".join(f"{words[: found[-1].start()]} {words[found[-1].end() :]}".split()).strip(" ,")
    bare = re.sub(r"\b(?:at|on)\b", "", rest).strip()
    day = read_other_day(rest, stands.date(), today) if bare else stands.date()
    return datetime.combine(day, read_time(found[-1].group()))


_DAY_AND_NUMBER = re.compile(r"(.+)\s(\d{1,2})", re.ASCII)


def _day_alone(words: str, today: date, stands: date) -> date:
    """A number behind a day is asked about: an hour of the morning, of the evening, or of a day that is another."""
    try:
        return read_other_day(words, stands, today)
    except NotUnderstood:
        both = _DAY_AND_NUMBER.fullmatch(words.strip())
        day = None
        with suppress(NotUnderstood):
            day = read_date(both[1], today) if both and int(both[2]) < 24 else None
        if both and day:
            raise screens.which_hour(both[2], day) from None
        raise


_SILENT = re.compile(r"\b(?:the|of|on|at|until|till)\b|,")
_SUFFIX = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")


def _plain(words: str) -> str:
    return " ".join(_SUFFIX.sub(r"\1", _SILENT.sub(" ", words.casefold())).rstrip(" .").split())


_NEAR = {
    "today": relativedelta(),
    "tomorrow": relativedelta(days=1),
    "yesterday": relativedelta(days=-1),
    "next week": relativedelta(days=1, weekday=0),
    "next month": relativedelta(months=1, day=1),
}
_AHEAD = re.compile(r"(?:in |for )?(\w+) (day|week|fortnight|month)s?")
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def _relative(plain: str, today: date) -> date | None:
    if plain in _NEAR:
        return today + _NEAR[plain]
    if ahead := _AHEAD.fullmatch(plain):
        count = 1 if ahead[1] in ("a", "one") else number(ahead[1])
        step = relativedelta(months=1) if ahead[2] == "month" else relativedelta(days=_DAYS[ahead[2]])
        return today + step * count if count else None
    day = weekday(plain.removeprefix("next "))
    return None if day is None else today + relativedelta(days=1, weekday=day)


_WITH_YEAR = (
    "%Y %m %d",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d %Y",
    "%B %d %Y",
    "%d %m %Y",
    "%d %b %y",
    "%d %B %y",
    "%d %m %y",
)
_WITHOUT_YEAR = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d %m %Y")
_LEAP_YEARS_APART = 8


def _written(plain: str, today: date) -> date | None:
    spaced = _spaced(plain if _weekday(plain) is None else plain.partition(" ")[2])
    years = range(today.year, today.year + _LEAP_YEARS_APART + 1)
    coming = (day for year in years for day in _matches(f"{spaced} {year}", _WITHOUT_YEAR) if day >= today)
    return next(_matches(spaced, _WITH_YEAR), None) or next(coming, None)


_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(/(?:\d\d|\d{4}))?")


def _either(plain: str, today: date) -> list[date]:
    """The days that "12/01" can be: some write the day first, and some the month. With dots or dashes it is the day."""
    slashed = _SLASHED.fullmatch(plain.rpartition(" ")[2])
    if slashed is None:
        return []
    one, other, year = slashed.groups(default="")
    read = {_written(f"{first}/{then}{year}", today) for first, then in ((one, other), (other, one))}
    return sorted(day for day in read if day and _weekday(plain) in (None, day.weekday()))


def _weekday(plain: str) -> int | None:
    """The day in "Monday 14 December"."""
    return weekday(plain.removeprefix("next ").split(" ")[0])


def _spaced(plain: str) -> str:
    return " ".join(re.split(r"[-./\s]+", plain))


def _matches(spaced: str, layouts: tuple[str, ...]) -> Iterator[date]:
    for layout in layouts:
        try:
            yield datetime.strptime(spaced, layout).date()  # noqa: DTZ007  # a date has no zone
        except ValueError:
            continue


def _meant(plain: str) -> str:
    swapped = next(_matches(_spaced(plain), ("%m %d %Y",)), None)
    if swapped is not None:
        return say_date(swapped)
    guesses = ((word, meant_in_date(word)) for word in re.findall(r"[^\W\d]{3,}", plain[:100]))
    return next((guess for word, guess in guesses if guess and guess.casefold() != word), "")
