"""Numbers with a word before them that says what they are."""

import re
from collections.abc import Iterator

from bot.screening.finding import Hit
from bot.screening.labels import Label, Labels
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("numbers")

_VALUE = _BOOK.pattern("value")
MEASURES = _BOOK.pattern("measures")
_LEADING = re.compile(r"\b[A-Z]{1,5}[\s-]$")
_ANY_LABEL = re.compile(r"#|ref|reference", re.IGNORECASE)
_JOINED = re.compile(r"\s?/\s?(?=[A-Z-]*\d)[A-Z0-9-]{5,}\b")
"""A second number that goes with the first: of a model and its serial, SC-1132 / 508817."""
_WITH_LABEL = re.compile(
    r"(?:pt|ticket|badge|docket|index|case|membership|lot|employee|prisoner|inmate|participant|locker)\b", re.IGNORECASE
)
"""Labels that say so little without their number that they are one thing with it: pt 88214, ticket no. 12."""
_COUNTS = re.compile(
    r"\s?(?:mg|ml|%|am\b|pm\b|minutes|mins|hours|sessions|weeks|times|years|days|pounds|per\b|people|percent|months|"
    r"o'clock)"
)
_MONEY = re.compile(r"[£$€]\s?$")
_INSIDE = re.compile(r"\b(?:ext|extension|pager|bleep)\W*$", re.IGNORECASE)
"""Before numbers that are shorter than others: those inside a house."""
_PLATED = re.compile(r"plate|taxi|cab|badge|fleet|bus", re.IGNORECASE)
_BEHIND_CARD = re.compile(r"\bcv[vc]\W*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_OF_A_YEAR = re.compile(r"ending|number|no\b|#|:|id\b", re.IGNORECASE)
_WEIGHTS = {"fax": 10, "phone": 6, "code": 6}


def hits(text: Text) -> Iterator[Hit]:
    values = list(_values(text))
    labels = Labels(text, [(begin, end) for begin, _, end in values])
    for begin, start, end in values:
        label = labels.before(begin, end)
        if not label:
            continue
        value = text.text[begin if label.kind == "vehicle" else start : end]
        if _could_be(label, value, text.text[end : end + 12]):
            yield _hit(text.text, label, begin, start, end)


def _values(text: Text) -> Iterator[tuple[int, int, int]]:
    """Numbers and codes: where each begins with letters that may belong to it, and without them, and where it ends."""
    for found in text.near_digits(_VALUE, 3, "0Aa-"):
        start = found.start()
        end = start + len(found[0].strip(" .-/"))
        leading = _LEADING.search(text.text, max(0, start - 7), start)
        begin = leading.start() if leading else start
        if not _is_little(text.text[start:end], text.text[begin:end]):
            yield begin, start, end


def _is_little(value: str, whole: str) -> bool:
    """Too short to be anything, or a dose, an hour, the items of a questionnaire."""
    digits = sum(map(str.isdigit, value))
    return len(value) < 3 or digits < (1 if len(value) > 3 else 2) or (digits < 3 and bool(MEASURES.match(whole)))


def _hit(text: str, label: Label, begin: int, start: int, end: int) -> Hit:
    sure = "" if label.kind == "code" and _ANY_LABEL.match(label.words) else "labelled"
    joined = _JOINED.match(text, end)
    first = label.start if _WITH_LABEL.match(label.words) else max(begin, min(label.end, start))
    return Hit(first, joined.end() if joined else end, label.kind, sure, weight=_WEIGHTS.get(label.kind, 9))


def _could_be(label: Label, value: str, after: str) -> bool:
    """Whether a number is what the words before it say, and none of something, or of money."""
    if _COUNTS.match(after) or _MONEY.search(label.words):
        return False
    return _fits(label, value, sum(map(str.isdigit, value)))


def _fits(label: Label, value: str, digits: int) -> bool:
    said, measured = label.words, bool(MEASURES.match(value))
    if label.kind == "phone":
        return digits >= 6 or (digits >= 3 and bool(_INSIDE.search(said)))
    if label.kind == "fax":
        return digits >= 6
    if label.kind == "vehicle":
        plate = digits >= 1 and len(value.replace(" ", "")) >= 4 and not measured
        return plate or (digits >= 4 and bool(_PLATED.search(said)))
    if measured and digits < 4 and not _BEHIND_CARD.search(said):
        return False
    if _YEAR.fullmatch(value):
        return bool(_NOT_OF_A_YEAR.search(said))
    return digits >= 3 or (label.kind == "device" and digits == 2 and len(value) >= 5)
