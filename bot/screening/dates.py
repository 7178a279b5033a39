"""Dates of which more than the year is said.

Seasons, weekdays by themselves, hours and years are left alone, and so are ratings: 7/10 is a date only where the words
before it say so.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

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
_NUMBERS = _BOOK.pattern("numbers")
_PART = _BOOK.pattern("part")
_DATED = _BOOK.pattern("dated")
_DAY_BEFORE = _BOOK.pattern("day_before")
_MEASURED = _BOOK.pattern("measured")
_BORN = _BOOK.pattern("born")
_RATED = _BOOK.pattern("rated")
_ON = _BOOK.pattern("on")
_NEVER_DATES = frozenset(
    ("24/7", "50/50", "9/11", "20/20", "1/2", "1/3", "2/3", "1/4", "3/4", "1/1", "2/1", "3/1", "60/40", "9-5", "7/11")
)
_MONTH_BEFORE = _BOOK.pattern("month_before")
_MODAL_AFTER = _BOOK.pattern("modal_after")
_THE_NTH = _BOOK.pattern("the_nth")
_SINCE_NTH = _BOOK.pattern("since_nth")
_OF_THE_MONTH = _BOOK.pattern("of_the_month")
_WEEKDAY_NTH = _BOOK.pattern("weekday_nth")
_HOLIDAY = _BOOK.pattern("holiday")

_MONTH_WORDS = _BOOK.words("month_words")
_OTHER_WORDS = frozenset(plain(word) for word in re.findall(r"[^\W\d]{3,}", _OTHER_MONTHS))
_HOLIDAY_WORDS = _BOOK.words("holiday_words")
_WEEKDAYS = _BOOK.words("weekdays")
_NTH_BEFORE = _BOOK.words("nth_before")
_GLUED = re.compile(rf"\d(?:st|nd|rd|th)?[-./]?(?:{_MONTH})", re.IGNORECASE)
_NTH_WEEKDAY = _BOOK.pattern("nth_weekday")
_UNTIL = re.compile(r"\s?(?:-|–|—|to|till|until)\s?(?:the\s)?")
_LEADS = _BOOK.words("leads")
_LED = _BOOK.pattern("led")
"""The week of 4 March: what stands before a date and belongs to it."""
_NTH_OF_NTH = _BOOK.pattern("nth_of_nth")
_RUN_ON = _BOOK.pattern("run_on")
_INSTANT = _BOOK.pattern("instant")

_FOUR = re.compile(r"\d{4}")


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
        led = (
            _LED.search(text.text, max(0, hit.start - 34), hit.start)
            if (_LEADS | _WEEKDAYS) & text.vocabulary
            else None
        )
        yield replace(hit, start=led.start()) if led else hit


def _dates(text: Text) -> Iterator[Hit]:
    yield from _spoken(text)
    yield from _months(text)
    for found in text.near(_HOLIDAY_WORDS, _HOLIDAY, 30, 40):
        yield Hit(found.start(), found.end(), "date", found[0], weight=7)
    if text.digits:
        yield from _numbers(text)
    for found in (*text.begins(_WEEKDAYS, _WEEKDAY_NTH), *text.near(_WEEKDAYS, _NTH_WEEKDAY, 10, 30)):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)
    for found in text.near(frozenset(("month",)), _OF_THE_MONTH, 40, 8):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)
    for found in text.begins(frozenset(("the",)), _THE_NTH):
        yield Hit(found.start("day"), found.end("day"), "date", found["day"], weight=6)
    for found in text.begins(_NTH_BEFORE, _SINCE_NTH):
        group = found.lastgroup or 0
        yield Hit(found.start(group), found.end(group), "date", found[group], weight=6)


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
    if words[-1] in ("may", "march") and not any(letter.isdigit() for letter in found[0]):
        return bool(_MODAL_AFTER.match(text, found.end())) or " of " not in found[0]
    return (
        words[0] in ("may", "march")
        and len(words) > 1
        and words[1] in ("first", "second", "one")
        and not found[0][0].isupper()
    )


def _months(text: Text) -> Iterator[Hit]:
    for found in text.near(_MONTH_WORDS, _MONTH_ALONE, 30, 30):
        words = re.split(r"[\s-]+", found[0].lower())
        month = next(word for word in words if re.match(_MONTH + r"\b", word.strip(".,/"), re.IGNORECASE)).strip(".,/")
        dated = any(letter.isdigit() for letter in found[0]) or len(words) > 1
        before = bool(_MONTH_BEFORE.search(text.text, max(0, found.start() - 20), found.start()))
        if _is_month(text.text, found, month, dated, before):
            yield Hit(found.start(), found.end(), "month", found[0], weight=6 if dated else 5)


def _is_month(text: str, found: re.Match[str], month: str, dated: bool, before: bool) -> bool:
    if month in ("may", "march"):
        if dated and (any(letter.isdigit() for letter in found[0]) or _PART.match(found[0])):
            return True
        preposition = re.search(
            r"\b(?:in|since|until|till|last|this|next|early|mid|late|by|of|during|from|before|after|every|around|through)[\s-]+$",
            text[max(0, found.start() - 20) : found.start()],
            re.IGNORECASE,
        )
        held = dated and len(re.split(r"[\s-]+", found[0])) > 1
        return (held or bool(preposition)) and not (
            _MODAL_AFTER.match(text, found.end())
            and (not found[0][0].isupper() or found[0] in ("May",) and not preposition)
        )
    if month in (
        "april",
        "june",
        "august",
        "jan",
        "jun",
        "dec",
        "mar",
        "sep",
        "sept",
        "apr",
        "oct",
        "nov",
        "aug",
        "jul",
        "feb",
    ):
        return dated or before or (month in ("june", "august", "april") and not _acts(text, found))
    return True


def _acts(text: str, found: re.Match[str]) -> bool:
    """April said; June, who is; my client April."""
    after = re.match(
        r"(?:['’]s\s+\w+|,?\s+(?:said|says|told|tells|asked|who|is|was|has|had|feels|felt|came|wants|wanted|thinks|and\s+(?:i|her|his)|presents|reports|describes)\b)",
        text[found.end() : found.end() + 30],
        re.IGNORECASE,
    )
    role = re.search(
        r"\b(?:client|wife|sister|mother|daughter|mum|friend|partner|aunt|colleague|called|named|with|saw|met|told|mrs|ms|miss|dr)[\s,.]+$",
        text[max(0, found.start() - 20) : found.start()],
        re.IGNORECASE,
    )
    return bool(after or role)


def _numbers(text: Text) -> Iterator[Hit]:
    for found in text.near_digits(_NUMBERS):
        before = text.text[max(0, found.start() - 24) : found.start()]
        if _is_date(found, before):
            yield Hit(found.start(), found.end(), "date", found[0], weight=8)
    for found in (
        *text.near_digits(_INSTANT, 1),
        *text.near_digits(_NTH_OF_NTH, 1),
        *text.near_digits(_RUN_ON),
    ):
        yield Hit(found.start(), found.end(), "date", found[0], weight=6)


def _is_date(found: re.Match[str], before: str) -> bool:
    if found["packed"]:
        return bool(found["stamp"] or _BORN.search(before) or re.match(r"(?:19|20)[0-3]\d[01]\d[0-3]\d$", found[0]))
    if not found["short"]:
        return True
    if found["short"].endswith(".") and _closes(found):
        return bool(_DAY_BEFORE.search(before)) and not _MEASURED.search(before)
    if found["short"] in _NEVER_DATES and (found["short"] in ("24/7", "9/11") or not _ON.search(before)):
        return False
    if "-" in found["short"] and not re.search(r"\b(?:on|dated?|dob|born)\W*$", before, re.IGNORECASE):
        return False
    first, second = (int(number) for number in re.findall(r"\d+", found["short"])[:2])
    if first > 12 and second > 12:
        return False
    if re.search(r"\b(?:rat|scor)\w+(?:\s+\w+)*\s*$", before, re.IGNORECASE):
        return False
    if (found["short"].startswith("0") and not _RATED.search(before)) or re.search(
        r"\b(?:edd|lmp|due)\W*$", before, re.IGNORECASE
    ):
        return True
    dated = bool(_DATED.search(before))
    if second in (10, 5, 20, 21, 27, 30, 100) and first <= second:
        return bool(
            re.search(
                r"\b(?:on|by|dated?|since|until|till|seen|dob|born|appt|session|admitted|discharged|died|due|booked|next|last|w/c|\w+day|mon|tues?|wed|thur?s?|fri|sat|sun)\W*$",
                before,
                re.IGNORECASE,
            )
        )
    return dated or not _RATED.search(before)


def _closes(found: re.Match[str]) -> bool:
    """Whether the last stop of 3.9. is more likely a sentence's."""
    after = found.string[found.end() : found.end() + 3]
    return not after.strip() or after.startswith("\n") or (after[0] == " " and after[1:2].isupper())
