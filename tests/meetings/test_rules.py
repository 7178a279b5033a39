"""When something is due for a meeting, and which planned meeting a changed rhythm moves where."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.meetings.rules import matched, next_stop, stage

START = datetime(2026, 11, 10, 17, 30, tzinfo=UTC)
MINUTES = st.integers(min_value=-9 * 24 * 60, max_value=2 * 24 * 60)


def test_a_meeting_comes_nearer_step_by_step() -> None:
    def at(**before: float) -> str:
        return stage(START, 90, START - timedelta(**before), "day,hour")

    assert [at(days=2), at(days=1), at(hours=2)] == ["ahead", "day", "day"]
    assert [at(hours=1), at(seconds=1), at(), at(minutes=-89), at(minutes=-90)] == ["hour", "hour", "on", "on", "over"]


@given(MINUTES, st.sampled_from(["none", "hour", "day,hour", "week,day,hour", "week"]))
def test_the_next_stop_is_always_ahead_and_reaching_it_comes_nearer(offset: int, chosen: str) -> None:
    now = START + timedelta(minutes=offset)
    stop = next_stop(START, 90, now, chosen)
    if stop is None:
        assert stage(START, 90, now, chosen) == "over"
    else:
        assert stop > now
        assert stage(START, 90, stop, chosen) != stage(START, 90, now, chosen)


def days(*numbers: int) -> list[date]:
    return [date(2026, 11, number) for number in numbers]


def test_another_day_of_the_week_moves_each_meeting() -> None:
    assert matched(days(3, 10, 17), days(5, 12, 19)) == [(0, 0), (1, 1), (2, 2)]


def test_a_date_taken_out_moves_nothing_else() -> None:
    assert matched(days(3, 10, 17), days(3, 17, 24)) == [(0, 0), (1, None), (2, 1), (None, 2)]


def test_a_rarer_rhythm_calls_off_and_a_denser_one_adds() -> None:
    assert matched(days(3, 10, 17, 24), days(3, 17)) == [(0, 0), (1, None), (2, 1), (3, None)]
    assert matched(days(3, 17), days(3, 10, 17)) == [(0, 0), (None, 1), (1, 2)]


DATES = st.lists(st.dates(date(2026, 11, 1), date(2027, 3, 1)), unique=True, max_size=14).map(sorted)


@given(DATES, DATES)
def test_every_date_is_dealt_with_once_and_no_meeting_overtakes_another(old: list[date], new: list[date]) -> None:
    pairs = matched(old, new)
    assert [a for a, _ in pairs if a is not None] == list(range(len(old)))
    assert [b for _, b in pairs if b is not None] == list(range(len(new)))


@given(DATES)
def test_the_same_dates_change_nothing(dates: list[date]) -> None:
    assert all(a == b for a, b in matched(dates, dates))
