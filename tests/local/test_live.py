"""The stream that keeps a page up to date: what changes arrives, once, whoever lost the line in between."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

import pytest
from aiohttp import ClientSession

from adapters.local import LocalChat, live
from adapters.local.live import Bell, Stream
from adapters.local.store import Post
from bot.app import App
from bot.rehearsal import settle
from bot.ui import Message
from tests.local.visitor import Page, Visitor

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


@dataclass
class Told:
    """One server-sent event."""

    kind: str
    said: dict[str, object]
    id: str


class Listener:
    """A browser's EventSource by hand: remembers the last number, and names it when it comes back."""

    def __init__(self, session: ClientSession, address: str, path: str) -> None:
        self.session, self.url, self.seen = session, address + path, ""

    async def listens(self) -> AsyncIterator[Told]:
        headers = {"Last-Event-ID": self.seen} if self.seen else {}
        async with self.session.get(self.url, headers=headers) as answer:
            fields: dict[str, str] = {}
            async for line in answer.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    fields[name] = value
                elif "data" in fields:
                    self.seen = fields.get("id", self.seen)
                    yield Told(fields["event"], json.loads(fields["data"]), fields.get("id", ""))
                    fields = {}

    async def hears(self, kind: str) -> Told:
        """The next event of this kind."""
        stream = self.listens()
        try:
            async with asyncio.timeout(5):
                async for told in stream:
                    if told.kind == kind:
                        return told
        finally:
            await stream.aclose()  # type: ignore[attr-defined]  # it is a generator
        raise AssertionError("the stream ended")


@pytest.fixture
async def listener(address: str) -> AsyncIterator[Listener]:
    async with ClientSession() as session:
        yield Listener(session, address, "/as/ana/in/room/live?after=0")


def say(chat: LocalChat, words: str, reader: str = "") -> int:
    return chat.store.add("room", Message(words), key=words, at=NOW, reader=reader)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("drops", [150, pytest.param(1000, marks=pytest.mark.campaign)])
async def test_w1_a_thousand_drops_lose_nothing_and_repeat_nothing(address: str, chat: LocalChat, drops: int) -> None:
    """The page is dropped after every message, and as many messages come in while nobody listens."""
    chat.store.db.execute("delete from people where id <> 'ana'")  # whose unread messages would only be counted
    dice, said, heard = Random(1), 0, list[object]()
    async with ClientSession() as session:
        listener = Listener(session, address, "/as/ana/in/room/live?after=0")
        for _ in range(drops):
            for _ in range(dice.choice([0, 1, 1, 2]) if said > len(heard) else 1):
                said += 1
                say(chat, f"Message {said}.")
            heard.append((await listener.hears("post")).said["id"])
        while len(heard) < said:
            heard.append((await listener.hears("post")).said["id"])
    assert heard == list(range(1, said + 1))


async def test_changes_and_deletions_arrive_in_their_order(listener: Listener, chat: LocalChat) -> None:
    id = say(chat, "Before.")
    assert "Before." in str((await listener.hears("post")).said["html"])
    chat.store.change(id, Message("After."))
    changed = await listener.hears("post")
    assert changed.said["id"] == id
    assert "After." in str(changed.said["html"])
    chat.store.change(id, None)
    assert (await listener.hears("post")).said == {"id": id, "html": ""}


async def test_what_one_person_alone_may_read_is_not_sent_to_others(listener: Listener, chat: LocalChat) -> None:
    say(chat, "For Ben.", reader="ben")
    say(chat, "For all.")
    assert "For all." in str((await listener.hears("post")).said["html"])


async def test_what_happens_elsewhere_shows_around_the_messages(
    app: App, listener: Listener, ana: Visitor, chat: LocalChat
) -> None:
    stream = listener.listens()
    first = await anext(stream)
    assert first.kind == "around"
    assert first.said.keys() == {"people", "rooms", "now", "skipped", "title"}
    chat.store.add("dm-ana", Message("For you."), key="k", at=NOW)
    told = await anext(stream)
    assert told.said.keys() == {"people", "rooms", "title"}
    assert told.said["title"] == "(1) Ana: Tea room – rehearsal room"
    assert "1" in Page(str(told.said["rooms"])).root.one("li", kind="is-direct").text
    assert told.id == ""
    await stream.aclose()  # type: ignore[attr-defined]


async def test_who_has_the_page_open_has_read_what_arrives(listener: Listener, chat: LocalChat) -> None:
    stream = listener.listens()
    await anext(stream)
    say(chat, "Look.")
    assert (await anext(stream)).kind == "post"
    await anext(stream)
    assert chat.store.unread() == {("ben", "room"): 1, ("cleo", "room"): 1}
    await stream.aclose()  # type: ignore[attr-defined]


async def test_with_scripts_an_act_answers_briefly_and_the_stream_tells(
    app: App, listener: Listener, ana: Visitor
) -> None:
    await ana.goes("room")
    write, live_page = ana.page.one("form", kind="write"), {"Tend-Page": "live"}
    fields = {"token": ana.page.one("input", name="token")["value"], "once": "once-upon-a-time", "text": "/tend tea"}
    async with ana.session.post(ana.address + write["action"], data=fields, headers=live_page) as answer:
        assert (answer.status, await answer.read()) == (204, b"")
    assert "/tend tea" in str((await listener.hears("post")).said["html"])
    buttons = Page(str((await listener.hears("post")).said["html"])).root.one("form", kind="buttons")
    hidden = {one["name"]: one["value"] for one in buttons.all("input")}
    pressed = hidden | {"action": buttons.all("button")[1]["value"]}
    async with ana.session.post(ana.address + buttons["action"], data=pressed, headers=live_page) as answer:
        form = Page(await answer.text()).root.one("form", kind="sheet")
        assert answer.status == 200
        assert form.one("h2").text == "Order tea"
    empty = {one["name"]: one["value"] for one in form.all("input", type="hidden")}
    async with ana.session.post(ana.address + form["action"], data=empty, headers=live_page) as answer:
        assert answer.status == 422
        assert "This one is needed." in await answer.text()
    await settle(app)


async def test_a_line_that_is_quiet_shows_that_it_lives(
    monkeypatch: pytest.MonkeyPatch, address: str, listener: Listener
) -> None:
    monkeypatch.setattr(live, "PULSE_SECONDS", 0.01)
    async with listener.session.get(listener.url) as answer, asyncio.timeout(5):
        while b"still here" not in await answer.content.readline():
            pass


async def test_a_closing_house_lets_its_pages_go(chat: LocalChat) -> None:
    bell = Bell(chat.store)
    with bell.listening() as heard:
        await bell.close(None)  # type: ignore[arg-type]
        assert heard.is_set()
    assert not bell.listeners
    chat.close()


def test_nothing_is_told_twice_within_one_line(chat: LocalChat) -> None:
    def show(post: Post) -> str:
        return str(post.id)

    stream = Stream(chat.store, "ana", "room", show, lambda: {"now": "noon"})
    say(chat, "One.")
    told = list(stream.news(0))
    assert [number for _, number in told] == [1, 1]
    assert list(stream.news(1)) == []
    chat.close()
