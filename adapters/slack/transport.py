"""The one HTTP session that everything shares; without it, the SDK opens a connection for every call.

The SDK repeats nothing by itself: a post that was repeated behind the outbox's back would show twice.
"""

import logging
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

LIBRARY = logging.getLogger("tend.slack.library")
"""What Slack's libraries log with. They put whole requests into their sentences, so nothing of it goes anywhere."""
LIBRARY.setLevel(logging.CRITICAL + 1)
LIBRARY.propagate = False

PATIENCE_SECONDS = 20


class Transport:
    """Clients for Slack's Web API at `address`, for as many workspaces as there are tokens."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._session: ClientSession | None = None

    @property
    def session(self) -> ClientSession:
        """Made anew when somebody has closed it. Only inside a running loop."""
        if self._session is None or self._session.closed:
            self._session = ClientSession(timeout=ClientTimeout(total=PATIENCE_SECONDS), trust_env=True)
        return self._session

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
