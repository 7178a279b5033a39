"""Who is matched with whom: all of a round together, by the fewest repetitions that are possible.

A matching of greatest size and then of least weight is Edmonds' blossom algorithm, which networkx has. An odd member is
put between two others by taking part in the matching twice; the pair that this closes into a three is checked after.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from bot.rhythm import instant, next_weekly

WEEKS = 4
"""Weeks that a round lasts."""
ROUND = timedelta(weeks=WEEKS)
BEGINS = (0, time(9))
"""Rounds and weekly prompts begin on a Monday at nine, on the group's wall clock."""
NOTICE = timedelta(days=1)
"""How long before the first round somebody has to have joined."""
IN_COMMON = timedelta(hours=1)
"""Hours of a day that two must have in common."""
KEPT = timedelta(days=2 * 365)
"""How long it is remembered who was matched with whom."""
SHARED_KEPT = timedelta(days=88)
"""How long a shared sentence stands and can be taken back: a little less than it is known where messages stand."""
SEARCHED = 200
"""Arrangements of an odd number that are looked at, at most."""

Pair = frozenset[str]
Group = tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """Those who take part, in the order in which they joined; who may be matched; and how often each two were.

    `fits` is something like the hours that two have in common: more is better, once nothing else decides. `number` is
    how many rounds there were.
    """

    people: Sequence[str]
    may: Callable[[str, str], bool]
    met: Mapping[Pair, int]
    fits: Callable[[str, str], int] = lambda one, other: 0
    number: int = 0


@dataclass(frozen=True)
class Matched:
    """Twos and threes, and who is left over."""

    groups: tuple[Group, ...]
    left: tuple[str, ...]


def repeats(groups: Iterable[Group], met: Mapping[Pair, int]) -> int:
    """How many of those who are put together were together before."""
    return sum(met.get(frozenset(two), 0) > 0 for group in groups for two in combinations(group, 2))


def match(pool: Pool) -> Matched:
    """The whole pool at once."""
    if len(pool.people) % 2:
        with_a_three = _odd(pool)
        if with_a_three:
            return Matched(tuple(sorted(with_a_three)), ())
    twos, left = _twos(pool)
    return _taken_in(pool, twos, left)


def _twos(pool: Pool) -> tuple[list[Group], list[str]]:
    twos = _matching(_costs(pool))
    matched = {person for two in twos for person in two}
    return twos, [person for person in pool.people if person not in matched]


def _taken_in(pool: Pool, twos: list[Group], left: list[str]) -> Matched:
    """Whoever is left over joins a two that they may both be with, where they have met the fewest."""
    costs, groups, out = _costs(pool), list(twos), []
    for one in left:
        open_to = [two for two in groups if len(two) == 2 and all(frozenset((one, other)) in costs for other in two)]
        if open_to:
            best = min(open_to, key=lambda two: sum(costs[frozenset((one, other))] for other in two))
            groups[groups.index(best)] = tuple(sorted((*best, one)))
        else:
            out.append(one)
    return Matched(tuple(sorted(groups)), tuple(out))


def _costs(pool: Pool) -> dict[Pair, int]:
    """What each possible two costs: first whether it repeats, then how often, then what is customary in this round.

    Where nobody comes or goes, the last is the circle method: everybody meets everybody once before anybody twice.
    """
    scale = 10_000
    many = len(pool.people) * scale * 10
    costs = {}
    for one, other in combinations(pool.people, 2):
        if pool.may(one, other):
            count = pool.met.get(frozenset((one, other)), 0)
            custom = 0 if _customary(pool, one, other) else scale // 2
            costs[frozenset((one, other))] = (
                (count > 0) * many * 10_000 + min(count, 99) ** 2 * many + custom - min(pool.fits(one, other), 1000)
            )
    return costs


def _customary(pool: Pool, one: str, other: str) -> bool:
    """Whether the circle method has these two together in this round."""
    size = len(pool.people) + len(pool.people) % 2
    first, second = sorted((pool.people.index(one), pool.people.index(other)))
    turn = 2 * first if second == size - 1 else first + second
    return turn % (size - 1) == pool.number % (size - 1)


def _matching(costs: Mapping[Pair, int]) -> list[Group]:
    """As many as can be, at the least cost."""
    import networkx  # a quarter of a second, once a month, and not at every start

    graph: networkx.Graph[str] = networkx.Graph()
    highest = max(costs.values(), default=0) + 1
    for two, cost in sorted(costs.items(), key=lambda item: sorted(item[0])):
        one, other = sorted(two)
        graph.add_edge(one, other, weight=highest - cost)
    return sorted(tuple(sorted(two)) for two in networkx.max_weight_matching(graph, maxcardinality=True))


def _odd(pool: Pool) -> list[Group] | None:
    """One three, and twos: everybody in, with the fewest repetitions. None when that cannot be.

    Each in turn is put in the middle of the three; where its two ends repeat or may not be together, others are looked
    for, as long as that could still be better than the best that was found.
    """
    costs = _costs(pool)
    best: tuple[int, list[Group]] | None = None
    open_still: list[tuple[str, frozenset[Pair]]] = [(middle, frozenset()) for middle in _middles(pool)]
    for _ in range(SEARCHED):
        if not open_still or (best and not best[0]):
            break
        middle, without = open_still.pop(0)
        ends, twos = _around(middle, {two: cost for two, cost in costs.items() if two not in without})
        least = repeats([*twos, *((middle, end) for end in ends)], pool.met)
        if 2 * len(twos) + len(ends) + 1 < len(pool.people) or (best and least >= best[0]):
            continue
        found = least + (pool.met.get(frozenset(ends), 0) > 0)
        if frozenset(ends) in costs and (best is None or found < best[0]):
            best = found, [tuple(sorted((middle, *ends))), *twos]
        if frozenset(ends) not in costs or found > least:
            open_still += [(middle, without | {frozenset((middle, end))}) for end in ends]
    return best[1] if best else None


def _middles(pool: Pool) -> list[str]:
    """Who is in the middle: first those who met the fewest, since it makes them meet two."""
    met = {one: sum(pool.met.get(frozenset((one, other)), 0) for other in pool.people) for one in pool.people}
    return sorted(pool.people, key=lambda one: (met[one], pool.people.index(one)))


def _around(middle: str, costs: Mapping[Pair, int]) -> tuple[list[str], list[Group]]:
    """Whom the middle one is between, and the others in twos."""
    twin = f"{middle}\N{PRIME}"
    twice = dict(costs)
    for two, cost in costs.items():
        if middle in two:
            twice[two - {middle} | {twin}] = cost
    twos = _matching(twice)
    ends = [next(iter(set(two) - {middle, twin})) for two in twos if {middle, twin} & set(two)]
    return ends, [two for two in twos if not {middle, twin} & set(two)]


def next_round(now: datetime, zone: ZoneInfo) -> datetime:
    """When a group's first round begins, or the next try after one for which there were too few."""
    weekday, at = BEGINS
    return next_weekly(now + NOTICE, weekday, at, zone.key)


def week_of(begins: datetime, week: int, zone: ZoneInfo) -> datetime:
    """When a week of a round begins, on the group's wall clock whatever clocks did in between."""
    return instant(begins.astimezone(zone).replace(tzinfo=None) + timedelta(weeks=week), zone)
