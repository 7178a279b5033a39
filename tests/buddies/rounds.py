"""Rounds of buddies played without a chat: who takes part, who may be with whom, and who has been with whom."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.buddies.rules import Group, Matched, Pair, Pool, match

Asked = tuple[Pool, Matched]


def names(count: int) -> list[str]:
    return [f"p{number:02}" for number in range(count)]


def play(people: Sequence[str], rounds: int, never: frozenset[Pair] = frozenset()) -> Iterator[Asked]:
    """Round after round of the same people."""
    met: Counter[Pair] = Counter()
    for number in range(rounds):
        pool = Pool(people, lambda one, other: frozenset((one, other)) not in never, dict(met), number=number)
        matched = match(pool)
        met.update(pairs(matched.groups))
        yield pool, matched


def pairs(groups: Sequence[Group]) -> list[Pair]:
    return [frozenset(two) for group in groups for two in combinations(group, 2)]


def somewhere(dice: random.Random, most: int) -> Pool:
    """A pool in the middle of things: some were together before, some must not be."""
    people = names(dice.randint(2, most))
    every = [frozenset(two) for two in combinations(people, 2)]
    never = {two for two in every if dice.random() < 0.15}
    met = {two: dice.randint(1, 3) for two in every if dice.random() < dice.choice([0.2, 0.6])}
    return Pool(people, lambda one, other: frozenset((one, other)) not in never, met, number=dice.randint(0, 20))
