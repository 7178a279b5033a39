"""Slack as a part of the process: opens what the settings ask for, listens, and closes it again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from aiohttp import web

from adapters.slack.calls import Calls
from adapters.slack.door import Door, site
from adapters.slack.install import Installation, renewal
from adapters.slack.listeners import Listeners
from adapters.slack.messenger import SlackMessenger
from adapters.slack.places import PLATFORM
from adapters.slack.refusals import Declined
from adapters.slack.settings import SlackSettings, secret
from adapters.slack.socket import Patience, Socket
from adapters.slack.transport import TOO_FAR_APART, Transport
from adapters.slack.workspaces import Workspaces
from bot.app import App
from bot.clock import Clock, SystemClock
from bot.credentials import Credentials
from bot.logs import log
from bot.port import Unreachable, Workspace
from bot.settings import CannotStart

REFUSED = "Slack does not take TEND_SLACK_BOT_TOKEN ({}). Copy it anew from the app's page, OAuth & Permissions."
CLOCK_IS_WRONG = (
    "This machine's clock and Slack's are {:.0f} seconds apart; what Slack sends is refused beyond 300. Set the clock."
)
UNREACHED = "{} has not been reached yet, and Tend goes on trying. See that this machine may open connections to it."
DEAF = "Nothing is heard from Slack: the connection is being opened anew. If this stays, `tend doctor` says why."
PAUSED = "Slack takes no token any more, so nothing can be said in {}. Install the app again; `tend doctor` says more."
RETRY_SECONDS = 10
LAST_WORDS_SECONDS = 3


class SlackChat:
    """Give the App this chat's `messenger`; then `run` it with that App."""

    def __init__(
        self,
        settings: SlackSettings,
        clock: Clock | None = None,
        patience: Patience | None = None,
        processes: int = 1,
    ) -> None:
        """`clock` is what Slack's clock is compared with; `processes` share what Slack allows.

        Raises CannotStart for settings that cannot work together.
        """
        settings.check()
        self.settings, self._clock, self._patience = settings, clock or SystemClock(), patience
        self.transport = Transport(settings.api_url, self._clock)
        self.workspaces = Workspaces(self.transport, self._clock, partial(renewal, settings))
        self.messenger = SlackMessenger(Calls(self.workspaces, processes))
        self.address = ""
        self.socket: Socket | None = None
        self._loaded = False

    def trouble(self) -> str:
        """Why Slack cannot be heard now, and what to do; empty when it can."""
        if self.transport.apart > TOO_FAR_APART:
            return CLOCK_IS_WRONG.format(self.transport.apart.total_seconds())
        if not self._loaded:
            return UNREACHED.format(self.transport.host)
        if refused := self.workspaces.all_paused:
            return PAUSED.format(", ".join(refused))
        return "" if self.settings.over_http or (self.socket and self.socket.hears) else DEAF

    async def run(self, app: App) -> None:
        """Until it is cancelled. Raises CannotStart when Slack does not take the token."""
        try:
            await self._load(Credentials(PLATFORM, app.database, app.vault, app.clock))
            self._loaded = True
            self.listeners = Listeners(app, self.messenger)
            for team in self.workspaces.teams:
                await self._joined(team)
            async with self._serving():
                try:
                    await self._listening()
                finally:
                    await self._answered()
        finally:
            await self.transport.close()

    async def _joined(self, team: str) -> None:
        """Tend is in this workspace, perhaps again: what was held goes on."""
        await self.listeners.app.learn(Workspace(PLATFORM, team), None)

    async def _answered(self) -> None:
        """Whoever was heard before the end is still answered."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS_SECONDS):
                await self.listeners.settle()

    async def _load(self, credentials: Credentials) -> None:
        token = secret(self.settings.bot_token)
        while True:
            try:
                return await self.workspaces.load(credentials, token)
            except Declined as no:
                raise CannotStart(REFUSED.format(no.code)) from None
            except Unreachable:
                log.warning("slack not reached", seconds=RETRY_SECONDS)
                await asyncio.sleep(RETRY_SECONDS)

    async def _listening(self) -> None:
        if self.settings.over_http:
            await asyncio.Event().wait()
        self.socket = Socket(self.transport, secret(self.settings.app_token), self.listeners.take, self._patience)
        await self.socket.listen()

    @asynccontextmanager
    async def _serving(self) -> AsyncIterator[None]:
        """The pages for Slack's requests and for installations, if the settings ask for a port."""
        if self.settings.port is None:
            yield
            return
        runner = web.AppRunner(site(*self._routes()), access_log=None)
        await runner.setup()
        try:
            listening = web.TCPSite(runner, self.settings.host, self.settings.port)
            await listening.start()
            self.address = f"http://{self.settings.host}:{runner.addresses[0][1]}"
            yield
        finally:
            await runner.cleanup()

    def _routes(self) -> list[list[web.RouteDef]]:
        routes = []
        if self.settings.over_http:
            door = Door(secret(self.settings.signing_secret), self._clock, self.listeners.take)
            routes.append(door.routes())
        if self.settings.client_id:
            routes.append(Installation(self.settings, self.workspaces, self._clock, self._joined).routes())
        return routes
