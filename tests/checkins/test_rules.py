"""When the next check-in is, as plain functions: whatever somebody changes, every week is asked once."""

import json
from datetime import UTC, datetime, time, timedelta
from operator import itemgetter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.checkins import rules
from bot.checkins.reading import read_hours
from bot.checkins.rules import Asking, Hours, Week
from bot.rhythm import NotUnderstood
from tests.checkins.people import utc

ZONES = ["Pacific/Honolulu", "America/New_York", "UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"]
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)

hours = st.builds(
    Hours, st.integers(0, 6), st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.sampled_from(ZONES)
)
changes = st.lists(st.tuples(st.integers(0, 60 * 24 * 40).map(lambda m: timedelta(minutes=m)), hours), max_size=12)


def lived(first: Hours, changed: list[tuple[timedelta, Hours]], until: datetime) -> list[str]:
    """The weeks in which somebody is asked whose hours change at these moments."""
    asked: list[str] = []
    planned = rules.next_asking(first, BEGIN, asked, None)
    for moment, new in [*((BEGIN + after, hours) for after, hours in changed), (until, first)]:
        while planned.at <= moment:
            asked.append(planned.week)
            planned = rules.next_asking(first, planned.at, asked, None)
        first, planned = new, rules.next_asking(new, moment, asked, planned)
    return asked


HONOLULU, UTC_MONDAY = Hours(6, time(14), "Pacific/Honolulu"), Hours(0, time(0), "UTC")
"""A Sunday's check-in in one place, at the very instant of the Monday's after it in another."""


@settings(max_examples=60, deadline=None)
@given(hours, changes)
@example(HONOLULU, [(timedelta(hours=1), UTC_MONDAY)])
def test_every_week_is_asked_exactly_once_whatever_changes(
    first: Hours, changed: list[tuple[timedelta, Hours]]
) -> None:
    weeks = lived(first, sorted(changed, key=itemgetter(0)), BEGIN + timedelta(days=60))
    begun = rules.monday(weeks[0])
    assert weeks == [rules.week_of(begun + timedelta(weeks=n)) for n in range(len(weeks))]
    assert len(weeks) >= 7


def test_a_change_in_the_middle_of_a_week_leaves_this_weeks_where_it_was() -> None:
    friday, monday = Hours(4, time(8), "Europe/Berlin"), Hours(0, time(8), "Europe/Berlin")
    wednesday = utc("2026-11-04 12:00")
    planned = rules.next_asking(friday, wednesday, set(), None)
    assert rules.next_asking(monday, wednesday, set(), planned) == Asking("2026-W45", utc("2026-11-06 07:00"))
    assert rules.next_asking(monday, wednesday, {"2026-W45"}, planned) == Asking("2026-W46", utc("2026-11-09 07:00"))


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("hour 8am", (None, time(8))),
        ("time 18.30", (None, time(18, 30))),
        ("8:15", (None, time(8, 15))),
        ("at 7", (None, time(7))),
        ("day thursday", (3, None)),
        ("Thu", (3, None)),
        ("Thursdays at 8am", (3, time(8))),
        ("day Thursday 8 am", (3, time(8))),
        ("on sunday at noon", (6, time(12))),
        ("hour 8am day Thursday", (3, time(8))),
    ],
)
def test_hours_are_read_as_people_type_them(words: str, understood: tuple[int | None, time | None]) -> None:
    assert read_hours(words) == understood


@pytest.mark.parametrize("words", ["hour banana", "day someday", "thursday 25:00", "noonish", "", "hour"])
def test_hours_that_cannot_be_read_raise(words: str) -> None:
    with pytest.raises(NotUnderstood):
        read_hours(words)


def test_labels_of_all_questions_fit_their_cell() -> None:
    for item in rules.ITEMS.values():
        for value in rules.SCALE:
            assert len(json.dumps({"label": item.label(value), "value": value})) <= rules.CELL


def test_the_trend_holds_a_quarter_of_answered_weeks_within_half_a_year() -> None:
    weeks = [Week(f"2026-W{n:02}", {"energy": 3}) for n in range(1, 50)]
    assert [week.week for week in rules.shown(weeks)] == [f"2026-W{n}" for n in range(38, 50)]
    assert [week.week for week in rules.shown([weeks[0], weeks[1], weeks[40]])] == ["2026-W41"]
    assert rules.shown([Week("2026-W01", {})]) == []


def test_a_week_without_an_answer_is_a_gap_also_over_new_year() -> None:
    weeks = [Week("2026-W52", {"energy": 2}), Week("2027-W01", {"energy": 4, "load": 1})]
    assert rules.series(weeks, "energy") == [2, None, 4]
    assert rules.series(weeks, "load") == [None, None, 1]
