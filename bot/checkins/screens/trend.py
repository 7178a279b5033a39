"""The picture of one's own weeks: three small lines on one paper, with gaps where a week has no answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot import paper
from bot.checkins.rules import SCALE, Item, Week, calendar, monday, series
from bot.paper import Dot

LEFT, RIGHT = 26, 296
TOP, PANEL, HEIGHT_OF_LINE = 30, 76, 36
"""Where the first line's 5 stands, how far its neighbour is below, and how far its 1 is."""
FOOT = 30
"""Below the last line, for the dates."""

_PAGE = Path(__file__).with_suffix(".svg.j2")


@dataclass(frozen=True)
class Line:
    """One question's answers. `runs` are weeks without a gap; `top` and `bottom` are where 5 and 1 stand."""

    item: Item
    top: int
    bottom: int
    runs: list[list[Dot]]
    ends: tuple[int, int] = (SCALE[0], SCALE[-1])


def drawn(weeks: Sequence[Week], items: Sequence[Item]) -> str:
    """An SVG of the weeks, which must hold at least one answer to each of the items."""
    names = calendar(weeks)
    lines = [_line(item, series(weeks, item.id), TOP + n * PANEL) for n, item in enumerate(items)]
    days = [f"{monday(name).day} {monday(name):%b}" for name in (names[0], names[-1])]
    height = lines[-1].bottom + FOOT
    return paper.drawn(_PAGE, lines=lines, days=days, height=height, left=LEFT, right=RIGHT)


def _line(item: Item, values: Sequence[int | None], top: int) -> Line:
    step = (RIGHT - LEFT) / max(1, len(values) - 1)
    dots = [
        value and Dot(round(RIGHT - n * step, 1), _height(value, top), f"{value}") for n, value in _from_the_end(values)
    ]
    runs = [[dot for dot in run if dot] for there, run in groupby(dots, bool) if there]
    return Line(item, top, top + HEIGHT_OF_LINE, runs)


def _from_the_end(values: Sequence[int | None]) -> list[tuple[int, int | None]]:
    """Each value and how many weeks ago it was, so that the latest stands at the right, even when it stands alone."""
    return [(len(values) - n, value) for n, value in enumerate(values, 1)]


def _height(value: int, top: int) -> float:
    return round(top + HEIGHT_OF_LINE * (SCALE[-1] - value) / (SCALE[-1] - SCALE[0]), 1)
