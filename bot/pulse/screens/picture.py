"""The picture of a result: a line from low to high for each topic, and where the group stands on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import paper
from bot.instruments import Scale
from bot.pulse.rules import Level

LEFT, RIGHT, TOP, ROW = 16, 304, 34, 58

_PAGE = Path(__file__).with_suffix(".svg.j2")
_THIRDS = {level.value: n for n, level in enumerate(Level)}


@dataclass(frozen=True)
class Band:
    """Where a result lies: from `x`, `wide`."""

    x: float
    wide: float


@dataclass(frozen=True)
class Row:
    title: str
    words: str
    y: int
    now: Band
    before: Band | None


def drawn(scales: Sequence[Scale], shown: Mapping[str, str], before: Mapping[str, str] | None) -> str:
    rows = [
        Row(scale.title, shown[scale.id], TOP + n * ROW, _band(shown[scale.id]), _before(before, scale.id))
        for n, scale in enumerate(scales)
    ]
    height = TOP + len(rows) * ROW
    return paper.drawn(_PAGE, rows=rows, left=LEFT, right=RIGHT, height=height)


def _before(before: Mapping[str, str] | None, scale: str) -> Band | None:
    return _band(before[scale]) if before else None


def _band(result: str) -> Band:
    """A word takes its third of the line; half a point takes an eighth, and an open end reaches to its end."""
    full = RIGHT - LEFT
    if result in _THIRDS:
        return Band(LEFT + _THIRDS[result] * full / 3, full / 3)
    value = float(result.strip("≤≥ "))
    low = 1.0 if result.startswith("≤") else value - 0.25
    high = 5.0 if result.startswith("≥") else value + 0.25
    return Band(round(LEFT + (low - 1) / 4 * full, 1), round((high - low) / 4 * full, 1))


def alt(scales: Sequence[Scale], shown: Mapping[str, str], before: Mapping[str, str] | None) -> str:
    """What the picture shows, line by line."""
    lines = (f"{scale.title}: {shown[scale.id]}{_was(before, scale.id)}." for scale in scales)
    return " ".join(["One line for each topic, from low to high.", *lines])


def _was(before: Mapping[str, str] | None, scale: str) -> str:
    return f", the time before {before[scale]}" if before else ""
