"""A day and an hour as people type them after `checkin`, in any order and with any small words; and quiet hours."""

import re
from datetime import time

from bot.checkins.screens import reading as screens
from bot.rhythm import WEEKDAYS, NotUnderstood, read_span, read_time, read_weekday
from bot.rhythm.screens import which_half

_APART = re.compile(r"\b(day|on|every|hour|time|at|to)\b", re.IGNORECASE)


def read_hours(words: str) -> tuple[int | None, time | None]:
    """The day and the hour in "hour 8am", "day Thursday", "Thursdays at 18:30". Raises NotUnderstood."""
    found: dict[str, str] = {}
    kind = ""
    for part in filter(None, (part.strip() for part in _APART.split(words))):
        if _APART.fullmatch(part):
            kind = "day" if part.casefold() in ("day", "on", "every") else "hour"
        else:
            found |= _named(kind, part)
    if not found:
        raise screens.neither()
    return _read(found)


def _named(kind: str, part: str) -> dict[str, str]:
    """Which words of a part name the day and which the hour; a day may be followed by its hour."""
    first, _, rest = part.partition(" ")
    if kind == "hour" or (not kind and not _is_day(first)):
        return {"hour": part}
    return {"day": first} | ({"hour": rest} if rest else {})


def _is_day(word: str) -> bool:
    try:
        return read_weekday(word) >= 0
    except NotUnderstood:
        return False


def _read(found: dict[str, str]) -> tuple[int | None, time | None]:
    weekday = read_weekday(found["day"]) if "day" in found else None
    try:
        return weekday, read_time(found["hour"]) if "hour" in found else None
    except NotUnderstood as wrong:
        raise wrong.within(WEEKDAYS[weekday]) if weekday is not None else wrong from None


_FROM_TO = re.compile(r"\s+(?:to|till|until|and)\s+|\s*[-–]\s*", re.IGNORECASE)
_ASKED, _FROM = re.compile(r"^between\s+", re.IGNORECASE), re.compile(r"^from\s+", re.IGNORECASE)


def read_quiet(words: str) -> tuple[time, time]:
    """From when until when somebody may be asked: "between 8am and 8pm", or the other way round, quiet "8pm to 8am".

    Raises NotUnderstood.
    """
    asked, plain = _ASKED.match(words), _FROM.sub("", _ASKED.sub("", words))
    parts = _FROM_TO.split(plain.strip())
    if len(parts) != 2:
        raise screens.two_times(plain)
    if asked:
        return read_span(*parts)
    begins, ends = map(read_time, parts)
    first, last = (part.strip() for part in parts)
    if first.isdecimal() and last.isdecimal() and int(first) <= NOON and _hours(begins, ends) > LONGEST_NIGHT:
        raise which_half(first, last)
    return ends, begins


NOON, LONGEST_NIGHT = 12, 14
"""Hours: "9 to 7" would be most of a day, and a night is meant, or it is asked."""


def _hours(begins: time, ends: time) -> int:
    """From one hour to the next such hour, 1 to 24."""
    return (ends.hour - begins.hour) % 24 or 24
