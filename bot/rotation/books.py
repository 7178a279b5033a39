"""Where every member stands, from what was held: the books that every choice of a turn goes by.

At each meeting, a role that was taken is shared out among those who were there: each is owed one part of a turn, and
whoever did it has had a whole one. So a newcomer begins even, leave is no debt, and somebody who comes to every second
meeting has half as many turns.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from math import lcm

from bot.meetings.rules import COFACILITATOR, FACILITATOR, PRESENTER

WHOLE = lcm(*range(1, 17))
"""One turn, in parts that can be shared out evenly among up to sixteen people without fractions."""
NOT_AT_FIRST = (FACILITATOR, COFACILITATOR, PRESENTER)
"""Roles that nobody is given at the first meeting they are at. Keeping time is a way to arrive."""


@dataclass(frozen=True)
class Evening:
    """A meeting that was held: who was `there`, and by role who `did` it."""

    start: datetime
    there: Collection[str]
    did: Mapping[str, str]


@dataclass(frozen=True)
class Keep:
    """A turn that somebody could not take, and keeps: noted `at`, for the meeting that was to begin at `start`.

    `same`: nobody took it in their place, so the same turn is theirs at the next meeting. `excused`: it went
    to somebody who wanted it, by a swap or as a volunteer, or they facilitated instead, or the meeting was called off,
    so they have not passed.
    """

    role: str
    member: str
    at: datetime
    start: datetime
    same: bool = False
    excused: bool = False


@dataclass(frozen=True)
class Ahead:
    """A turn that somebody has at another meeting to come; it counts as if it were done."""

    role: str
    member: str
    start: datetime


@dataclass(frozen=True)
class Past:
    """Everything that a choice goes by: `members` in the order of joining, `evenings` from the oldest."""

    members: Sequence[str]
    evenings: Sequence[Evening]
    keeps: Sequence[Keep] = ()
    ahead: Sequence[Ahead] = ()


@dataclass(frozen=True)
class Standing:
    """Where one member stands in one role.

    `turns` done, at meetings they were `there` for; `owed` is their share less their turns, and `together` the same
    over all roles, both in parts of `WHOLE`. When they did it `last`, since when they have `kept` a turn, and whether
    it is the `same` turn, untaken. `steady`: there at every meeting so far, and never passed. `place`: 0 joined first.
    """

    member: str
    turns: int
    there: int
    owed: int
    together: int
    last: datetime | None
    kept: datetime | None
    same: bool
    steady: bool
    place: int


def is_new(there: int, held: int) -> bool:
    """They have been at no meeting yet, and the group has met. Before a group's first meeting nobody counts as new."""
    return held > 0 and there == 0


def standings(past: Past, roles: Collection[str]) -> dict[str, list[Standing]]:
    """By role, every member in the order of joining."""
    there = Counter(chain.from_iterable(evening.there for evening in past.evenings))
    owed = _owed(past)
    together: Counter[str] = Counter()
    for (_, member), parts in owed.items():
        together[member] += parts
    return {role: _in_role(role, past, there, owed, together) for role in roles}


def _in_role(
    role: str, past: Past, there: Counter[str], owed: Counter[tuple[str, str]], together: Counter[str]
) -> list[Standing]:
    starts = _starts(past, role)
    found = []
    for place, member in enumerate(past.members):
        last = max(starts.get(member, ()), default=None)
        keeps = [keep for keep in past.keeps if keep.role == role and keep.member == member]
        still = [keep for keep in keeps if last is None or keep.start > last]
        found.append(
            Standing(
                member=member,
                turns=len(starts.get(member, ())),
                there=there[member],
                owed=owed[role, member],
                together=together[member],
                last=last,
                kept=min((keep.at for keep in still), default=None),
                same=any(keep.same for keep in still),
                steady=there[member] == len(past.evenings) and all(keep.same or keep.excused for keep in keeps),
                place=place,
            )
        )
    return found


def _starts(past: Past, role: str) -> dict[str, list[datetime]]:
    """By member, when the meetings began at which they did this, or will."""
    starts: dict[str, list[datetime]] = {}
    for evening in past.evenings:
        if evening.did.get(role) in evening.there:
            starts.setdefault(evening.did[role], []).append(evening.start)
    for turn in past.ahead:
        if turn.role == role:
            starts.setdefault(turn.member, []).append(turn.start)
    return starts


def _owed(past: Past) -> Counter[tuple[str, str]]:
    """Parts of a turn by role and member: what was shared out to them, less what they did."""
    owed: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for held, evening in enumerate(past.evenings):
        for role, member in evening.did.items():
            if member not in evening.there:
                continue
            could = [one for one in evening.there if not (held and role in NOT_AT_FIRST and one not in seen)]
            for one in could:
                owed[role, one] += WHOLE // len(could)
            owed[role, member] -= WHOLE
        seen.update(evening.there)
    for turn in past.ahead:
        owed[turn.role, turn.member] -= WHOLE
    return owed
