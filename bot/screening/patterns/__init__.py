"""Patterns and lists of words as files beside this one: a book for each eye of the screen.

A pattern's lines are joined without their line ends and the space around them, so none may begin or end with a space
that counts. `{name}` in it stands for one of the book's parts, and `{name!}` for the same with its alternatives sorted
by their first letters, which is quicker where there are many.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.screening.beginnings import by_letter
from bot.screening.cues import Cue

_PART = re.compile(r"\{([a-z_]+)(!?)\}")


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern that holds a digit, what it tells, and where to try it: see Searched.near_digits."""

    pattern: re.Pattern[str]
    kind: str = ""
    back: int = 0
    begins: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """One file. What it lacks is a KeyError when the module that wants it is imported."""

    said: dict[str, Any]

    def part(self, name: str) -> str:
        """A piece of a pattern, with the parts in it."""
        return self._whole(self.said["parts"][name])

    def pattern(self, name: str) -> re.Pattern[str]:
        return re.compile(self._whole(self.said["patterns"][name]))

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(self._whole(one["pattern"])) for one in self.said["lists"][name])

    def shapes(self, name: str) -> tuple["Shape", ...]:
        return tuple(
            Shape(**one | {"pattern": re.compile(self._whole(one["pattern"]))}) for one in self.said["lists"][name]
        )

    def besides(self, name: str) -> tuple[Cue | None, ...]:
        """For each pattern of a list the words of which one must be said somewhere, for it to be worth trying."""
        said = [one.get("besides", "") for one in self.said["lists"][name]]
        return tuple(Cue(words.split()) if words else None for words in said)

    def words(self, name: str) -> frozenset[str]:
        return frozenset(self.said["words"][name].split())

    def cue(self, name: str) -> Cue:
        """The same, for a text to be searched around them."""
        return Cue(self.words(name))

    def _whole(self, said: str) -> str:
        joined = "".join(line.strip() for line in said.splitlines())
        return _PART.sub(lambda found: by_letter(self.part(found[1])) if found[2] else self.part(found[1]), joined)


@cache
def book(name: str) -> Book:
    return Book(tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8")))
