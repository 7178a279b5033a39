"""Words that were found made into whole names: with their title before, what joins them, and initials between."""

from collections.abc import Iterator

from bot.screening.circles import ADDRESS, JOINING, RELATIVES, ROLES
from bot.screening.finding import Hit
from bot.screening.lexicon import Lexicon
from bot.screening.name_words import MONTH_NAMES
from bot.screening.reading import Text

_OWNERS = frozenset(["my", "her", "his", "their", "our", "your", "the", "a", "an"])
_BEFORE_FAMILY = frozenset(
    ["van", "von", "der", "den", "ter", "de", "del", "della", "di", "da", "dos", "bin", "bint", "ibn"]
)


class Whole:
    """One text, and what its words were found to be, by their number. Where "de" is "of" it begins no name."""

    def __init__(self, text: Text, lexicon: Lexicon, found: dict[int, str], *, foreign: bool = False) -> None:
        self.text, self.known, self.found = text, lexicon, found
        self.particles = frozenset[str]() if foreign else _BEFORE_FAMILY

    def names(self) -> Iterator[Hit]:
        """Whole names: with their title before, what joins them, and initials between."""
        index, words, found = 0, self.text.words, self.found
        while index < len(words):
            if index not in found:
                index += 1
                continue
            kind, last = found[index], index
            while self._goes_on(last, kind):
                last += next(step for step in (1, 2, 3) if found.get(last + step) == kind)
            first = index
            while (
                kind == "name" and self.text.word(first - 1).plain in self.particles and self.text.touching(first - 1)
            ):
                first -= 1
            if (
                kind == "name"
                and self.text.word(index - 1).plain in ADDRESS
                and self.text.touching(index - 1)
                and not self._somebodys(index - 1)
            ):
                first -= 1
            yield self._hit(first, last, kind)
            index = last + 1

    def _goes_on(self, last: int, kind: str) -> bool:
        if not self.text.touching(last) or self.text.words[last].owns:
            return False
        if self.found.get(last + 1) == kind:
            return True
        if {self.text.word(last + 1).plain, self.text.word(last + 2).plain} <= JOINING:
            return self.found.get(last + 3) == kind and self.text.touching(last + 1) and self.text.touching(last + 2)
        joins = (
            self.text.word(last + 1).plain in JOINING
            or len(self.text.word(last + 1).text) == 1
            and self.text.word(last + 1).capital
        )
        return (
            joins
            and self.text.word(last + 1).plain not in ("i", "a")
            and self.text.touching(last + 1)
            and self.found.get(last + 2) == kind
        )

    def _hit(self, first: int, last: int, kind: str) -> Hit:
        words = self.text.words[first : last + 1]
        end = words[-1].end
        if (
            kind == "place"
            and "-" in words[-1].text
            and not {words[-1].plain, words[-1].plain.replace("-", " ")} & self.known.places
        ):
            end = words[-1].start + words[-1].text.index("-")
        weight = 9 if words[0].plain in MONTH_NAMES else 4
        return Hit(words[0].start, end, kind, self._whose(first), weight=weight)

    def _somebodys(self, index: int) -> bool:
        """His sister, who stays; while Sister Kelly and Auntie Grace are addressed so."""
        owned = self.text.word(index - 1).plain in _OWNERS and self.text.touching(index - 1)
        return owned and self.text.word(index).plain in RELATIVES

    def _whose(self, first: int) -> str:
        """The role before a name, so that it can stand for it: his wife Grace → his wife."""
        role, owner = self.text.word(first - 1), self.text.word(first - 2)
        if first and role.plain in ROLES and self.text.touching(first - 1):
            owned = owner.plain in _OWNERS and self.text.touching(first - 2)
            return f"{owner.text if owned else 'the'} {role.text}".lower()
        return "the " + role.plain if first and role.plain in ROLES and self.text.between(first - 1) == ", " else ""
