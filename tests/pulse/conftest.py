"""A Tend that does nothing but pulses, so that weeks can pass without check-ins."""

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.pulse.handlers import pulse
from bot.sealed import Vault
from bot.support.handlers import support
from tests.chat import Chat


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, (support, pulse, groups, kernel))
