"""Slack takes the exam that every adapter takes, through Bolt and its SDK, against a local Slack."""

import pytest

from adapters.slack import calls
from tests.adapters.promises import Harness, Promises
from tests.slack.people import People


class TestSlack(Promises):
    @pytest.fixture(autouse=True)
    def in_no_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Slack's second between two messages is by its own clock, and the exam's stands."""
        monkeypatch.setattr(calls, "IN_ONE_PLACE", (10_000, 1))

    @pytest.fixture
    def harness(self, people: People) -> Harness:
        return people
