"""The picture of one's own results: a line for each scale, with the measure's own wobble around the time before.

Drawn as quietly as the picture of one's weeks: no colour says good or bad.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot import paper
from bot.instruments import Instrument, Scale
from bot.measures.rules import Measured, Says, compared, number
from bot.paper import Dot

LEFT, RIGHT = 34, 280
TOP, PANEL, HEIGHT_OF_LINE = 30, 84, 44
FOOT = 30

_PAGE = Path(__file__).with_suffix(".svg.j2")


@dataclass(frozen=True)
class Line:
    """One scale. `runs` are times at which the same items were answered: others are not joined. `top` and `bottom` are
    where its ends stand; `band` is from where to where the wobble reaches.
    """

    title: str
    ends: tuple[str, str]
    top: int
    bottom: int
    runs: list[list[Dot]]
    band: tuple[float, float] | None


def any_score(scales: Sequence[Scale], times: Sequence[Measured]) -> bool:
    return any(measured.scores.get(scale.id) is not None for scale in scales for measured in times)


def drawn(one: Instrument, scales: Sequence[Scale], times: Sequence[Measured]) -> str:
    """An SVG of these times, oldest first; a scale without any score is left out."""
    there = [scale for scale in scales if any_score([scale], times)]
    lines = [_line(one, scale, times, TOP + n * PANEL) for n, scale in enumerate(there)]
    days = [f"{measured.at.day} {measured.at:%b %Y}" for measured in (times[0], times[-1])]
    height = TOP + len(lines) * PANEL - (PANEL - HEIGHT_OF_LINE) + FOOT
    return paper.drawn(_PAGE, lines=lines, days=days, height=height, left=LEFT, right=RIGHT)


def _line(one: Instrument, scale: Scale, times: Sequence[Measured], top: int) -> Line:
    low, high = one.range(scale)
    span = max((times[-1].at - times[0].at).total_seconds(), 1)

    def y(score: float) -> float:
        return round(top + HEIGHT_OF_LINE * (high - min(max(score, low), high)) / (high - low), 1)

    def x(measured: Measured) -> float:
        return round(RIGHT - (times[-1].at - measured.at).total_seconds() / span * (RIGHT - LEFT), 1)

    scored = [(measured, measured.scores[scale.id]) for measured in times]
    dots = [
        (measured.answered & set(scale.items), Dot(x(measured), y(score), number(score)))
        for measured, score in scored
        if score is not None
    ]
    runs = [[dot for _, dot in run] for _, run in groupby(dots, lambda one: one[0])]
    found, latest = compared(scale, times), times[-1].scores[scale.id]
    known = found if found and found.says in (Says.WOBBLE, Says.BEYOND) else None
    before = latest - known.points if known and latest is not None else None
    band = (y(before + known.band), y(before - known.band)) if known and known.band and before is not None else None
    return Line(scale.title, (number(low), number(high)), top, top + HEIGHT_OF_LINE, runs, band)


def alt(one: Instrument, scales: Sequence[Scale], times: Sequence[Measured]) -> str:
    """What the picture shows, line by line."""
    return " ".join(
        [
            f"One line for each score, over {len(times)} times." if len(times) > 1 else "One time.",
            *(_in_words(s, times) for s in scales),
        ]
    )


def _in_words(scale: Scale, times: Sequence[Measured]) -> str:
    scores = (measured.scores[scale.id] for measured in times)
    found = compared(scale, times)
    shaded = " The normal wobble around the time before is shaded." if found and found.band is not None else ""
    return f"{scale.title}: {', '.join('no score' if s is None else number(s) for s in scores)}.{shaded}"
