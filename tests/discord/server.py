"""A local Discord: its REST API with the headers of its limits, and its gateway with hello, heartbeats and resumes.

It keeps what a server would: who can read which channel, what stands there, which form somebody has open. It refuses
what Discord refuses, and can be told to misbehave as Discord was seen to.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from aiohttp import web

from tests.discord.checks import check_commands, check_message, check_modal
from tests.discord.gateway import Gateway
from tests.discord.shapes import (
    BOT,
    DIRECT,
    EPHEMERAL,
    GUILD,
    NOW,
    PEOPLE,
    ROOM,
    TOKEN,
    Json,
    No,
    alts,
    application,
    attached,
    contents,
    in_json,
    room,
    user,
)


@dataclass
class Said:
    """A message as it stands. `reader` is set for one that a single person sees; `waits` for one still to come."""

    id: int
    channel: int
    body: Json
    reader: int = 0
    alts: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    nonce: str = ""
    thread: str = ""
    deleted: bool = False
    waits: bool = False


@dataclass
class Thread:
    parent: int
    name: str
    people: set[int] | None
    """None for a thread that everybody in the room can read."""
    archived: bool = False
    locked: bool = False
    body: Json = field(default_factory=dict)


@dataclass
class Asked:
    """An interaction, as long as it can be answered."""

    id: int
    user: int
    channel: int
    on: int = 0
    answered: bool = False
    original: int = 0
    answer: Json = field(default_factory=dict)
    when_answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Discord(Gateway):
    """One server, GUILD, with one room, and the people in it."""

    people: dict[int, tuple[str, str, str]] = field(default_factory=lambda: dict(PEOPLE))
    """By id: name, language, and the zone of their own machine, which Discord tells nobody."""
    said: list[Said] = field(default_factory=list)
    modals: dict[int, Json] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    suggested: list[Json] = field(default_factory=list)
    about: Json = field(default_factory=dict)
    """What its owner made of the application."""
    rights: int = 0
    """What Tend may do in GUILD; with nothing, it is not there."""
    commands: list[Json] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    bodies: list[tuple[str, Json]] = field(default_factory=list)
    trouble: dict[str, list[No | None]] = field(default_factory=dict)
    """By "METHOD path", or by its last part: what is answered next; a lone last entry stays."""
    lose_after: int = 0
    """How many posts are accepted and then lost on the way back."""
    refuses_answers: No | None = None
    """What is said to every answer, instead of taking it."""
    wrong: list[AssertionError] = field(default_factory=list)
    """What was sent and Discord would not have taken."""
    remembers_nonces: bool = True
    _ids: "count[int]" = field(default_factory=lambda: count(10_000))

    def id(self) -> int:
        return next(self._ids)

    # the API

    async def api(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        route = f"{request.method} /{path}"
        self.calls[route] += 1
        body, files = await contents(request)
        self.bodies.append((route, body))
        try:
            self._refuse(route)
            if request.headers.get("Authorization") != f"Bot {TOKEN}" and not path.startswith(
                ("interactions", "webhooks")
            ):
                raise No(0, 401, words="401: Unauthorized")
            answer = self._answer(request.method, path.split("/"), body, files)
        except No as no:
            return no.answer()
        except AssertionError as wrong:
            self.wrong.append(wrong)
            return No(50035, 400, words="Invalid Form Body").answer()
        if self.lose_after and request.method == "POST" and path.endswith("/messages"):
            self.lose_after -= 1
            assert request.transport is not None
            request.transport.abort()
        headers = {"X-RateLimit-Bucket": route.rpartition("/")[0], "X-RateLimit-Limit": "1000"}
        headers |= {"X-RateLimit-Remaining": "999", "X-RateLimit-Reset-After": "1", "Via": "1.1 google"}
        if answer is None:
            return web.Response(status=204, headers=headers)
        return in_json(answer, headers)

    def _refuse(self, route: str) -> None:
        if queue := self.trouble.get(route) or self.trouble.get(route.rpartition("/")[2]):
            refused = queue[0] if len(queue) == 1 else queue.pop(0)
            if refused:
                raise refused

    def _answer(self, method: str, path: list[str], body: Json, files: list[bytes]) -> Json | list[Json] | None:
        match (method, *path):
            case "GET", "users", "@me":
                return user(BOT) | {"bot": True}
            case "GET", "oauth2", "applications", "@me":
                return application() | self.about
            case "GET", "users", "@me", "guilds":
                return [{"id": str(GUILD), "name": "Peers", "permissions": str(self.rights)}] if self.rights else []
            case "GET", "applications", _, "commands":
                return self.commands
            case "PUT", "applications", _, "commands":
                return self._commanded(body)
            case "POST", "users", "@me", "channels":
                return self._direct(int(body["recipient_id"]))
            case "GET", "channels", id:
                return self._channel(int(id))
            case "PATCH", "channels", id:
                return self._changed(int(id), body)
            case "POST", "channels", id, "messages":
                return self._post(int(id), body, files)
            case "PATCH", "channels", id, "messages", message:
                return self._edit(self.find(int(id), int(message)), body, files)
            case "DELETE", "channels", id, "messages", message:
                self._writable(int(id))
                self.find(int(id), int(message)).deleted = True
                return None
            case "POST", "channels", id, "messages", message, "threads":
                return self._beneath(int(id), int(message), body)
            case "POST", "channels", id, "threads":
                return self._thread(int(id), body)
            case "PUT", "channels", id, "thread-members", person:
                self._added(int(id), int(person))
                return None
            case "POST", "interactions", id, token, "callback":
                return self._called_back(int(id), token, body, files)
            case _, "webhooks", _, token, "messages", "@original":
                return self._original(method, token, body, files)
        raise No(0, 404, words="404: Not Found")

    def _commanded(self, body: Json) -> list[Json]:
        given: list[Json] = body["list"]
        check_commands(given)
        self.commands = [one | {"id": str(self.id()), "version": "1", "nsfw": False} for one in given]
        return self.commands

    def _direct(self, person: int) -> Json:
        if person not in self.people:
            raise No(10013, 404)
        return {"id": str(DIRECT + person), "type": 1, "recipients": [self.user(person)]}

    def _channel(self, id: int) -> Json:
        if id in self.threads:
            return self._thread_json(id)
        if id != ROOM:
            raise No(10003, 404)
        return room()

    def _changed(self, id: int, body: Json) -> Json:
        if self.threads[id].locked:
            raise No(50013)
        self.threads[id].archived = body["archived"]
        return self._thread_json(id)

    def _writable(self, channel: int) -> None:
        thread = self.threads.get(channel)
        if thread and thread.archived:
            raise No(50083, 400)
        if thread and thread.locked:
            raise No(160005)
        if thread is None and channel != ROOM and channel - DIRECT not in self.people:
            raise No(10003, 404)

    def _post(self, channel: int, body: Json, files: list[bytes]) -> Json:
        check_message(body, len(files))
        self._writable(channel)
        for before in self.said:
            if self.remembers_nonces and body.get("nonce") and before.nonce == body["nonce"]:
                return self.message(before)
        return self.message(self.say(channel, body, files))

    def say(self, channel: int, body: Json, files: list[bytes], reader: int = 0) -> Said:
        said = Said(self.id(), channel, body, reader, alts(body), attached(body, files), str(body.get("nonce") or ""))
        self.said.append(said)
        return said

    def _edit(self, said: Said, body: Json, files: list[bytes]) -> Json:
        check_message(said.body | body, len(files))
        self._writable(said.channel)
        said.body, said.waits = said.body | body, False
        if "attachments" in body:
            said.alts, said.files = alts(body), attached(body, files)
        return self.message(said)

    def find(self, channel: int, id: int) -> Said:
        found = [
            one for one in self.said if (one.channel, one.id) == (channel, id) and not one.deleted and not one.reader
        ]
        if not found:
            raise No(10008, 404)
        return found[0]

    def _beneath(self, channel: int, message: int, body: Json) -> Json:
        if message in self.threads:
            raise No(160004, 400)
        assert 1 <= len(body["name"]) <= 100
        self.find(channel, message).thread = body["name"]
        self.threads[message] = Thread(channel, body["name"], None, body=body)
        return self._thread_json(message)

    def _thread(self, parent: int, body: Json) -> Json:
        if parent in self.threads or parent - DIRECT in self.people:
            raise No(50024, 400)
        assert 1 <= len(body["name"]) <= 100
        assert body["type"] == 12
        id = self.id()
        self.threads[id] = Thread(parent, body["name"], set(), body=body)
        return self._thread_json(id)

    def _added(self, thread: int, person: int) -> None:
        if person not in self.people:
            raise No(10013, 404)
        people = self.threads[thread].people
        assert people is not None
        people.add(person)

    def _thread_json(self, id: int) -> Json:
        thread = self.threads[id]
        meta = {
            "archived": thread.archived,
            "locked": thread.locked,
            "auto_archive_duration": 10080,
            "archive_timestamp": NOW,
        }
        about = {"id": str(id), "guild_id": str(GUILD), "parent_id": str(thread.parent), "owner_id": str(BOT)}
        kind = 12 if thread.people is not None else 11
        return about | {
            "type": kind,
            "name": thread.name,
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": meta,
        }

    def user(self, id: int) -> Json:
        return user(id, self.people[id][0])

    # interactions

    def _called_back(self, id: int, token: str, body: Json, files: list[bytes]) -> Json:
        asked = self.asked.get(token)
        if self.refuses_answers:
            raise self.refuses_answers
        if asked is None or asked.id != id:
            raise No(10062, 404, words="Unknown interaction")
        if asked.answered:
            raise No(40060, 400, words="Interaction has already been acknowledged.")
        asked.answered, asked.answer = True, body
        asked.when_answered.set()
        data = body.get("data") or {}
        ephemeral = asked.user if data.get("flags", 0) & EPHEMERAL else 0
        match body["type"]:
            case 4:
                check_message(data, len(files))
                self._writable(asked.channel)
                asked.original = self.say(asked.channel, data, files, ephemeral).id
            case 5:
                said = self.say(asked.channel, data, files, ephemeral)
                said.waits, asked.original = True, said.id
            case 6:
                assert asked.on
            case 7:
                self._edit(next(one for one in self.said if one.id == asked.on), data, files)
            case 8:
                assert len(data["choices"]) <= 25
                assert all(1 <= len(one["name"]) <= 100 and 1 <= len(one["value"]) <= 100 for one in data["choices"])
                self.suggested = data["choices"]
            case 9:
                check_modal(data)
                self.modals[asked.user] = data
            case other:
                raise AssertionError(f"no such answer: {other}")
        return {"interaction": {"id": str(id), "type": 2}}

    def _original(self, method: str, token: str, body: Json, files: list[bytes]) -> Json | None:
        asked = self.asked.get(token)
        if asked is None or self.refuses_answers:
            raise No(50027, 401, words="Invalid Webhook Token")
        said = next(one for one in self.said if one.id == asked.original)
        if method == "DELETE":
            said.deleted = True
            return None
        return self._edit(said, body, files)

    # the gateway

    def message(self, said: Said) -> Json:
        """As Discord gives it back."""
        about = {"id": str(said.id), "channel_id": str(said.channel), "author": user(BOT) | {"bot": True}, "type": 0}
        about |= {"timestamp": NOW, "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": []}
        shown = {"content": said.body.get("content") or "", "embeds": [], "components": said.body.get("components", [])}
        flags = {"flags": int(said.body.get("flags", 0)), "mention_roles": [], "attachments": [], "pinned": False}
        return about | shown | flags


@asynccontextmanager
async def serving(discord: Discord) -> AsyncIterator[Discord]:
    app = web.Application()
    app.add_routes([web.get("/gateway", discord.gateway), web.get("/gateway/", discord.gateway)])
    app.add_routes([web.route("*", "/api/{path:.+}", discord.api)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    discord.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield discord
    finally:
        for socket in list(discord.sockets):
            await socket.close()
        await runner.cleanup()
