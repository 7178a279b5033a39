"""Wording: taken whole or not at all, kept apart, and nothing is put to anybody without it and the holder's terms."""

import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.instruments import instrument, instruments
from bot.instruments.wording import NotReady, Shelf, WordingFault, blank, read, terms

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
CBI = instrument("cbi")


def invented(id: str) -> str:
    """A file of wording for an instrument, whose words are nobody's."""
    empty = yaml.safe_load(blank(instrument(id)))
    return yaml.safe_dump({kind: {name: f"{kind} {name}" for name in names} for kind, names in empty.items()})


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "wording")


@pytest.mark.parametrize("one", [one for one in instruments().values() if one.validated], ids=lambda one: one.id)
def test_every_instrument_of_others_is_ready_once_its_words_are_there(one: object, shelf: Shelf) -> None:
    id = str(getattr(one, "id"))  # noqa: B009 -- parametrize gives objects
    with pytest.raises(NotReady, match=f"There is no wording for {id} here"):
        shelf.with_words(instrument(id))
    shelf.keep(instrument(id), read(instrument(id), invented(id)), NOW)
    worded = shelf.with_words(instrument(id))
    assert worded.ready
    assert worded.items[0].text == f"items {worded.items[0].id}"
    assert not instrument(id).ready


def test_our_own_need_none(shelf: Shelf) -> None:
    assert shelf.with_words(instrument("tend-pulse")).ready


def test_what_is_kept_is_for_its_owner_alone_and_names_the_terms(shelf: Shelf) -> None:
    path = shelf.keep(CBI, read(CBI, invented("cbi")), NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept = yaml.safe_load(path.read_text("utf-8"))
    assert kept["terms"] == terms(CBI)
    assert kept["accepted_at"] == NOW.isoformat()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda kept: kept | {"terms": "others"}, "The terms for cbi have changed since they were accepted"),
        (lambda kept: kept | {"version": 0}, "does not fit its definition any more"),
        (lambda kept: kept | {"items": {"personal-1": "one"}}, "does not fit its definition any more"),
        (lambda kept: kept | {"accepted_at": None}, "cannot be read"),
        (lambda kept: ["nothing"], "cannot be read"),
    ],
)
def test_what_does_not_fit_any_more_is_not_used(
    spoil: Callable[[dict[str, object]], object], why: str, shelf: Shelf
) -> None:
    path = shelf.keep(CBI, read(CBI, invented("cbi")), NOW)
    path.write_text(yaml.safe_dump(spoil(yaml.safe_load(path.read_text("utf-8")))), "utf-8")
    with pytest.raises(NotReady, match=f"{why}.*tend instruments wording cbi FILE"):
        shelf.with_words(CBI)


def test_lists_are_taken_in_the_order_of_the_instrument() -> None:
    items, answers = read(instrument("pss4"), "items: [a, b, c,  'd   d']\nanswers: [v, w, x, y, z]")
    assert items == {"1": "a", "2": "b", "3": "c", "4": "d d"}
    assert answers["frequency-4"] == "z"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("items: [a, b, c]\nanswers: [v, w, x, y, z]", "pss4 has 4 items, and the file has 3."),
        ("items: [a, b, c, d, e]\nanswers: [v, w, x, y, z]", "pss4 has 4 items, and the file has 5."),
        ("items: {1: a, 2: b, 3: c}", "pss4 has 4 items, and the file has 3. There are no words for 4."),
        ("items: {1: a, 2: b, 3: c, 4: d, 5: e}", "pss4 has 4 items, and none of them is 5."),
        ("items: {1: a, 2: '', 3: c, 4: d}", "There are no words for 2."),
        ("items: [a, b, c, d]", "There are no words for frequency-0, frequency-1"),
        ("items: [a, b, c, d]\nanswers: [v, w]", "pss4 has 5 answers, and the file has 2."),
        ("a line\nand another", 'It should be YAML with "items" and "answers"'),
        ("items: [", "tend instruments show pss4 --blank > FILE"),
        ("items: [a, b, c, d]\nscales: 1", "It should be YAML"),
    ],
)
def test_what_is_not_whole_is_not_taken(text: str, why: str) -> None:
    with pytest.raises(WordingFault) as no:
        read(instrument("pss4"), text)
    assert why in str(no.value)
