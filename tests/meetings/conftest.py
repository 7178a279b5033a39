"""Groups, meetings and turns alone: a year of these passes without a year of everything else."""

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.chat import Chat
from tests.meetings.scene import SLICES


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, SLICES)
