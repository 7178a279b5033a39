"""Whose turn it is. Plain functions of where everybody stands; what is played by `simulate` is what the bot does.

The roles of a meeting are given out together, so that nobody has two of them and those who are always there stay within
one turn of each other in every role. Sometimes this means that the first in order for one role takes another.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.meetings.rules import COFACILITATOR, FACILITATOR, PRESENTER, TIMEKEEPER
from bot.rotation.books import NOT_AT_FIRST, WHOLE, Past, Standing, is_new, standings

ASKED = timedelta(days=7)
"""How long before a meeting those who have a turn are asked."""
LATE = timedelta(hours=1)
"""A question that comes later than this after its time, with the reminder due as well, is left to the reminder."""
STEPPING_IN = timedelta(days=1)
"""How long before a meeting somebody can step in for a colleague who is ill. Earlier, the colleague can be asked."""
SWAP_OPEN = timedelta(days=3)
"""How long somebody who is asked to swap has for an answer, if the meeting does not begin before."""

SETTLED = (FACILITATOR, PRESENTER, COFACILITATOR, TIMEKEEPER)
"""The roles in the order in which they are settled: when there are fewer people than roles, the last stay empty."""
LED = (FACILITATOR, COFACILITATOR)
"""Roles that a newcomer cannot even volunteer for."""
UP = (COFACILITATOR, TIMEKEEPER)
"""Whoever has one of these facilitates when nobody else can, since a meeting can sooner go without them than without a
facilitator. Whoever presents is left to that."""
MISSED = (FACILITATOR, PRESENTER)
"""Roles without which a meeting is another meeting: the room hears when nobody is left to ask."""

Why = Literal["only", "same", "never", "kept", "fewest", "together", "longest", "joined", "free", "up"]


@dataclass(frozen=True)
class Choice:
    """Who has a turn, if anybody can, and why; `before` are those who came before them and could not."""

    member: str | None
    why: Why
    before: tuple[str, ...]


def choose(
    past: Past, roles: Collection[str], cannot: Mapping[str, Collection[str]], busy: Collection[str] = ()
) -> dict[str, Choice]:
    """Who takes these roles at the next meeting. By role, some `cannot`; the `busy` have another role there already."""
    stand = standings(past, roles)
    orders = {role: in_order(stand[role], role, held=len(past.evenings)) for role in SETTLED if role in roles}
    free = {role: _free(order, cannot.get(role, ()), busy) for role, order in orders.items()}
    seats = seated([[standing.member for standing in each] for each in free.values()])
    return {
        role: _choice(orders[role], free[role], member, cannot.get(role, ()))
        for role, member in zip(orders, seats, strict=True)
    }


def in_order(stand: Iterable[Standing], role: str, *, held: int) -> list[Standing]:
    """Who is asked first, second, …, without newcomers. `held` is how many meetings the group has had."""
    return sorted((one for one in stand if not (role in NOT_AT_FIRST and is_new(one.there, held))), key=_key)


def even(order: Sequence[Standing]) -> list[Standing]:
    """Without those who are always there and already had one turn more than others who are."""
    least = min((one.turns for one in order if one.steady), default=0)
    return [one for one in order if not one.steady or one.turns == least]


def evenly(past: Past, role: str, cannot: Collection[str], busy: Collection[str]) -> list[str]:
    """Who could take this role in somebody's stead so that all stay as even as they are, the next in order first."""
    order = in_order(standings(past, (role,))[role], role, held=len(past.evenings))
    return [one.member for one in _free(order, cannot, busy)]


def gives_way(role: str, to: str) -> bool:
    """Whether somebody with this role can leave it for another at the same meeting."""
    return to == FACILITATOR and role in UP


def stand_in(past: Past, seats: Mapping[str, str], cannot: Collection[str]) -> str | None:
    """The role whose holder facilitates, since nobody without one can: the next in order of them; None if none can."""
    could = {member: role for role, member in seats.items() if gives_way(role, FACILITATOR)}
    return next((could[one] for one in evenly(past, FACILITATOR, cannot, ()) if one in could), None)


def _free(order: Sequence[Standing], cannot: Collection[str], busy: Collection[str]) -> list[Standing]:
    able = [one for one in order if one.member not in cannot]
    return [one for one in even(able) if one.member not in busy]


def seated(lists: Sequence[Sequence[str]]) -> tuple[str | None, ...]:
    """One of each list, nobody twice: as many as possible, and of these ways the one that goes by the lists' order."""
    most = min(len(lists), len(set().union(*map(set, lists)))) if lists else 0
    best: tuple[str | None, ...] = ()
    found = -1
    for way in _ways(lists, ()):
        filled = len(way) - way.count(None)
        if filled > found:
            best, found = way, filled
        if found == most:
            break
    return best


def _ways(lists: Sequence[Sequence[str]], taken: tuple[str | None, ...]) -> Iterable[tuple[str | None, ...]]:
    """Every way, the preferred ones first. Four roles and ten people make five thousand at most."""
    if len(taken) == len(lists):
        yield taken
        return
    for member in (*lists[len(taken)], None):
        if member is None or member not in taken:
            yield from _ways(lists, (*taken, member))


def _choice(order: Sequence[Standing], free: Sequence[Standing], member: str | None, cannot: Collection[str]) -> Choice:
    """Everybody before the chosen one who could not is passed over; when nobody is chosen, everybody who could not."""
    names = [standing.member for standing in order]
    before = names[: names.index(member)] if member else names
    able = [one for one in order if one.member not in cannot]
    return Choice(member, _why(able, free, member), tuple(name for name in before if name in cannot))


def _why(able: Sequence[Standing], free: Sequence[Standing], member: str | None) -> Why:
    """Against the next of those who could have taken it, whether or not they have another role."""
    if member is None or len(able) == 1:
        return "only"
    if free[0].member != member:
        return "free"
    at = next(place for place, one in enumerate(able) if one.member == member)
    if at + 1 < len(able):
        return why(able[at], able[at + 1])
    return "fewest" if any(one.turns > able[at].turns for one in able) else "free"


_Key = tuple[bool, bool, bool, float, int, int, float, int]


def _key(s: Standing) -> _Key:
    """The same turn, untaken; never had one; kept one, longest first; most owed, in the role and in all; longest since
    the last; joined first."""
    return not s.same, s.turns > 0, s.kept is None, _moment(s.kept), -s.owed, -s.together, _moment(s.last), s.place


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


def why(chosen: Standing, runner_up: Standing) -> Why:
    """What put the chosen one before the next in order."""
    reasons: tuple[Why, ...] = ("same", "never", "kept", "kept", "fewest", "together", "longest", "joined")
    pairs = zip(reasons, _key(chosen), _key(runner_up), strict=True)
    return next(reason for reason, one, other in pairs if one != other)


def may(past: Past, role: str, member: str) -> bool:
    """Whether this member can take this role at the next meeting if they want to: a newcomer does not facilitate."""
    been = any(member in evening.there for evening in past.evenings)
    return role not in LED or not is_new(been, len(past.evenings))


def score(past: Past, roles: Collection[str]) -> int:
    """0–100. 100: nobody is more than one turn away from their share of any role, as fair as whole turns can be.

    What anybody is further away is added up, and set against all turns that were done: 90 means that a tenth of all
    turns would have had to be somebody else's.
    """
    stand = [one for each in standings(past, roles).values() for one in each]
    done = sum(one.turns for one in stand)
    beyond = sum(max(0, abs(one.owed) - WHOLE) for one in stand)
    return max(0, 100 - -(-100 * beyond // (WHOLE * done))) if done else 100
