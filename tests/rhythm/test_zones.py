"""Zones by the names people use, from our own package."""

import zoneinfo
from datetime import UTC, datetime

import pytest

from bot.zones import ZONES_VERSION, UnknownZone, known_zone, nearest, zone


def test_zones_come_from_the_package_and_not_from_the_machine() -> None:
    assert zoneinfo.TZPATH == ()
    assert "2026e" <= ZONES_VERSION < "2100a"


def test_vancouver_kept_summer_time_in_2026() -> None:
    """A machine with the rules of 2025 is an hour wrong about it."""
    noon = datetime(2026, 12, 8, 19, tzinfo=UTC).astimezone(zone("America/Vancouver"))
    assert noon.hour == 12


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe / berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("Berlin time", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("St. John’s", "America/St_Johns"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Port-au-Prince", "America/Port-au-Prince"),
        ("Port of Spain", "America/Port_of_Spain"),
        ("lord howe", "Australia/Lord_Howe"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
    ],
)
def test_people_name_a_zone_by_its_city(said: str, key: str) -> None:
    assert zone(said).key == key


def test_every_zone_answers_to_its_full_name() -> None:
    whole = [name for name in zoneinfo.available_timezones() if "/" in name]
    assert [zone(name.lower()).key for name in whole] == whole


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        ("Berlni", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("Kathmandoo", "Asia/Kathmandu"),
        ("Germany", "Europe/Berlin"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("UK", "Europe/London"),
        ("Eastern", "America/New_York"),
        ("Pacific time", "America/Los_Angeles"),
        ("Arizona", "America/Phoenix"),
    ],
)
def test_an_unknown_zone_is_answered_with_the_nearest(said: str, guess: str) -> None:
    with pytest.raises(UnknownZone) as unknown:
        zone(said)
    assert unknown.value.name == unknown.value.part == said
    assert unknown.value.suggestion == guess == nearest(said)[0]
    assert guess in str(unknown.value)


@pytest.mark.parametrize("said", ["EST", "MST", "EST5EDT", "CET"])
def test_an_abbreviation_is_a_question_and_no_zone(said: str) -> None:
    """EST never changes its clock; whoever writes it nearly always means a place that does."""
    with pytest.raises(UnknownZone):
        zone(said)


@pytest.mark.parametrize("said", ["", "  ", "../../etc/passwd", "Factory", "x" * 5000, "🌍", "Munchkinland"])
def test_nonsense_has_a_sentence_too(said: str) -> None:
    with pytest.raises(UnknownZone) as unknown:
        zone(said)
    assert "Europe/Berlin" in str(unknown.value)
    assert len(str(unknown.value)) < 300


def test_est_means_a_place_whose_clocks_change_before_one_whose_do_not() -> None:
    assert nearest("EST") == ["America/New_York", "America/Winnipeg", "America/Jamaica"]


def test_an_unknown_zone_stops_nothing() -> None:
    assert known_zone("Mars/Olympus", "Europe/Berlin") == "Europe/Berlin"
    assert known_zone("", "") == "UTC"


def test_an_offset_brings_up_no_zone_whose_name_turns_it_round() -> None:
    """Etc/GMT+1 is an hour behind Greenwich."""
    assert [name for said in ("GMT+1", "gmt-5", "UTC+2") for name in nearest(said) if name.startswith("Etc/")] == []
