"""The definitions that come with Tend: whole, consistent, and without anybody else's words."""

import pytest
import yaml
from pydantic import ValidationError

from bot.instruments import Instrument, UnknownAnswer, instrument, instruments
from bot.instruments.library import _FOLDER, read

EVERY = list(instruments().values())


def source(id: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(_FOLDER.joinpath(f"{id}.yaml").read_text("utf-8"))
    return found


def spoilt(id: str, **changes: object) -> str:
    return yaml.safe_dump(source(id) | changes)


def test_every_instrument_that_we_score_is_there() -> None:
    theirs = "bat12 brs cbi cbi-gmc edmondson7 olbi ons4 pfi proqol5 pss4 single-item-burnout stss ucla3 who5"
    assert set(instruments()) == {"tend-week", "tend-more", "tend-pulse", "tend-anchor", *theirs.split()}


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_file_is_named_after_its_instrument(one: Instrument) -> None:
    assert source(one.id)["id"] == one.id


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_nobody_elses_wording_ships(one: Instrument) -> None:
    words = [item.text for item in one.items] + [a.label for choices in one.answers.values() for a in choices]
    assert all(words) if one.wording == "ours" else not any(words)
    assert one.ready == (one.wording == "ours")
    assert one.note == ("" if one.validated else "not a validated instrument")


def test_what_belongs_to_a_holder_who_says_no_is_not_here_at_all() -> None:
    never = ("maslach", "mbi", "srs", "gsrs", "ors", "outcome rating", "session rating")
    for one in EVERY:
        assert not any(word in f"{one.id} {one.title} {' '.join(one.also)}".casefold().split() for word in never)


def test_a_group_is_shown_only_what_was_made_for_working_together() -> None:
    """Nothing that screens for an illness: a word about a group would be read as a word about somebody in it."""
    shown = {one.id for one in EVERY if one.shown.group}
    assert shown == {"tend-pulse", "cbi", "cbi-gmc", "edmondson7", "single-item-burnout"}
    assert {one.shown.owner for one in EVERY} == {("number", "trend")}


def test_the_pulse_is_three_things_with_three_questions_each() -> None:
    pulse = instrument("tend-pulse")
    assert [(scale.id, len(scale.items)) for scale in pulse.scales] == [
        ("exhaustion", 3),
        ("distance", 3),
        ("meaning", 3),
    ]
    assert len(pulse.items) == 9
    assert [len(instrument(id).items) for id in ("tend-week", "tend-anchor")] == [3, 1]


def test_the_fifth_statement_is_the_only_answer_that_shows_support() -> None:
    support = {(one.id, item.id, code) for one in EVERY for item in one.items for code in item.support}
    assert support == {("single-item-burnout", "1", "statement-5")}


@pytest.mark.parametrize(
    ("id", "changes", "sentence"),
    [
        ("brs", {"title": None}, "title"),
        ("brs", {"extra": "1"}, "extra"),
        ("brs", {"least_days": "28"}, "least_days"),
        ("brs", {"items": [{"id": "1"}, {"id": "1"}]}, "there are two of the item 1"),
        ("brs", {"items": [{"id": "1"}]}, "the scale score has an item that is not there: 2"),
        ("brs", {"answers": {"a": [{"code": "x", "value": 1}]}}, "two different values"),
        ("cbi", {"items": [{"id": "personal-1"}]}, "the item personal-1 has to say which answers it has"),
        ("cbi", {"cuts": [{"id": "c", "scale": "total", "from": 1, "source": "s"}]}, "a scale that is not there"),
        ("tend-anchor", {"items": [{"id": "going"}]}, "our own instruments have words"),
        ("tend-anchor", {"validated": True}, "our own instruments are not validated"),
        ("tend-anchor", {"items": [{"id": "going", "text": "?", "support": ["x"]}]}, "does not have: x"),
        (
            "brs",
            {"scales": [{"id": "s", "title": "S", "items": ["1"], "reversed": ["2"], "how": "mean", "needs": 2}]},
            "reverses an item that it does not have: 2; the scale s needs more answers than it has items",
        ),
    ],
)
def test_a_slip_in_a_file_is_found_when_it_is_read(id: str, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        read(spoilt(id, **changes))


def test_an_answer_that_there_is_not_is_never_scored() -> None:
    pulse = instrument("tend-pulse")
    for answers in ({"exhaustion-1": "statement-5"}, {"nothing": "often"}, {"exhaustion-1": "3"}):
        with pytest.raises(UnknownAnswer):
            pulse.score(answers)
