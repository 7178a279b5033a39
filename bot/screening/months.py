"""Months that are said: with a day, or alone; and which of the words that are also a month, or a name, are one."""

import re
from collections.abc import Iterator

from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.lexicon import plain
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("dates")

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = _BOOK.part("month")
_OTHER_MONTHS = _BOOK.part("other_months")
_SPOKEN = _BOOK.pattern("spoken")
_MONTH_ALONE = _BOOK.pattern("month_alone")
_PART = _BOOK.pattern("part")
_MONTH_BEFORE = _BOOK.pattern("month_before")
_MODAL_AFTER = _BOOK.pattern("modal_after")
_MONTH_WORDS = _BOOK.cue("month_words")
_OTHER_WORDS = Cue(plain(word) for word in re.findall(r"[^\W\d]{3,}", _OTHER_MONTHS))
_GLUED = re.compile(rf"\d(?:st|nd|rd|th)?[-./]?(?=[jfmasond])(?:{_MONTH})", re.IGNORECASE)
_ALSO_NAMES = frozenset(("april", "june", "august"))
_SHORT = frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])
"""Which alone are as often something else, or the name of a firm."""
_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|last|this|next|early|mid|late|by|of|during|from|before|after|every|around|through)[\s-]+$",
    re.IGNORECASE,
)
_ACTING = _BOOK.pattern("acting")
_ROLE = _BOOK.pattern("role")
_SPACE = re.compile(r"[\s-]+")
_MONTH_SAID = re.compile(_MONTH + r"\b", re.IGNORECASE)
_FOUR = re.compile(r"\d{4}")


def hits(text: Text) -> Iterator[Hit]:
    yield from _spoken(text)
    yield from _months(text)


def month_of(said: str) -> int:
    """1 to 12, or 0 where the words or numbers of a date leave it open."""
    named = re.search(r"(?<![a-z])(" + "|".join(MONTHS) + r")", said.lower())
    if named:
        return MONTHS.index(named[1]) + 1
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    if len(numbers) == 3 and numbers[0] > 31:
        return numbers[1] if numbers[1] <= 12 else 0
    if len(numbers) >= 2 and (numbers[0] > 12) != (numbers[1] > 12):
        month = numbers[1] if numbers[0] > 12 else numbers[0]
        return month if 1 <= month <= 12 else 0
    return 0


def _spoken(text: Text) -> Iterator[Hit]:
    months = text.near(_MONTH_WORDS, _SPOKEN, 45, 45)
    others = text.near(_OTHER_WORDS, _SPOKEN, 20, 30) if text.digits else ()
    glued = text.near_digits(_SPOKEN, 1) if text.digits and _GLUED.search(text.text) else ()
    for found in (*months, *others, *glued):
        if not _says_otherwise(text.text, found):
            yield Hit(found.start(), found.end(), "date", found[0], weight=10 if _FOUR.search(found[0]) else 8)


def _says_otherwise(text: str, found: re.Match[str]) -> bool:
    """One may feel; second march past; the first may be."""
    words = found[0].lower().split()
    if words[-1] in ("may", "march") and not any(map(str.isdigit, found[0])):
        return bool(_MODAL_AFTER.match(text, found.end())) or " of " not in found[0]
    return (
        words[0] in ("may", "march")
        and len(words) > 1
        and words[1] in ("first", "second", "one")
        and not found[0][0].isupper()
    )


def _months(text: Text) -> Iterator[Hit]:
    for found in text.near(_MONTH_WORDS, _MONTH_ALONE, 30, 30):
        words = _SPACE.split(found[0].lower())
        month = next(word for word in words if _MONTH_SAID.match(word.strip(".,/"))).strip(".,/")
        dated = any(map(str.isdigit, found[0])) or len(words) > 1
        before = bool(_MONTH_BEFORE.search(text.text, max(0, found.start() - 20), found.start()))
        if _is_month(text.text, found, month, dated, before):
            yield Hit(found.start(), found.end(), "month", found[0], weight=6 if dated else 5)


def _is_month(text: str, found: re.Match[str], month: str, dated: bool, before: bool) -> bool:
    if month in ("may", "march"):
        return _is_no_verb(text, found, dated)
    if month in _ALSO_NAMES:
        return dated or before or not _acts(text, found)
    return dated or before or month not in _SHORT


def _is_no_verb(text: str, found: re.Match[str], dated: bool) -> bool:
    """Of may and march: in March; mid-May; but not: may help, they march on."""
    if dated and (any(map(str.isdigit, found[0])) or _PART.match(found[0])):
        return True
    preposition = _PREPOSITION.search(text, max(0, found.start() - 20), found.start())
    if not preposition and not (dated and len(_SPACE.split(found[0])) > 1):
        return False
    plainly = found[0][0].isupper() and (preposition or found[0] != "May")
    return bool(plainly or not _MODAL_AFTER.match(text, found.end()))


def _acts(text: str, found: re.Match[str]) -> bool:
    """April said; June, who is; my client April."""
    after = _ACTING.match(text, found.end(), found.end() + 30)
    role = _ROLE.search(text, max(0, found.start() - 20), found.start())
    return bool(after or role)
