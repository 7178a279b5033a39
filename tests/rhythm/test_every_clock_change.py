"""Local times and rhythms around the changes of the world's clocks, compared with another library."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time, timedelta

import pytest

from bot.rhythm import Rhythm, exists, instant
from bot.zones import zone
from tests.rhythm.histories import (
    DAY,
    ODD,
    changes,
    days_around,
    half_hours,
    histories,
    second_opinion,
    was_there,
)

EVERY_DAY = tuple(range(7))
HOURS = [time(hour) for hour in range(24)]


def compare_instants(name: str, at: datetime, times: Iterable[time]) -> Counter[str]:
    """How many local times came out exact, and how many moved; none may differ from the other library."""
    counted: Counter[str] = Counter()
    where = zone(name)
    for local in times:
        for day in days_around(at, name):
            ours = instant(datetime.combine(day, local), where)
            assert ours == second_opinion(day, local, name), (name, day, local)
            shown = ours.astimezone(where).replace(tzinfo=None)
            counted["exact" if shown == datetime.combine(day, local) else "moved"] += 1
    return counted


def compare_rhythm(name: str, at: datetime, times: Iterable[time]) -> Counter[str]:
    """How many days had their one occurrence, and how many days were none."""
    counted: Counter[str] = Counter()
    days = days_around(at, name)
    there = [day for day in days if was_there(day, name)]
    for local in times:
        rhythm = Rhythm(EVERY_DAY, local, name, days[0])
        found = list(rhythm.between(at - 5 * DAY, at + 5 * DAY))
        expected = [second_opinion(day, local, name) for day in there]
        assert [one.at for one in found][: len(there)] == expected, (name, at, local)
        assert [one.on for one in found][: len(there)] == there
        assert all(one.local == one.at.astimezone(zone(name)).replace(tzinfo=None) for one in found)
        assert all(timedelta() <= one.moved < DAY for one in found)
        missing = [day for day in rhythm.skipped(at - 5 * DAY, at + 5 * DAY) if day in days]
        assert missing == [day for day in days if day not in there]
        counted["happened"] += len(there)
        counted["moved"] += sum(bool(one.moved) for one in found[: len(there)])
        counted["no such date"] += len(missing)
    return counted


@pytest.mark.parametrize("name", ODD)
def test_clocks_that_change_in_odd_ways(name: str) -> None:
    instants = changes(name)
    assert instants, "a zone that never changed proves nothing"
    for number, at in enumerate(instants):
        compare_instants(
            name, at, [time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(18, 30), time(23, 30)]
        )
        if number % 8 == 0:
            compare_rhythm(name, at, [time(0), time(2, 30), time(23, 30)])


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_every_clock_change_of_every_zone(capsys: pytest.CaptureFixture[str]) -> None:
    different = histories()
    instants: Counter[str] = Counter()
    rhythms: Counter[str] = Counter()
    for name, found in different.items():
        for at in found:
            assert all(exists(day, zone(name)) == was_there(day, name) for day in days_around(at, name))
            instants += compare_instants(name, at, half_hours())
            rhythms += compare_rhythm(name, at, HOURS)
    with capsys.disabled():
        print(f"\n{len(different)} histories, {sum(map(len, different.values()))} changes")
        print(f"local times: {dict(instants)}, occurrences: {dict(rhythms)}")
    assert len(different) > 200
