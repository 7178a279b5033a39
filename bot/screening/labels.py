"""Numbers with a word before them that says what they are, and which of several words says it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files

from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text, windows

_BOOK = book("numbers")

_FILL = _BOOK.part("fill")


_VALUE = _BOOK.pattern("value")


_LEADING = re.compile(r"\b[A-Z]{1,5}[\s-]$")


def _labels() -> Iterator[tuple[str, list[str]]]:
    known = tomllib.loads((files("bot.screening") / "lists" / "labels.toml").read_text("utf-8"))
    yield from known.items()


_SAYS_LITTLE = _BOOK.pattern("says_little")
"""Labels that another beside them makes plain: a Medicare card, a nurse's registration."""


_ANY_LABEL = re.compile(r"#|ref|reference", re.IGNORECASE)


_JOINED = re.compile(r"\s?/\s?(?=[A-Z-]*\d)[A-Z0-9-]{5,}\b")
"""A second number that goes with the first: of a model and its serial, SC-1132 / 508817."""


_WITH_LABEL = re.compile(
    r"(?:pt|ticket|badge|docket|index|case|membership|lot|employee|prisoner|inmate|participant|locker)\b", re.IGNORECASE
)
"""Labels that say so little without their number that they are one thing with it: pt 88214, ticket no. 12."""


_COMMON = frozenset(("number", "numbers", "num", "code", "ing", "ers", "identifier"))


_SHORT = _BOOK.pattern("short")


def _pieces(label: str) -> tuple[str, ...]:
    """Letters of which one stretch at least stands in whatever the label matches: quick to look for beforehand."""
    found = re.findall(r"[a-zß-ÿ]{3,}", re.sub(r"\\[a-zA-Z]", " ", label))
    return tuple(set(found) - _COMMON)


_REACH = 60
"""How many characters before a number a word may stand that says what it is."""


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of one kind. `pieces`: letters of which one stretch stands near whatever they match; `short` are those
    words that have none.
    """

    kind: str
    pieces: tuple[str, ...]
    pattern: re.Pattern[str]
    short: re.Pattern[str] | None

    def anywhere(self, said: str, threes: set[str]) -> "_Label":
        """The same, with the pieces that stand in there; `threes` is every three letters of it."""
        return replace(self, pieces=tuple(one for one in self.pieces if one[:3] in threes and one in said))


def _label_of(kind: str, words: list[str]) -> _Label:
    short = [word for word in words if not _pieces(word)]
    return _Label(kind, _pieces("|".join(words)), _compiled(words), _compiled(short) if short else None)


def _compiled(words: list[str]) -> re.Pattern[str]:
    core = "|".join(words)
    return re.compile(rf"(?<!\w)(?P<core>{core})(?:s|['’]s)?(?![A-Za-z]){_FILL}\s*", re.IGNORECASE)


_LABELLED = tuple(_label_of(kind, words) for kind, words in _labels())


MEASURES = _BOOK.pattern("measures")


_WEIGHTS = {"fax": 10, "phone": 6, "code": 6}


def labelled(text: Text) -> Iterator[Hit]:
    """Numbers with a word before them that says what they are; of two such words the nearer one."""
    values = list(text.near_digits(_VALUE, 3))
    stretches = windows([found.start() for found in values], _REACH, 0)
    around = " ".join(text.text[start:end] for start, end in stretches).lower()
    threes = {around[at : at + 3] for at in range(len(around))}
    labels = [label.anywhere(around, threes) for label in _LABELLED]
    for found in values:
        value = found[0].strip(" .-/")
        start, end = found.start(), found.start() + len(value)
        leading = _LEADING.search(text.text, max(0, start - 7), start)
        begin = leading.start() if leading else start
        digits = sum(letter.isdigit() for letter in value)
        whole = text.text[begin:end]
        if len(value) < 3 or digits < (1 if len(value) > 3 else 2) or (digits < 3 and MEASURES.match(whole)):
            continue
        kind, label, at = _label(text.text, begin, end, labels)
        if kind == "vehicle":
            value = whole
        if kind and _could_be(kind, value, text.text[end : end + 12], label):
            sure = "" if kind == "code" and _ANY_LABEL.match(label) else "labelled"
            joined = _JOINED.match(text.text, end)
            first = at - len(label) if _WITH_LABEL.match(label) else max(begin, min(at, start))
            yield Hit(first, joined.end() if joined else end, kind, sure, weight=_WEIGHTS.get(kind, 9))


def _label(text: str, begin: int, end: int, labels: list[_Label]) -> tuple[str, str, int]:
    """The kind that the words right before a value name, those words, and where they end.

    Of words within others the longer count ("national insurance"), of the rest those that say most: "Medicare card".
    """
    named: list[tuple[str, re.Match[str]]] = []
    window = text[max(0, begin - _REACH) : end].lower()
    short = _SHORT.search(window)
    for label in labels:
        pattern = label.pattern if any(piece in window for piece in label.pieces) else short and label.short
        if pattern:
            near = pattern.finditer(text, max(0, begin - _REACH), end)
            named += [(label.kind, found) for found in near if found.end() >= begin]
    whole = [one for one in named if not any(_within(one[1], other) for _, other in named)]
    if not whole:
        return "", "", 0
    kind, found = max(whole, key=lambda one: (_says_much(one[0], one[1]["core"]), one[1].start()))
    return kind, found[0], found.end()


def _within(found: re.Match[str], other: re.Match[str]) -> bool:
    (start, end), (first, last) = found.span("core"), other.span("core")
    return first <= start and end <= last and last - first > end - start


def _says_much(kind: str, label: str) -> int:
    return 0 if kind in ("code", "phone") else 1 if _SAYS_LITTLE.fullmatch(label) else 2


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
