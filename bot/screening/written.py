"""What a word is by how it is written: with a capital that tells something, or as any other word.

A capital inside a sentence on a word that no list knows is a name in most texts that people write, so it is taken;
typed small, or where any word has a capital, something beside it has to say so.
"""

from bot.screening.beside import Beside
from bot.screening.circles import JOINING, RELATIVES, ROLES, SAID, SPOKE
from bot.screening.doubtful import Doubtful
from bot.screening.forms import MEDICAL, simpler
from bot.screening.lexicon import Lexicon
from bot.screening.name_words import CALLED, COMMON, SHORT
from bot.screening.patterns import book
from bot.screening.reading import Text
from bot.screening.topics import tells
from bot.screening.words import Word

_BOOK = book("naming")

_SERVICES = _BOOK.words("services")
_SORT_OF = frozenset(["ish", "esque", "like", "style", "type", "era", "based", "ian"])
"""What makes of a name a way of being: Pinter-ish."""


class Written:
    """One text being asked what the word of a number is; "" for neither a name nor a place."""

    def __init__(self, text: Text, lexicon: Lexicon, beside: Beside, doubtful: Doubtful) -> None:
        self.text, self.known, self.beside, self.doubtful = text, lexicon, beside, doubtful

    def capital(self, index: int, word: Word, found: dict[int, str]) -> str:
        """A capital within a sentence of a text where capitals tell something."""
        lists, place = self.known, self.beside.to_a_place(index)
        if word.shouts and not (word.plain in lists.given and self.beside.personal(index, word)):
            return ""
        back = index - 1
        while back > max(0, index - 4) and self.text.words[back].plain in JOINING and self.text.touching(back):
            back -= 1
        if back < index - 1 and found.get(back) == "name" and self.text.touching(back):
            return "name"
        after_name = index - 1 in found and self.text.touching(index - 1)
        if (
            after_name
            and found[index - 1] == "name"
            and (word.plain in lists.family or not lists.is_ordinary(word.plain))
        ):
            return "name"
        if place and word.plain in lists.places and self.text.word(index - 1).plain in ("in", "near"):
            return "place"
        if (
            word.plain in lists.places
            and (place or word.plain not in lists.given)
            and not self.beside.personal(index, word)
        ):
            return "place"
        if word.plain in lists.cities and self.beside.like_a_city(index):
            return "place"
        if word.plain in lists.also_places and place and not self.beside.in_a_title(index):
            return "place"
        if word.plain in lists.also and (not self.beside.in_a_title(index) or self.beside.personal(index, word)):
            return "name"
        if lists.is_name(word.plain):
            return "name"
        if lists.is_ordinary(word.plain):
            if self._called(index):
                return "name"
            return "name" if word.plain in COMMON and self.beside.client_before(index) else ""
        return self._unknown(index, word, place)

    def _called(self, index: int) -> bool:
        """A man named Cutter; his mother calls him Ace."""
        before, earlier = self.text.word(index - 1).plain, self.text.word(index - 2).plain
        if not self.text.touching(index - 1):
            return False
        named = before in ("named", "nicknamed", "aka") or (before == "called" and earlier not in ("so", "-"))
        return named or (before in ("me", "him", "her", "them") and earlier in ("call", "calls", "called", "calling"))

    def _unknown(self, index: int, word: Word, place: bool) -> str:
        if word.shouts and len(word.plain) < 7:
            return ""
        if "-" in word.plain:
            return self._hyphened(word)
        if any(self.known.is_ordinary(form) for form in simpler(word.plain)):
            return ""
        return "place" if place and not self.beside.personal(index, word) else "name"

    def _hyphened(self, word: Word) -> str:
        if word.plain.replace("-", " ") in self.known.places:
            return "place"
        parts = word.plain.split("-")
        if all(self.known.is_ordinary(part) or len(part) < 2 for part in parts):
            return ""
        if parts[0] in self.known.places and self.known.is_ordinary(parts[-1]):
            return "place"
        if parts[-1] in _SORT_OF:
            return ""
        return "name" if word.text.split("-")[-1][:1].isupper() or self.known.is_name(parts[0]) else ""

    def small(self, index: int, word: Word, found: dict[int, str]) -> str:
        """Written small, or with a capital that any word would have there."""
        lists, place = self.known, self.beside.to_a_place(index)
        plain, before_plain = word.plain, self.text.word(index - 1).plain
        if word.first and word.capital and self.beside.family_first(index, word):
            return "name"
        after_name = found.get(index - 1) == "name" and self.text.touching(index - 1)
        if plain in lists.places and (
            place or (plain in lists.cities and len(plain) > 4) or (word.capital and self.text.tells)
        ):
            return "place" if place or not (plain in lists.given or plain in lists.also) else "name"
        if plain in lists.given and (
            len(plain) > 3 or plain in SHORT or self.beside.personal(index, word) or after_name
        ):
            return "name"
        if after_name and (plain in COMMON or (plain in lists.family and not lists.is_ordinary(plain))):
            return "name"
        if (
            plain in lists.family
            and plain not in lists.words
            and len(plain) > 3
            and (self.beside.personal(index, word) or word.capital)
        ):
            return "name"
        paired = (
            before_plain in ("and", "to") and index - 2 in found and self.text.word(index - 2).plain in lists.places
        )
        served = word.capital and self.text.tells and self.text.word(index + 1).plain in _SERVICES
        if plain in lists.also_places and (self.beside.lived_in(index) or paired or served):
            return "place"
        if plain in lists.also:
            return "name" if self.doubtful.meant(index, word, found) else ""
        if lists.is_ordinary(plain) or len(plain) < 3:
            return ""
        if plain.endswith("s") and plain[:-1] in lists.given and self.text.word(index + 1).plain in RELATIVES:
            return "name"
        return self._small_unknown(index, word, place)

    def _small_unknown(self, index: int, word: Word, place: bool) -> str:
        if word.shouts and len(word.plain) < 7:
            return ""
        if "-" in word.plain:
            return self._hyphened(word)
        if word.shouts or any(self.known.is_ordinary(form) for form in simpler(word.plain)):
            return ""
        after, before = self.text.word(index + 1).plain, self.text.word(index - 1).plain
        if (
            before in CALLED | {"saw", "met", "seeing"}
            or (before in ROLES and self.text.touching(index - 1))
            or word.owns
        ):
            return "name"
        if self.known.is_name(after) and self.text.touching(index) and after not in SHORT:
            return "name"
        if word.first and word.capital and self.text.tells and (after in SAID or self.beside.aged(index)):
            return "name"
        if (
            word.first
            and word.capital
            and self.text.tells
            and len(word.plain) > 3
            and not word.plain.endswith(MEDICAL)
            and not tells(word.plain)
        ):
            return "name"
        acts = after.endswith("s") and after in self.known.words and not after.endswith(("ss", "us", "is"))
        if word.first and word.capital and self.text.tells and acts and self.text.touching(index):
            return "name"
        if not word.first and after in SPOKE and before not in ("the", "a", "an", "my", "her", "his", "their"):
            return "name"
        return "place" if place and self.beside.lived_in(index) else ""
