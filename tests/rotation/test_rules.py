"""Fair turns, for whole lives of groups that come, go, pass and go on holiday."""

from collections import Counter
from datetime import UTC, datetime
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rotation.rules import Standing, in_order, is_new, why
from tests.rotation.play import Evening, Mood, play

AT = datetime(2026, 11, 10, 18, tzinfo=UTC)
MOODS: tuple[Mood, ...] = get_args(Mood)


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[int], list[list[Mood]], set[str]]:
    """Joins and moods, and the names of those who were in from the beginning and always here."""
    meetings = draw(st.integers(1, 30))
    size = draw(st.integers(1, 8))
    steady = draw(st.integers(0, size))
    joins = [0] * steady + [draw(st.integers(0, meetings)) for _ in range(size - steady)]
    changing = st.lists(st.sampled_from(MOODS), min_size=size - steady, max_size=size - steady)
    here: list[Mood] = ["here"] * steady
    moods = [here + draw(changing) for _ in range(meetings)]
    return joins, moods, {f"m{number}" for number in range(steady)}


def done(evenings: list[Evening]) -> Counter[str]:
    return Counter(evening.chosen for evening in evenings if evening.chosen)


Life = tuple[list[int], list[list[Mood]], set[str]]


@given(lives())
@settings(deadline=None)
def test_those_who_are_always_here_differ_by_one_turn_at_most(life: Life) -> None:
    joins, moods, steady = life
    evenings = play(joins, moods)
    for number in range(len(evenings)):
        counts = done(evenings[: number + 1])
        turns = [counts[name] for name in steady] or [0]
        assert max(turns) - min(turns) <= 1


@given(lives())
@settings(deadline=None)
def test_nobody_has_a_second_turn_while_somebody_who_can_had_none(life: Life) -> None:
    joins, moods, _ = life
    had: Counter[str] = Counter()
    for evening in play(joins, moods):
        if had[evening.chosen]:
            assert not [name for name in evening.standings if evening.able(name) and not had[name]]
        had[evening.chosen] += 1


@given(lives())
@settings(deadline=None)
def test_nobody_who_had_a_turn_is_even_asked_before_somebody_who_can_and_had_none(life: Life) -> None:
    joins, moods, _ = life
    had: Counter[str] = Counter()
    for evening in play(joins, moods):
        asked = [*evening.passed_over, *filter(None, [evening.chosen])]
        never = [name for name in asked if not had[name]]
        assert asked[: len(never)] == never
        had[evening.chosen] += 1


@given(lives())
@settings(deadline=None)
def test_a_newcomer_does_not_facilitate_their_first_meeting(life: Life) -> None:
    joins, moods, _ = life
    for evening in play(joins, moods):
        if evening.chosen and evening.number:
            assert evening.standings[evening.chosen].there > 0


@given(lives())
@settings(deadline=None)
def test_somebody_is_found_whenever_somebody_can(life: Life) -> None:
    joins, moods, _ = life
    for evening in play(joins, moods):
        assert bool(evening.chosen) == any(evening.able(name) for name in evening.standings)


@given(lives())
@settings(deadline=None)
def test_whoever_passed_or_was_away_stays_next(life: Life) -> None:
    """Only somebody who never had a turn, or who has been waiting longer, goes before them."""
    joins, moods, _ = life
    evenings = play(joins, moods)
    for before, evening in zip(evenings, evenings[1:], strict=False):
        waiting = [name for name in before.passed_over if evening.able(name)]
        chosen = evening.standings.get(evening.chosen)
        if waiting and chosen and chosen.member not in waiting:
            assert chosen.turns == 0 or chosen.kept is not None


def test_whoever_missed_the_meeting_as_well_stays_next_all_the_same() -> None:
    """Counted over fewer meetings, their one turn looks like more than the others' one turn."""
    moods: list[list[Mood]] = [["here"] * 3 for _ in range(5)]
    moods[3][0] = "passes and stays away"
    evenings = play([0, 0, 0], moods)
    assert [evening.chosen for evening in evenings] == ["m0", "m1", "m2", "m1", "m0"]
    assert evenings[4].reason == "kept"


@given(lives(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_does_not_depend_on_how_members_are_listed(life: Life, dice: object) -> None:
    joins, moods, _ = life
    evening = play(joins, moods)[-1]
    standings = list(evening.standings.values())
    shuffled = standings.copy()
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(shuffled, held=evening.number) == in_order(standings, held=evening.number)


@given(lives())
@settings(deadline=None)
def test_every_choice_has_a_reason_that_is_true(life: Life) -> None:
    joins, moods, _ = life
    for evening in play(joins, moods):
        if not evening.chosen:
            continue
        chosen = evening.standings[evening.chosen]
        assert evening.reason != "never" or chosen.turns == 0
        assert evening.reason != "kept" or chosen.kept is not None
        assert (evening.reason == "only") == (len(_after(evening)) == 0)


def _after(evening: Evening) -> list[Standing]:
    order = in_order(evening.standings.values(), held=evening.number)
    return order[[standing.member for standing in order].index(evening.chosen) + 1 :]


def standing(member: str, **facts: object) -> Standing:
    plain = {"turns": 1, "there": 4, "last": AT, "kept": None, "place": 0} | facts
    return Standing(member, **plain)  # type: ignore[arg-type]


def test_turns_are_counted_over_meetings_one_was_there_for() -> None:
    """Two turns in twenty meetings are less than one in five."""
    often, seldom = standing("often", turns=2, there=20), standing("seldom", turns=1, there=5)
    assert in_order([seldom, often], held=20) == [often, seldom]
    assert why(often, seldom) == "fewest"


def test_ties_go_by_the_longest_since_the_last_turn_and_then_by_joining() -> None:
    early = standing("early", last=datetime(2026, 1, 1, tzinfo=UTC), place=2)
    late = standing("late", last=datetime(2026, 6, 1, tzinfo=UTC), place=1)
    first = standing("first", last=datetime(2026, 6, 1, tzinfo=UTC), place=0)
    assert in_order([late, first, early], held=9) == [early, first, late]
    assert (why(early, first), why(first, late), why(late, None)) == ("longest", "joined", "only")


def test_at_its_first_meeting_nobody_is_new() -> None:
    beginner = standing("beginner", turns=0, there=0)
    assert not is_new(beginner, held=0)
    assert is_new(beginner, held=1)


def test_a_newcomer_is_neither_rushed_nor_owed() -> None:
    """Six have met for five years; a seventh joins, waits one meeting, has a turn, and then waits like everybody."""
    always: list[list[Mood]] = [["here"] * 7 for _ in range(60 + 15)]
    since = play([0] * 6 + [60], always)[60:]
    turns = [evening.number - 60 for evening in since if evening.chosen == "m6"]
    assert turns[0] == 1
    assert len(turns) <= 3
    assert turns[1] - turns[0] >= 4


def test_leave_is_no_debt() -> None:
    """Away for two years: their turn is the first when they are back, and after it they wait like everybody."""
    moods: list[list[Mood]] = [["here"] * 6 for _ in range(60)]
    for row in moods[12:36]:
        row[0] = "away"
    chosen = [evening.chosen for evening in play([0] * 6, moods)]
    assert chosen[36] == "m0"
    assert chosen[37:42].count("m0") == 0
    assert chosen[36:].count("m0") <= 5
