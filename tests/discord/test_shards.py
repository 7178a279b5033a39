"""Several connections that share the servers: a process opens its own, hears by all of them, and mends each alone."""

import asyncio

import pytest
from pydantic import SecretStr, ValidationError

from adapters.discord import client
from adapters.discord.chat import DEAF, DiscordChat
from adapters.discord.client import ShardedClient
from adapters.discord.settings import DiscordSettings
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.adapters.exam import AWKWARD, Echo, Exam
from tests.discord.conftest import settings
from tests.discord.people import People
from tests.discord.server import Discord


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def no_wait(self: object, shard: object, *, initial: bool = False) -> None: ...

    monkeypatch.setattr(ShardedClient, "before_identify_hook", no_wait)


async def joined(
    discord: Discord, exam: Exam, database: Database, vault: Vault, clock: StoppedClock, **shards: object
) -> People:
    chosen = settings(discord).model_copy(update=shards)
    people = People(discord, DiscordChat(chosen, clock, retry_seconds=0.1))
    await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger]))
    await people.until(lambda: not people.chat.trouble())
    return people


def opened(discord: Discord) -> list[list[int]]:
    return sorted(one["shard"] for one in discord.identified)


async def test_all_are_opened_and_what_people_do_is_heard_once(
    discord: Discord, exam: Exam, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    people = await joined(discord, exam, database, vault, clock, shards=3)
    assert opened(discord) == [[0, 3], [1, 3], [2, 3]]
    await people.types("Ana", "exam")
    await people.presses("Ana", "Echo")
    assert exam.heard == [Echo(AWKWARD, -7)]
    await people.leave()


async def test_one_that_is_lost_is_told_and_mended_alone(
    discord: Discord, exam: Exam, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    people = await joined(discord, exam, database, vault, clock, shards=2)
    told, before = set[str](), len(discord.identified)
    await discord.others[1].send_json({"op": 7, "d": None, "s": None, "t": None})
    while not discord.resumed or people.chat.trouble():
        told.add(people.chat.trouble())
        await asyncio.sleep(0)
    assert DEAF in told
    assert (discord.resumed, len(discord.identified)) == (1, before)
    await people.leave()


async def test_one_that_tells_nothing_is_taken_up_anew(
    discord: Discord,
    exam: Exam,
    database: Database,
    vault: Vault,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "QUIET_SECONDS", 0.3)
    people = await joined(discord, exam, database, vault, clock, shards=2)
    await people.until(lambda: discord.resumed > 0)
    await people.leave()


async def test_a_process_opens_its_own_range_and_no_other(
    discord: Discord, exam: Exam, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    people = await joined(discord, exam, database, vault, clock, shards=8, shard_range="2-3")
    assert opened(discord) == [[2, 8], [3, 8]]
    await people.leave()


@pytest.mark.parametrize("given", ["4", "0-4", "3-1", "a-b", "-1"])
def test_a_range_that_cannot_be_is_said(given: str) -> None:
    with pytest.raises(ValidationError, match="within TEND_DISCORD_SHARDS"):
        DiscordSettings(token=SecretStr("t"), shards=4, shard_range=given)


def test_a_range_needs_to_know_of_how_many() -> None:
    with pytest.raises(ValidationError, match="within TEND_DISCORD_SHARDS"):
        DiscordSettings(shard_range="0-1")
    assert DiscordSettings(shards=4).own_shards() == range(4)
    assert DiscordSettings(shards=4, shard_range="3").own_shards() == range(3, 4)
