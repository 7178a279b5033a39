"""A group of five in London, a case, and the steps by which people bring and hold one."""

import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from copy import deepcopy
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.port import Reply
from bot.sealed import Vault, new_root_key
from bot.spoken import render
from bot.ui import Form
from tests.chat import Chat, Shown
from tests.consults.conftest import LONDON, MORNING, a_group

OTHERS = ("Ben", "Cleo", "Dev", "Ewa")
BODY = "Somebody who hardly speaks, and I find myself filling every silence."
NOTE = "Class, and a language learned late"
QUESTION = "What is my talking for?"
COARSE = {"population": "an adult", "setting": "a practice in the country", "theme": "silence", "question": QUESTION}


ROOT = new_root_key()


@pytest.fixture
def vault() -> Vault:
    """One key for all of these tests, so that what one of them has saved opens in the others."""
    return Vault(ROOT)


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    clock.move(MORNING)
    return Chat(database, vault, clock, FEATURES)


@pytest.fixture
def five(chat: Chat) -> Chat:
    a_group(chat, dict.fromkeys(("Ana", *OTHERS), LONDON))
    return chat


class Saved:
    """Chats as they were, to go on from in several tests: what is in the database, and what stands before people."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.states: dict[str, list[dict[str, object]]] = {}

    async def after(self, chat: Chat, steps: Callable[[Chat], Awaitable[None]]) -> Chat:
        """The steps are taken for the first test that wants them."""
        name = steps.__name__
        if name not in self.states:
            await steps(chat)
            if chat.database.single_writer:
                _copied(_file(chat), self.folder / name)
                self.states[name] = [
                    {key: deepcopy(vars(of)[key]) for key in keys}
                    for of, keys in ((chat, _OF_CHAT), (chat.messenger, _OF_MESSENGER))
                ]
            return chat
        _copied(self.folder / name, _file(chat))
        for of, state in zip((chat, chat.messenger), self.states[name], strict=True):
            vars(of).update(deepcopy(state))
        return chat


_OF_CHAT, _OF_MESSENGER = ("zones", "forms", "_events", "_last_place"), ("shown", "circles", "_ids")


def _copied(here: Path, there: Path) -> None:
    with closing(sqlite3.connect(here)) as one, closing(sqlite3.connect(there)) as other:
        one.backup(other)


def _file(chat: Chat) -> Path:
    with chat.database.begin() as session:
        return Path(session.connection().exec_driver_sql("PRAGMA database_list").one()[2])


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("cases"))


@pytest.fixture
async def up(five: Chat, saved: Saved) -> Chat:
    """A card is up."""
    return await saved.after(five, brings)


@pytest.fixture
async def begun(five: Chat, saved: Saved) -> Chat:
    """A case has begun."""
    return await saved.after(five, holds)


async def writes(
    chat: Chat,
    format: str = "Consultancy protocol",
    *,
    pace: str = "days",
    help: str = "think",
    body: str = BODY,
    **more: str,
) -> Reply:
    """Ana writes a case, as far as what is found in it."""
    coarse = {name: more.pop(name, words) for name, words in COARSE.items()}
    await chat.types("Ana", "case", forms="now")
    await chat.sends("Ana", help=help, **coarse)
    while not any(button.label == format for button in chat.sees("Ana")[-1].message.buttons):
        await chat.presses("Ana", "More formats")
    await chat.presses("Ana", format)
    return await chat.sends("Ana", **({"pace": pace, "note": NOTE, "body": body} | more))


async def brings(chat: Chat, format: str = "Consultancy protocol", **more: str) -> None:
    """The card is up."""
    await writes(chat, format, **more)
    await chat.presses("Ana", "No to both: put it up")


async def holds(
    chat: Chat, format: str = "Consultancy protocol", inside: Sequence[str] = OTHERS[:3], **more: str
) -> None:
    """It has begun. The first of those who are in facilitates."""
    await brings(chat, format, **more)
    for number, name in enumerate(inside):
        await chat.presses(name, "I'm in and facilitate" if number == 0 else "I'm in")
    await chat.presses(inside[0], "Start")


async def says(chat: Chat, name: str, words: str) -> Reply:
    """By the form of the phase."""
    opened = await chat.presses(name, "Say something")
    assert isinstance(opened, Form), opened
    return await chat.sends(name, words=words)


async def has_the_last_word(chat: Chat, will: str = "I will wait once.", **more: str) -> Reply:
    opened = await chat.presses("Ana", "Say something")
    assert isinstance(opened, Form), opened
    return await chat.sends("Ana", will=will, **more)


def offered(chat: Chat, name: str, label: str) -> str:
    """The action of a button that somebody sees, or saw a moment ago: others may press it out of turn."""
    return next(b.action for s in reversed(chat.sees(name)) for b in s.message.buttons if b.label == label)


def together(chat: Chat, name: str) -> list[Shown]:
    """What stands in the private place of the case, as this person can read it."""
    return [shown for shown in chat.sees(name) if shown.where.id in chat.messenger.circles and not shown.reader]


def place_text(chat: Chat, name: str) -> str:
    return "\n".join(render(shown.message, LONDON) for shown in together(chat, name))


@pytest.fixture
def other(tmp_path: Path, empty: Path, vault: Vault) -> Iterator[Chat]:
    """The same group in another world, to compare with."""
    folder = tmp_path / "other"
    folder.mkdir()
    shutil.copy(empty, folder)
    database = Database(f"sqlite:///{folder}/tend.sqlite3")
    chat = Chat(database, vault, StoppedClock(MORNING), FEATURES)
    a_group(chat, dict.fromkeys(("Ana", *OTHERS), LONDON))
    yield chat
    database.close()
