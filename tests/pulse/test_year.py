"""A year of weekly pulses: somebody who links all of them guesses an answer no better than from the one result alone.

People have a way of being that stays and a mood that changes; they join, leave and skip. The curious know who
answered each time. From all that was shown they estimate everybody by least squares (Kalman's, in steps), and guess
the answer of each person in the last pulse that showed theirs. What that pulse's word alone lets guess is the prior.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import pytest

from bot.pulse import rules
from bot.pulse.rules import Level, Respondents
from tests.pulse.adversary import Rule, ours

WAVES = 52
MIDDLE = {Level.LOW: 1.9, Level.MIDDLE: 3.0, Level.HIGH: 4.1}
STAYS, MOOD = 1.2, 0.4
"""Variances: of what stays with somebody, and of their mood in a week."""


@dataclass
class Shown:
    """A result, who answered, and (unknown to the curious) what."""

    people: Respondents
    word: Level
    answers: dict[str, int]


def year(dice: Random, rule: Rule) -> list[Shown]:
    """What a group of six to nine is shown in a year."""
    people = [f"p{n}" for n in range(dice.randint(6, 9))]
    ways = {name: dice.gauss(3, STAYS**0.5) for name in people}
    shown: list[Shown] = []
    for wave in range(WAVES):
        if dice.random() < 0.06 and len(people) > 5:
            people.remove(dice.choice(people))
        if dice.random() < 0.06 and len(people) < 10:
            people.append(f"n{wave}")
            ways[f"n{wave}"] = dice.gauss(3, STAYS**0.5)
        answers = {name: _clip(ways[name] + dice.gauss(0, MOOD**0.5)) for name in people if dice.random() < 0.93}
        if rule(frozenset(answers), [one.people for one in shown]):
            word = rules.level(sum(answers.values()), len(answers))
            shown.append(Shown(frozenset(answers), word, answers))
    return shown


def _clip(value: float) -> int:
    return min(5, max(1, round(value)))


def estimated(shown: Sequence[Shown]) -> dict[str, float]:
    """Everybody's way of being, from all results: each corrects the estimate by what it says about a mean."""
    names = sorted(frozenset().union(*(one.people for one in shown)))
    mean = dict.fromkeys(names, 3.0)
    spread = {a: {b: STAYS if a == b else 0.0 for b in names} for a in names}
    for one in shown:
        size = len(one.people)
        shared = {a: sum(spread[a][b] for b in one.people) / size for a in names}
        gain = sum(shared[a] for a in one.people) / size + MOOD / size + 0.08  # a word is a wide thing
        wrong = MIDDLE[one.word] - sum(mean[a] for a in one.people) / size
        for a in names:
            mean[a] += shared[a] / gain * wrong
        spread = {a: {b: spread[a][b] - shared[a] * shared[b] / gain for b in names} for a in names}
    return mean


def gain(runs: int, rule: Rule, seed: int = 1) -> tuple[float, int]:
    """How much oftener the curious are right than by the one word, and how many guesses were made."""
    dice, better, guesses = Random(seed), 0, 0
    for _ in range(runs):
        shown = year(dice, rule)
        if not shown:
            continue
        linked, alone = estimated(shown), estimated(shown[-1:])
        for name, answer in shown[-1].answers.items():
            better += (_clip(linked[name]) == answer) - (_clip(alone[name]) == answer)
            guesses += 1
    return better / guesses, guesses


def test_linking_a_year_of_results_gains_less_than_one_in_a_hundred() -> None:
    found, guesses = gain(150, ours)
    assert guesses > 500
    assert found < 0.01


def test_without_the_rule_linking_them_pays() -> None:
    found, _ = gain(150, lambda now, before: len(now) >= rules.LEAST)
    assert found > 0.01


@pytest.mark.campaign
@pytest.mark.timeout(1800)
def test_the_same_over_many_years() -> None:
    found, guesses = gain(5000, ours)
    print(f"gain over the prior: {found:.4f} in {guesses} guesses")
    assert found < 0.01
