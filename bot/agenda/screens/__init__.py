"""What every screen of this slice needs: names and lists that fit, however much there is to say."""

from collections.abc import Callable, Sequence

from bot.marks import length
from bot.meetings.screens import GONE, name

FITS = 1900
"""Characters of a page, so that a sentence of somebody else's still fits beneath it."""

__all__ = ["FITS", "GONE", "fitting", "name"]


def fitting(lines: Callable[[int], Sequence[str]], most: int) -> str:
    """The page with as many of each list as fit; `lines` is given that number."""
    for count in range(most, 0, -1):
        text = "\n".join(lines(count))
        if length(text) <= FITS:
            return text
    return "\n".join(lines(0))
