"""What needs no name to give somebody away: bodies, pictures, and being the only one, or known to many."""

import re
from collections.abc import Iterator

from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("traits")

_BODY = _BOOK.pattern("body")
_FILE = _BOOK.pattern("file")
_SHOWN = _BOOK.pattern("shown")
_ONLY = _BOOK.pattern("only")
_NEWS = _BOOK.pattern("news")
_RARE = _BOOK.pattern("rare")
_EVENT = _BOOK.pattern("event")


_BODY_WORDS = _BOOK.words("body_words")
_PICTURE_WORDS = _BOOK.words("picture_words")
_ONLY_WORDS = _BOOK.words("only_words")
_NEWS_WORDS = _BOOK.words("news_words")
_RARE_WORDS = _BOOK.words("rare_words")
_EVENT_WORDS = _BOOK.words("event_words")


def hits(text: Text) -> Iterator[Hit]:
    for found in text.near(_BODY_WORDS, _BODY, 12, 40):
        yield Hit(found.start(), found.end(), "body", weight=8)
    if "." in text.text or "_" in text.text or "-" in text.text:
        for found in _FILE.finditer(text.text):
            yield Hit(found.start(), found.end(), "picture", weight=9)
    for found in text.near(_PICTURE_WORDS, _SHOWN, 60, 60):
        yield Hit(found.start(), found.end(), "picture", weight=3)
    for found in text.begins(_RARE_WORDS, _RARE):
        begun = _ATTRIBUTES.search(text.text, max(0, found.start() - 40), found.start())
        yield Hit(begun.start() if begun else found.start(), found.end(), "rare", weight=2)
    for kind, words, pattern, before, after in _TRAITS:
        for found in text.near(words, pattern, before, after):
            start = found.end() - len(_IS.sub("", found[0]))
            yield Hit(start, found.end(), kind, weight=2)


_ATTRIBUTES = _BOOK.pattern("attributes")
_IS = re.compile(r"^(?:is|was|as|being|it|were|been|are|in|on|all\s+over)\s+", re.IGNORECASE)
_TRAITS = (
    ("only", _ONLY_WORDS, _ONLY, 25, 120),
    ("news", _NEWS_WORDS, _NEWS, 45, 60),
    ("rare", _EVENT_WORDS, _EVENT, 80, 60),
)
