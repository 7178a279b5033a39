"""Fair turns, for whole lives of groups that come, go, pass, fall ill, swap, move and go on holiday."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.meetings.rules import FACILITATOR, ROLES
from bot.rotation.books import WHOLE, Evening, Keep, Past, standings
from bot.rotation.rules import choose, even, in_order, may, score, seated, why
from bot.rotation.simulate import Course, Played, simulate

AT = datetime(2026, 11, 10, 18, tzinfo=UTC)
MONTH = timedelta(days=28)


@st.composite
def lives(draw: st.DrawFn, longest: int = 24) -> tuple[Course, Random]:
    """A course of any kind, and dice that hypothesis holds."""
    chances = st.sampled_from((0.0, 0.0, 0.05, 0.2, 0.5))
    few = st.integers(0, 3)
    course = Course(
        members=draw(st.integers(2, 10)),
        meetings=draw(st.integers(1, longest)),
        absence=draw(chances),
        joins=draw(few),
        leaves=draw(few),
        returns=draw(few),
        swaps=draw(chances),
        moves=draw(chances),
        cancels=draw(chances),
        roles=tuple(role for role in ROLES if role in draw(st.sets(st.sampled_from(ROLES), min_size=1))),
    )
    return course, Random(draw(st.integers(0, 2**32)))


def count_for_ourselves(played: Played) -> None:
    """What was promised, once more from what happened alone: nothing here is shared with what is tested."""
    done: Counter[tuple[str, str]] = Counter()
    always = set(played.everybody)
    been: set[str] = set()
    for night in played.nights:
        did, there = night.evening.did, set(night.evening.there)
        always &= there
        assert set(did.values()) <= there
        assert len(set(did.values())) == len(did)
        if been or night is not played.nights[0]:
            assert not {name for role, name in did.items() if role != "timekeeper"} - been
        been |= there
        done.update(did.items())
        for role in did:
            turns = [done[role, name] for name in always]
            assert not turns or max(turns) - min(turns) <= 1


@given(lives())
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_no_rule_is_ever_broken(life: tuple[Course, Random]) -> None:
    played = simulate(*life)
    assert played.broken == []
    count_for_ourselves(played)


@pytest.mark.campaign
@pytest.mark.timeout(1800)
@given(lives(longest=40))
@settings(deadline=None, max_examples=10_000, suppress_health_check=list(HealthCheck))
def test_no_rule_is_broken_in_ten_thousand_lives(life: tuple[Course, Random]) -> None:
    played = simulate(*life)
    assert played.broken == []
    count_for_ourselves(played)


def test_those_who_are_always_there_have_the_same_turns() -> None:
    for members in range(4, 11):
        played = simulate(Course(members=members, meetings=members * 4), Random(1))
        counts = Counter(pair for night in played.nights for pair in night.evening.did.items())
        assert set(counts.values()) == {4}
        assert score(played.whole, ROLES) == 100


def past(turns: str, members: str = "abc", keeps: tuple[Keep, ...] = ()) -> Past:
    """One facilitator for each letter, with everybody there."""
    evenings = [Evening(AT + MONTH * n, members, {FACILITATOR: who}) for n, who in enumerate(turns)]
    return Past(tuple(members), evenings, keeps)


def next_one(books: Past, *cannot: str) -> tuple[str | None, str]:
    choice = choose(books, (FACILITATOR,), {FACILITATOR: cannot})[FACILITATOR]
    return choice.member, choice.why


def test_it_goes_round_in_the_order_of_joining() -> None:
    assert next_one(past("")) == ("a", "joined")
    assert next_one(past("a")) == ("b", "joined")
    assert next_one(past("ab")) == ("c", "never")
    assert next_one(past("abc")) == ("a", "longest")


def test_whoever_is_passed_over_is_named_and_comes_next() -> None:
    books = past("abc")
    choice = choose(books, (FACILITATOR,), {FACILITATOR: ["a"]})[FACILITATOR]
    assert (choice.member, choice.before) == ("b", ("a",))
    kept = Keep(FACILITATOR, "a", AT + MONTH * 3, AT + MONTH * 3)
    assert next_one(past("abcb", keeps=(kept,))) == ("a", "kept")


def test_a_turn_that_nobody_took_is_the_same_persons_at_the_next_meeting() -> None:
    held = Keep(FACILITATOR, "c", AT + MONTH * 5, AT + MONTH * 5, same=True)
    assert next_one(past("abcab", keeps=(held,))) == ("c", "same")


def test_a_newcomer_is_neither_rushed_nor_owed() -> None:
    """Four have met for five years; four more join, have a turn each, and then wait like everybody."""
    played = simulate(Course(members=4, meetings=60, roles=(FACILITATOR,)), Random(1))
    evenings = list(played.past.evenings)
    names = (*played.members, "n1", "n2", "n3", "n4")
    chosen = []
    for number in range(20):
        who = next_one(Past(names, evenings))[0]
        assert who
        chosen.append(who)
        evenings.append(Evening(AT + MONTH * (100 + number), names, {FACILITATOR: who}))
    assert chosen[0] not in names[4:]
    assert chosen[1:5] == ["n1", "n2", "n3", "n4"]
    assert all(2 <= Counter(chosen)[name] <= 3 for name in names)


def test_leave_is_no_debt() -> None:
    """Away for two years: their next turn is soon, and after it they wait like everybody."""
    names = tuple("abcdef")
    evenings: list[Evening] = []
    keeps: list[Keep] = []
    for number in range(60):
        away = ["a"] if 12 <= number < 36 else []
        start = AT + MONTH * number
        choice = choose(Past(names, evenings, keeps), (FACILITATOR,), {FACILITATOR: away})[FACILITATOR]
        keeps += [Keep(FACILITATOR, name, start, start) for name in choice.before]
        assert choice.member
        evenings.append(Evening(start, set(names) - set(away), {FACILITATOR: choice.member}))
    after = [evening.did[FACILITATOR] for evening in evenings[36:]]
    assert "a" in after[:2]
    assert after.count("a") <= 5


def test_half_the_meetings_are_half_the_turns() -> None:
    names = tuple("abcdef")
    evenings: list[Evening] = []
    for number in range(120):
        here = set(names) - ({"a"} if number % 2 else set())
        start = AT + MONTH * number
        who = choose(Past(names, evenings), (FACILITATOR,), {FACILITATOR: set(names) - here})[FACILITATOR].member
        assert who
        evenings.append(Evening(start, here, {FACILITATOR: who}))
    turns = Counter(evening.did[FACILITATOR] for evening in evenings)
    assert turns["a"] == 10
    assert {turns[name] for name in "bcdef"} == {22}


def test_the_order_does_not_depend_on_how_members_are_listed_in_the_room() -> None:
    played = simulate(Course(members=6, meetings=20, absence=0.2), Random(4))
    for role, stand in standings(played.past, ROLES).items():
        assert in_order(stand[::-1], role, held=20) == in_order(stand, role, held=20)


def test_every_reason_is_true() -> None:
    reasons = set()
    for seed in range(40):
        played = simulate(Course(members=5, meetings=12, absence=0.3, roles=(FACILITATOR,)), Random(seed))
        order = in_order(standings(played.past, (FACILITATOR,))[FACILITATOR], FACILITATOR, held=len(played.nights))
        if len(order) < 2:
            continue
        first, second = order[:2]
        reason = why(first, second)
        reasons.add(reason)
        assert reason != "never" or (first.turns == 0 < second.turns)
        assert reason != "kept" or first.kept
        assert reason != "fewest" or first.owed > second.owed
    assert {"kept", "fewest"} <= reasons


def test_seats_are_filled_as_far_as_they_can_be() -> None:
    assert seated([["a", "b"], ["a"]]) == ("b", "a")
    assert seated([["a"], ["a"]]) == ("a", None)
    assert seated([["a", "b"], ["b", "a"]]) == ("a", "b")
    assert seated([]) == ()


def test_nobody_who_is_always_there_gets_ahead_by_two() -> None:
    order = in_order(standings(past("ab"), (FACILITATOR,))[FACILITATOR], FACILITATOR, held=2)
    assert [one.member for one in even(order)] == ["c"]


def test_a_newcomer_may_keep_time_but_not_lead() -> None:
    books = past("ab", members="abc")
    later = Past(("a", "b", "c", "new"), books.evenings)
    assert not may(later, FACILITATOR, "new")
    assert may(later, "timekeeper", "new")
    assert may(Past(("new",), ()), FACILITATOR, "new")


def test_the_score_is_what_it_says() -> None:
    assert score(past(""), (FACILITATOR,)) == 100
    assert score(past("abcabc"), (FACILITATOR,)) == 100
    # six turns, two each would be even: "a" has four more than that, the others two less; beyond one: 3 + 1 + 1 of 6
    assert score(past("aaaaaa"), (FACILITATOR,)) == 100 - -(-500 // 6)
    assert standings(past("aaaaaa"), (FACILITATOR,))[FACILITATOR][0].owed == -4 * WHOLE
