"""A text as the screen reads it: what its capitals tell, and which words stand beside one another."""

from functools import cached_property

from bot.screening.searching import Searched
from bot.screening.words import Word


class Text(Searched):
    """A text and its words."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._padded = [*_AROUND, *self.words, *_AROUND]

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
