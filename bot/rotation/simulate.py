"""A group's turns played by chance, through the very rules by which Tend gives them out, and every broken rule noted.

People join, leave and come back, are away, pass, fall ill on the day, swap; meetings move or are called off. Nothing is
kept and nobody is asked: it is for whoever wants to see what the rules come to before their group relies on them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from bot.meetings.rules import FACILITATOR, ROLES
from bot.rotation import rules
from bot.rotation.books import Evening, Keep, Past
from bot.rotation.watch import Broken, Night, watch

BEGINNING = datetime(2026, 1, 13, 18, tzinfo=UTC)
EVERY = timedelta(days=28)
FEWEST = 2
"""Nobody leaves a group that would be smaller than this."""

Mood = Literal["here", "away", "passes", "ill"]
"""Here; away and known to be; passes when asked, and does not come; ill on the day, so that a colleague steps in."""
ABSENT: tuple[Mood, ...] = ("away", "passes", "ill")


@dataclass(frozen=True)
class Course:
    """What is played. `absence`, `swaps`, `moves` and `cancels` are chances, 0 to 1; the first for each member at each
    meeting, the others for each meeting. `joins`, `leaves` and `returns` are how many people do so, at some meeting.
    """

    members: int = 6
    meetings: int = 60
    absence: float = 0.0
    joins: int = 0
    leaves: int = 0
    returns: int = 0
    swaps: float = 0.0
    moves: float = 0.0
    cancels: float = 0.0
    roles: tuple[str, ...] = ROLES


@dataclass
class Played:
    """How it went. `nights` are the meetings that were held, `past` the books at the end."""

    course: Course
    members: list[str]
    everybody: list[str] = field(default_factory=list)
    nights: list[Night] = field(default_factory=list)
    keeps: list[Keep] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    swapped: int = 0
    moved: int = 0
    cancelled: int = 0

    @property
    def past(self) -> Past:
        return Past(tuple(self.members), tuple(night.evening for night in self.nights), tuple(self.keeps))

    @property
    def whole(self) -> Past:
        """The same with everybody who was ever in."""
        return replace(self.past, members=tuple(self.everybody))


def simulate(course: Course, dice: Random) -> Played:
    """Plays it. The same dice play the same."""
    names = [f"m{number}" for number in range(1, course.members + 1)]
    played = Played(course, names.copy(), names.copy())
    events = _events(course, dice)
    for number in range(course.meetings):
        for event in events.get(number, ()):
            _come_or_go(played, event, dice)
        _meeting(played, BEGINNING + number * EVERY, dice)
    return played


def _events(course: Course, dice: Random) -> dict[int, list[str]]:
    """By number of the meeting before which it happens."""
    events: dict[int, list[str]] = {}
    kinds = ["joins"] * course.joins + ["leaves"] * course.leaves + ["returns"] * course.returns
    for kind in kinds:
        events.setdefault(dice.randrange(course.meetings or 1), []).append(kind)
    return events


def _come_or_go(played: Played, event: str, dice: Random) -> None:
    gone = [name for name in played.everybody if name not in played.members]
    if event == "joins":
        played.everybody.append(f"m{len(played.everybody) + 1}")
        played.members.append(played.everybody[-1])
    elif event == "leaves" and len(played.members) > FEWEST:
        played.members.remove(dice.choice(played.members))
    elif event == "returns" and gone:
        played.members.append(dice.choice(gone))


def _meeting(played: Played, start: datetime, dice: Random) -> None:
    moods = {name: _mood(played.course, dice) for name in played.members}
    night = Night(start, played.past, moods, played.course.roles)
    _give(played, night, played.course.roles)
    if dice.random() < played.course.swaps:
        _swap(played, night, dice)
    _replace(played, night, "passes")
    if dice.random() < played.course.moves:
        _move(played, night, dice)
    if dice.random() < played.course.cancels:
        _call_off(played, night)
    else:
        _replace(played, night, "ill")
        _hold(played, night)


def _mood(course: Course, dice: Random) -> Mood:
    return dice.choice(ABSENT) if dice.random() < course.absence else "here"


def _give(played: Played, night: Night, roles: Collection[str]) -> None:
    """To whoever is next, as far as anybody knows by now."""
    cannot = dict.fromkeys(roles, night.known_absent | night.let_go)
    busy = set(night.seats.values()) | night.gave
    choices = rules.choose(played.past, roles, cannot, busy)
    played.broken += watch(night, choices, cannot, busy)
    for role, choice in choices.items():
        played.keeps += [Keep(role, name, night.start, night.start) for name in choice.before]
        if choice.member:
            night.seats[role] = choice.member
    if FACILITATOR in roles and FACILITATOR not in night.seats:
        _move_up(played, night)


def _move_up(played: Played, night: Night) -> None:
    """Somebody with a lesser turn facilitates, if anybody can, and keeps it."""
    left = rules.stand_in(played.past, night.seats, night.known_absent | night.let_go | night.gave)
    if left:
        night.seats[FACILITATOR] = night.seats.pop(left)
        played.keeps.append(Keep(left, night.seats[FACILITATOR], night.start, night.start, excused=True))
        _give(played, night, (left,))


def _replace(played: Played, night: Night, mood: Mood) -> None:
    """Whoever has a turn and is of this mood lets it go, until nobody with a turn is."""
    if mood == "ill":  # on the day everybody knows who is not there
        night.known_absent |= {name for name, one in night.moods.items() if one != "here"}
    while unable := [role for role, name in night.seats.items() if night.moods[name] == mood]:
        for role in unable:
            name = night.seats.pop(role)
            night.let_go.add(name)
            played.keeps.append(Keep(role, name, night.start, night.start))
        for role in unable:
            _give(played, night, (role,))


def _swap(played: Played, night: Night, dice: Random) -> None:
    """Somebody with a turn finds somebody without one who is as near to theirs; both agree."""
    if not night.seats:
        return
    role = dice.choice(sorted(night.seats))
    partners = rules.evenly(played.past, role, night.known_absent | night.let_go, set(night.seats.values()))
    if partners:
        played.keeps.append(Keep(role, night.seats[role], night.start, night.start, excused=True))
        night.gave.add(night.seats[role])
        night.seats[role] = dice.choice(partners)
        played.swapped += 1


def _move(played: Played, night: Night, dice: Random) -> None:
    """The seats are the meeting's, so they come along; what was kept for this meeting keeps naming it."""
    later = night.start + timedelta(days=dice.randint(-10, 10))
    played.keeps = [replace(keep, start=later) if keep.start == night.start else keep for keep in played.keeps]
    night.start = later
    played.moved += 1


def _call_off(played: Played, night: Night) -> None:
    """Nobody did it, so the same turn is the same person's at the next meeting."""
    played.keeps = [replace(keep, excused=True) if keep.start == night.start else keep for keep in played.keeps]
    played.keeps += [Keep(role, name, night.start, night.start, same=True) for role, name in night.seats.items()]
    played.cancelled += 1


def _hold(played: Played, night: Night) -> None:
    there = frozenset(name for name, mood in night.moods.items() if mood == "here")
    night.evening = Evening(night.start, there, dict(night.seats))
    played.nights.append(night)
    played.broken += night.broken(played.nights)


def names_of(roles: Sequence[str]) -> tuple[str, ...]:
    """The roles in the order in which they are told."""
    return tuple(role for role in ROLES if role in roles)
