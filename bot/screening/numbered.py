"""Dates in figures: 4/6/21, 2024-03-14, 140324. Ratings are none: 7/10 is a date only where words before it say so."""

import re
from collections.abc import Iterator

from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("dates")

_NUMBERS = _BOOK.pattern("numbers")
_DATED = _BOOK.pattern("dated")
_DAY_BEFORE = _BOOK.pattern("day_before")
_MEASURED = _BOOK.pattern("measured")
_BORN = _BOOK.pattern("born")
_RATED = _BOOK.pattern("rated")
_BEFORE_DASHES = re.compile(r"\b(?:on|dated?|dob|born)\W*$", re.IGNORECASE)
_SCORED = re.compile(r"\b(?:rat|scor)\w+(?:\s+\w+)*\s*$", re.IGNORECASE)
_DUE = re.compile(r"\b(?:edd|lmp|due)\W*$", re.IGNORECASE)
_SURELY_DATED = _BOOK.pattern("surely_dated")
_EIGHT = re.compile(r"(?:19|20)[0-3]\d[01]\d[0-3]\d$")
_NUMBER = re.compile(r"\d+")
_OUT_OF = (10, 5, 20, 21, 27, 30, 100)
"""What scales end with: 7/10."""
_ON = _BOOK.pattern("on")
_NEVER_DATES = frozenset(
    ("24/7", "50/50", "9/11", "20/20", "1/2", "1/3", "2/3", "1/4", "3/4", "1/1", "2/1", "3/1", "60/40", "9-5", "7/11")
)
_NTH_OF_NTH = _BOOK.pattern("nth_of_nth")
_RUN_ON = _BOOK.pattern("run_on")
_INSTANT = _BOOK.pattern("instant")
_INSTANT_WORDS, _NTHS = Cue(["inst", "ult", "prox"]), Cue(["st", "nd", "rd", "th"])


def hits(text: Text) -> Iterator[Hit]:
    for found in text.near_digits(_NUMBERS, begins="0"):
        before = text.text[max(0, found.start() - 24) : found.start()]
        if _is_date(found, before):
            yield Hit(found.start(), found.end(), "date", found[0], weight=8)
    for found in (
        *(text.near_digits(_INSTANT, 1, "0Aa") if text.hears(_INSTANT_WORDS) else ()),
        *(text.near_digits(_NTH_OF_NTH, 1, "0Aa") if text.hears(_NTHS) else ()),
        *text.near_digits(_RUN_ON, begins="0"),
    ):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)


def _is_date(found: re.Match[str], before: str) -> bool:
    if found["packed"]:
        return bool(found["stamp"] or _BORN.search(before) or _EIGHT.match(found[0]))
    if not found["short"]:
        return True
    if found["short"].endswith(".") and _closes(found):
        return bool(_DAY_BEFORE.search(before)) and not _MEASURED.search(before)
    return _is_day_and_month(found["short"], before)


def _is_day_and_month(said: str, before: str) -> bool:
    """4/6: and no rating, no part, and nothing that is always said so."""
    if said in _NEVER_DATES and (said in ("24/7", "9/11") or not _ON.search(before)):
        return False
    if "-" in said and not _BEFORE_DASHES.search(before):
        return False
    first, second = (int(number) for number in _NUMBER.findall(said)[:2])
    if (first > 12 and second > 12) or _SCORED.search(before):
        return False
    if (said.startswith("0") and not _RATED.search(before)) or _DUE.search(before):
        return True
    if second in _OUT_OF and first <= second:
        return bool(_SURELY_DATED.search(before))
    return bool(_DATED.search(before)) or not _RATED.search(before)


def _closes(found: re.Match[str]) -> bool:
    """Whether the last stop of 3.9. is more likely a sentence's."""
    after = found.string[found.end() : found.end() + 3]
    return not after.strip() or after.startswith("\n") or (after[0] == " " and after[1:2].isupper())
