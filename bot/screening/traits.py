"""What needs no name to give somebody away: being the only one, or the first, or known to many."""

import re
from collections.abc import Iterator

from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("traits")

_ONLY = _BOOK.pattern("only")
_NEWS = _BOOK.pattern("news")
_RARE = _BOOK.pattern("rare")
_EVENT = _BOOK.pattern("event")


_ONLY_WORDS = _BOOK.cue("only_words")
_NEWS_WORDS = _BOOK.cue("news_words")
_RARE_WORDS = _BOOK.cue("rare_words")
_EVENT_WORDS = _BOOK.cue("event_words")


def hits(text: Text) -> Iterator[Hit]:
    for found in text.begins(_RARE_WORDS, _RARE):
        begun = _ATTRIBUTES.search(text.text, max(0, found.start() - 40), found.start())
        yield Hit(begun.start() if begun else found.start(), found.end(), "rare", weight=2)
    for found in text.near_digits(_IN_FIGURES, begins="0") if text.digits else ():
        yield Hit(found.start(), found.end(), "rare", weight=2)
    for found in text.begins(_PATENTS, _PATENT):
        yield Hit(found.start("code"), found.end("code"), "code", weight=9)
    for kind, words, pattern in _BEGUN:
        for found in text.begins(words, pattern):
            the = _THE.search(text.text, max(0, found.start() - 5), found.start())
            yield Hit(the.start() if the else found.start(), found.end(), kind, weight=5)
    for kind, words, pattern, before, after, weight in _TRAITS:
        for found in text.near(words, pattern, before, after):
            start = found.end() - len(_IS.sub("", found[0]))
            yield Hit(start, found.end(), kind, weight=weight)


_IN_FIGURES = _BOOK.pattern("in_figures")
_PATENTS = Cue(["patent", "patented"])
_PATENT = _BOOK.pattern("patent")
_BEGUN = (
    ("only", _BOOK.cue("sole_words"), _BOOK.pattern("sole")),
    ("rare", _BOOK.cue("feat_words"), _BOOK.pattern("feat")),
    ("rare", Cue(["one", "lost", "missing", "seven"]), _BOOK.pattern("body_of_few")),
)
"""Kind, words of which one begins it, pattern: quicker than to look around."""
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_ATTRIBUTES = _BOOK.pattern("attributes")
_IS = re.compile(r"^(?:is|was|as|being|it|were|been|are|in|on|all\s+over)\s+", re.IGNORECASE)
_TRAITS = (
    ("only", _ONLY_WORDS, _ONLY, 25, 120, 2),
    ("news", _NEWS_WORDS, _NEWS, 45, 60, 2),
    ("rare", _EVENT_WORDS, _EVENT, 80, 60, 2),
    ("rare", _BOOK.cue("prize_words"), _BOOK.pattern("prize"), 60, 110, 5),
    ("rare", _BOOK.cue("shirt_words"), _BOOK.pattern("shirt"), 16, 70, 5),
    ("rare", _BOOK.cue("near_feat_words"), _BOOK.pattern("feat_near"), 60, 40, 5),
    ("code", _BOOK.cue("caption_words"), _BOOK.pattern("caption"), 40, 70, 8),
)
"""Kind, words of which one must stand there, pattern, how far around, weight: what swallows a name weighs more."""
