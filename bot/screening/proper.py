"""What the rooms that look for places, institutions and employers share: the words of a proper name."""

import re
from collections.abc import Callable

from bot.screening.patterns import book

_BOOK = book("places")

IsPlain = Callable[[str], bool]
"""Whether a word is ordinary English, and so no name by itself."""

CAP = _BOOK.part("cap")
RUN = _BOOK.part("run")
GENERIC = _BOOK.words("generic")


_WORDS, _OWNING = re.compile(r"[\w'’-]+"), re.compile(r"['’]s?$")


def names_in(said: str) -> list[str]:
    return [
        _OWNING.sub("", word)
        for word in _WORDS.findall(said)
        if word.lower() not in ("a", "an", "the", "of", "and", "st", "saint", "on", "in", "for")
    ]


def words_of(pattern: str) -> frozenset[str]:
    """The words that stand in a pattern, so that it is tried only where one of them is in the text."""
    found = re.findall(r"([a-zé]{2,})(\??)", re.sub(r"\\[a-zA-Z]", " ", pattern).lower())
    return frozenset(word for word, _ in found) | frozenset(word[:-1] for word, may in found if may)


def opens(text: str, start: int) -> bool:
    return start == 0 or bool(re.search(r"[.!?:\n]\s*$", text[max(0, start - 3) : start]))
