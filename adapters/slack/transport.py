"""The one HTTP session that everything shares; without it, the SDK opens a connection for every call.

The SDK repeats nothing by itself: a post that was repeated behind the outbox's back would show twice.
"""

import logging
from datetime import timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout, TraceConfig, TraceRequestEndParams
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock, SystemClock
from bot.logs import log

LIBRARY = logging.getLogger("tend.slack.library")
"""What Slack's libraries log with. They put whole requests into their sentences, so nothing of it goes anywhere."""
LIBRARY.setLevel(logging.CRITICAL + 1)
LIBRARY.propagate = False

PATIENCE_SECONDS = 20
APART, TOO_FAR_APART = timedelta(seconds=60), timedelta(seconds=240)
"""Slack's requests are refused when they seem to be more than 300 seconds old."""


class Transport:
    """Clients for Slack's Web API at `address`, for as many workspaces as there are tokens.

    `apart` is how far Slack's clock was from ours in its latest answer.
    """

    def __init__(self, address: str, clock: Clock | None = None) -> None:
        self.address, self.apart = address, timedelta()
        self._clock = clock or SystemClock()
        self._session: ClientSession | None = None

    @property
    def session(self) -> ClientSession:
        """Made anew when somebody has closed it. Only inside a running loop."""
        if self._session is None or self._session.closed:
            seen = TraceConfig()
            seen.on_request_end.append(self._answered)
            patience = ClientTimeout(total=PATIENCE_SECONDS)
            self._session = ClientSession(timeout=patience, trust_env=True, trace_configs=[seen])
        return self._session

    async def _answered(self, _: ClientSession, __: SimpleNamespace, answer: TraceRequestEndParams) -> None:
        before, told = self.apart, answer.response.headers.get("Date")
        if told and str(answer.url).startswith(self.address):
            self.apart = abs(self._clock.now() - parsedate_to_datetime(told))
        if self.apart > APART >= before:
            log.warning("slack clock apart", seconds=self.apart.total_seconds())

    def client(self, token: str = "") -> AsyncWebClient:
        return AsyncWebClient(
            token=token or None, base_url=self.address, session=self.session, retry_handlers=[], logger=LIBRARY
        )

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    async def close(self) -> None:
        if self._session:
            await self._session.close()
