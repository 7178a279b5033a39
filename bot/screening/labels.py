"""Words that say what the number after them is: which of them stand before a place in a text, and which says it.

There are some six hundred of them, each a pattern. A word of the text is asked only those that may begin as it does.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from bot.screening.beginnings import REACH, beginnings
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("numbers")

_WITHIN = 60
"""How many characters before a number a word may stand that says what it is."""
_FILLING = re.compile(rf"{_BOOK.part('fill')}\s*", re.IGNORECASE)
"""What may stand between a label and its number: "no.", "is", "ending in"."""
_SAYS_LITTLE = _BOOK.pattern("says_little")
"""Labels that another beside them makes plain: a Medicare card, a nurse's registration."""
_SPACE = re.compile(r"\s")

_Kinds = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What a text says right before a number: of which kind it is, and in which words, those between them and the
    number included. `core` is where the telling ones among them begin and end.
    """

    kind: str
    words: str
    start: int
    end: int
    core: tuple[int, int]

    def within(self, other: "Label") -> bool:
        """Only a part of the other's words: insurance, of national insurance."""
        (start, end), (first, last) = self.core, other.core
        return first <= start and end <= last and last - first > end - start

    def says(self, text: str) -> int:
        if self.kind in ("code", "phone"):
            return 0
        return 1 if _SAYS_LITTLE.fullmatch(text, *self.core) else 2


class Labels:
    """A text being asked which words stand before its numbers."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._begun: dict[int, _Kinds] = {}

    def before(self, begin: int, end: int) -> Label | None:
        """What the words right before a number name, if they do, or its own first letters; `begin` and `end` are its.

        Of words within others the longer count ("national insurance"), of the rest those that say most ("Medicare
        card").
        """
        labels = [label for label in self._near(begin, end) if label.end >= begin]
        whole = [one for one in labels if not any(one.within(other) for other in labels)]
        return max(whole, key=lambda one: (one.says(self.text.text), one.start), default=None)

    def _near(self, begin: int, end: int) -> Iterator[Label]:
        """All that begin near enough, whether they go on to the number or not; none overlaps another of its kind."""
        last, text = dict[str, int](), self.text.text
        for start in self.text.starts(max(0, begin - _WITHIN), end):
            for kind, pattern in self._that_begin(start):
                if start >= last.get(kind, 0) and (found := pattern.match(text, start, end)):
                    filled = _FILLING.match(text, found.end(), end)
                    close = last[kind] = filled.end() if filled else found.end()
                    yield Label(kind, text[start:close], start, close, found.span("core"))

    def _that_begin(self, start: int) -> _Kinds:
        if start not in self._begun:
            said = self.text.text[start : start + REACH].lower()
            said = said if said.isalnum() else _SPACE.sub(" ", said)
            begun = (_BY_BEGINNING.get(said[:length]) for length in range(len(said), 0, -1))
            self._begun[start] = next((kinds for kinds in begun if kinds), ())
        return self._begun[start]


def _by_beginning() -> dict[str, _Kinds]:
    """For each beginning the kinds that have words which begin so, with those words."""
    kinds = tomllib.loads((files("bot.screening") / "lists" / "labels.toml").read_text("utf-8"))
    begun = {word: beginnings(word) for words in kinds.values() for word in words}
    known = {}
    for said in frozenset[str]().union(*begun.values()):
        fitting = {
            kind: [word for word in words if any(said.startswith(one) for one in begun[word])]
            for kind, words in kinds.items()
        }
        known[said] = tuple((kind, _compiled(words)) for kind, words in fitting.items() if words)
    return known


def _compiled(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<core>{'|'.join(words)})(?:s|['’]s)?(?![A-Za-z])", re.IGNORECASE)


_BY_BEGINNING = _by_beginning()
