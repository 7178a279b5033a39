"""Whose turn it is. Plain functions of who had how many turns, at how many meetings, and who kept one.

Fairness counts turns done over meetings one was there for, so a newcomer is not made to catch up with ten years, and
leave is no debt. Always-available members therefore differ by one turn at most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

ASKED = timedelta(days=7)
"""How long before a meeting its facilitator is asked."""
LATE = timedelta(hours=1)
"""A question that comes later than this after its time, with the reminder due as well, is left to the reminder."""

Why = Literal["only", "never", "kept", "fewest", "longest", "joined"]


@dataclass(frozen=True)
class Standing:
    """Where one member stands in one role.

    `turns` done, meetings they were `there` for, when they did it `last`, since when they have `kept` a turn that was
    theirs and that they could not take, and their `place` in the order of joining.
    """

    member: str
    turns: int
    there: int
    last: datetime | None
    kept: datetime | None
    place: int


def is_new(standing: Standing, *, held: int) -> bool:
    """They have been at no meeting yet, and the group has met: they do not facilitate their first.

    Before the first meeting of a group everybody is as new as everybody else, so nobody counts as new.
    """
    return held > 0 and standing.there == 0


def in_order(standings: Iterable[Standing], *, held: int) -> list[Standing]:
    """Who is asked first, second, …, without newcomers. `held` is how many meetings the group has had."""
    return sorted((standing for standing in standings if not is_new(standing, held=held)), key=_key)


def _key(s: Standing) -> tuple[bool, bool, float, Fraction, float, int]:
    """Never had a turn; kept one, longest first; least for one's meetings; longest since the last; joined first."""
    return s.turns > 0, s.kept is None, _moment(s.kept), Fraction(s.turns, max(s.there, 1)), _moment(s.last), s.place


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


def why(chosen: Standing, runner_up: Standing | None) -> Why:
    """What put the chosen one before the next in order."""
    if runner_up is None:
        return "only"
    reasons: tuple[Why, ...] = ("never", "kept", "kept", "fewest", "longest", "joined")
    pairs = zip(reasons, _key(chosen), _key(runner_up), strict=True)
    return next(reason for reason, one, other in pairs if one != other)
