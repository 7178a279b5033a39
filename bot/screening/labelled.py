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
_WEIGHTS = {"fax": 10, "phone": 6, "code": 6}


def hits(text: Text) -> Iterator[Hit]:
    labels = Labels(text)
    for found in text.near_digits(_VALUE, 3, "0Aa-"):
        value = found[0].strip(" .-/")
        start, end = found.start(), found.start() + len(value)
        leading = _LEADING.search(text.text, max(0, start - 7), start)
        begin = leading.start() if leading else start
        if _is_little(value, text.text[begin:end]):
            continue
        label = labels.before(begin, end)
        if label and label.kind == "vehicle":
            value = text.text[begin:end]
        if label and _could_be(label.kind, value, text.text[end : end + 12], label.words):
            yield _hit(text.text, label, begin, start, end)


def _is_little(value: str, whole: str) -> bool:
    """Too short to be anything, or a dose, an hour, the items of a questionnaire."""
    digits = sum(letter.isdigit() for letter in value)
    return len(value) < 3 or digits < (1 if len(value) > 3 else 2) or (digits < 3 and bool(MEASURES.match(whole)))


def _hit(text: str, label: Label, begin: int, start: int, end: int) -> Hit:
    sure = "" if label.kind == "code" and _ANY_LABEL.match(label.words) else "labelled"
    joined = _JOINED.match(text, end)
    first = label.start if _WITH_LABEL.match(label.words) else max(begin, min(label.end, start))
    return Hit(first, joined.end() if joined else end, label.kind, sure, weight=_WEIGHTS.get(label.kind, 9))


def _could_be(kind: str, value: str, after: str, label: str) -> bool:
    digits = sum(letter.isdigit() for letter in value)
    if re.match(
        r"\s?(?:mg|ml|%|am\b|pm\b|minutes|mins|hours|sessions|weeks|times|years|days|pounds|per\b|people|percent|months|o'clock)",
        after,
    ) or re.search(r"[£$€]\s?$", label):
        return False
    if kind == "phone":
        return digits >= 6 or (
            digits >= 3 and bool(re.search(r"\b(?:ext|extension|pager|bleep)\W*$", label, re.IGNORECASE))
        )
    if kind == "fax":
        return digits >= 6
    if kind == "vehicle":
        return (
            digits >= 1
            and len(value.replace(" ", "")) >= 4
            and not MEASURES.match(value)
            or (digits >= 4 and bool(re.search(r"plate|taxi|cab|badge|fleet|bus", label, re.IGNORECASE)))
        )
    if MEASURES.match(value) and digits < 4 and not re.search(r"\bcv[vc]\W*$", label, re.IGNORECASE):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return bool(re.search(r"ending|number|no\b|#|:|id\b", label, re.IGNORECASE))
    return digits >= 3 or (kind == "device" and digits == 2 and len(value) >= 5)
