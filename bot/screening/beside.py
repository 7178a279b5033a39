"""What stands around a word: a way to a place, a role, an age, what people do."""

import re

from bot.screening.circles import MEETS, MOVES, PLACE_PREPOSITIONS, ROLES, SPOKE
from bot.screening.lexicon import Lexicon
from bot.screening.name_words import INTRODUCE
from bot.screening.patterns import book
from bot.screening.reading import Text
from bot.screening.words import Word

_BOOK = book("naming")

_PRONOUNS = (" (she/", " (he/", " (they/", " (ze/", " (xe/")
_ABROAD = frozenset(("à", "nach", "aus", "bei", "vecino", "vecina", "nahe"))
"""What stands before a place in French, German and Spanish."""
_AIMED = _BOOK.words("aimed")
_LIVING = ROLES | {"is", "was", "s"}


class Beside:
    """One text being asked what stands beside the word of a number."""

    def __init__(self, text: Text, lexicon: Lexicon) -> None:
        self.text, self.known = text, lexicon

    def to_a_place(self, index: int) -> bool:
        before, earlier = self.text.word(index - 1).plain, self.text.word(index - 2).plain
        if before in PLACE_PREPOSITIONS or self.text.word(index - 1).text in _ABROAD:
            return True
        if before in ("from", "to", "of", "for"):
            return earlier in MOVES or before == "from" or self.text.word(index - 3).plain == "from"
        if before == "between":
            return True
        if before == "and" and self.text.word(index - 3).plain == "between":
            return True
        return (
            before in ("the", "downtown", "central", "greater", "rural", "inner", "south", "north", "east", "west")
            and earlier in PLACE_PREPOSITIONS
        )

    def lived_in(self, index: int) -> bool:
        before, earlier = self.text.word(index - 1).plain, self.text.word(index - 2).plain
        if before not in ("in", "to", "from", "near", "outside", "around", "at"):
            return False
        if before == "from" and self.text.word(index + 1).plain == "originally":
            return True
        return earlier in MOVES or (before == "from" and earlier in _LIVING) or earlier in ROLES

    def like_a_city(self, index: int) -> bool:
        """After a postal code, at the end of an address, or "at Paris", but not "angry at Paris"."""
        start = self.text.words[index].start
        if re.search(r"\d{4,5}\s$|\d[A-Z]{0,2},\s$|\b[Tt]hen\s$", self.text.text[max(0, start - 8) : start]):
            return True
        return self.text.word(index - 1).plain == "at" and self.text.word(index - 2).plain not in _AIMED

    def client_before(self, index: int) -> bool:
        return self.text.word(index - 1).plain in ROLES and self.text.touching(index - 1)

    def aged(self, index: int) -> bool:
        """Sarah, 34, or Sarah (34), or Sarah (she/her)."""
        word = self.text.words[index]
        if self.text.text.startswith(_PRONOUNS, word.end):
            return True
        return self.text.text[word.end : word.end + 6].lstrip(",( ")[:2].isdigit()

    def personal(self, index: int, word: Word) -> bool:
        """Something around says that this is somebody."""
        before, after = self.text.word(index - 1).plain, self.text.word(index + 1).plain
        if before in INTRODUCE or self.aged(index):
            return True
        if word.owns and after in ROLES:
            return True
        return (after in SPOKE and not self.text.word(index + 1).first) or (
            before in MEETS and before not in ("of", "to", "for", "from")
        )

    def in_a_title(self, index: int) -> bool:
        """Beside an ordinary word with a capital, as in Hope Scale."""
        for near in (index + 1, index - 1):
            other = self.text.word(near)
            touching = self.text.touching(min(near, index))
            ordinary = other.plain in self.known.words and not (
                other.plain in self.known.family or other.plain in self.known.also
            )
            if touching and other.capital and not other.first and ordinary:
                return True
        return False

    def family_first(self, index: int, word: Word) -> bool:
        """Whitcombe, Sarah."""
        given = self.text.word(index + 1)
        if self.text.between(index) != ", " or not given.capital or given.first:
            return False
        named = given.plain in self.known.given or given.plain in self.known.also
        return named and (word.plain in self.known.family or not self.known.is_ordinary(word.plain))
