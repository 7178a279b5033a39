"""The words for days, months and numbers, both ways: what is recognised, and what is written."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from difflib import get_close_matches

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""By the number that `date.weekday()` gives."""

_HALF_YEARS = "January February March April May June", "July August September October November December"
MONTHS = tuple(" ".join(_HALF_YEARS).split())

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
"""Which one of a month, in the order in which they are said; -1 is the last."""

_SHORT_DAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_SHORT_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
_NUMBERS = dict(
    zip(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(2, 13),
        strict=True,
    )
)
_UNITS = {"week": "week", "weeks": "week", "month": "month", "months": "month"}


def weekday(word: str) -> int | None:
    """ "Tuesday", "tuesdays", "Tue." or "tues" as 1."""
    plain = word.casefold().rstrip(".")
    for number, name in enumerate(WEEKDAYS):
        if plain in (name.casefold(), name.casefold() + "s", name[:3].casefold()):
            return number
    return _SHORT_DAYS.get(plain)


def ordinal(word: str) -> int | None:
    """ "second" or "2nd" as 2, "last" as -1."""
    plain = word.casefold()
    named = {name: number for number, name in ORDINALS.items()}
    return named.get(plain, _SHORT_ORDINALS.get(plain))


def number(word: str) -> int | None:
    """ "2" or "two" as 2; at most three digits, and no more than twelve in words."""
    plain = word.casefold()
    return int(plain) if plain.isdecimal() and len(plain) <= 3 else _NUMBERS.get(plain)


def unit(word: str) -> str | None:
    """ "week" or "month", also in the plural."""
    return _UNITS.get(word.casefold())


_OTHERS = ["every", "other", "fortnight", "fortnightly", "weekly", "monthly", "until", "starting", "except"]
_KNOWN = [word.casefold() for word in (*WEEKDAYS, *ORDINALS.values(), *_UNITS, *_OTHERS)]
_CALENDAR = [word.casefold() for word in (*WEEKDAYS, *MONTHS, *_UNITS, "days", "tomorrow", "today")]


def meant(word: str) -> str:
    """The word of a rule that `word` is, or may be a slip of; "" when there is none."""
    return _alike(word, _KNOWN)


def meant_in_date(word: str) -> str:
    """The word of a date that `word` may be a slip of; "" when there is none."""
    return _alike(word, _CALENDAR)


def _alike(word: str, known: Iterable[str]) -> str:
    found = get_close_matches(word[:20].casefold(), list(known), 1, 0.75)
    return found[0].title() if found and found[0].title() in WEEKDAYS + MONTHS else "".join(found)


def listed(names: Sequence[str]) -> str:
    """["a", "b", "c"] as "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def say_date(day: date) -> str:
    """ "Monday 14 December 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day_and_month(day)}"


def day_and_month(day: date) -> str:
    """ "14 December 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_time(at: time) -> str:
    """ "08:30"."""
    return at.strftime("%H:%M")
