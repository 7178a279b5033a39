"""Which words are names of people and places: lists first, then what stands around a word; a capital alone is little.

A word of the lists that is no English word is taken by itself. An ordinary word that may also be a name (grace, will,
reading) is taken when something around it says so. A capital inside a sentence on a word that no list knows is a name
in most texts that people write, so it is taken as well.
"""

from collections.abc import Iterator
from functools import cache
from string import ascii_lowercase

from bot.screening.abroad import Abroad
from bot.screening.beside import Beside
from bot.screening.circles import ADDRESS
from bot.screening.doubtful import Doubtful
from bot.screening.famous import beginnings, of_a_method, of_a_thing, well_known
from bot.screening.finding import Hit
from bot.screening.lexicon import Lexicon, clinical, lexicon
from bot.screening.name_words import COMMON, MONTH_NAMES, NEVER
from bot.screening.reading import Text
from bot.screening.tongues import tongue_of
from bot.screening.whole import Whole
from bot.screening.words import Word
from bot.screening.written import Written

_CONTRACTED = ("'ve", "'ll", "'re", "n't", "i'm", "i'd")


class Naming:
    """One text being read for names. `hits()` gives what was found, whole names in one."""

    def __init__(self, text: Text, lexicon: Lexicon) -> None:
        self.text, self.known = text, lexicon
        self.beside = Beside(text, lexicon)
        self.doubtful = Doubtful(text, lexicon, self.beside)
        self.written = Written(text, lexicon, self.beside, self.doubtful)
        tongue = tongue_of(text)
        self.abroad = Abroad(text, lexicon, self.beside, self.written, tongue) if tongue.foreign else None

    def hits(self) -> Iterator[Hit]:
        found: dict[int, str] = {}
        dull, several, never, past = _dull(), _several(), _never(), 0
        for index, word in enumerate(self.text.words):
            if index < past or (word.plain in dull and not word.capital):
                continue
            if word.plain in several and (length := self._of_several(index, found)):
                past = index + length
            elif (
                word.plain not in never and (kind := self._kind(index, found)) and not of_a_method(self.text, index, 1)
            ):
                found[index] = kind
        yield from Whole(self.text, self.known, found, foreign=self.abroad is not None).names()

    def _of_several(self, index: int, found: dict[int, str]) -> int:
        """How many words from here are one place, which is noted, or one name that everybody knows."""
        length = self._place_of_several(index)
        if length and not of_a_method(self.text, index, length):
            found.update(dict.fromkeys(range(index, index + length), "place"))
        return length or well_known(self.text, index)

    def _place_of_several(self, index: int) -> int:
        """How many words from here are one place: Milton Keynes, Stoke on Trent."""
        word = self.text.word(index)
        seconds = self.known.beginnings.get(word.plain)
        most = seconds.get(self.text.word(index + 1).plain, 0) if seconds else 0
        for length in range(most, 1, -1):
            words = self.text.words[index : index + length]
            if len(words) < length or not all(self.text.between(index + n) == " " for n in range(length - 1)):
                continue
            if " ".join(one.plain for one in words) not in self.known.places:
                continue
            capitals = sum(one.capital for one in words)
            rare = any(not self.known.is_ordinary(one.plain) for one in words)
            if (self.text.tells and capitals >= 2) or (rare and self.beside.to_a_place(index)) or (rare and length > 2):
                return length
        return 0

    def _kind(self, index: int, found: dict[int, str]) -> str:
        word, before = self.text.words[index], self.text.word(index - 1)
        if len(word.plain) < 2 or of_a_thing(self.text, index) or word.plain.endswith(_CONTRACTED):
            return ""
        if before.plain in ADDRESS and self.doubtful.titled(index, before):
            return "name"
        if self._is_a_thing(index, word, before) or (word.capital and self.doubtful.cited(index)):
            return ""
        if word.plain in self.known.lands and not self.doubtful.called_like_a_land(index, word):
            return ""
        if word.plain in MONTH_NAMES:
            return "name" if self.doubtful.month_person(index, word) else ""
        if word.plain in self.known.known:
            return "name" if self.doubtful.theorist_as_person(index, found) else ""
        if self.abroad:
            return self.abroad.kind(index, word, found)
        trusted = word.capital and not word.first and self.text.tells and not (word.shouts and len(word.plain) < 4)
        return self.written.capital(index, word, found) if trusted else self.written.small(index, word, found)

    def _is_a_thing(self, index: int, word: Word, before: Word) -> bool:
        """A word of medicine, one that an article stands before ("a grace"), or a part of a code."""
        if len(word.plain) > 6 and word.plain.endswith(clinical()) and not self.known.is_name(word.plain):
            return True
        if not word.owns and before.plain in ("a", "an") and before.text != "à" and not self.abroad:
            return self.text.between(index - 1) == " " or self._in_a_code(word)
        if not word.owns and before.plain == "the" and word.plain in self.known.also:
            return self.text.touching(index - 1) or self._in_a_code(word)
        return self._in_a_code(word)

    def _in_a_code(self, word: Word) -> bool:
        return len(word.plain) < 5 and self.text.text[word.end : word.end + 1].isdigit()


@cache
def _several() -> frozenset[str]:
    """What places and well-known names of more words than one begin with."""
    return beginnings() | lexicon().beginnings.keys()


@cache
def _never() -> frozenset[str]:
    """The commonest words, and letters: no name, however they are typed."""
    return (NEVER - MONTH_NAMES) | frozenset(ascii_lowercase)


@cache
def _dull() -> frozenset[str]:
    """Ordinary words that no list of names or places has: typed small, they are never one."""
    known = lexicon()
    telling = known.also | known.also_places | known.family | known.cities | known.places | known.given | known.lands
    telling -= NEVER
    return (known.words | known.known | NEVER) - telling - _several() - MONTH_NAMES - COMMON
