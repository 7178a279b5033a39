"""The local chat takes the exam through its real pages, with scripts off."""

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import ClassVar

import pytest

from adapters.local import PLATFORM, LocalChat
from adapters.local.site import opened, site
from adapters.local.store import Room, Someone
from bot.app import App
from bot.port import Answers, Messenger, Person, Place, To
from tests.adapters.promises import Harness, Promises, Read, Trouble
from tests.local.visitor import Element, Visitor, values

ROOM = Place(PLATFORM, "room")
ZONES = {"Ana": "Europe/Berlin", "Ben": "Europe/London", "Cleo": "UTC"}


class LocalHarness:
    """Each of the three has a browser of their own."""

    def __init__(self, path: Path, stack: AsyncExitStack) -> None:
        self.path, self.stack = path, stack
        self.chat = LocalChat(path, port=0)
        self.messenger: Messenger = self.chat.messenger
        self.room: Place = ROOM
        self.visitors: dict[str, Visitor] = {}
        self.acted = ""
        self.lock: sqlite3.Connection | None = None
        for name, zone in ZONES.items():
            self.chat.store.add_person(Someone(name.casefold(), name, zone))
        self.chat.store.add_room(Room(ROOM.id, "room", "Room", open=True))

    async def connect(self, app: App) -> None:
        self.chat.messenger.clock = app.clock
        address = await self.stack.enter_async_context(opened(site(app, self.chat.store), 0))
        for name in ZONES:
            self.visitors[name] = await self.stack.enter_async_context(Visitor.at(address, name.casefold()))

    def person(self, name: str) -> Person:
        return Person(PLATFORM, name.casefold())

    async def types(self, name: str, words: str, *, in_room: bool = False) -> None:
        self.acted = name
        await self.visitors[name].writes(f"/tend {words}" if in_room else words, ROOM.id if in_room else "")

    async def presses(self, name: str, label: str) -> None:
        self.acted = name
        rooms = {int(post["id"][1:]): room for room, post in await self._posts(name) if _has(post, label)}
        await self.visitors[name].goes(rooms[max(rooms)])
        await self.visitors[name].presses(label)

    async def fills_in(self, name: str, answers: Answers) -> None:
        self.acted = name
        await self.visitors[name].fills_in(answers)

    async def repeats(self) -> None:
        await self.visitors[self.acted].repeats()

    async def reads(self, name: str) -> list[Read]:
        posts = [post for _, post in await self._posts(name)]
        return [_read(post) for post in sorted(posts, key=lambda post: int(post["id"][1:]))]

    async def _posts(self, name: str) -> list[tuple[str, Element]]:
        visitor, found = self.visitors[name], []
        for room in self.chat.store.rooms(name.casefold()):
            await visitor.goes(room.id)
            found += [(room.id, post) for post in visitor.posts]
        return found

    async def form(self, name: str) -> Mapping[str, str | list[str]] | None:
        forms = self.visitors[name].page.all("form", kind="sheet")
        many = {one["name"] for form in forms for one in form.all("input", type="checkbox")}
        shown = {name: given for form in forms for name, given in values(form).items()}
        stands = {
            name.removeprefix("field-"): given if name in many else "".join(given[:1]) for name, given in shown.items()
        }
        return stands or None

    def trouble(self, to: To, kind: Trouble | None) -> None:
        if kind == "gone":
            assert isinstance(to, Place | Person)
            self.chat.store.db.execute("delete from rooms where id = ?", (to.id,))
            self.chat.store.db.execute("delete from people where id = ?", (to.id,))
        elif kind == "later":
            self.lock = sqlite3.connect(self.path, isolation_level=None)
            self.lock.execute("begin immediate")
        elif self.lock:
            self.lock.close()


def _has(post: Element, label: str) -> bool:
    return label in [button.text for button in post.all("button")]


def _read(post: Element) -> Read:
    words = post.all("div", kind="words")[0]
    seen = "\n".join([words.text, *(picture["alt"] for figure in post.all("figure") for picture in figure.all("img"))])
    buttons = tuple(button.text for button in post.all("button"))
    calls = tuple(called.text.removeprefix("@") for called in words.all("bdi", kind="mention"))
    return Read(post["id"], seen, tuple(bold.text for bold in words.all("strong")), buttons, calls)


class TestLocal(Promises):
    exempt: ClassVar[Mapping[str, str]] = {
        "test_what_waits_behind_closed_messages_is_said_in_order_after_they_act": "nobody can close their messages here"
    }

    @pytest.fixture
    async def harness(self, tmp_path: Path) -> AsyncIterator[Harness]:
        async with AsyncExitStack() as stack:
            harness = LocalHarness(tmp_path / "chat.sqlite3", stack)
            yield harness
        harness.chat.close()
