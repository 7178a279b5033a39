"""Where in a text a slow pattern is worth trying: around the words that it must hold, or beside its numbers.

A text of 1 kB has a thousand places, and the screen some two hundred patterns: to try each everywhere takes a hundred
times as long. So every pattern says what must stand there (a cue, a digit), and is tried nowhere else.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from string import ascii_lowercase, ascii_uppercase, digits

from bot.screening.cues import Cue, heard
from bot.screening.patterns import Shape
from bot.screening.words import Word, words_of

_OUTLINE = str.maketrans(
    {**dict.fromkeys(digits, "0"), **dict.fromkeys(ascii_uppercase, "A"), **dict.fromkeys(ascii_lowercase, "a")}
)
_DIGIT = re.compile(r"(?![0-9])\d")
_RUN = re.compile(r"[^\W_]+")
_BEFORE_NUMBERS = "+(#-[*/"
_FARTHEST = 3
"""No pattern of a number begins more runs of letters before it."""


class Searched:
    """A text and its words, and where in it to look."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = list(words_of(text))
        self._beside_digits: dict[tuple[int, str], list[int]] = {}

    @cached_property
    def spots(self) -> dict[str, list[int]]:
        """Where each word stands, also the parts of a hyphened one."""
        spots: dict[str, list[int]] = {}
        for word in self.words:
            spots.setdefault(word.plain, []).append(word.start)
            start = word.start
            for part in word.plain.split("-") if "-" in word.plain else ():
                spots.setdefault(part, []).append(start)
                start += len(part) + 1
        return spots

    @cached_property
    def _heard(self) -> dict[Cue, list[int]]:
        return heard(self.spots)

    def hears(self, cue: Cue) -> bool:
        return cue in self._heard

    def where(self, cue: Cue) -> list[int]:
        return self._heard.get(cue, [])

    def near(self, cue: Cue, pattern: re.Pattern[str], before: int, after: int) -> Iterator[re.Match[str]]:
        """Matches of a slow pattern, looked for only around words that it must hold."""
        return self.around(self.where(cue), pattern, before, after)

    def begins(self, cue: Cue, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern that begins with one of these words: tried there and nowhere else."""
        return self._from(self.where(cue), pattern)

    def around(
        self, spots: Iterable[int], pattern: re.Pattern[str], before: int, after: int
    ) -> Iterator[re.Match[str]]:
        last = 0
        for start, end in windows(spots, before, after):
            while found := pattern.search(self.text, max(start, last), end):
                last = max(found.end(), found.start() + 1)
                yield found

    def near_digits(self, pattern: re.Pattern[str], back: int = 0, begins: str = "") -> Iterator[re.Match[str]]:
        """Matches of a pattern that holds a digit and begins at most so many runs of letters before it.

        `begins` says with what: "0" a digit, "A" a capital, "a" a small letter, "+" a sign before a number, "0A" one of
        two; nothing said is anything. With "-" no space parts it from the number.
        """
        starts = self._beside_digits.get((back, begins))
        if starts is None:
            starts = self._beside_digits[back, begins] = self._before_digits(back, begins)
        return self._from(starts, pattern)

    def shaped(self, shape: Shape) -> Iterator[re.Match[str]]:
        """Matches of a shape, where there is anything that it needs."""
        if shape.needs and not any(one in self._outline for one in shape.needs):
            return iter(())
        return self.near_digits(shape.pattern, shape.back, shape.begins)

    @cached_property
    def _outline(self) -> str:
        """The text with 0 for every digit, A for a capital and a for a small letter, of those that are ASCII."""
        return (self.text if self.text.isascii() else _DIGIT.sub("0", self.text)).translate(_OUTLINE)

    def starts(self, begin: int, end: int) -> list[int]:
        """Where runs of letters and digits begin, and number signs stand, from one place to another."""
        return self._starts[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]

    @property
    def digits(self) -> bool:
        return bool(self._numbers)

    def _from(self, starts: Iterable[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        last, text, match = 0, self.text, pattern.match
        for start in starts:
            if start >= last and (found := match(text, start)):
                last = max(found.end(), start + 1)
                yield found

    def _before_digits(self, back: int, begins: str) -> list[int]:
        sorts, parted = begins or "0Aa", "-" not in begins
        near = self._near_numbers
        starts = [start for start, sort, away, joined in near if away <= back and sort in sorts and (joined or parted)]
        return starts if begins and "+" not in begins else sorted({*starts, *self._openings})

    @cached_property
    def _near_numbers(self) -> list[tuple[int, str, int, bool]]:
        """Runs in and before numbers: where each begins and with what, how many runs before a number it stands, and
        whether no space parts them.
        """
        near: dict[int, tuple[int, str, int, bool]] = {}
        for number in self._numbers:
            joined = True
            for away in range(min(_FARTHEST, number) + 1):
                index = number - away
                start = self._runs[index]
                near_by = near.get(index)
                if near_by and near_by[2] <= away:
                    break
                near[index] = (start, _sort_of(self.text[start]), away, joined)
                joined = joined and not self.text[start - 1].isspace()
        return [near[index] for index in sorted(near)]

    @cached_property
    def _openings(self) -> list[int]:
        """Where signs stand that begin a number."""
        found = []
        for index in self._numbers:
            opening = self._runs[index] - 1
            while opening >= 0 and self.text[opening] in _BEFORE_NUMBERS:
                found.append(opening)
                opening -= 1
        return found

    @cached_property
    def _numbered_runs(self) -> tuple[list[int], list[int]]:
        """Where runs of letters and digits begin, and the numbers of those that hold a digit."""
        runs, numbers = list[int](), list[int]()
        for found in _RUN.finditer(self.text):
            if not found[0].isalpha():
                numbers.append(len(runs))
            runs.append(found.start())
        return runs, numbers

    @property
    def _runs(self) -> list[int]:
        return self._numbered_runs[0]

    @property
    def _numbers(self) -> list[int]:
        return self._numbered_runs[1]

    @cached_property
    def _starts(self) -> list[int]:
        signs = [at for at, sign in enumerate(self.text) if sign == "#"] if "#" in self.text else []
        return sorted([*self._runs, *signs]) if signs else self._runs


def windows(spots: Iterable[int], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Stretches around places in a text; those that touch become one."""
    start, end = 0, -1
    for spot in spots:
        if spot - before > end:
            if end >= 0:
                yield start, end
            start = max(0, spot - before)
        end = spot + after
    if end >= 0:
        yield start, end


def _sort_of(sign: str) -> str:
    if sign.isdecimal():
        return "0"
    return "a" if sign.islower() else "A"
