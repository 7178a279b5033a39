"""One line of words, read from left to right; small words between the others are passed over."""

import re
from collections.abc import Callable
from typing import TypeVar

from bot.rhythm.vocabulary import ordinal, weekday

T = TypeVar("T")

_JOINING = {",", "&", "+", "and"}
_PASSED_OVER = {"the", "on", "at", "of", "in", "."}


class Line:
    """The words of a line and how far they were read."""

    def __init__(self, words: str) -> None:
        self._words = [part for word in re.findall(r"[,&]|[^\s,&]+", words) for part in _parts(word)]
        self._read = 0

    @property
    def heard(self) -> str:
        """The words that were read, as typed."""
        return " ".join(self._words[: self._read]).replace(" ,", ",")

    @property
    def next(self) -> str:
        """The next word that counts, or ""."""
        at = self._beyond(_PASSED_OVER | _JOINING)
        return self._words[at] if at < len(self._words) else ""

    def rest(self) -> str:
        """What was not read, without small words at its ends."""
        left = self._words[self._beyond(_PASSED_OVER | _JOINING) :]
        while left and left[-1].casefold() in _PASSED_OVER | _JOINING:
            left.pop()
        return " ".join(left).replace(" ,", ",")

    def take(self, read: Callable[[str], T | None], *, words: int = 1) -> T | None:
        """What `read` makes of the next words; when it makes nothing of them, they stay unread."""
        at = self._beyond(_PASSED_OVER)
        value = read(" ".join(self._words[at : at + words])) if at + words <= len(self._words) else None
        if value is not None:
            self._read = at + words
        return value

    def several(self, read: Callable[[str], T | None], *, loosely: bool = False) -> list[T]:
        """As many as there are, with "and" or a comma between them; `loosely` does without."""
        found: list[T] = []
        value = self.take(read)
        while value is not None:
            found.append(value)
            back = self._read
            self._read = self._beyond(_JOINING)
            value = self.take(read) if loosely or self._read > back else None
            self._read = self._read if value is not None else back
        return found

    def _beyond(self, words: set[str]) -> int:
        at = self._read
        while at < len(self._words) and self._words[at].casefold() in words:
            at += 1
        return at


def _parts(word: str) -> list[str]:
    """ "Mon/Wed" as two joined words, while "Europe/Berlin" stays one."""
    parts = word.split("/")
    if len(parts) > 1 and all(weekday(part) is not None or ordinal(part) is not None for part in parts):
        return [piece for part in parts for piece in (",", part)][1:]
    return [word]
