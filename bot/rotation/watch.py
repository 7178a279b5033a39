"""Watching a simulated group: each rule that always holds, looked for in what happened and not in how it was decided.

These checks count for themselves. They share nothing with `rules` but the names, so that a mistake there is seen here.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.meetings.rules import FACILITATOR, PRESENTER
from bot.rotation.books import NOT_AT_FIRST, Evening, Past
from bot.rotation.rules import Choice

RULES = {
    "one": "nobody has two roles at one meeting",
    "presenter": "the facilitator does not present",
    "newcomer": "nobody facilitates, co-facilitates or presents at the first meeting they are at, once a group has met",
    "there": "whoever has a role is a member, and there",
    "even": "in every role, those who were at every meeting differ by one turn at most",
    "first": "nobody has a second turn in a role while somebody who can take it has had none",
    "kept": "whoever kept a turn comes before those who did not, but for somebody who never had one",
    "led": "a meeting is without a facilitator only when nobody there may facilitate but whoever presents",
    "found": "a role stays empty only when nobody who is free may take it",
}
"""What always holds, by the word under which a breach is reported."""


@dataclass(frozen=True)
class Broken:
    """A breach: which of `RULES`, at which meeting by number from 1, and whom it concerns."""

    rule: str
    meeting: int
    role: str
    members: tuple[str, ...]


@dataclass
class Night:
    """One meeting on its way: `moods` by member, the group's `roles`, `seats` by role, who `let_go` of one, or `gave`
    theirs in a swap.
    """

    start: datetime
    past: Past
    moods: Mapping[str, str]
    roles: Collection[str]
    seats: dict[str, str] = field(default_factory=dict)
    let_go: set[str] = field(default_factory=set)
    gave: set[str] = field(default_factory=set)
    known_absent: set[str] = field(default_factory=set)
    evening: Evening = field(init=False)

    def __post_init__(self) -> None:
        self.known_absent |= {name for name, mood in self.moods.items() if mood == "away"}

    @property
    def number(self) -> int:
        return len(self.past.evenings) + 1

    def breach(self, rule: str, role: str = "", *members: str) -> Broken:
        return Broken(rule, self.number, role, tuple(sorted(members)))

    def broken(self, nights: Sequence["Night"]) -> list[Broken]:
        """What was wrong with the meeting as it was held; `nights` are all so far, this one the last."""
        return [*self._seats(), *self._led(), *self._newcomers(), *self._counts(nights)]

    def _seats(self) -> list[Broken]:
        did = self.evening.did
        found = [self.breach("one", "", name) for name, times in Counter(did.values()).items() if times > 1]
        if FACILITATOR in did and did.get(PRESENTER) == did[FACILITATOR]:
            found.append(self.breach("presenter", PRESENTER, did[PRESENTER]))
        return found + [
            self.breach("there", role, name) for role, name in did.items() if name not in self.evening.there
        ]

    def _led(self) -> list[Broken]:
        did, let_go = self.evening.did, self.let_go | self.gave
        if FACILITATOR in did or FACILITATOR not in self.roles:
            return []
        others = [name for name in self.evening.there if name != did.get(PRESENTER) and name not in let_go]
        could = [name for name in _could(self, FACILITATOR) if name in others]
        absent = self.known_absent | self.let_go
        return [self.breach("led", FACILITATOR, name) for name in could if _evenly(self, FACILITATOR, name, absent)]

    def _newcomers(self) -> list[Broken]:
        been = _been(self.past)
        new = [(role, name) for role, name in self.evening.did.items() if role in NOT_AT_FIRST and name not in been]
        return [self.breach("newcomer", role, name) for role, name in new] if self.past.evenings else []

    def _counts(self, nights: Sequence["Night"]) -> list[Broken]:
        evenings = [night.evening for night in nights]
        always = set.intersection(*(set(evening.there) for evening in evenings))
        done = Counter((role, name) for evening in evenings for role, name in evening.did.items())
        found = []
        for role in sorted({role for role, _ in done}):
            if _spread([done[role, name] for name in always]) > 1:
                found.append(self.breach("even", role, *always))
        return found


def watch(
    night: Night, choices: Mapping[str, Choice], cannot: Mapping[str, Collection[str]], busy: Collection[str]
) -> list[Broken]:
    """What was wrong with how turns were given out: who went before whom, and who was not found."""
    taken = {*busy, *(choice.member for choice in choices.values() if choice.member)}
    found = []
    for role, choice in choices.items():
        could = [name for name in _could(night, role) if name not in cannot[role] and name not in taken]
        if choice.member is None:
            found += [night.breach("found", role, name) for name in could if _evenly(night, role, name, cannot[role])]
        else:
            found += _out_of_order(night, role, choice.member, could)
    return found


def _out_of_order(night: Night, role: str, chosen: str, could: Sequence[str]) -> list[Broken]:
    had = Counter(evening.did.get(role) for evening in night.past.evenings)
    kept = {name: _kept(night.past, role, name) for name in (*could, chosen)}
    if had[chosen] and kept[chosen] != "same":
        never = [name for name in could if not had[name]]
        if never:
            return [night.breach("first", role, chosen, *never)]
    if had[chosen] and not kept[chosen]:
        waiting = [name for name in could if kept[name] and _evenly(night, role, name, ())]
        return [night.breach("kept", role, chosen, *waiting)] if waiting else []
    return []


def _kept(past: Past, role: str, name: str) -> str:
    """ "same", "kept", or "" for nothing kept since their last turn."""
    last = max((evening.start for evening in past.evenings if evening.did.get(role) == name), default=None)
    mine = [keep for keep in past.keeps if (keep.role, keep.member) == (role, name)]
    still = [keep for keep in mine if last is None or keep.start > last]
    return "same" if any(keep.same for keep in still) else "kept" if still else ""


def _could(night: Night, role: str) -> list[str]:
    been = _been(night.past)
    return [name for name in night.moods if not night.past.evenings or role not in NOT_AT_FIRST or name in been]


def _evenly(night: Night, role: str, name: str, cannot: Collection[str]) -> bool:
    """Whether one more turn leaves them within one of the others who are always there."""
    always = [
        one
        for one in _could(night, role)
        if one not in cannot
        and all(one in evening.there for evening in night.past.evenings)
        and not any(k.role == role and k.member == one and not k.same and not k.excused for k in night.past.keeps)
    ]
    had = Counter(evening.did.get(role) for evening in night.past.evenings)
    return name not in always or had[name] <= min(had[one] for one in always)


def _been(past: Past) -> set[str]:
    return {name for evening in past.evenings for name in evening.there}


def _spread(counts: Sequence[int]) -> int:
    return max(counts) - min(counts) if counts else 0
