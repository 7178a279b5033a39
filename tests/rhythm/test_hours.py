"""Times, days of the week and dates as people type them."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rhythm import WEEKDAYS, NotUnderstood, read_date, read_time, read_weekday, say_date, say_time

TODAY = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("8am", time(8)),
        ("08:30", time(8, 30)),
        ("18.30", time(18, 30)),
        ("18h30", time(18, 30)),
        ("20h", time(20)),
        ("8 Uhr", time(8)),
        ("18:30 Uhr", time(18, 30)),
        ("at 7 p.m.", time(19)),
        ("6:30 PM", time(18, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("6:30 in the evening", time(18, 30)),
        ("8 in the morning", time(8)),
        ("noon", time(12)),
        ("midnight", time(0)),
        (" 8 ", time(8)),
    ],
)
def test_times(said: str, meant: time) -> None:
    assert read_time(said) == meant


@pytest.mark.parametrize(
    "said", ["25:00", "24:00", "18:60", "0am", "13pm", "8:5", "1830", "8:30:00", "half six", "-1", ""]
)
def test_what_is_no_time_is_said_to_be_none(said: str) -> None:
    with pytest.raises(NotUnderstood) as wrong:
        read_time(said)
    assert wrong.value.part == said
    assert wrong.value.example == "18:30 or 8am"


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_times_come_back(at: time) -> None:
    assert read_time(say_time(at)) == at
    assert read_time(f"{at:%I:%M %p}") == at


@pytest.mark.parametrize(("said", "meant"), [("Tuesday", 1), ("tue", 1), ("Tues.", 1), ("mondays", 0), ("SUN", 6)])
def test_days_of_the_week(said: str, meant: int) -> None:
    assert read_weekday(said) == meant


def test_a_misspelt_day_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotUnderstood) as wrong:
        read_weekday("Wendesday")
    assert (wrong.value.part, wrong.value.suggestion) == ("Wendesday", "Wednesday")
    assert [read_weekday(name) for name in WEEKDAYS] == list(range(7))


@pytest.mark.parametrize(
    "said",
    [
        "14 Dec",
        "14 December 2026",
        "the 14th of December",
        "Dec 14",
        "December 14, 2026",
        "14.12.2026",
        "14/12",
        "14.12.",
        "14-12-26",
        "2026-12-14",
        "2026/12/14",
        "Mon 14 Dec",
        "until Monday, 14 December 2026",
        "in 3 weeks",
        "three weeks",
        "for 21 days",
    ],
)
def test_dates(said: str) -> None:
    assert read_date(said, TODAY) == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 24)),
        ("Monday", date(2026, 11, 30)),
        ("next Monday", date(2026, 11, 30)),
        ("on Friday", date(2026, 11, 27)),
        ("next week", date(2026, 11, 30)),
        ("next month", date(2026, 12, 1)),
        ("in a month", date(2026, 12, 23)),
        ("a fortnight", date(2026, 12, 7)),
        ("22 Nov", date(2027, 11, 22)),
        ("29 Feb", date(2028, 2, 29)),
        ("3.4.", date(2027, 4, 3)),
        ("3/3", date(2027, 3, 3)),
    ],
)
def test_dates_that_depend_on_today(said: str, meant: date) -> None:
    assert read_date(said, TODAY) == meant


@pytest.mark.parametrize(
    ("said", "suggestion"),
    [
        ("12/14/2026", "Monday 14 December 2026"),
        ("14 Decembr", "December"),
        ("tomorow", "tomorrow"),
        ("mondy", "Monday"),
        ("31 Feb", ""),
        ("2026-02-30", ""),
        ("14", ""),
        ("Dec 2026", ""),
        ("14 Dec 18:30", ""),
        ("20261214", ""),
        ("0 weeks", ""),
        ("in 99999 weeks", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_what_is_no_date_is_never_guessed(said: str, suggestion: str) -> None:
    with pytest.raises(NotUnderstood) as wrong:
        read_date(said, TODAY)
    assert (wrong.value.part, wrong.value.suggestion) == (said, suggestion)


def test_a_day_that_has_passed_is_answered_with_what_was_understood() -> None:
    for said in ["14 Nov 2026", "14.11.26", "2026-11-14", "Saturday 14 November 2026"]:
        with pytest.raises(NotUnderstood) as wrong:
            read_date(said, TODAY)
        assert wrong.value.understood == "Saturday 14 November 2026"
        assert "today is Monday 23 November 2026" in str(wrong.value)
        assert read_date(said, TODAY, past=True) == date(2026, 11, 14)
    assert read_date("yesterday", TODAY, past=True) == date(2026, 11, 22)


def test_a_date_that_contradicts_its_day_is_a_question() -> None:
    with pytest.raises(NotUnderstood, match="do not fit together") as wrong:
        read_date("Sunday 14 December", TODAY)
    assert wrong.value.understood == "Monday 14 December 2026"


@settings(deadline=None)  # how long a machine takes is no question of ours here
@given(st.dates(date(1990, 1, 1), date(2068, 12, 31)))
def test_dates_come_back(day: date) -> None:
    for said in (say_date(day), str(day), f"{day:%d.%m.%Y}", f"{day:%a %d.%m.%Y}", f"{day:%b %d, %Y}"):
        assert read_date(said, TODAY, past=True) == day


@settings(deadline=None)
@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_date_or_answered(said: str) -> None:
    try:
        answer: date | str = read_date(said, TODAY)
    except NotUnderstood as wrong:
        answer = wrong.part
    assert answer == said.strip() if isinstance(answer, str) else answer >= TODAY


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("12/01", ["Tuesday 1 December 2026", "Tuesday 12 January 2027"]),
        ("03/04/2027", ["Thursday 4 March 2027", "Saturday 3 April 2027"]),
        ("until 5/6", ["Thursday 6 May 2027", "Saturday 5 June 2027"]),
    ],
)
def test_a_date_that_can_be_two_days_is_asked_about(words: str, days: list[str]) -> None:
    with pytest.raises(NotUnderstood) as asked:
        read_date(words, TODAY)
    assert list(asked.value.nearest) == days


@pytest.mark.parametrize(
    ("words", "day"), [("Friday 5/3", "2027-03-05"), ("14/12", "2026-12-14"), ("4.3.", "2027-03-04")]
)
def test_a_weekday_a_large_number_or_dots_say_which(words: str, day: str) -> None:
    assert read_date(words, TODAY).isoformat() == day
