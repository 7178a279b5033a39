"""Whole processes on PostgreSQL that are told to stop while they send: soon over, nothing lost, nothing half done."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parents[2]


def figures(*given: str) -> dict[str, Any]:
    """Of a run in a process of its own, since it is copied again and again."""
    command = [sys.executable, "-m", "tests.storage.stops", *given]
    told = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)  # noqa: S603 -- our own
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    print(found)
    return found


@pytest.mark.everywhere
@pytest.mark.timeout(180)
def test_each_stops_well_in_the_middle_of_sends() -> None:
    found = figures("--processes", "3", "--sends", "120", "--stops", "4")
    assert set(found["statuses"]) == {0}
    assert found["longest"] < 10
    assert found["said_so"] > 0
    assert (found["lost"], found["repeated"], found["half_done"]) == (0, 0, 0)


@pytest.mark.everywhere
@pytest.mark.timeout(180)
def test_one_stops_in_time_while_the_database_answers_nothing() -> None:
    found = figures("--processes", "2", "--sends", "40", "--stops", "1", "--held")
    assert found["statuses"] == [0, 0, 1], "it ended because its time was over"
    assert found["longest"] < 10
    assert (found["lost"], found["repeated"]) == (0, 0)
