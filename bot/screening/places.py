"""Places smaller than a state that are told by their shape: addresses, institutions, employers, waters, papers."""

import re
from collections.abc import Iterator

from bot.screening import addresses, employers, institutions
from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.proper import CAP, IsPlain, names_in
from bot.screening.reading import Text

_BOOK = book("places")

_PRESS = _BOOK.part("press")
_WATERS = _BOOK.pattern("waters")
_PAPERS = re.compile(rf"\b(?:the\s+)?(?:{CAP}\s+){{1,3}}(?-i:{_PRESS.replace('(?:', '(?i:', 1)})\b")
_PRESS_WORDS = _BOOK.cue("press_words")
_WATER_WORDS = _BOOK.cue("water_words")


def hits(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """Those of all the rooms, in this order."""
    yield from addresses.hits(text, is_plain)
    yield from institutions.hits(text, is_plain)
    yield from employers.hits(text, is_plain)
    for found in text.near(_WATER_WORDS, _WATERS, 12, 90):
        yield Hit(found.start(), found.end(), "landmark", weight=6)
    for found in text.near(_PRESS_WORDS, _PAPERS, 50, 16):
        if not all(is_plain(word) for word in names_in(found[0])[:-1]):
            yield Hit(found.start(), found.end(), "newspaper", weight=6)
