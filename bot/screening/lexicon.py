"""The words the screen knows: names, places, ordinary English, and capitals that identify nobody.

Read from lists/ when the first text is screened, and not before. Five lists are made from packages (`make lists`); the
others are our own, and say in their first lines what is in them.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of plain words: small letters, no accents."""

    given: frozenset[str]
    """Given names, and family names of cultures where either may come first, that are no English words."""
    also: frozenset[str]
    """Given names that are ordinary words, too."""
    family: frozenset[str]
    cities: frozenset[str]
    places: frozenset[str]
    """Cities, towns, counties, regions that are no English words; of more words than one, joined by spaces."""
    also_places: frozenset[str]
    """Places that are ordinary words, too."""
    beginnings: dict[str, dict[str, int]]
    """By the first two words of a place of several words: how many words the longest has."""
    words: frozenset[str]
    lands: frozenset[str]
    """Countries and states, which may stay."""
    known: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        return word in self.words or word in self.known

    def is_name(self, word: str) -> bool:
        return word in self.given or (word in self.family and word not in self.words)


@cache
def lexicon() -> Lexicon:
    words, known = _lines("words"), own("known")
    given, more, also = _lines("given"), own("more_names"), own("also_names")
    cities, towns = _lines("cities"), _lines("towns")
    also_places = own("also_places")
    places = frozenset(cities | towns | also_places)
    beginnings: dict[str, dict[str, int]] = {}
    for place in places:
        first, *others = place.split(" ")
        if others:
            seconds = beginnings.setdefault(first, {})
            seconds[others[0]] = max(seconds.get(others[0], 0), 1 + len(others))
    return Lexicon(
        given=(given | more | also) - words - known,
        also=(also & words) - known,
        family=(_lines("family") | more) - known,
        cities=cities - words - known,
        places=places - words - known,
        also_places=(also_places & words) - known,
        beginnings=beginnings,
        words=words,
        lands=own("lands"),
        known=known,
    )


@cache
def villages() -> frozenset[str]:
    """Where German is spoken, smaller than what `places` has, and no ordinary word there."""
    return _lines("villages") - _lines("words_de") - lexicon().words - lexicon().known


@cache
def clinical() -> tuple[str, ...]:
    """How words of medicine end."""
    return tuple(sorted(own("clinical")))


def plain(word: str) -> str:
    """Small letters without accents, as in the lists."""
    if word.isascii():
        return word.lower()
    word = word.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("Ø", "o").replace("ł", "l")
    spread = unicodedata.normalize("NFKD", word.replace("Ł", "l"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).lower()


def _lines(name: str) -> frozenset[str]:
    return frozenset(_text(name).split("\n"))


def own(name: str) -> frozenset[str]:
    """A list of ours, in which a line may hold many words."""
    lines = [line for line in _text(name).split("\n") if not line.startswith("#")]
    return frozenset(plain(word) for line in lines for word in line.split())


def _text(name: str) -> str:
    return (files("bot.screening") / "lists" / f"{name}.txt").read_text("utf-8")
