"""A text as the screen reads it: words with their place, their case, and whether a sentence begins there."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from bot.screening.lexicon import lexicon, plain

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ`-][^\W\d_]+)*")
_OWNS = ("'s", "’s", "'S", "’S")
_OPENING = " \t\"'“‘„‚«»‹›”¿¡([*•>–—-"
_ENDING = ".!?:;…\n"


class Word(NamedTuple):
    """`plain` is how the lists have it; `end` is before a possessive 's, which `owns` says was there. A word of more
    letters than one that are all `capital` `shouts`.
    """

    text: str
    plain: str
    start: int
    end: int
    first: bool
    owns: bool
    capital: bool
    shouts: bool


_ELIDED = re.compile(r"(?i)\b(?:[ldjnsctm]|qu|jusqu|lorsqu|puisqu|un|all|dell|dall|nell|sull|quest)['’](?=[^\W\d_]{2})")
_NUMBERED = re.compile(r"(?:^|\n)\s*(?:\d+[.)]|[a-z]\))\s*$")
_RUN = re.compile(r"[^\W_]+")
_BEFORE_NUMBERS = "+(#-[*/"


def windows(spots: list[int], before: int, after: int) -> Iterator[tuple[int, int]]:
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


class Text:
    """A text and its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._beside_digits: dict[tuple[int, bool], list[int]] = {}
        self.words = [self._word(found) for found in _WORD.finditer(text)]
        if _ELIDED.search(text):
            self.words = [part for word in self.words for part in self._parts(word)]
        self._padded = [*_AROUND, *self.words, *_AROUND]

    def _word(self, found: re.Match[str]) -> Word:
        word, start = found[0], found.start()
        owned = word.endswith(_OWNS)
        core = word[:-2] if owned else word
        capital = core[0].isupper()
        shouts = capital and len(core) > 1 and core.isupper()
        return Word(core, plain(core), start, start + len(core), self._begins(start), owned, capital, shouts)

    def _parts(self, word: Word) -> tuple[Word, ...]:
        """L'enfant, d'Hélène: what was elided, and the word; but not D'Angelo, who is listed so."""
        elided = _ELIDED.match(word.text)
        if not elided or lexicon().is_name(word.plain) or word.plain in lexicon().words:
            return (word,)
        first, rest = elided[0], word.text[elided.end() :]
        start, capital = word.start + elided.end(), rest[0].isupper()
        shouts = capital and len(rest) > 1 and rest.isupper()
        return (
            word._replace(text=first[:-1], plain=plain(first[:-1]), end=start - 1, owns=False, shouts=False),
            Word(rest, plain(rest), start, word.end, False, word.owns, capital, shouts),
        )

    def _begins(self, start: int) -> bool:
        """After a full stop or a new line, whatever opens the sentence; also inside a quotation or a bracket."""
        if start > 1 and self.text[start - 1] == " " and self.text[start - 2].isalpha():
            return False
        before = self.text[max(0, start - 8) : start]
        if before[-1:] in ('"', "“"):
            return True
        bare = before.rstrip(_OPENING)
        if not bare or (bare[-1] in _ENDING and bare != before):
            return True
        return bare[-1] == ")" and bool(_NUMBERED.search(before))

    def near(self, words: frozenset[str], pattern: re.Pattern[str], before: int, after: int) -> Iterator[re.Match[str]]:
        """Matches of a slow pattern, looked for only around words that it must hold."""
        here = words & self.vocabulary
        if not here:
            return
        spots = [spot for word in here for spot in self.spots[word]]
        yield from self.around(sorted(spots), pattern, before, after)

    def begins(self, words: frozenset[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern that begins with one of these words: tried there and nowhere else."""
        here = words & self.vocabulary
        yield from self._from(sorted({spot for word in here for spot in self.spots[word]}), pattern)

    def near_digits(self, pattern: re.Pattern[str], back: int = 0, *, large: bool = False) -> Iterator[re.Match[str]]:
        """Matches of a pattern that holds a digit and begins at most so many runs of letters before it; `large` when it
        begins with no small letter.
        """
        starts = self._beside_digits.get((back, large))
        if starts is None:
            starts = self._before_digits(back)
            if large:
                starts = [start for start in starts if not self.text[start].islower()]
            self._beside_digits[back, large] = starts
        yield from self._from(starts, pattern)

    def starts(self, begin: int, end: int) -> list[int]:
        """Where runs of letters and digits begin, and number signs stand, from one place to another."""
        at = self._starts
        return at[bisect_left(at, begin) : bisect_left(at, end)]

    @cached_property
    def _starts(self) -> list[int]:
        if "#" not in self.text:
            return self._runs
        return sorted([*self._runs, *(at for at, sign in enumerate(self.text) if sign == "#")])

    def _before_digits(self, back: int) -> list[int]:
        starts = set(self._openings)
        for index in self._numbers:
            starts.update(self._runs[max(0, index - back) : index + 1])
        return sorted(starts)

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

    def _from(self, starts: list[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        last = 0
        for start in starts:
            if start >= last and (found := pattern.match(self.text, start)):
                last = max(found.end(), start + 1)
                yield found

    def around(self, spots: list[int], pattern: re.Pattern[str], before: int, after: int) -> Iterator[re.Match[str]]:
        yield from self._within(windows(spots, before, after), pattern)

    def _within(self, windows: Iterable[tuple[int, int]], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        last = 0
        for start, end in windows:
            while found := pattern.search(self.text, max(start, last), end):
                last = max(found.end(), found.start() + 1)
                yield found

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
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.spots)

    @cached_property
    def _runs(self) -> list[int]:
        """Where runs of letters and digits begin; `_numbers` are those of them that hold a digit."""
        return [found.start() for found in _RUN.finditer(self.text)]

    @cached_property
    def _numbers(self) -> list[int]:
        runs = (found[0] for found in _RUN.finditer(self.text))
        return [index for index, run in enumerate(runs) if not run.isalpha()]

    @property
    def digits(self) -> bool:
        return bool(self._numbers)

    @cached_property
    def shouting(self) -> bool:
        """Written in capitals, so that they tell nothing."""
        long = [word for word in self.words if len(word.text) > 3]
        return sum(word.shouts for word in long) > len(long) / 2

    @cached_property
    def titled(self) -> bool:
        """Most words begin with a capital, as in a headline, so that it tells little."""
        long = [word for word in self.words if len(word.text) > 3]
        return len(long) > 3 and sum(word.capital for word in long) > len(long) * 0.7

    @cached_property
    def tells(self) -> bool:
        """Whether a capital tells something."""
        return not (self.shouting or self.titled)

    @cached_property
    def lower(self) -> bool:
        """Typed without capitals."""
        return not any(word.capital for word in self.words if not word.first and word.plain != "i")

    @cached_property
    def small(self) -> bool:
        """Most sentences begin small, as people type in a hurry."""
        first = [word for word in self.words if word.first]
        return 2 * sum(not word.capital for word in first) > len(first)

    def between(self, index: int) -> str:
        """What stands between a word and the one after it."""
        if index < 0 or index + 1 >= len(self.words):
            return ""
        here = self.words[index]
        return self.text[here.end + (2 if here.owns else 0) : self.words[index + 1].start]

    def word(self, index: int) -> Word:
        """The word of that number; a word of nothing where there is none."""
        try:
            return self._padded[index + _REACH] if index >= -_REACH else _NOTHING
        except IndexError:
            return _NOTHING

    def touching(self, index: int) -> bool:
        """Whether a word and the one after it have nothing but a space or a title's stop between them."""
        return self.between(index) in (" ", ". ", "  ", "\u00a0")


_NOTHING = Word(" ", "", 0, 0, True, False, False, False)
_REACH = 8
_AROUND = (_NOTHING,) * _REACH
"""Before the first word and behind the last, as far as anything looks at once."""
