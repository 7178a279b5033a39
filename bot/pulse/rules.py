"""What is true of a pulse: when a result may be shown, and how coarse it is. Nothing here looks at an answer to decide.

The words are wide enough that, with five answers, at least three are still possible for anybody, even for a member who
knows their own; from seven on also for two members who compare theirs. Several results together could undo that, so a
result is held back unless everybody stays among at least `least` people, whichever results are combined.
`tests/pulse/adversary.py` tries.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta
from enum import Enum
from fractions import Fraction

ASKED = "tend-pulse"
"""What a group is asked that has not chosen: nine questions of Tend's own."""
LEAST = 5
"""Answers below which nothing is shown. A group can ask for more, never for fewer."""
MOST = 12
"""The most that a group can ask for."""
WORDS_BELOW = 14
"""Fewer answers than this give a word; as many or more a mean to half a point, with open ends."""
FORM_MOST = 4
"""Questions on one form: the line about who could see the answers takes the room of a fifth."""
BUTTONS_MOST = 7
"""Answers as buttons: with a form, *Not this time* and *Get support now* that makes ten."""
OPEN_FOR = timedelta(days=7)
"""How long a pulse takes answers: a week holds everybody's good day.

It is no setting: with a shorter one, whoever opens a pulse could choose the days, and with them who can answer.
"""
REMINDED_AFTER = timedelta(days=4)
"""When everybody is reminded, once, whether or not they have answered."""
COPY_KEPT = timedelta(days=365)
"""How long somebody's own copy is kept for them, if they ask for one; as long as a check-in."""
WITHHELD_KEPT = timedelta(days=365)
"""How long it is remembered that a pulse was open whose result was withheld."""

Respondents = frozenset[str]
"""Ids of members. Somebody who was forgotten stands there as `GONE` and something random."""
GONE = "~"
"""No id begins with it. A hyphen would not do: one id in 64 does."""


class Level(Enum):
    """A mean as a word: below 2.5, from 2.5 to 3.5, and above 3.5, on a scale from 1 to 5."""

    LOW = "low"
    MIDDLE = "in the middle"
    HIGH = "high"


class Withheld(Enum):
    """Why no result is shown. None of them says anything about an answer."""

    FEW = "fewer answered than it takes"
    SMALL = "the group has fewer members than it takes"
    PUT_BACK = "a copy was put back, and answers that came after it are lost"
    ALIKE = "nearly the same people answered as in a pulse that was shown before"


def level(total: int, answers: int) -> Level:
    """The word for the sum of this many answers from 1 to 5; an answer may be several questions, each counted."""
    mean = Fraction(total, answers)
    if mean < Fraction(5, 2):
        return Level.LOW
    return Level.HIGH if mean > Fraction(7, 2) else Level.MIDDLE


def half_points(total: int, answers: int) -> str:
    """The mean to half a point: "≤ 1.5", "2.0" … "4.0", "≥ 4.5"; halfway is rounded up."""
    halves = (4 * total + answers) // (2 * answers)
    if halves <= 3:
        return "≤ 1.5"
    return "≥ 4.5" if halves >= 9 else f"{halves // 2}.{5 * (halves % 2)}"


def shown(total: int, people: int, ends: tuple[int, int] = (1, 5)) -> str:
    """What is published about one scale: how coarse it is depends on how many people answered, and on nothing else.

    `total` is what everybody's sums come to, and `ends` the lowest and the highest that one person's can be: wherever
    they lie, they become a line from 1 to 5.
    """
    low, high = ends
    mean = 1 + 4 * (Fraction(total, people) - low) / (high - low)
    here = mean.numerator, mean.denominator
    return level(*here).value if people < WORDS_BELOW else half_points(*here)


def why_withheld(
    now: Respondents, members: int, released: Sequence[Respondents], least: int = LEAST
) -> Withheld | None:
    """Why these people's result is not shown, or None. `released`: who answered in every pulse that was shown."""
    if len(now) < least:
        return Withheld.FEW
    if members < least:
        return Withheld.SMALL
    return None if safe([*released, now], least) else Withheld.ALIKE


def safe(sets: Sequence[Respondents], least: int) -> bool:
    """Whether everybody stands in the same of these sets as at least `least` people.

    It is more than asking that any two of them differ by nobody or by `least`: sums of overlapping sets can be added
    and subtracted, and with that rule two or three results were found that left a single answer possible.
    """
    return all(there >= least for there in crowds(sets).values())


def crowds(sets: Sequence[Respondents]) -> Counter[tuple[bool, ...]]:
    """How many people stand in exactly the same sets. Somebody who was forgotten needs a crowd, and makes none."""
    found: Counter[tuple[bool, ...]] = Counter()
    for person in frozenset().union(*sets):
        found[tuple(person in one for one in sets)] += not person.startswith(GONE)
    return found


def comparable(before: Respondents, now: Respondents, least: int = LEAST) -> bool:
    """Whether two shown results may be put side by side: enough people in both, and a difference of none or enough."""
    return len(before & now) >= least and (before == now or len(before ^ now) >= least)


def without(person: str, sets: Collection[Respondents], token: str) -> list[Respondents]:
    """The sets after somebody was forgotten: the same token takes their place in each."""
    return [one - {person} | {f"{GONE}{token}"} if person in one else one for one in sets]
