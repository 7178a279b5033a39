"""What Discord's answers look like, its numbers for things, and what is read of a request."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import BodyPartReader, web

Json = dict[str, Any]
TOKEN, APPLICATION, BOT, GUILD, ROOM = "the-token", 2000, 1000, 1, 500
PEOPLE = {101: ("Ana", "de", "Europe/Berlin"), 102: ("Ben", "en-GB", "Europe/London"), 103: ("Cleo", "en-US", "")}
DIRECT = 900
"""A person's direct conversation with Tend is a channel of this number and theirs."""
GUILDS, DIRECT_MESSAGES, PRIVILEGED = 1 << 0, 1 << 12, 1 << 1 | 1 << 8 | 1 << 15
EPHEMERAL = 1 << 6
NOW = "2026-11-02T08:00:00+00:00"


class No(Exception):
    """What Discord answers. Without `via` it was not Discord who answered, but who stands at its door."""

    def __init__(self, code: int, status: int = 403, *, after: float = 0, via: bool = True, words: str = "No.") -> None:
        super().__init__(str(code))
        self.code, self.status, self.after, self.via, self.words = code, status, after, via, words

    def answer(self) -> web.Response:
        if not self.via:
            return web.Response(status=self.status, text="error code: 1015")
        body = {"code": self.code, "message": self.words} | ({"retry_after": self.after} if self.after else {})
        return in_json(body, {"Via": "1.1 google"}, self.status)


def in_json(answer: Any, headers: Mapping[str, str], status: int = 200) -> web.Response:
    """The library reads only what is called exactly this."""
    kind = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(answer).encode(), status=status, headers={**headers, **kind})


def user(id: int, name: str = "Tend") -> Json:
    return {"id": str(id), "username": name.lower(), "global_name": name, "discriminator": "0", "avatar": None}


def room() -> Json:
    return {
        "id": str(ROOM),
        "type": 0,
        "guild_id": str(GUILD),
        "name": "peers",
        "position": 0,
        "permission_overwrites": [],
    }


def guild() -> Json:
    everyone = {"id": str(GUILD), "name": "@everyone", "permissions": "0", "position": 0, "color": 0, "hoist": False}
    everyone |= {"managed": False, "mentionable": False, "flags": 0}
    me = {"user": user(BOT), "roles": [], "joined_at": NOW, "deaf": False, "mute": False, "flags": 0}
    about = {"id": str(GUILD), "name": "Peers", "owner_id": "101", "member_count": 4, "roles": [everyone]}
    return about | {"channels": [room()], "members": [me], "threads": [], "emojis": [], "features": []}


def ready(address: str) -> Json:
    where = address.replace("http", "ws") + "/gateway"
    application = {"id": str(APPLICATION), "flags": 0}
    about = {
        "v": 10,
        "user": user(BOT),
        "guilds": [{"id": str(GUILD), "unavailable": True}],
        "application": application,
    }
    return about | {"session_id": "session", "resume_gateway_url": where}


def application() -> Json:
    about: Json = {"id": str(APPLICATION), "name": "Tend", "description": "", "icon": None, "bot_public": True}
    about |= {"bot_require_code_grant": False, "owner": user(101, "Ana"), "verify_key": "k", "flags": 0}
    return about | {"interactions_endpoint_url": None}


def alts(body: Mapping[str, Any]) -> list[str]:
    """The words for what hangs on a message; a file without any is known by its name."""
    return [str(one.get("description") or one["filename"]) for one in body.get("attachments") or ()]


def attached(body: Mapping[str, Any], files: list[bytes]) -> dict[str, bytes]:
    names = [str(one["filename"]) for one in body.get("attachments") or ()]
    return dict(zip(names, files, strict=True))


async def contents(request: web.Request) -> tuple[Json, list[bytes]]:
    """The body, and the files that came with it."""
    if request.content_type != "multipart/form-data":
        given = json.loads(await request.text() or "{}")
        return ({"list": given} if isinstance(given, list) else given), []
    body: Json = {}
    files: list[bytes] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            files.append(await part.read())
            assert files[-1]
    return body, files
