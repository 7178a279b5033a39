"""Every conversation document reads the same when it is held on Discord.

Discord tells nobody's zone. So that the pages' people are where the pages say, the language of each guesses their zone.
"""

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from discord import Locale

from adapters.discord import calls, events
from adapters.discord.messenger import DiscordMessenger
from bot import post
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.chat import FACTS
from tests.conversations import document
from tests.conversations.perform import Performance
from tests.conversations.test_conversations import assert_same
from tests.conversations.unordered import in_any_order
from tests.discord.by_discord import LANGUAGES, ByDiscord
from tests.discord.people import People
from tests.discord.server import Discord


@pytest.fixture(autouse=True)
def months_in_seconds(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord's limits are by its own clock, and here a month passes in seconds; ids are drawn as they always are.

    The database has drawn its name by then, as in every performance.
    """
    monkeypatch.setattr(DiscordMessenger, "onlookers", FACTS)
    monkeypatch.setattr(calls, "A_SECOND", 10_000)
    monkeypatch.setattr(post, "AT_ONCE", 1)
    monkeypatch.setattr(post, "EACH", 1)
    ids: Iterator[int] = count(1)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size=9: f"id{next(ids):06}")


class Guessed(ByDiscord):
    """Whoever a document names speaks a language that guesses their zone."""

    async def begin(self, zones: Mapping[str, str], at: datetime) -> None:
        guesses = {Locale(language): zone for language, zone in zip(LANGUAGES, zones.values(), strict=False) if zone}
        events.ONE_CLOCK.clear()
        events.ONE_CLOCK.update(guesses)
        await super().begin(zones, at)


@pytest.mark.parametrize("path", document.on_a_platform())
async def test_it_reads_as_written(
    path: Path,
    discord: Discord,
    people: People,
    database: Database,
    vault: Vault,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(events, "ONE_CLOCK", {})
    shown = await Performance(Guessed(discord, people, database, vault, clock)).of(path)
    written = path.read_text("utf-8").replace('"platform": "test"', '"platform": "discord"')
    written = written.replace('"handle": "ben"', '"handle": "102"')
    assert_same(in_any_order(written), in_any_order(shown), f"{path.name} on Discord")
