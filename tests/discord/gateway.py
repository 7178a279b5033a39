"""The gateway of our Discord: hello, heartbeats, sessions that can be resumed, and several connections."""

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.discord.shapes import DIRECT_MESSAGES, PRIVILEGED, TOKEN, Json, guild, ready


@dataclass
class Gateway:
    """What Tend connects to. It tells over the connection there is what happens, and keeps it for one that resumes."""

    address: str = ""
    identified: list[Json] = field(default_factory=list)
    resumed: int = 0
    forgets_sessions: bool = False
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    others: dict[int, web.WebSocketResponse] = field(default_factory=dict)
    """The connections of shards but the first, which has GUILD and what people write to Tend alone."""
    history: list[Json] = field(default_factory=list)

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._told(socket, json.loads(frame.data))
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    async def _told(self, socket: web.WebSocketResponse, given: Json) -> None:
        match given["op"]:
            case 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
            case 2 if given["d"]["token"] != TOKEN:
                await socket.close(code=4004)
            case 2 if given["d"]["intents"] & PRIVILEGED:
                await socket.close(code=4014)
            case 2 if (shard := given["d"].get("shard", [0, 1]))[0] > 0:
                self.identified.append(given["d"])
                self.others[shard[0]] = socket
                about = ready(self.address) | {"guilds": [], "session_id": f"{shard[0]}", "shard": shard}
                await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": about})
            case 6 if given["d"]["session_id"] != "session":
                self.resumed += 1
                self.others[int(given["d"]["session_id"])] = socket
                await socket.send_json({"op": 0, "t": "RESUMED", "s": 2, "d": {}})
            case 2:
                self.identified.append(given["d"])
                self.history.clear()
                self.sockets.append(socket)
                await self.tell("READY", ready(self.address) | {"shard": given["d"].get("shard", [0, 1])})
                await self.tell("GUILD_CREATE", guild())
            case 6 if self.forgets_sessions:
                await socket.send_json({"op": 9, "d": False, "s": None, "t": None})
            case 6:
                self.resumed += 1
                for missed in self.history[given["d"]["seq"] :]:
                    await socket.send_json(missed)
                self.sockets.append(socket)
                await self.tell("RESUMED", {})

    async def tell(self, event: str, data: Json) -> None:
        """Over the connection there is; without one, it is told when somebody resumes."""
        self.history.append({"op": 0, "t": event, "s": len(self.history) + 1, "d": data})
        if self.sockets:
            await self.sockets[-1].send_json(self.history[-1])

    async def reconnect(self, *, resumable: bool = True) -> None:
        """The gateway asks for a new connection, as it does several times a day."""
        self.forgets_sessions = not resumable
        socket, before = self.sockets.pop(), len(self.identified) + self.resumed
        await socket.send_json({"op": 7, "d": None, "s": None, "t": None})
        while len(self.identified) + self.resumed == before:
            await asyncio.sleep(0.01)

    def hears_direct_messages(self) -> bool:
        return bool(self.identified[-1]["intents"] & DIRECT_MESSAGES)
