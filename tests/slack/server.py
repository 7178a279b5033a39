"""A local Slack: its Web API by GET and POST, Socket Mode with envelopes and acknowledgements, signed requests.

It keeps what a workspace would: who is in which conversation, what stands there, which modal somebody has open. It
refuses what Slack refuses, and can be told to misbehave as Slack was seen to.
"""

import asyncio
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from itertools import count
from typing import Any

from aiohttp import ClientSession, WSMsgType, web

from tests.slack.checks import check_message, check_view

Json = dict[str, Any]
TEAM, BOT, TOKEN, APP_TOKEN, SECRET = "T1", "UBOT", "xoxb-1", "xapp-1", "shhh"
PEOPLE = {"U1": ("Ana", "Europe/Berlin"), "U2": ("Ben", "Europe/London"), "U3": ("Cleo", "")}
ROOM = "C1"


class No(Exception):
    """What Slack answers with ok=false, or with another status."""

    def __init__(self, code: str, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code, self.status, self.headers = code, status, headers or {}


@dataclass
class Said:
    """A message as it stands. `reader` is set for one that a single person sees."""

    channel: str
    ts: str
    blocks: list[Json]
    text: str
    thread: str = ""
    reader: str = ""
    url: str = ""
    file: str = ""
    deleted: bool = False


@dataclass
class Slack:
    """One workspace, TEAM, unless `tokens` says that there are more."""

    address: str = ""
    people: dict[str, tuple[str, str]] = field(default_factory=lambda: dict(PEOPLE))
    """By id, their name and their zone."""
    tokens: dict[str, str] = field(default_factory=lambda: {TOKEN: TEAM})
    said: list[Said] = field(default_factory=list)
    modals: dict[str, Json] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    asked: list[tuple[str, str, Json]] = field(default_factory=list)
    trouble: dict[str, list[No | None]] = field(default_factory=dict)
    """By method, or by "method channel": what is answered next; a lone last entry stays."""
    lose_after: int = 0
    """How many posts are accepted and then lost on the way back."""
    deaf: bool = False
    """The socket answers nothing, and does not close either."""
    secret_of_upload: dict[str, bytes] = field(default_factory=dict)
    acks: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    opened: int = 0
    rights: str = ""
    now: datetime | None = None
    """What Slack's clock says, when it is not this machine's."""
    more: dict[str, Callable[[Json], Json]] = field(default_factory=dict)
    """Further methods."""
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def id(self, letter: str) -> str:
        return f"{letter}{next(self._ids)}"

    def ts(self) -> str:
        return f"1700000000.{next(self._ids):06}"

    # the Web API

    async def api(self, request: web.Request) -> web.StreamResponse:
        method, given = request.match_info["method"], await arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        team = self.tokens.get(token, "")
        self.calls[method] += 1
        self.asked.append((team, method, given))
        date = {"Date": format_datetime(self.now, True)} if self.now else {}
        try:
            self._refuse(method, given)
            if not team and token != APP_TOKEN and method not in self.more:
                raise No("invalid_auth")
            answer = {"ok": True} | getattr(self, method.replace(".", "_"), self.more.get(method, unknown))(given)
        except No as no:
            return web.json_response({"ok": False, "error": no.code}, status=no.status, headers=date | dict(no.headers))
        if method == "chat.postMessage" and self.lose_after > 0:
            self.lose_after -= 1
            assert request.transport is not None
            request.transport.abort()
        headers = {"x-oauth-scopes": self.rights} | date
        return web.json_response(answer | ({"team_id": team} if method == "auth.test" else {}), headers=headers)

    def _refuse(self, method: str, given: Json) -> None:
        for name in (method, f"{method} {given.get('channel', given.get('users', ''))}"):
            if queue := self.trouble.get(name):
                next_one = queue[0] if len(queue) == 1 else queue.pop(0)
                if next_one:
                    raise next_one

    def auth_test(self, _: Json) -> Json:
        return {"user_id": BOT, "team": "Peers"}

    def apps_connections_open(self, _: Json) -> Json:
        self.opened += 1
        return {"url": self.address.replace("http", "ws") + f"/socket/{self.opened}"}

    def users_info(self, given: Json) -> Json:
        if given["user"] not in self.people:
            raise No("user_not_found")
        name, zone = self.people[given["user"]]
        return {"user": {"id": given["user"], "name": name.lower(), "tz": zone, "profile": {"display_name": name}}}

    def chat_postMessage(self, given: Json) -> Json:  # noqa: N802 -- Slack's name
        check_message(given)
        channel = given["channel"]
        if channel[0] == "U":
            channel = self.direct(channel)
        elif channel not in (ROOM, *self.groups) and not channel.startswith("D"):
            raise No("channel_not_found")
        said = self.say(channel, given)
        return {"channel": channel, "ts": said.ts, "message": {"text": given["text"]}}

    def chat_postEphemeral(self, given: Json) -> Json:  # noqa: N802
        check_message(given)
        if given["channel"] not in (ROOM, *self.groups):
            raise No("channel_not_found")
        return {"message_ts": self.say(given["channel"], given, reader=given["user"]).ts}

    def chat_update(self, given: Json) -> Json:
        check_message(given)
        said = self.find(given["channel"], given["ts"])
        said.blocks, said.text = given["blocks"], given["text"]
        return {"channel": said.channel, "ts": said.ts}

    def chat_delete(self, given: Json) -> Json:
        self.find(given["channel"], given["ts"]).deleted = True
        return {}

    def conversations_open(self, given: Json) -> Json:
        users = ",".join(sorted(given["users"].split(",")))
        if unknown := set(users.split(",")) - self.people.keys():
            raise No("users_not_found" if unknown else "")
        for id, people in self.groups.items():
            if people == users:
                return {"channel": {"id": id}}
        self.groups[id := self.id("G")] = users
        return {"channel": {"id": id}}

    def views_open(self, given: Json) -> Json:
        check_view(given["view"])
        kind, _, rest = given["trigger_id"].partition(".")
        if not rest:
            raise No("invalid_trigger_id")
        user = rest.partition(".")[0]
        if kind == "expired":
            raise No("expired_trigger_id")
        self.modals[user] = given["view"] | {"id": self.id("V")}
        return {"view": self.modals[user]}

    def views_update(self, given: Json) -> Json:
        check_view(given["view"])
        user = next(user for user, view in self.modals.items() if view["id"] == given["view_id"])
        self.modals[user] = given["view"] | {"id": given["view_id"]}
        return {"view": self.modals[user]}

    def views_publish(self, given: Json) -> Json:
        check_view(given["view"])
        if given["user_id"] not in self.people:
            raise No("user_not_found")
        self.homes[given["user_id"]] = given["view"]
        return {}

    def files_getUploadURLExternal(self, given: Json) -> Json:  # noqa: N802
        id = self.id("F")
        self.secret_of_upload[id] = given.get("alt_txt", "").encode() or given["filename"].encode()
        return {"upload_url": f"{self.address}/upload/{id}", "file_id": id}

    def files_completeUploadExternal(self, given: Json) -> Json:  # noqa: N802
        for file in json.loads(given["files"]):
            words = self.secret_of_upload[file["id"]].decode()
            block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
            block["elements"][0]["elements"] = [{"type": "text", "text": words}]  # type: ignore[index]
            made = {"blocks": [block], "text": words, "thread_ts": given.get("thread_ts", "")}
            self.say(given["channel_id"], made).file = file["id"]
        return {}

    def files_delete(self, given: Json) -> Json:
        for said in self.said:
            said.deleted = said.deleted or said.file == given["file"]
        return {}

    async def upload(self, request: web.Request) -> web.Response:
        assert await request.read()
        return web.Response(text="OK - 1")

    # what stands where

    def direct(self, user: str) -> str:
        """The conversation of one person with Tend."""
        if user not in self.people:
            raise No("user_not_found")
        return f"D{user}"

    def say(self, channel: str, given: Json, reader: str = "") -> Said:
        said = Said(
            channel, self.ts(), given.get("blocks", []), given["text"], str(given.get("thread_ts") or ""), reader
        )
        said.url = f"{self.address}/respond/{said.ts}"
        self.said.append(said)
        return said

    def find(self, channel: str, ts: str) -> Said:
        found = [one for one in self.said if (one.channel, one.ts) == (channel, ts) and not one.deleted]
        if not found:
            raise No("message_not_found")
        return found[0]

    async def respond(self, request: web.Request) -> web.Response:
        """A response_url. Its last part says which message it belongs to, or in which channel and for whom it is."""
        given, where = await request.json(), request.match_info["where"]
        check_message(given)
        old = next((one for one in self.said if one.ts == where), None)
        if old and given.get("replace_original"):
            old.blocks, old.text = given["blocks"], given["text"]
            return web.json_response({"ok": True})
        channel, user = (old.channel, request.query["user"]) if old else where.split(".")
        self.say(channel, given, reader=user if given.get("response_type") != "in_channel" else "")
        return web.json_response({"ok": True})

    # Socket Mode

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        if not self.deaf:
            await socket.send_json({"type": "hello", "num_connections": 1})
            self.sockets.append(socket)
        async for frame in socket:
            if self.deaf:
                continue
            if frame.type is WSMsgType.PING:
                await socket.pong(frame.data)
            elif frame.type is WSMsgType.TEXT:
                self._acknowledged(json.loads(frame.data))
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    def _acknowledged(self, ack: Json) -> None:
        waiting = self.acks.get(ack["envelope_id"])
        if waiting and not waiting.done():
            waiting.set_result(ack.get("payload") or {})

    async def deliver(self, kind: str, payload: Json, envelope: str = "", retry: int = 0) -> Json:
        """Sends an envelope until it is acknowledged, over whichever connection there is."""
        id = envelope or self.id("env")
        self.acks[id] = asyncio.get_running_loop().create_future()
        sealed = {"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": True}
        for attempt in range(retry, retry + 50):
            while not self.sockets:
                await asyncio.sleep(0.01)
            try:
                await self.sockets[-1].send_json(sealed | {"retry_attempt": attempt})
                async with asyncio.timeout(3):
                    return await asyncio.shield(self.acks[id])
            except TimeoutError:
                continue
            except ConnectionError:  # it is closing, and who closes it needs a moment to open another
                await asyncio.sleep(0.1)
        raise TimeoutError(f"nobody acknowledged {kind}")


def unknown(_: Json) -> Json:
    raise No("unknown_method")


async def arguments(request: web.Request) -> Json:
    """Slack takes them as a query, as a form or as JSON."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        return given | dict(await request.json())
    return given | dict(await request.post())


@asynccontextmanager
async def serving(slack: Slack) -> AsyncIterator[Slack]:
    application = web.Application()
    application.add_routes(
        [
            web.route("*", "/api/{method}", slack.api),
            web.get("/socket/{n}", slack.socket),
            web.post("/respond/{where}", slack.respond),
            web.post("/upload/{id}", slack.upload),
        ]
    )
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        for socket in list(slack.sockets):
            await socket.close()
        await runner.cleanup()


def signed(body: bytes, at: float, secret: str = SECRET) -> dict[str, str]:
    """The headers with which Slack says that it was Slack."""
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


async def knock(address: str, body: bytes, headers: Mapping[str, str], kind: str) -> tuple[int, Json]:
    """One request of Slack's to Tend's own address."""
    async with (
        ClientSession() as session,
        session.post(address, data=body, headers={"Content-Type": kind, **headers}) as answer,
    ):
        text = await answer.text()
        return answer.status, json.loads(text) if text.startswith("{") else {}
