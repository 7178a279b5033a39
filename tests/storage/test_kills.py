"""Processes that are killed while they work lose nothing, and say nothing twice where the platform has a key."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parents[2]


def figures(*given: str) -> dict[str, Any]:
    """Of a run in a process of its own, since it is copied again and again."""
    command = [sys.executable, "-m", "tests.storage.kills", *given]
    told = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)  # noqa: S603 -- our own
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    print(found)
    return found


@pytest.mark.everywhere
@pytest.mark.parametrize(("database", "processes"), [("sqlite", "1"), ("postgresql", "3")])
@pytest.mark.timeout(180)
def test_killed_again_and_again(database: str, processes: str) -> None:
    found = figures("--database", database, "--processes", processes, "--sends", "150", "--kills", "6")
    assert found["kills"] > 0
    assert (found["lost"], found["open"], found["repeated"]) == (0, 0, 0)
    assert (found["followed"], found["followed_twice"]) == (150, 0)


@pytest.mark.campaign
@pytest.mark.timeout(0)
@pytest.mark.parametrize("platform", ["keyed", "unkeyed"])
@pytest.mark.parametrize("processes", ["1", "3"])
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_ten_thousand_sends_and_two_hundred_kills(database: str, processes: str, platform: str) -> None:
    extra = ["--unkeyed"] if platform == "unkeyed" else []
    found = figures("--database", database, "--processes", processes, "--patience", "1800", *extra)
    assert (found["lost"], found["open"], found["followed"], found["followed_twice"]) == (0, 0, 10_000, 0)
    assert found["most_in_one_crash"] <= (0 if platform == "keyed" else 1)


@pytest.mark.everywhere
@pytest.mark.timeout(180)
def test_a_server_that_starts_anew_loses_and_repeats_nothing() -> None:
    given = ("--sends", "100", "--kills", "0", "--lasts", "5", "--restarts", "1", "2")
    found = figures("--database", "postgresql", "--processes", "2", *given)
    assert found["restarts"] > 0
    assert (found["lost"], found["repeated"], found["followed"], found["followed_twice"]) == (0, 0, 100, 0)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_five_thousand_rounds_while_the_server_starts_anew() -> None:
    given = ("--sends", "5000", "--kills", "0", "--lasts", "600", "--restarts", "5", "40", "--patience", "1800")
    found = figures("--database", "postgresql", "--processes", "3", *given)
    assert (found["lost"], found["repeated"], found["followed"], found["followed_twice"]) == (0, 0, 5000, 0)
