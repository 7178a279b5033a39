"""Discord takes the exam that every adapter takes, through discord.py, against a local Discord."""

import pytest

from tests.adapters.promises import Harness, Promises
from tests.discord.people import People


class TestDiscord(Promises):
    @pytest.fixture
    def harness(self, people: People) -> Harness:
        return people
