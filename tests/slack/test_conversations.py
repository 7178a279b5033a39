"""Every conversation document reads the same when it is held in Slack."""

import re
import secrets
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from adapters.slack import calls
from adapters.slack.messenger import SlackMessenger
from bot import post
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.chat import FACTS
from tests.conversations import document
from tests.conversations.perform import Performance
from tests.conversations.test_conversations import assert_same
from tests.conversations.unordered import in_any_order
from tests.slack.by_slack import BySlack
from tests.slack.people import People
from tests.slack.server import No, Slack


@pytest.fixture(autouse=True)
def months_in_seconds(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's limits are by its own clock, and here a month passes in seconds; ids are drawn as they always are.

    The database has drawn its name by then, as in every performance.
    """
    monkeypatch.setattr(SlackMessenger, "onlookers", FACTS)
    monkeypatch.setattr(calls, "A_MINUTE", {})
    monkeypatch.setattr(calls, "IN_ONE_PLACE", (10_000, 1))
    monkeypatch.setattr(post, "AT_ONCE", 1)
    monkeypatch.setattr(post, "EACH", 1)
    ids: Iterator[int] = count(1)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size=9: f"id{next(ids):06}")


@pytest.mark.parametrize("path", document.on_a_platform())
async def test_it_reads_as_written(
    path: Path, slack: Slack, people: People, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    slack.trouble["files.getUploadURLExternal"] = [No("missing_scope")]
    shown = await Performance(BySlack(slack, people, database, vault, clock)).of(path)
    written = path.read_text("utf-8").replace('"platform": "test"', '"platform": "slack"')
    written = re.sub('"handle": "ben"', '"handle": "T1:U2"', written)
    assert_same(in_any_order(written), in_any_order(shown), f"{path.name} in Slack")
