"""HTTP mode: Slack's requests come in here, and are known to be Slack's before a single byte of them is read as text.

Bolt verifies as well, but only after it has parsed, and it writes the body of what it refuses into the log.
"""

import hashlib
import hmac
from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.slack.manifest import PATH
from adapters.slack.socket import Take
from bot.clock import Clock
from bot.logs import log

FRESH_SECONDS = 300
"""A request that is older was captured and sent again; within this time the event's id stops a repetition."""
MOST_BYTES = 500_000


class Door:
    """Lets in what Slack signed with `secret`."""

    def __init__(self, secret: str, clock: Clock, take: Take) -> None:
        self._secret, self._clock, self._take = secret.encode(), clock, take

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self.knock)]

    async def knock(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not self.signed(request.headers, body):
            log.warning("slack request refused", address=str(request.remote))
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            delivered = AsyncBoltRequest(body=body.decode(), query="", headers=dict(request.headers))
            taken = await self._take(delivered)
        except Exception as broken:  # signed, and still nothing that can be read
            log.error("slack delivery not understood", error=broken)
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await to_aiohttp_response(taken)

    def signed(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether Slack signed these very bytes a moment ago."""
        stamp = headers.get("X-Slack-Request-Timestamp", "")
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 12):
            return False
        if abs(self._clock.now().timestamp() - int(stamp)) > FRESH_SECONDS:
            return False
        wanted = hmac.new(self._secret, b"v0:%s:%s" % (stamp.encode(), body), hashlib.sha256).hexdigest()
        given = headers.get("X-Slack-Signature", "").encode(errors="replace")
        return hmac.compare_digest(b"v0=" + wanted.encode(), given)


def site(*routes: list[web.RouteDef]) -> web.Application:
    """What is served to the outside."""
    application = web.Application(client_max_size=MOST_BYTES)
    for listed in routes:
        application.add_routes(listed)
    return application
