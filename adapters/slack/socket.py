"""Socket Mode: a connection that Tend opens to Slack, so that it needs no public address.

The SDK's client reconnects when a connection breaks, but now and then one goes deaf without breaking. So each client is
watched from outside and replaced whole, its handlers too. What Slack delivered meanwhile it delivers again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.refusals import read
from adapters.slack.transport import LIBRARY, Transport
from bot.logs import log

Take = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


@dataclass(frozen=True)
class Patience:
    """In seconds: between our pings, without any answer to them, until Slack says hello, for a whole client.

    A client that answers pings and delivers nothing cannot be told from a quiet hour, so each lives for `life` at most.
    """

    ping: float = 5
    silence: float = 25
    hello: float = 30
    life: float = 3600
    retry: float = 10


class Deaf(Exception):
    """A connection that hears nothing any more; the text says how that was seen."""


class Socket:
    """Listens until it is cancelled. `hears` says whether it is connected now."""

    def __init__(self, transport: Transport, app_token: str, take: Take, patience: Patience | None = None) -> None:
        self.transport, self._app_token, self._take = transport, app_token, take
        self._patience = patience or Patience()
        self.hears = False

    async def listen(self) -> None:
        while True:
            try:
                await self._with_one_client()
            except Deaf as deaf:
                log.warning("slack socket replaced", state=str(deaf))
            except Exception as broken:
                log.error("slack socket not opened", error=read(broken), state=str(getattr(read(broken), "code", "")))
                await asyncio.sleep(self._patience.retry)
            finally:
                self.hears = False

    async def _with_one_client(self) -> None:
        address = await self.transport.client().apps_connections_open(app_token=self._app_token)
        client = SocketModeClient(
            app_token=self._app_token,
            logger=LIBRARY,
            web_client=self.transport.client(),
            ping_interval=self._patience.ping,
        )
        watch = _Watch(client, self._patience)
        client.message_listeners.append(watch.saw)
        client.socket_mode_request_listeners.append(self.heard)  # type: ignore[arg-type]  # this very client
        client.wss_uri = str(address["url"])
        try:
            async with asyncio.timeout(self._patience.hello):
                await client.connect()  # type: ignore[no-untyped-call]
            self.hears = True
            log.info("slack connected")
            await watch.until_deaf()
        finally:
            with suppress(Exception):
                await asyncio.shield(client.close())  # type: ignore[no-untyped-call]

    async def heard(self, client: SocketModeClient, delivered: SocketModeRequest) -> None:
        request = AsyncBoltRequest(mode="socket_mode", body=delivered.payload, headers=build_headers(delivered))
        response = await self._take(request)
        if response.status != 200:
            response = BoltResponse(status=200)  # not understood today, and not the next time either
        with suppress(ConnectionError):  # Slack delivers it again, and it is known then
            await send_async_response(client, delivered, response, 0.0)


class _Watch:
    """Sees from outside whether a client still hears."""

    def __init__(self, client: SocketModeClient, patience: Patience) -> None:
        self._client, self._patience = client, patience
        self._greeted: object = None
        self._pong: tuple[float | None, float] = (None, self._now())
        self._session: tuple[object, float] = (None, self._now())

    async def saw(self, _: Any, message: dict[str, Any], __: str | None) -> None:
        if message.get("type") == "hello":
            self._greeted = self._client.current_session

    async def until_deaf(self) -> None:
        """Raises Deaf; returns when the client has lived long enough."""
        until = self._now() + self._patience.life
        while self._now() < until:
            await asyncio.sleep(min(1.0, self._patience.ping / 2))
            if why := self._deaf():
                raise Deaf(why)

    def _deaf(self) -> str:
        now, client = self._now(), self._client
        tasks = (client.message_processor, client.message_receiver, client.current_session_monitor)
        if any(task is None or task.done() for task in tasks):
            return "its tasks ended"
        if client.current_session is not self._session[0]:
            self._session = (client.current_session, now)
        if client.last_ping_pong_time != self._pong[0]:
            self._pong = (client.last_ping_pong_time, now)
        if now - self._pong[1] > self._patience.silence:
            return "no answer to pings"
        if client.current_session is not self._greeted and now - self._session[1] > self._patience.hello:
            return "no hello"
        return ""

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
