"""Dates of which more than the year is said.

Seasons, weekdays by themselves, hours and years are left alone, and so are ratings.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.screening import months, numbered
from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("dates")

_THE, _MONTH = Cue(["the"]), Cue(["month"])
_THE_NTH = _BOOK.pattern("the_nth")
_SINCE_NTH = _BOOK.pattern("since_nth")
_OF_THE_MONTH = _BOOK.pattern("of_the_month")
_WEEKDAY_NTH = _BOOK.pattern("weekday_nth")
_HOLIDAY = _BOOK.pattern("holiday")
_HOLIDAY_SIGN = _BOOK.pattern("holiday_sign")
"""Whether a word that begins a holiday and many other things may begin one here: Good Friday, but not good morning."""
_HOLIDAY_WORDS = _BOOK.cue("holiday_words")
_WEEKDAYS = _BOOK.cue("weekdays")
_NTH_BEFORE = _BOOK.cue("nth_before")
_NTH_WEEKDAY = _BOOK.pattern("nth_weekday")
_UNTIL = re.compile(r"\s?(?:-|–|—|to|till|until)\s?(?:the\s)?")
_LEADING = Cue(_BOOK.words("leads") | _BOOK.words("weekdays"))
_LED = _BOOK.pattern("led")
"""The week of 4 March: what stands before a date and belongs to it."""


def hits(text: Text) -> Iterator[Hit]:
    """From 15 May to 30 June is one stretch of time and one finding."""
    earlier: Hit | None = None
    for hit in sorted(_led(text), key=lambda hit: (hit.start, -hit.end)):
        yield hit
        if earlier and hit.start > earlier.end and _UNTIL.fullmatch(text.text, earlier.end, hit.start):
            yield replace(earlier, end=hit.end, hint=text.text[earlier.start : hit.end], weight=10)
        if not earlier or hit.end > earlier.end:
            earlier = hit


def _led(text: Text) -> Iterator[Hit]:
    for hit in _dates(text):
        led = _LED.search(text.text, max(0, hit.start - 34), hit.start) if text.hears(_LEADING) else None
        yield replace(hit, start=led.start()) if led else hit


def _dates(text: Text) -> Iterator[Hit]:
    yield from months.hits(text)
    holidays = [spot for spot in text.where(_HOLIDAY_WORDS) if _HOLIDAY_SIGN.match(text.text, spot)]
    for found in text.around(holidays, _HOLIDAY, 30, 40):
        yield Hit(found.start(), found.end(), "date", found[0], weight=7)
    if text.digits:
        yield from numbered.hits(text)
    for found in (*text.begins(_WEEKDAYS, _WEEKDAY_NTH), *text.near(_WEEKDAYS, _NTH_WEEKDAY, 10, 30)):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)
    for found in text.near(_MONTH, _OF_THE_MONTH, 40, 8):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)
    for found in text.begins(_THE, _THE_NTH):
        yield Hit(found.start("day"), found.end("day"), "date", found["day"], weight=6)
    for found in text.begins(_NTH_BEFORE, _SINCE_NTH):
        group = found.lastgroup or 0
        yield Hit(found.start(group), found.end(group), "date", found[group], weight=6)
