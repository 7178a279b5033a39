"""Discord as a part of the process: connects, listens, and connects again for as long as it is not told to end."""

import asyncio
import logging

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from adapters.discord.calls import Calls
from adapters.discord.client import Listeners, ShardedClient, TendClient
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import PLATFORM
from adapters.discord.refusals import Revoked, read
from adapters.discord.settings import DiscordSettings
from bot.app import App
from bot.clock import Clock, SystemClock
from bot.credentials import Credentials
from bot.logs import log
from bot.port import Unreachable
from bot.settings import CannotStart

REFUSED = "Discord does not take TEND_DISCORD_TOKEN. Copy it anew from your application's page: Bot, Reset Token."
DEAF = "Nothing is heard from Discord: the connection is being opened. If this stays, `tend doctor` says why."
RETRY_SECONDS = 10.0

LIBRARY = logging.getLogger("discord")
"""The library writes down everything that comes and goes, and warns of voices that Tend does not have; `bot.logs` says
what an operator needs to know."""
LIBRARY.setLevel(logging.CRITICAL + 1)


class DiscordChat:
    """Give the App this chat's `messenger`; then `run` it with that App."""

    def __init__(
        self,
        settings: DiscordSettings,
        clock: Clock | None = None,
        *,
        retry_seconds: float = RETRY_SECONDS,
        processes: int = 1,
    ) -> None:
        """`clock` is what Discord's limits are measured with; `processes` share them.

        Raises CannotStart without a token.
        """
        self._token, self._retry_seconds, self._settings = settings.check(), retry_seconds, settings
        self.calls = Calls(clock or SystemClock(), processes)
        self.messenger = DiscordMessenger(self.calls)
        self.client: TendClient | None = None
        point_at(settings)

    def trouble(self) -> str:
        """Why Discord cannot be heard now, and what to do; empty when it can."""
        return "" if self.client and self.client.hears else DEAF

    async def run(self, app: App) -> None:
        """Until it is cancelled. Raises CannotStart when Discord does not take the token at the beginning."""
        await self.messenger.open(Credentials(PLATFORM, app.database, app.vault, app.clock))
        listeners = Listeners(app, self.messenger)
        while True:
            try:
                await self._with_one_client(listeners)
            except Revoked:
                if self.messenger.client is None:
                    raise CannotStart(REFUSED) from None
            except Unreachable as later:
                await asyncio.sleep(later.after.total_seconds())
            except Exception as broken:  # whatever it was, Tend is to be heard again
                log.error("discord connection ended", error=read(broken))
            await asyncio.sleep(self._retry_seconds)

    async def _with_one_client(self, listeners: Listeners) -> None:
        """Until the connection is over for good; the library mends what it can by itself."""
        async with self._client(listeners) as client:
            self.client = client
            await self.calls(lambda: client.login(self._token))
            self.messenger.connect(client)
            await client.connect()

    def _client(self, listeners: Listeners) -> TendClient:
        if self._settings.shards is None:
            return TendClient(listeners)
        return ShardedClient(listeners, self._settings.own_shards(), self._settings.shards)


def point_at(settings: DiscordSettings) -> None:
    """Where Discord is, for the whole process: the library keeps its addresses in its classes."""
    Route.BASE = settings.api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = URL(settings.gateway_url)
