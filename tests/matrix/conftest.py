"""The prepared evening, made once."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.sealed import Vault, new_root_key
from tests.chat import Chat
from tests.conftest import MONDAY
from tests.matrix.scene import MEMBERS, prepare, readers
from tests.matrix.walk import Walk


@pytest.fixture
def walk(evening: Walk) -> Walk:
    evening.wrong = []
    return evening


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Iterator[Walk]:
    folder, key = tmp_path_factory.mktemp("matrix"), new_root_key()
    (folder / "tend.sqlite3").write_bytes(empty.read_bytes())
    database = Database(f"sqlite:///{folder}/tend.sqlite3")
    chat = Chat(database, Vault(key), StoppedClock(MONDAY), FEATURES)
    roles = asyncio.run(prepare(chat))
    yield Walk(chat, key, roles, readers(chat), MEMBERS)
    database.close()
