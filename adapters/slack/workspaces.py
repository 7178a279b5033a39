"""The workspaces that Tend is in, each with its token: one from the settings, or as many as installed it.

A token that Slack no longer takes pauses its workspace and nothing else. One that runs out is renewed before it does,
once, however many ask for it at the same time.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta

from adapters.slack.refusals import Declined, read
from adapters.slack.transport import Transport
from bot.clock import Clock
from bot.credentials import Credentials
from bot.logs import log
from bot.port import Gone, Unreachable

EARLY = timedelta(minutes=30)
"""A token is renewed this long before it runs out; Slack's live for twelve hours."""
PAUSE = timedelta(minutes=10)
"""After a token was refused, Tend looks again this often whether it is a good one now."""


@dataclass(frozen=True)
class Workspace:
    """`expires` is in seconds since 1970, 0 for a token that does not run out. `bot` is Tend's own user there."""

    team: str
    token: str = field(repr=False)
    bot: str = ""
    refresh: str = field(default="", repr=False)
    expires: int = 0


Renewal = Callable[[str], dict[str, str]]
"""The arguments that renew a token, from its refresh token."""


class Workspaces:
    """`clock` is the world's. Until `load` is done, nobody can be reached."""

    def __init__(self, transport: Transport, clock: Clock, renewal: Renewal) -> None:
        self.transport, self.clock, self._renewal = transport, clock, renewal
        self._all: dict[str, Workspace] = {}
        self._paused: dict[str, tuple[str, float]] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._loaded = False

    async def load(self, credentials: Credentials, token: str = "") -> None:
        """Those that installed Tend, and the one that `token` belongs to. Raises what `refusals.read` makes of a no."""
        self._credentials = credentials
        for kept in (await credentials.all()).values():
            workspace = Workspace(**json.loads(kept))
            self._all[workspace.team] = workspace
        if token:
            workspace = await self.who_is(token)
            self._all[workspace.team] = workspace
        self._loaded = True

    async def who_is(self, token: str) -> Workspace:
        """The workspace that a token belongs to."""
        try:
            answer = await self.transport.client(token).auth_test()
        except Exception as no:
            raise read(no) from None
        return Workspace(str(answer["team_id"]), token, str(answer["user_id"]))

    async def get(self, team: str) -> Workspace:
        """With a token that is good as far as we know. Raises Gone when Tend is not there, Unreachable when paused."""
        if not self._loaded:
            raise Unreachable
        if team not in self._all:
            raise Gone("uninstalled")
        _, until = self._paused.get(team, ("", 0.0))
        if self._now() < until:
            raise Unreachable(timedelta(seconds=until - self._now()))
        if self._runs_out(self._all[team]):
            await self._renew(team)
        return self._all[team]

    @property
    def teams(self) -> list[str]:
        return list(self._all)

    @property
    def all_paused(self) -> list[str]:
        """The workspaces, when there are some and none takes its token; where one still does, Tend is of use."""
        now = self._now()
        paused = [team for team in self._all if now < self._paused.get(team, ("", 0.0))[1]]
        return paused if len(paused) == len(self._all) else []

    def known(self, team: str) -> Workspace | None:
        """The workspace, whatever its token is worth."""
        return self._all.get(team)

    async def install(self, workspace: Workspace) -> None:
        """From now on with this token; what waited for a good one goes on."""
        await self._credentials.keep(workspace.team, json.dumps(asdict(workspace)))
        self._all[workspace.team] = workspace
        self._paused.pop(workspace.team, None)

    async def leave(self, team: str) -> None:
        """Tend was removed there: its token is deleted, also when this was told before."""
        self._all.pop(team, None)
        self._paused.pop(team, None)
        await self._credentials.drop(team)
        log.info("slack workspace left", address=team)

    def pause(self, workspace: Workspace, code: str) -> Unreachable:
        """Its token was refused. A newer one is not held responsible."""
        current = self._all.get(workspace.team)
        if current and current.token == workspace.token:
            self._paused[workspace.team] = (code, self._now() + PAUSE.total_seconds())
            log.error("slack token refused", address=workspace.team, state=code)
        return Unreachable(PAUSE)

    def _runs_out(self, workspace: Workspace) -> bool:
        return bool(workspace.expires and workspace.expires - EARLY.total_seconds() < self.clock.now().timestamp())

    async def _renew(self, team: str) -> None:
        async with self._locks.setdefault(team, asyncio.Lock()):
            workspace = self._all.get(team)
            if workspace is None or not self._runs_out(workspace):
                return
            try:
                renewed = await self._renewed(workspace, self._renewal(workspace.refresh))
            except Declined as no:
                raise self.pause(workspace, no.code) from None
            await self.install(renewed)

    async def _renewed(self, workspace: Workspace, arguments: dict[str, str]) -> Workspace:
        try:
            answer = await self.transport.client().api_call("oauth.v2.access", data=arguments)
        except Exception as no:
            raise read(no) from None
        expires = int(self.clock.now().timestamp()) + int(answer["expires_in"])
        return replace(
            workspace, token=str(answer["access_token"]), refresh=str(answer["refresh_token"]), expires=expires
        )

    def _now(self) -> float:
        return self.clock.now().timestamp()
