"""A chat with check-ins and nothing else, so that every button in it is one of theirs."""

import pytest

from bot.checkins.handlers import checkins
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from bot.support.handlers import support
from tests.chat import Chat


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [checkins, support])
