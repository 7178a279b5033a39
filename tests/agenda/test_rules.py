"""What can be typed for minutes, formats and an order, and when the card comes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.agenda import rules
from bot.formats.reading import every


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("20", 20), ("20 min", 20), ("45 minutes", 45), ("1 h", 60), ("1.5 h", 90), ("1,5 hours", 90), ("1:30", 90)],
)
def test_minutes(words: str, minutes: int) -> None:
    assert rules.read_minutes(words) == minutes


@pytest.mark.parametrize("words", ["", "4", "241", "9 h", "soon", "-20", "20 to 30", "1:99:0"])
def test_what_is_no_number_of_minutes(words: str) -> None:
    assert rules.read_minutes(words) is None


def test_every_format_is_found_by_its_name_its_id_and_in_capitals() -> None:
    for one in every().values():
        for words in (one.id, one.name, one.name.upper(), f" {one.id} "):
            assert rules.read_format(words) == one


def test_a_format_is_found_by_how_it_begins_if_nothing_else_does() -> None:
    found = rules.read_format("bal")
    assert found
    assert found.id == "balint"
    assert rules.read_format("cons") is None
    assert rules.read_format("") is None
    assert rules.read_format("balint group!") == found
    assert rules.read_format("a fishbowl") is None


def test_an_order_puts_first_what_was_named() -> None:
    assert rules.order(["x", "y", "z"], "c a") == ["z", "x", "y"]
    assert rules.order(["x", "y", "z"], "CBA") == ["z", "y", "x"]
    assert rules.order(["x", "y"], "B, A") == ["y", "x"]
    for letters in ("", "d", "aa", "12", "é"):
        assert rules.order(["x", "y", "z"], letters) is None


def test_the_card_comes_a_week_before_or_three_days_for_who_has_not_said() -> None:
    start = datetime(2026, 11, 10, 17, 30, tzinfo=UTC)
    assert start - rules.handed_over_at(start, will=True) == timedelta(days=7)
    assert start - rules.handed_over_at(start, will=False) == timedelta(days=3)
