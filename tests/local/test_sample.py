"""The sample group moves in by itself, once, however often its first start was cut short."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.local import LocalChat
from adapters.local.sample import PEOPLE, Sample
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.port import Event, Reply
from bot.sealed import Vault
from bot.spoken import render


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[LocalChat]:
    made = LocalChat(tmp_path / "chat.sqlite3", port=0)
    yield made
    made.close()


@pytest.fixture
def app(chat: LocalChat, database: Database, vault: Vault, clock: StoppedClock) -> App:
    return App(database, vault, clock, FEATURES, [chat.messenger])


def room(chat: LocalChat) -> list[str]:
    """What everybody can read in the room."""
    posts = chat.store.posts("nobody", "room")
    return [render(post.message, "Europe/Berlin") for post in posts if post.message]


async def who_is_in(app: App, chat: LocalChat) -> str:
    sample = Sample(app, chat.store)
    direct = chat.store.room("dm-ana")
    assert direct
    reply: Reply = await sample.writes(PEOPLE[0], direct, "who")
    return render(reply, "Europe/Berlin")  # type: ignore[arg-type]


async def test_six_people_in_four_zones_one_of_them_away(app: App, chat: LocalChat) -> None:
    await chat.open_sample(app)
    assert len({person.zone for person in PEOPLE}) == 4
    assert chat.store.unread() == {}
    said = await who_is_in(app, chat)
    assert "6 people are in" in said
    assert said.count("away") == 1
    assert [line for line in room(chat) if "has joined" in line] == [
        f"{person.name} has joined “Tuesday circle”." for person in PEOPLE
    ]


async def test_a_second_start_changes_nothing(app: App, chat: LocalChat) -> None:
    await chat.open_sample(app)
    before = chat.store.newest()
    await chat.open_sample(app)
    assert chat.store.newest() == before


class Dying(App):
    """Dies right after it has heard its `left`-th event, before anybody was shown the answer."""

    left = 0

    async def handle(self, event: Event) -> Reply:
        reply = await super().handle(event)
        self.left -= 1
        if self.left == 0:
            raise Killed
        return reply


EXPECTED = ["Hello everybody.", "Good. Tuesday", "It is the middle", "Ana has begun", *["has joined"] * len(PEOPLE)]


@pytest.mark.parametrize("heard", [1, 2, 3, 4, 15])
async def test_a_start_that_was_cut_short_is_carried_on(app: App, chat: LocalChat, heard: int) -> None:
    dying = Dying(app.database, app.vault, app.clock, FEATURES, [chat.messenger])
    dying.left = heard
    with pytest.raises(Killed):
        await chat.open_sample(dying)
    await chat.open_sample(app)
    lines = room(chat)
    assert len(lines) == len(EXPECTED)
    assert all(begins in line for begins, line in zip(EXPECTED, lines, strict=True))
    assert "6 people are in" in await who_is_in(app, chat)
