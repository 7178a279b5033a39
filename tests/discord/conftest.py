"""A local Discord with Tend in it, and people who use it."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from adapters.discord.chat import DiscordChat
from adapters.discord.settings import DiscordSettings
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.adapters.exam import Exam
from tests.discord.people import People
from tests.discord.server import Discord, serving
from tests.discord.shapes import TOKEN


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with serving(Discord()) as made:
        yield made
    assert made.wrong == []


def settings(discord: Discord, token: str = TOKEN) -> DiscordSettings:
    gateway = discord.address.replace("http", "ws") + "/gateway"
    return DiscordSettings(token=SecretStr(token), api_url=f"{discord.address}/api", gateway_url=gateway)


@pytest.fixture
async def people(discord: Discord, clock: StoppedClock) -> AsyncIterator[People]:
    made = People(discord, DiscordChat(settings(discord), clock, retry_seconds=0.1))
    yield made
    await made.leave()


@pytest.fixture
def exam() -> Exam:
    return Exam()


@pytest.fixture
async def app(people: People, exam: Exam, database: Database, vault: Vault, clock: StoppedClock) -> App:
    app = App(database, vault, clock, [exam.feature()], [people.messenger])
    await people.connect(app)
    await people.until(lambda: people.chat.messenger.client is not None)
    return app
