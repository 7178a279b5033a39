"""What is true of one's own measures: when the next time is, what a change says, when one's own threshold is passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.instruments import Instrument, Scale, change
from bot.instruments.change import wobble

ANSWERS_KEPT = timedelta(days=90)
"""Single answers are needed for nothing after their score; three months let their owner look again."""
SCORES_KEPT = timedelta(days=365)
"""Unless their owner chooses otherwise."""
KEEPING = {90: "3 months", 365: "1 year", 1095: "3 years"}
"""Days that an owner can choose for their scores, in words."""
UNFINISHED_KEPT = timedelta(days=7)
"""How long one can go on. The questions are about a stretch of time, and later they would be about another."""
CHANGEABLE = timedelta(days=1)
"""How long after the last question an answer can be changed."""
SHOWN = 12
"""Times in a picture."""
FORM_MOST = 5
"""Questions on one form."""
BUTTONS_MOST = 7
"""Answers as buttons: with *Skip*, *Later* and *Get support now* that makes ten."""
CELL = 96
"""Characters of a kept answer. All have the same length, a skipped one too."""
SHEET = 1024
"""Kept scores fill whole sheets of so many characters, so that their length says nothing."""


@dataclass(frozen=True)
class Measured:
    """One time with one instrument: when it ended, each scale's score, and the items that were answered."""

    taking: str
    at: datetime
    scores: Mapping[str, float | None]
    answered: frozenset[str]


@dataclass(frozen=True)
class Threshold:
    """Where an owner wants to be offered something: a score at `number`, or beyond it in the direction `way`."""

    scale: str
    way: str
    number: float

    def passed(self, scores: Mapping[str, float | None]) -> bool:
        score = scores.get(self.scale)
        if score is None:
            return False
        return score >= self.number if self.way == "up" else score <= self.number


WAYS = {"up": "rises to it or above", "down": "falls to it or below"}


class Says(Enum):
    """What can be said of a difference between two times."""

    FIRST = "there is nothing to compare it with yet"
    OTHER_ITEMS = "other questions were answered that time"
    UNKNOWN = "nobody has measured how far it moves by itself, so read little into it"
    WOBBLE = "within the normal wobble"
    BEYOND = "more than the normal wobble"


@dataclass(frozen=True)
class Compared:
    """`points` is how much higher (lower below 0) than the time before; `band` how far it moves by itself."""

    says: Says
    points: float = 0
    band: float | None = None


def next_time(instrument: Instrument, last: datetime | None) -> datetime | None:
    """From when it can be taken again; None when it was never taken."""
    return last and last + timedelta(days=instrument.least_days)


def band(scale: Scale) -> float | None:
    """Points up to which a difference is the measure's own wobble; None when that is not known."""
    if scale.change is not None:
        return float(scale.change)
    known = [found for found in map(wobble, scale.references) if found is not None]
    return known[0] if known else None


def compared(scale: Scale, times: Sequence[Measured]) -> Compared | None:
    """The latest time with the one before, on one scale; None when the latest has no score.

    Only the same items, answered both times, are compared.
    """
    latest, before = times[-1], next((one for one in reversed(times[:-1]) if one.scores[scale.id] is not None), None)
    score = latest.scores[scale.id]
    if score is None:
        return None
    if before is None:
        return Compared(Says.FIRST)
    points = score - (before.scores[scale.id] or 0.0)
    if (latest.answered ^ before.answered) & set(scale.items):
        return Compared(Says.OTHER_ITEMS, points)
    return Compared(_says(scale, points), points, band(scale))


def _says(scale: Scale, points: float) -> Says:
    if scale.change is not None:
        return Says.BEYOND if abs(points) >= scale.change else Says.WOBBLE
    for known in scale.references:
        if known.reliability is not None:
            found = change(known.sd, known.reliability, 0, points)
            return Says.BEYOND if found.reliable else Says.WOBBLE
    return Says.UNKNOWN


def number(score: float) -> str:
    """A score as people read it, e.g. "3", "2.7" or "41.7"."""
    return f"{score:.1f}".removesuffix(".0").replace("-0", "0" if abs(score) < 0.05 else "-0")


def read_number(words: str) -> float | None:
    """A number as people type it, with a point or a comma; None for anything else."""
    plain = words.strip().replace(",", ".")
    return float(plain) if plain.replace(".", "", 1).removeprefix("-").isdecimal() else None
