"""A round is matched as well as it can be: held against every arrangement there is, and against a solver of its own."""

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from bot.buddies.rules import Group, Matched, Pair, Pool, match, repeats
from tests.buddies.rounds import names, pairs, play, somewhere


def arrangements(people: Sequence[str], threes: int) -> Iterator[list[Group]]:
    """Every way to put all of them into twos, and so many threes."""
    if not people:
        yield []
        return
    first, rest = people[0], people[1:]
    for other in rest:
        yield from ([(first, other), *more] for more in arrangements([p for p in rest if p != other], threes))
    if threes:
        for two in combinations(rest, 2):
            left = [p for p in rest if p not in two]
            yield from ([(first, *two), *more] for more in arrangements(left, threes - 1))


def fewest(pool: Pool) -> int | None:
    """The fewest repetitions with everybody in; None when that cannot be."""
    odd = len(pool.people) % 2
    whole = (groups for groups in arrangements(list(pool.people), odd) if all_may(pool, groups))
    whole = (groups for groups in whole if sum(len(group) == 3 for group in groups) == odd)
    return min((repeats(groups, pool.met) for groups in whole), default=None)


def all_may(pool: Pool, groups: Sequence[Group]) -> bool:
    return all(pool.may(*sorted(two)) for two in pairs(groups))


def holds(pool: Pool, matched: Matched) -> None:
    """What holds of every round: twos and threes of people who may, everybody in one of them or left over."""
    assert sorted([*matched.left, *(one for group in matched.groups for one in group)]) == sorted(pool.people)
    assert {len(group) for group in matched.groups} <= {2, 3}
    assert all_may(pool, matched.groups)


@pytest.mark.parametrize("seed", range(60))
def test_no_arrangement_repeats_less(seed: int) -> None:
    pool = somewhere(random.Random(seed), 8)
    matched = match(pool)
    holds(pool, matched)
    best = fewest(pool)
    if best is not None:
        assert matched.left == ()
        assert repeats(matched.groups, pool.met) == best


@pytest.mark.parametrize("count", range(2, 13, 2))
def test_everybody_meets_everybody_once_before_anybody_twice(count: int) -> None:
    met = Counter(pair for _, matched in play(names(count), count - 1) for pair in pairs(matched.groups))
    assert len(met) == count * (count - 1) // 2
    assert set(met.values()) == {1}


@pytest.mark.parametrize("count", [3, 5, 7, 9])
def test_an_odd_one_makes_a_three(count: int) -> None:
    for pool, matched in play(names(count), 6):
        holds(pool, matched)
        assert matched.left == ()
        assert [len(group) for group in matched.groups].count(3) == 1


def test_two_who_must_not_be_matched_are_simply_not() -> None:
    never = frozenset({frozenset(("p00", "p01"))})
    met = {pair for _, matched in play(names(6), 20, never) for pair in pairs(matched.groups)}
    assert met == {frozenset(two) for two in combinations(names(6), 2)} - never


def test_somebody_whom_nobody_may_be_with_is_left_over_and_the_others_are_not() -> None:
    alone: frozenset[Pair] = frozenset(frozenset(("p00", other)) for other in names(5)[1:])
    (_, matched), *_ = play(names(5), 1, alone)
    assert matched.left == ("p00",)
    assert len(matched.groups) == 2


def test_a_pool_of_one_or_none_is_left_alone() -> None:
    assert match(Pool(["p00"], lambda one, other: True, {})) == Matched((), ("p00",))
    assert match(Pool([], lambda one, other: True, {})) == Matched((), ())


def test_more_hours_in_common_decide_when_nothing_else_does() -> None:
    people = ["a", "b", "c", "d"]
    close = {frozenset(("a", "d")), frozenset(("b", "c"))}
    met = {frozenset(two): 1 for two in combinations(people, 2)}
    fits = lambda one, other: 600 if frozenset((one, other)) in close else 60  # noqa: E731
    for number in range(3):
        pool = Pool(people, lambda one, other: True, met | dict.fromkeys(close, 0), fits, number)
        assert set(pairs(match(pool).groups)) == close


@pytest.mark.campaign
@pytest.mark.timeout(3000)
def test_two_years_of_three_to_sixty_against_a_solver() -> None:
    """Each of 26 rounds of each size repeats as little as an integer programme of it can; none takes five seconds."""
    from tests.buddies.solver import fewest_repeats

    slowest = 0.0
    for count in range(3, 61):
        dice = random.Random(count)
        never = frozenset(frozenset(dice.sample(names(count), 2)) for _ in range(count // 10))
        rounds = play(names(count), 26, never)
        for _ in range(26):
            begun = time.process_time()
            pool, matched = next(rounds)
            slowest = max(slowest, time.process_time() - begun)
            holds(pool, matched)
            found = repeats(matched.groups, pool.met)
            assert matched.left == ()
            assert found == 0 or found == fewest_repeats(pool), (count, pool.number)
    print(f"58 sizes, 26 rounds each; the slowest took {slowest:.2f} s")
    assert slowest < 5
