"""Every conversation document reads the same when it is held on the local page."""

import secrets
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

import pytest

from adapters.local import LocalChat
from adapters.local.messenger import LocalMessenger
from adapters.local.view import TEMPLATES
from bot import post
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.chat import FACTS
from tests.conversations import document
from tests.conversations.perform import Performance
from tests.conversations.test_conversations import assert_same
from tests.conversations.unordered import in_any_order
from tests.local.by_local import ByLocal


@pytest.mark.parametrize("path", document.on_a_platform())
async def test_it_reads_as_written(
    path: Path,
    tmp_path: Path,
    database: Database,
    vault: Vault,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(post, "AT_ONCE", 1)
    monkeypatch.setattr(post, "EACH", 1)
    monkeypatch.setattr(LocalMessenger, "onlookers", FACTS)
    local = LocalChat(tmp_path / "chat.sqlite3", port=0)
    driver = ByLocal(local, stack := AsyncExitStack(), database, vault, clock)
    ids: Iterator[int] = count(1)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size=9: f"id{next(ids):06}")
    monkeypatch.setitem(TEMPLATES.globals, "once", lambda: secrets.token_hex(8))  # pages draw no ids from Tend's own
    async with stack:
        shown = await Performance(driver).of(path)
    local.close()
    written = path.read_text("utf-8").replace('"platform": "test"', '"platform": "local"')
    assert_same(in_any_order(written), in_any_order(shown), f"{path.name} on the local page")
