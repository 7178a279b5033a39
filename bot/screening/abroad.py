"""What a word is in a text that is not in English: lists first, and a capital only where it tells something.

In German every noun has one, so there a name is listed, or is introduced ("Frau", "heißt"), or follows another; a place
is listed and stands behind a preposition. Elsewhere a capital inside a sentence tells as much as in English, and at
the beginning of one nothing.
"""

from bot.screening.beside import Beside
from bot.screening.circles import JOINING
from bot.screening.forms import MEDICAL
from bot.screening.lexicon import Lexicon, villages
from bot.screening.patterns import book
from bot.screening.reading import Text
from bot.screening.tongues import Tongue
from bot.screening.words import Word
from bot.screening.written import Written

_BOOK = book("abroad")

_CALLED = _BOOK.words("called")
_ROLES = _BOOK.words("roles")
_LOCATIVE = _BOOK.words("locative")
_SPEAKS = _BOOK.words("speaks")
_ARTICLES, _DWELLS = _BOOK.words("articles"), _BOOK.words("dwells")
_ALSO_NOUNS = tuple(_BOOK.words("noun_endings"))


class Abroad:
    """One text in another language being asked what the word of a number is; "" for neither a name nor a place."""

    def __init__(self, text: Text, lexicon: Lexicon, beside: Beside, written: Written, tongue: Tongue) -> None:
        self.text, self.known, self.beside, self.written, self.tongue = text, lexicon, beside, written, tongue

    def kind(self, index: int, word: Word, found: dict[int, str]) -> str:
        listed = word.plain in self.known.given
        called = self.text.word(index - 1).plain in _CALLED and self.text.touching(index - 1)
        if not word.capital:
            return self._small(index, word, listed, called)
        if self._follows_a_name(index, found):
            return "name"
        if word.plain in _ROLES and not called:
            return ""
        if word.plain in self.tongue.ordinary:
            return self._ordinary(index, word, listed or word.plain in self.known.also, called)
        if word.first:
            return self._opening(index, word, listed)
        if self.tongue.capitals:
            return self._noun(index, word, listed, called)
        return self.written.capital(index, word, found)

    def _small(self, index: int, word: Word, listed: bool, called: bool) -> str:
        """Typed small: a name that is listed, introduced or in a text that is typed so altogether."""
        if word.plain in self.tongue.ordinary or len(word.plain) < 3:
            return ""
        if listed and (called or self.text.small):
            return "name"
        return "place" if self.text.small and self._locative(index) and self._of_the_lists(word) else ""

    def _ordinary(self, index: int, word: Word, listed: bool, called: bool) -> str:
        """One of the commonest words there, which is a name all the same: Anna Klein, in Essen."""
        if word.plain in self.known.cities and self._locative(index):
            return "place"
        if listed and (called or self.text.word(index - 1).plain in _ROLES):
            return "name"
        return "name" if listed and not word.first and not self.tongue.capitals else ""

    def _opening(self, index: int, word: Word, listed: bool) -> str:
        """Where a sentence begins, and any word has a capital."""
        speaks = self.text.word(index + 1).plain in _SPEAKS and self.text.touching(index)
        if self.beside.aged(index) and (listed or word.plain in self.known.also or not self.tongue.capitals):
            return "name"
        if listed and not self.known.is_ordinary(word.plain) and (len(word.plain) > 3 or speaks):
            return "name"
        return "place" if word.plain in self.known.cities and len(word.plain) > 4 else ""

    def _noun(self, index: int, word: Word, listed: bool, called: bool) -> str:
        """A capital that any noun has."""
        if (self._locative(index) and self._of_the_lists(word)) or self.text.word(index - 1).text == "Bad":
            return "place"
        if word.plain in self.known.cities and not listed and len(word.plain) > 5:
            return "place"
        if "-" in word.plain:
            return "name" if called else ""
        before, noun = self.text.word(index - 1).plain, word.plain.endswith((*_ALSO_NOUNS, *MEDICAL))
        if self._locative(index) and not noun and any(self.text.word(index - n).plain in _DWELLS for n in (2, 3, 4)):
            return "place"
        if called or (listed and (len(word.plain) > 4 or before not in _ARTICLES)):
            return "name"
        return "name" if before in _ROLES and self.text.touching(index - 1) and not noun else ""

    def _of_the_lists(self, word: Word) -> bool:
        known = self.known
        return word.plain in known.places or word.plain in known.also_places or word.plain in villages()

    def _follows_a_name(self, index: int, found: dict[int, str]) -> bool:
        """Also over what joins: Sjoerd van der Berg."""
        back = index - 1
        while back > max(0, index - 4) and self.text.words[back].plain in JOINING and self.text.touching(back):
            back -= 1
        return found.get(back) == "name" and self.text.touching(back)

    def _locative(self, index: int) -> bool:
        return self.text.word(index - 1).plain in _LOCATIVE and self.text.touching(index - 1)
