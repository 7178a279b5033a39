"""Whoever knows all but one answer, and tries everything: what remains possible for that one.

The figures are those of docs/privacy.md. The campaign tries every sequence of three pulses in a group of up to seven;
the everyday test tries those that end up showing three results, or all of it with one insider.
"""

from collections.abc import Iterable
from functools import cache

import pytest

from bot.pulse import rules
from tests.pulse.adversary import Rule, Tally, candidates, fewest, ours, pairwise, released, smallest, tallies


@pytest.mark.parametrize("people", [5, 6, 7, 8])
def test_one_result_leaves_three_answers_to_everybody_against_one_insider(people: int) -> None:
    assert candidates(people, 0, rules.shown) == 5
    assert candidates(people, 1, rules.shown) >= 3


@pytest.mark.parametrize("people", [7, 8])
def test_from_seven_on_against_two_who_compare_theirs(people: int) -> None:
    assert candidates(people, 2, rules.shown) >= 3


def test_the_table_that_is_published() -> None:
    by_people = {n: tuple(candidates(n, insiders, rules.shown) for insiders in (0, 1, 2)) for n in (5, 6, 7, 8)}
    assert by_people == {5: (5, 4, 1), 6: (5, 5, 1), 7: (5, 5, 3), 8: (5, 5, 4)}


def test_half_points_would_be_too_fine_for_eight_and_leave_three_from_fourteen_on() -> None:
    assert candidates(8, 1, rules.half_points) < 3
    assert candidates(14, 2, rules.shown) >= 3


@pytest.mark.campaign
@pytest.mark.timeout(600)
@pytest.mark.parametrize("people", range(9, 21))
def test_one_result_of_a_larger_circle(people: int) -> None:
    assert candidates(people, 2, rules.shown) >= 3


@cache
def shown_by(rule: Rule) -> set[Tally]:
    """What there is to see after every sequence of three pulses, of up to seven people each."""
    return {released(tally, rule) for tally in tallies(most=7)} - {()}


def test_every_sequence_of_three_pulses_leaves_three_answers() -> None:
    seen = shown_by(ours)
    assert worst(seen, insiders=0) == 5
    assert worst(seen, insiders=1) == 4
    assert worst((one for one in seen if smallest(one) >= 7), insiders=2) == 3


def test_nor_do_insiders_learn_more_who_answer_differently_each_time() -> None:
    seen = shown_by(ours)
    assert worst(seen, insiders=1, probing=True) == 4
    assert worst((one for one in seen if smallest(one) >= 7), insiders=2, probing=True) == 3


def test_asking_only_that_two_results_differ_by_enough_is_found_out() -> None:
    """Why the rule is stricter than one that compares two and two: this adversary can win."""
    two = released((((1, 1, 0), 3), ((1, 0, 0), 3), ((0, 1, 0), 2)), pairwise)
    assert fewest(two, 1) == 1
    three = released((((1, 1, 0), 4), ((1, 0, 1), 3), ((0, 1, 1), 2)), pairwise)
    assert fewest(three, 0) == 1


@pytest.mark.campaign
@pytest.mark.timeout(900)
def test_how_often_comparing_two_and_two_is_found_out() -> None:
    seen = shown_by(pairwise)
    leaks = [one for one in seen if fewest(one, 1) < 3]
    print(f"{len(seen)} things to see, {len(leaks)} of them leave fewer than three answers to one insider")
    assert leaks


def worst(seen: Iterable[Tally], insiders: int, *, probing: bool = False) -> int:
    return min(fewest(one, insiders, probing=probing) for one in seen)
