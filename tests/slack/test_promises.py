"""Slack takes the exam that every adapter takes, through Bolt and its SDK, against a local Slack."""

import pytest

from tests.adapters.promises import Harness, Promises
from tests.slack.people import People


class TestSlack(Promises):
    @pytest.fixture
    def harness(self, people: People) -> Harness:
        return people
