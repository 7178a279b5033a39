"""What can be said of oneself is read as people write it, and two people's hours are compared on both their clocks."""

from datetime import date, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from bot.peers import rules
from bot.peers.rules import LONGEST, Hours, TooLong, TooMany, Wishes


def test_a_list_keeps_what_was_written_and_names_nothing_twice() -> None:
    assert rules.read_list(" Deutsch,  german; grief and  loss\n") == ("Deutsch", "grief and loss")
    assert rules.read_list("  ,; ") == ()


def test_too_much_is_told_apart() -> None:
    with pytest.raises(TooMany):
        rules.read_list(",".join(str(number) for number in range(rules.MOST + 1)))
    with pytest.raises(TooLong):
        rules.read_list("x" * (rules.LONGEST + 1))


def test_languages_meet_by_whatever_name() -> None:
    assert rules.understand(Wishes(("Deutsch",)), Wishes(("german", "Turkish")))
    assert not rules.understand(Wishes(("Deutsch",)), Wishes(("Türkçe",)))
    assert rules.understand(Wishes(), Wishes(("Türkçe",)))


def test_topics_meet_by_whatever_name_and_own_words_by_themselves() -> None:
    assert rules.shared(["bereavement"], ["Loss"])
    assert rules.shared(["teens"], ["young people"])
    assert rules.shared(["sand tray"], ["Sand  Tray"])
    assert not rules.shared(["grief"], ["sand tray"])


def test_no_name_in_the_bank_means_two_things() -> None:
    banks = [yaml.safe_load(files("bot.peers").joinpath(f"{name}.yaml").read_text("utf-8")) for name in BANKS]
    named = [own.casefold() for bank in banks for name, owns in bank.items() for own in (name, *owns)]
    assert sorted(named) == sorted(set(named))
    assert all(len(name) <= LONGEST for name in named)


BANKS = ("languages", "topics")


def test_hours_can_go_past_midnight() -> None:
    night = Hours(time(20), time(2))
    assert [hour for hour in range(24) if night.has(time(hour))] == [0, 1, 20, 21, 22, 23]
    assert all(Hours(time(9), time(9)).has(time(hour)) for hour in range(24))


def test_hours_in_common_are_on_both_clocks() -> None:
    berlin, kolkata = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")
    office = Hours(time(9), time(17))
    both = rules.common_hours(office, berlin, office, kolkata, date(2026, 11, 9))
    assert both == timedelta(hours=3, minutes=30)
    assert rules.common_hours(office, berlin, office, ZoneInfo("Pacific/Auckland"), date(2026, 11, 9)) == timedelta()


@given(some.times(), some.times(), some.times())
def test_an_hour_is_either_within_or_without(begins: time, ends: time, at: time) -> None:
    if begins != ends:
        assert Hours(begins, ends).has(at) != Hours(ends, begins).has(at)
