"""A Driver that is the local page: the same documents, every act a request over HTTP, as the page's script asks.

What people see is read back from the pieces of page that its stream sends, so a word that a browser would show
otherwise differs. Each piece is read once for each change, and no whole page is drawn: that took most of the time.
"""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any

from aiohttp import ClientSession

from adapters.local import LocalChat, security
from adapters.local.site import opened, site
from adapters.local.store import Room, Someone
from adapters.local.view import View
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.marks import mention, quoted, when
from bot.port import Event, Person, Place, Reply
from bot.rehearsal import settle
from bot.sealed import Vault
from bot.spoken import spoken
from bot.ui import Button, Form, Invalid, Message, Picture
from tests.chat import ROOM, Chat, Shown, direct
from tests.conversations.by_chat import Pressing
from tests.conversations.by_platform import Answering, gathered
from tests.local.visitor import Element, Page, Visitor, values

LIVE = {"Tend-Page": "live"}


class OnPage(Chat):
    """What a Driver does and looks at, done and looked up in the local chat."""

    app: Answering

    def __init__(self, local: LocalChat, database: Database, vault: Vault, clock: StoppedClock) -> None:
        super().__init__(database, vault, clock, [])
        self.local = local
        self.app = Answering(database, vault, clock, FEATURES, [local.messenger])
        self.messenger = Window(local, clock)  # type: ignore[assignment]  # only looked at
        self.visitors: dict[str, Visitor] = {}
        self.sheets: dict[str, Element] = {}
        local.messenger.clock = clock

    def person(self, name: str) -> Person:
        return Person("local", name.casefold())

    async def _act(self, name: str, where: Place | None, **what: Any) -> Reply:
        self.app.reply, self.acted = None, self.visitors[name]
        here = where or direct(self.person(name))
        if "text" in what:
            in_room = {"text": [f"/tend {what['text']}" if here == ROOM else what["text"]]}
            await self._posts(f"{self._room(name, here.id)}/words", in_room)
        elif "answers" in what:
            await self._sends(name, what["answers"])
        else:
            post = self.local.store.post(name.casefold(), int(what["on"].id)) if what["on"] else None
            pressed = {"message": [str(post.id if post else self._any(name))], "action": [what["action"]]}
            await self._posts(f"{self._room(name, post.room if post else here.id)}/press", pressed)
        return await self._after(name, here)

    def _room(self, name: str, room: str) -> str:
        return f"/as/{name.casefold()}/in/{room}"

    def _any(self, name: str) -> int:
        """A button of an older version hangs on some message that they can read."""
        me = name.casefold()
        return next(post.id for room in self.local.store.rooms(me) for post in self.local.store.posts(me, room.id))

    async def _posts(self, path: str, given: Mapping[str, Sequence[str]]) -> None:
        about = {"token": [security.token(self.local.store)], "once": [secrets.token_hex(8)]}
        self.acted.sent = path, about | {key: list(value) for key, value in given.items()}
        await self.acted.repeats()

    async def _sends(self, name: str, answers: Mapping[str, str | Sequence[str]]) -> None:
        sheet = self.sheets[name]
        given = {f"field-{key}": [said] if isinstance(said, str) else list(said) for key, said in answers.items()}
        await self.acted.submits(sheet, values(sheet) | given)

    async def _after(self, name: str, where: Place) -> Reply:
        assert self.acted.status in (200, 204, 422), self.acted.status
        self.event, reply = self.app.event, self.app.reply
        self._last_place = {**getattr(self, "_last_place", {}), name: where}
        if isinstance(reply, Form):
            self.forms[name] = reply
        if sheets := self.acted.page.all("form", kind="sheet"):
            self.sheets[name] = sheets[-1]
        if isinstance(reply, Invalid) and self.event.answers is not None:
            told = self.sheets[name].text
            assert all(spoken(why, "").replace("**", "") in told for why in (reply.sentence, *reply.why.values()))
        await settle(self.app)
        return reply

    async def again(self, event: Event) -> Reply:
        self.app.reply = None
        await self.acted.repeats()
        return self.app.reply


class Window:
    """Everything that stands in the local chat, as the tests' own chat would show it."""

    def __init__(self, local: LocalChat, clock: StoppedClock) -> None:
        self.local, self.clock = local, clock
        self.said: dict[str, list[str]] = {}
        self.circles = gathered(local.messenger)
        self.upto = 0
        security.token(local.store)  # drawn once, and now
        self.seen: dict[int, Shown] = {}

    @property
    def shown(self) -> list[Shown]:
        changed = "select id, room, reader, body from messages where changed > ? and author = ''"
        for row in self.local.store.db.execute(changed, (self.upto,)).fetchall():
            self.seen[row["id"]] = self._shown(**row)
        self.upto = self.local.store.newest()
        return list(self.seen.values())

    def by_id(self, id: str) -> Shown:
        return self.seen[int(id)]

    def _shown(self, id: int, room: str, reader: str, body: str | None) -> Shown:
        if body is None:
            before = self.seen.get(id, Shown(_place(room), str(id), Message("–")))
            return Shown(before.where, before.id, before.message, reader=before.reader, deleted=True)
        where = self.local.store.room(room)
        assert where is not None
        me = self.local.store.person(reader) or self.local.store.seated(where)[0]
        post = self.local.store.post(me.id, id)
        assert post is not None
        assert post.message is not None
        article = Page(str(View(self.local.store, self.clock, me, where).post(post))).root
        return Shown(_place(room), str(id), as_message(article, post.message), reader=me.name if reader else "")


def _place(room: str) -> Place:
    return ROOM if room == ROOM.id else Place(ROOM.platform if room.startswith("dm-") else "local", room)


def as_message(article: Element, kept: Message) -> Message:
    """The message that a browser shows; only what is behind a link of it is taken from what was `kept`."""
    buttons = tuple(Button(button.text, button["value"]) for button in article.all("button"))
    pictures = [Picture("<svg/>", figure.all("img")[0]["alt"]) for figure in article.all("figure")]
    file = kept.file if article.all("p", kind="file") else None
    return Message(marked(article.all("div", kind="words")[0]), buttons, next(iter(pictures), None), file)


def marked(words: Element) -> str:
    """With the marks of `bot.marks`. Everything that is no mark is words."""
    lines = []
    for block in words.inside:
        if isinstance(block, Element):
            items = block.all("li")
            lines += [f"- {_inline(item)}" for item in items] if block.tag == "ul" else [_inline(block)]
    return "\n".join(lines)


def _inline(element: Element) -> str:
    return "".join(_run(part) for part in element.inside)


def _run(part: Element | str) -> str:
    if isinstance(part, str):
        return part if part.isspace() else quoted(part)
    match part.tag, part["class"]:
        case "strong", _:
            return f"**{_inline(part)}**"
        case "time", _:
            at = datetime.fromisoformat(part["datetime"])
            return when(at, "moment" if "," in part.text else "time" if ":" in part.text else "date")
        case "bdi", "quoted":
            return quoted(part.text)
        case _:
            name = part.text.removeprefix("@")
            return mention(Person("local", name.casefold()), name)


class ByLocal(Pressing):
    """People at the local page, each with a browser of their own. `stack` closes what was opened."""

    def __init__(
        self, local: LocalChat, stack: AsyncExitStack, database: Database, vault: Vault, clock: StoppedClock
    ) -> None:
        super().__init__(database, vault, clock)
        self.local, self.stack = local, stack
        self.page = OnPage(local, database, vault, clock)
        self.chat = self.page
        self.recorder = self.page.messenger  # type: ignore[assignment]  # only looked at
        self.closes = self.shuts = None

    async def begin(self, zones: Mapping[str, str], at: datetime) -> None:
        await super().begin(zones, at)
        for name, zone in zones.items():
            self.local.store.add_person(Someone(name.casefold(), name, zone))
        self.local.store.add_room(Room(ROOM.id, "room", "Room", open=True))
        address = await self.stack.enter_async_context(opened(site(self.page.app, self.local.store), 0))
        session = await self.stack.enter_async_context(ClientSession(headers=LIVE))
        self.page.visitors = {name: Visitor(session, address, name.casefold()) for name in zones}
