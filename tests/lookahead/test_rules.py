"""What a rule comes to, against a second library; and when a meeting is at another hour than one is used to."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.lookahead.rules import iso, moves, play, said_offset
from bot.rhythm import WEEKDAYS
from tests.rhythm.histories import ODD, second_opinion, was_there


@pytest.mark.parametrize("zone", ODD)
@pytest.mark.parametrize("at", [time(0, 30), time(2, 30), time(18, 30)])
def test_every_week_of_two_years_agrees_with_another_library(zone: str, at: time) -> None:
    first = date(2026, 11, 2)
    for number in (0, 6):
        played = play(f"{WEEKDAYS[number]} {at:%H:%M}", zone, first, 24)
        days = [first + timedelta(days=n) for n in range(731)]
        expected = [second_opinion(day, at, zone) for day in days if day.weekday() == number and was_there(day, zone)]
        assert [one.at for one in played.happens] == [at for at in expected if at < played.happens[-1].at + _WEEK]
        for one in played.happens:
            assert one.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == one.local
            assert one.local - one.offset == one.at.replace(tzinfo=None)


_WEEK = timedelta(days=7)


def test_the_first_day_is_in_and_the_last_is_not() -> None:
    found = play("Tuesday 00:00", "Europe/Berlin", date(2026, 12, 1), 1).happens
    assert [one.local.day for one in found] == [1, 8, 15, 22, 29]
    assert len(play("first Tuesday 00:00", "Europe/Berlin", date(2026, 12, 1), 1).happens) == 1


def test_a_date_that_a_zone_never_had_is_left_out_and_named() -> None:
    played = play("Friday 12:00", "Pacific/Apia", date(2011, 12, 20), 1)
    assert played.skipped == [date(2011, 12, 30)]
    assert [one.local.day for one in played.happens] == [23, 6, 13]


def test_written_as_iso() -> None:
    (one, *_) = play("second Tuesday 18:30", "America/St_Johns", date(2026, 11, 1), 1).happens
    assert iso(one) == {"local": "2026-11-10T18:30:00", "utc": "2026-11-10T22:00:00Z", "offset": "-03:30"}
    assert said_offset(-timedelta(hours=3, minutes=30, seconds=52)) == "-03:30:52"
    assert said_offset(timedelta(hours=10, minutes=30)) == "+10:30"


def test_a_rule_that_has_ended_comes_to_nothing() -> None:
    assert play("Tuesday 18:30 until 1 January 2026", "UTC", date(2025, 1, 1), 240).happens[-1].local.year == 2025
    assert play("Tuesday 18:30 from 2025-01-01 until 2025-02-01", "UTC", date(2026, 1, 1), 12).happens == []


def test_an_hour_moves_when_it_is_not_that_of_the_meeting_before() -> None:
    starts = [one.at for one in play("first Thursday 18:30", "Europe/Berlin", date(2027, 2, 1), 4).happens]
    assert list(moves(starts, "Europe/Berlin")) == [None, None, None, None]
    assert list(moves(starts, "Asia/Kolkata")) == [None, None, time(23), None]
