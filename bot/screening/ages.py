"""Ages over 89: said as ages, or as a bare number beside somebody who may have it."""

import re
from collections.abc import Iterator

from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("ages")

_AGES = _BOOK.pattern("ages")


_FIGURES = re.compile(r"[19](?<![\d.][19])(?:(?<=9)\d|(?<=1)[0-2]\d)(?!\d)")
_SPELT = _BOOK.pattern("spelt")
_IN_WORDS = ("inet", "INET", "enarian", "entenar", "undred", "onagen")
"""Letters of which one stretch stands in whatever `spelt` finds: quick to look for."""
_BARE = _BOOK.pattern("bare")
_YEARS_OLD = re.compile(r"[\s-]?(?:years?|yrs?)(?:[\s-](?:old|of\s+age)\b)?", re.IGNORECASE)
_SOMEBODY = _BOOK.pattern("somebody")
_ABROAD, _KIN = _BOOK.pattern("abroad"), _BOOK.pattern("kin")
_MEASURED = _BOOK.pattern("measured")
_DOUBTFUL = _BOOK.pattern("doubtful")


def hits(text: Text) -> Iterator[Hit]:
    spots = _spots(text)
    for found in text.around(spots, _AGES, 40, 40):
        group = found.lastgroup
        if group == "aged" and _DOUBTFUL.match(found[0]) and not _of_somebody(text.text, found.start()):
            continue
        if group in ("age", "yrs"):
            yield Hit(found.start(), found.end(), "age", found[0], weight=8)
        elif group:
            old = _YEARS_OLD.match(text.text, found.end(group))
            yield Hit(found.start(group), old.end() if old else found.end(group), "age", found[group], weight=8)
    for found in text.around(spots, _ABROAD, 14, 30):
        if _of_somebody(text.text, found.start("age"), _KIN):
            yield Hit(found.start("age"), found.end("age"), "age", found["age"], weight=3)
    for found in text.around(spots, _BARE, 12, 30):
        if _of_somebody(text.text, found.start("age")):
            yield Hit(found.start("age"), found.end("age"), "age", found["age"], weight=3)


def _spots(text: Text) -> list[int]:
    """Where an age over 89 may stand."""
    spots = [found.start() for found in _FIGURES.finditer(text.text)] if text.digits else []
    if any(piece in text.text for piece in _IN_WORDS):
        spots += [found.start() for found in _SPELT.finditer(text.text)]
    return sorted(spots)


def _of_somebody(text: str, at: int, people: re.Pattern[str] = _SOMEBODY) -> bool:
    """Whether the sentence has a person in it and measures nothing right before."""
    start = max(0, at - 80)
    start = max(text.rfind(". ", start, at), text.rfind("\n", start, at), start)
    return not _MEASURED.search(text[start:at]) and bool(people.search(text[start : at + 60]))
