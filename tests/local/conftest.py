"""The local chat with a real database, a real file and a real server, a toy feature, and people who browse by hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.local import LocalChat
from adapters.local.site import opened, site
from adapters.local.store import Room, Someone
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.local.toy import tea
from tests.local.visitor import Visitor

PEOPLE = (
    Someone("ana", "Ana", "Europe/Berlin"),
    Someone("ben", "Ben", "Europe/London"),
    Someone("cleo", "Cleo", "America/New_York"),
)


def furnish(chat: LocalChat) -> None:
    for person in PEOPLE:
        chat.store.add_person(person)
    chat.store.add_room(Room("room", "room", "Tea room", open=True))


@pytest.fixture
def chat(tmp_path: Path) -> LocalChat:
    made = LocalChat(tmp_path / "chat.sqlite3", port=0)
    furnish(made)
    return made


@pytest.fixture
def app(chat: LocalChat, database: Database, vault: Vault, clock: StoppedClock) -> App:
    chat.messenger.clock = clock
    return App(database, vault, clock, [tea], [chat.messenger])


@pytest.fixture
async def address(app: App, chat: LocalChat) -> AsyncIterator[str]:
    async with opened(site(app, chat.store), 0) as where:
        yield where
    chat.close()


@pytest.fixture
async def ana(address: str) -> AsyncIterator[Visitor]:
    async with Visitor.at(address, "ana") as visitor:
        yield visitor


@pytest.fixture
async def ben(address: str) -> AsyncIterator[Visitor]:
    async with Visitor.at(address, "ben") as visitor:
        yield visitor
