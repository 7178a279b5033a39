"""When a rhythm happens, on the nights when clocks change and on dates that never were."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.rhythm import Occurrence, Rhythm, exists, instant, next_weekly, parse
from bot.zones import zone

HOUR = timedelta(hours=1)


def at(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)  # type: ignore[misc,arg-type]


def wall(shown: str) -> datetime:
    return datetime.fromisoformat(shown)


def read(words: str, today: date = date(2026, 11, 23)) -> Rhythm:
    return parse(words, zone="Europe/Berlin", today=today)


def shown(found: Sequence[Occurrence]) -> list[str]:
    return [f"{one.local:%Y-%m-%d %H:%M}" for one in found]


def test_a_monthly_meeting_keeps_its_hour_through_the_year() -> None:
    year = list(read("second Tuesday 18:30").between(at(2027, 1, 1), at(2028, 1, 1)))
    assert len(year) == 12
    assert {one.local.time() for one in year} == {time(18, 30)}
    assert {one.at.hour for one in year} == {16, 17}
    assert all(one.local.weekday() == 1 and 8 <= one.local.day <= 14 for one in year)


def test_the_last_friday_is_the_fourth_or_the_fifth() -> None:
    found = list(read("last Friday 9:00").between(at(2026, 12, 1), at(2027, 3, 1)))
    assert shown(found) == ["2026-12-25 09:00", "2027-01-29 09:00", "2027-02-26 09:00"]


def test_each_fortnight_is_counted_from_its_first_day() -> None:
    wednesday = date(2026, 11, 25)
    found = list(
        read("every 2 weeks on Monday and Tuesday 18:30", wednesday).between(at(2026, 11, 25), at(2026, 12, 20))
    )
    assert shown(found) == ["2026-11-30 18:30", "2026-12-01 18:30", "2026-12-14 18:30", "2026-12-15 18:30"]


def test_every_second_month_is_counted_from_the_month_that_has_the_day() -> None:
    found = list(read("first Monday of every 2 months 10:00").between(at(2026, 11, 23), at(2027, 6, 1)))
    assert shown(found) == ["2026-12-07 10:00", "2027-02-01 10:00", "2027-04-05 10:00"]


def test_the_next_one_is_strictly_after_and_windows_that_touch_share_nothing() -> None:
    rhythm = read("every Monday 18:30")
    first = rhythm.after(at(2026, 11, 23))
    assert first is not None
    second = rhythm.after(first.at)
    assert second is not None
    assert second.at - first.at == timedelta(days=7)
    assert list(rhythm.between(first.at - HOUR, first.at)) == [first]
    assert list(rhythm.between(first.at, second.at)) == [second]


def test_it_ends_and_leaves_days_out() -> None:
    rhythm = read("every Monday 18:30 from 2026-12-07 until 2026-12-28 except 2026-12-21")
    assert shown(list(rhythm.following(at(2026, 1, 1)))) == ["2026-12-07 18:30", "2026-12-14 18:30", "2026-12-28 18:30"]
    assert rhythm.after(at(2026, 12, 28, 17, 30)) is None


def test_midnight_in_new_york_is_not_skipped_after_the_clocks_went_forward() -> None:
    found = list(read("every Sunday, Monday, Tuesday 0:00 New York").between(at(2027, 3, 14), at(2027, 3, 17)))
    assert shown(found) == ["2027-03-14 00:00", "2027-03-15 00:00", "2027-03-16 00:00"]


def test_half_past_one_happens_once_on_the_night_that_shows_it_twice() -> None:
    found = list(read("every Sunday 1:30 New York").between(at(2027, 11, 1), at(2027, 11, 10)))
    assert [one.at for one in found] == [at(2027, 11, 7, 5, 30)]


def test_a_time_that_the_night_leaves_out_comes_later_by_the_gap() -> None:
    berlin = read("every Sunday 2:30").after(at(2027, 3, 27))
    assert berlin == Occurrence(date(2027, 3, 28), wall("2027-03-28 03:30"), at(2027, 3, 28, 1, 30), HOUR)
    lord_howe = read("every Sunday 2:15 Lord Howe").after(at(2027, 10, 2))
    assert lord_howe is not None
    assert (lord_howe.local, lord_howe.moved) == (wall("2027-10-03 02:45"), HOUR / 2)


def test_a_gap_that_ends_after_midnight_keeps_the_date_that_the_rule_names() -> None:
    """Greenland goes forward at 23:00 or later, so 23:30 becomes half past midnight."""
    found = list(read("every Saturday 23:30 America/Nuuk").between(at(2027, 3, 20), at(2027, 4, 5)))
    assert [(one.on.day, one.local.day, one.moved) for one in found] == [
        (20, 20, timedelta()),
        (27, 28, HOUR),
        (3, 3, timedelta()),
    ]


def test_a_date_that_a_zone_never_had_is_reported() -> None:
    rhythm = read("every Friday 18:30 Apia", date(2011, 12, 1))
    window = at(2011, 12, 23), at(2012, 1, 8)
    assert shown(list(rhythm.between(*window))) == ["2011-12-23 18:30", "2012-01-06 18:30"]
    assert list(rhythm.skipped(*window)) == [date(2011, 12, 30)]
    assert list(read("every Friday 18:30", date(2011, 12, 1)).skipped(*window)) == []


def test_which_dates_were_there() -> None:
    assert not exists(date(2011, 12, 30), zone("Apia"))
    assert exists(date(2011, 12, 29), zone("Apia"))
    assert exists(date(2011, 12, 31), zone("Apia"))
    assert exists(date(2018, 11, 4), zone("Sao Paulo")), "midnight was left out, the day was not"


def test_a_check_in_window_crosses_midnight_and_the_weekend() -> None:
    """Opens Saturday 22:00, closes Monday 02:00: 28 hours on most weekends, 27 and 29 when clocks change."""
    hours = []
    for day in (date(2027, 3, 26), date(2027, 4, 2), date(2027, 10, 29)):
        opens = next_weekly(at(day.year, day.month, day.day), 5, time(22), "Europe/Berlin")
        closes = next_weekly(opens, 0, time(2), "Europe/Berlin")
        hours.append((closes - opens) / HOUR)
    assert hours == [27, 28, 29]


def test_monday_begins_while_it_is_still_sunday_elsewhere() -> None:
    assert next_weekly(at(2026, 11, 22), 0, time(0, 30), "Pacific/Kiritimati") == at(2026, 11, 22, 10, 30)
    assert next_weekly(at(2026, 11, 22, 10, 30), 0, time(0, 30), "Pacific/Kiritimati") == at(2026, 11, 29, 10, 30)
    assert next_weekly(at(2026, 11, 23), 6, time(23), "Pacific/Pago_Pago") == at(2026, 11, 23, 10)


def test_the_hour_is_the_member_s_own_all_year() -> None:
    moment, hours = at(2026, 11, 23), set()
    for _ in range(104):
        moment = next_weekly(moment, 2, time(8, 30), "America/St_Johns")
        hours.add(moment.astimezone(zone("St Johns")).time())
    assert hours == {time(8, 30)}


def test_only_instants_and_only_wall_clocks() -> None:
    with pytest.raises(ValueError, match="aware"):
        read("every Monday 8am").after(datetime(2026, 11, 23))  # noqa: DTZ001
    with pytest.raises(ValueError, match="wall clock"):
        instant(at(2026, 11, 23), zone("Berlin"))


@pytest.mark.parametrize(
    "wrong", [{"weekdays": ()}, {"weekdays": (7,)}, {"ordinals": (0,)}, {"every": 0}, {"ordinals": (2,), "every": 13}]
)
def test_a_rhythm_that_cannot_be_is_not_built(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Rhythm(**{"weekdays": (1,), "local": time(18), "zone": "UTC", "start": date(2026, 1, 1), **wrong})  # type: ignore[arg-type]
