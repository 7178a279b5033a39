"""A local Slack with Tend in it, and people who use it."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from adapters.slack.chat import SlackChat
from adapters.slack.settings import SlackSettings
from adapters.slack.socket import Patience
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.adapters.exam import Exam
from tests.slack.people import People
from tests.slack.server import APP_TOKEN, TOKEN, Slack, serving

QUICK = Patience(ping=0.1, silence=0.6, hello=0.6, life=3600, retry=0.1)


@pytest.fixture
async def slack(clock: StoppedClock) -> AsyncIterator[Slack]:
    async with serving(Slack()) as made:
        made.now = clock.now()
        yield made


def settings(slack: Slack, **more: object) -> SlackSettings:
    """A single workspace through Socket Mode, unless told otherwise."""
    given = {"bot_token": SecretStr(TOKEN), "app_token": SecretStr(APP_TOKEN), "api_url": f"{slack.address}/api/"}
    return SlackSettings(**(given | more))  # type: ignore[arg-type]


@pytest.fixture
def exam() -> Exam:
    return Exam()


@pytest.fixture
async def app(people: People, exam: Exam, database: Database, vault: Vault, clock: StoppedClock) -> App:
    """Tend with nothing but the exam in it, connected."""
    made = App(database, vault, clock, [exam.feature()], [people.messenger])
    await people.connect(made)
    return made


@pytest.fixture
async def people(slack: Slack, clock: StoppedClock) -> AsyncIterator[People]:
    made = People(slack, SlackChat(settings(slack), clock, QUICK))
    yield made
    await made.leave()
