"""What is true of scoring, whatever somebody answers: nothing skipped counts, every answer moves its score one way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.instruments import Instrument, Scale, change, instrument, instruments
from bot.instruments.change import wobble
from bot.instruments.limits import Limits

EVERY = list(instruments().values())
SCALES = [(one, scale) for one in EVERY for scale in one.scales]
NAMES = [f"{one.id} {scale.id}" for one, scale in SCALES]


@st.composite
def answered(draw: st.DrawFn, ones: list[Instrument] = EVERY) -> tuple[Instrument, dict[str, str]]:
    """An instrument and answers to some of its items."""
    one = draw(st.sampled_from(ones))
    kept = draw(st.sets(st.sampled_from([item.id for item in one.items])))
    return one, {id: draw(st.sampled_from(one.choices(id))).code for id in sorted(kept)}


def extreme(one: Instrument, scale: Scale, *, high: bool) -> dict[str, str]:
    """The answers that lead to the highest or lowest score."""
    picks = {id: high != (id in scale.reversed) for id in scale.items}
    return {id: (max if up else min)(one.choices(id), key=lambda answer: answer.value).code for id, up in picks.items()}


@given(answered())
def test_a_score_stays_between_the_lowest_and_the_highest(taken: tuple[Instrument, dict[str, str]]) -> None:
    one, answers = taken
    for scale in one.scales:
        score = one.score(answers)[scale.id]
        low, high = (one.score(extreme(one, scale, high=up))[scale.id] for up in (False, True))
        assert low is not None
        assert high is not None
        assert low < high
        assert score is None or low <= score <= high


@given(answered())
def test_too_little_answered_is_no_score_and_no_zero(taken: tuple[Instrument, dict[str, str]]) -> None:
    one, answers = taken
    for scale in one.scales:
        enough = len(set(answers) & set(scale.items)) >= scale.needs
        assert (one.score(answers)[scale.id] is not None) == enough


@given(answered(), st.data())
def test_an_item_moves_only_its_own_scales(taken: tuple[Instrument, dict[str, str]], data: st.DataObject) -> None:
    one, answers = taken
    item = data.draw(st.sampled_from([item.id for item in one.items]))
    other = answers | {item: data.draw(st.sampled_from(one.choices(item))).code}
    before, after = one.score(answers), one.score(other)
    assert all(before[scale.id] == after[scale.id] for scale in one.scales if item not in scale.items)


@pytest.mark.parametrize(("one", "scale"), SCALES, ids=NAMES)
def test_every_item_moves_its_scale_the_way_its_key_says(one: Instrument, scale: Scale) -> None:
    lowest = extreme(one, scale, high=False)
    for item in scale.items:
        codes = [answer.code for answer in sorted(one.choices(item), key=lambda answer: answer.value)]
        scores = [one.score(lowest | {item: code})[scale.id] or 0.0 for code in codes]
        assert scores == sorted(scores, reverse=item in scale.reversed)
        assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(("one", "scale"), SCALES, ids=NAMES)
def test_bands_leave_no_score_without_a_name(one: Instrument, scale: Scale) -> None:
    low, high = (one.score(extreme(one, scale, high=up))[scale.id] or 0.0 for up in (False, True))
    steps = [low + (high - low) * n / 200 for n in range(201)]
    assert not scale.bands or all(scale.band(step) for step in steps)
    assert scale.band(None) is None


def test_the_trap_is_the_other_way_round() -> None:
    work = {f"work-{n}": "degree-75" if n < 4 else "frequency-75" for n in range(1, 8)}
    ours, theirs = instrument("cbi").score(work)["work"], instrument("cbi-gmc").score(work)["score"]
    assert ours is not None
    assert theirs is not None
    assert ours + theirs == pytest.approx(100)


def test_a_skipped_question_is_not_a_low_answer() -> None:
    answers = {"exhaustion-1": "nearly-always", "exhaustion-3": "nearly-always"}
    pulse = instrument("tend-pulse")
    assert pulse.score(answers)["exhaustion"] == 5
    assert pulse.score(answers | {"exhaustion-2": "nearly-always"})["exhaustion"] == pytest.approx(11 / 3)
    assert pulse.score({}) == {"exhaustion": None, "distance": None, "meaning": None}


@given(st.floats(0, 50), st.floats(0, 1), st.floats(-100, 100), st.floats(-100, 100))
def test_a_change_is_reliable_only_beyond_the_band(sd: float, reliability: float, before: float, after: float) -> None:
    found = change(sd, reliability, before, after)
    assert found.sem >= 0
    assert found.band == pytest.approx(1.96 * found.sdiff)
    if found.index is None:
        assert found.sdiff == 0
        assert found.reliable is None
    elif abs(abs(after - before) - found.band) > 1e-6:
        assert found.reliable == (abs(after - before) > found.band)


@pytest.mark.parametrize(("sd", "reliability"), [(-1, 0.5), (1, -0.1), (1, 1.1)])
def test_what_cannot_be_a_spread_is_refused(sd: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="reliability"):
        change(sd, reliability, 1, 2)


def test_the_wobble_of_the_copenhagen_scales_is_what_their_norms_say() -> None:
    points = [round(wobble(scale.references[0]) or 0, 1) for scale in instrument("cbi").scales]
    assert points == [16.5, 17.7, 18.9]


def test_an_end_of_a_band_is_exact() -> None:
    assert Limits.model_validate({"from": 1.33}).holds(133 / 100)
    assert Limits(above=25).holds(float(Fraction(2500001, 100000)))
    assert not Limits(above=25).holds(25)
    assert Limits(to=25).holds(25)
