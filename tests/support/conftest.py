"""A chat with the support card and nothing else."""

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from bot.support.handlers import support
from tests.chat import Chat


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [support])
