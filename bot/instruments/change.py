"""Change in one person between two measurements, by Jacobson and Truax 1991: is it more than the measure's own wobble?

The measure's wobble comes from how scores are spread in a published group and how reliably they are measured. Only the
same items, asked both times, can be compared.
"""

from dataclasses import dataclass
from math import sqrt

from bot.instruments.definition import Reference

RELIABLE = 1.96
"""Beyond this many standard errors of a difference, chance alone would go in one of twenty cases."""
_HAIR = 1e-9
"""What floating point may add; exactly 1.96 is not beyond it."""


@dataclass(frozen=True)
class Change:
    """`sem` and `sdiff` are the standard errors of a score and of a difference, in points; `band` is 1.96 × `sdiff`.

    `index` is the difference in standard errors. It and `reliable` are None when the measure has no error at all.
    """

    sem: float
    sdiff: float
    band: float
    index: float | None
    reliable: bool | None


def change(sd: float, reliability: float, before: float, after: float) -> Change:
    """Raises ValueError for a spread below 0, or a reliability outside 0 to 1."""
    if sd < 0 or not 0 <= reliability <= 1:
        raise ValueError("a spread is 0 or more, and a reliability lies between 0 and 1")
    sem = sd * sqrt(1 - reliability)
    sdiff = sem * sqrt(2)
    index = (after - before) / sdiff if sdiff else None
    return Change(sem, sdiff, RELIABLE * sdiff, index, None if index is None else abs(index) > RELIABLE + _HAIR)


def wobble(reference: Reference) -> float | None:
    """Points up to which a change is within the measure's normal wobble; None when its reliability is not known."""
    if reference.reliability is None:
        return None
    return change(reference.sd, reference.reliability, 0, 0).band
