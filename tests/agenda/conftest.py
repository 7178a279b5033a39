"""Groups, meetings, turns and the agenda alone."""

import pytest

from bot.agenda.handlers import agenda
from bot.clock import StoppedClock
from bot.db import Database
from bot.drafts.handlers import drafts
from bot.sealed import Vault
from tests.chat import Chat
from tests.meetings.scene import SLICES


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, (*SLICES, agenda, drafts))
