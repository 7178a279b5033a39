"""`tend rotation simulate`: the same numbers for the same seed, what is in them, and a breach is seen and told."""

import json
from random import Random

import pytest
from click.testing import CliRunner

from adapters.__main__ import main
from bot.rotation import rules
from bot.rotation.account import account
from bot.rotation.books import Past
from bot.rotation.rules import Choice
from bot.rotation.simulate import Course, simulate
from bot.rotation.watch import RULES


def told(*arguments: str) -> dict[str, object]:
    ran = CliRunner().invoke(main, ["rotation", "simulate", "--json", *arguments])
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.output)
    assert isinstance(found, dict)
    return found


def test_it_prints_counts_a_score_and_no_violation() -> None:
    one = told("--members", "8", "--meetings", "40", "--absence", "0.2", "--seed", "1")
    assert one["violations"] == []
    assert one["people"] == [f"m{number}" for number in range(1, 9)]
    counts, unfilled = one["counts"], one["unfilled"]
    assert isinstance(counts, dict)
    assert isinstance(unfilled, dict)
    for role in ("facilitator", "cofacilitator", "presenter", "timekeeper"):
        assert sum(each[role] for each in counts.values()) + unfilled[role] == 40
    assert one == told("--members", "8", "--meetings", "40", "--absence", "0.2", "--seed", "1")
    assert one != told("--members", "8", "--meetings", "40", "--absence", "0.2", "--seed", "2")


def test_everything_at_once() -> None:
    chances = [word for name in ("swaps", "moves", "cancels") for word in (f"--{name}", "0.2")]
    people = [word for name in ("joins", "leaves", "returns") for word in (f"--{name}", "3")]
    one = told("--absence", "0.3", *chances, *people)
    assert one["violations"] == []
    assert one["moved"]
    assert one["swapped"]
    assert one["cancelled"]


def test_roles_can_be_named_and_an_unknown_one_says_which_there_are() -> None:
    assert told("--roles", "timekeeper, facilitator")["roles"] == ["facilitator", "timekeeper"]
    wrong = CliRunner().invoke(main, ["rotation", "simulate", "--roles", "chair"])
    assert wrong.exit_code == 2
    assert "facilitator, cofacilitator, presenter, timekeeper" in wrong.output


def test_without_json_it_is_a_table() -> None:
    ran = CliRunner().invoke(main, ["rotation", "simulate", "--meetings", "12"])
    assert ran.exit_code == 0
    assert "Rules broken: none." in ran.output


def _first_of_all(past: Past, roles: tuple[str, ...], *_: object) -> dict[str, Choice]:
    return {role: Choice(past.members[0], "only", ()) for role in roles}


def _the_last(past: Past, roles: tuple[str, ...], *_: object) -> dict[str, Choice]:
    return {role: Choice(past.members[-1 - number], "only", ()) for number, role in enumerate(roles)}


def _nobody(past: Past, roles: tuple[str, ...], *_: object) -> dict[str, Choice]:
    return {role: Choice(None, "only", ()) for role in roles}


@pytest.mark.parametrize(
    ("chooser", "broken"),
    [
        (_first_of_all, {"one", "presenter", "even", "first"}),
        (_the_last, {"even", "newcomer", "first"}),
        (_nobody, {"found"}),
    ],
)
def test_a_rule_that_is_broken_is_seen(monkeypatch: pytest.MonkeyPatch, chooser: object, broken: set[str]) -> None:
    """Otherwise an empty list of violations would say nothing."""
    monkeypatch.setattr(rules, "choose", chooser)
    seen = {one.rule for one in simulate(Course(members=5, meetings=12, joins=3), Random(3)).broken}
    assert broken <= seen
    ran = CliRunner().invoke(main, ["rotation", "simulate", "--members", "5", "--joins", "3", "--seed", "3"])
    assert ran.exit_code == 1
    assert RULES[min(broken)] in ran.output


def test_somebody_who_kept_a_turn_and_is_passed_by_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = rules.choose

    def forgetful(past: Past, *rest: object) -> dict[str, Choice]:
        return honest(Past(past.members, past.evenings), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(rules, "choose", forgetful)
    seen = {one.rule for seed in range(20) for one in simulate(Course(absence=0.4), Random(seed)).broken}
    assert "kept" in seen


def test_a_meeting_that_somebody_could_have_facilitated_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ill on the day, when everybody else has a role."""
    course = Course(members=5, meetings=60, absence=0.3)
    assert all("facilitator" in night.evening.did for night in simulate(course, Random(1)).nights)
    monkeypatch.setattr(rules, "stand_in", lambda *_: None)
    assert "led" in {one.rule for one in simulate(course, Random(1)).broken}


def test_shares_add_up_to_the_turns_that_were_done() -> None:
    one = account(Course(members=7, meetings=50, absence=0.3, joins=2), seed=5)
    for role in one["roles"]:
        done = sum(each[role] for each in one["counts"].values())
        assert abs(sum(each[role] for each in one["share"].values()) - done) < 0.05
