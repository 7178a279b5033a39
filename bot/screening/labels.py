"""Words that say what the number after them is: which of them stand before a place in a text, and which says it.

There are some six hundred of them, each a pattern. A word of the text is asked only those that may begin as it does.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter

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
_SPACES = str.maketrans("\n\t\r\u00a0", "    ")
_START = itemgetter(0)

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
    """A text being asked which words stand before its numbers: these `numbers`, by where they begin and end."""

    def __init__(self, text: Text, numbers: list[tuple[int, int]]) -> None:
        self.text = text.text
        self._heads: list[tuple[int, _Kinds]] = []
        seen, flat, begun = 0, _flat(text.text), _begun()
        for begin, end in numbers:
            for start in text.starts(max(seen, begin - _WITHIN), end):
                said = flat[start : start + REACH]
                if said in begun or (said := said[:2]) in begun or (said := said[:1]) in begun:
                    self._heads.append((start, _that_begin(said)))
            seen = max(seen, end)

    def before(self, begin: int, end: int) -> Label | None:
        """What the words right before a number name, if they do, or its own first letters; `begin` and `end` are its.

        Of words within others the longer count ("national insurance"), of the rest those that say most ("Medicare
        card").
        """
        labels = [label for label in self._near(begin, end) if label.end >= begin]
        whole = [one for one in labels if not any(one.within(other) for other in labels)]
        return max(whole, key=lambda one: (one.says(self.text), one.start), default=None)

    def _near(self, begin: int, end: int) -> Iterator[Label]:
        """All that begin near enough, whether they go on to the number or not; none overlaps another of its kind."""
        last = dict[str, int]()
        first = bisect_left(self._heads, begin - _WITHIN, key=_START)
        for start, kinds in self._heads[first : bisect_left(self._heads, end, key=_START)]:
            for kind, pattern in kinds:
                if start >= last.get(kind, 0) and (found := pattern.match(self.text, start, end)):
                    filled = _FILLING.match(self.text, found.end(), end)
                    close = last[kind] = filled.end() if filled else found.end()
                    yield Label(kind, self.text[start:close], start, close, found.span("core"))


def _flat(text: str) -> str:
    """As beginnings are written, and as long as it was: in small letters, and every space a space."""
    small = text.translate(_SPACES).lower()
    return small if len(small) == len(text) else "".join(sign.lower()[0] for sign in text.translate(_SPACES))


@cache
def _kinds() -> dict[str, list[str]]:
    """The words of each kind, which are patterns."""
    return tomllib.loads((files("bot.screening") / "lists" / "labels.toml").read_text("utf-8"))


@cache
def _begun() -> frozenset[str]:
    """How labels begin."""
    return frozenset[str]().union(*(beginnings(word) for words in _kinds().values() for word in words))


@cache
def _that_begin(said: str) -> _Kinds:
    """For a beginning, which is one of labels, the kinds that have words which begin so, with those words."""
    fitting = {
        kind: [word for word in words if any(said.startswith(one) for one in beginnings(word))]
        for kind, words in _kinds().items()
    }
    return tuple((kind, _compiled(words)) for kind, words in fitting.items() if words)


def _compiled(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<core>{'|'.join(words)})(?:s|['’]s)?(?![A-Za-z])", re.IGNORECASE)
