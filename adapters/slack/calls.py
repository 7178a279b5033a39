"""Every call to Slack's Web API: kept below its limits for each workspace and method, and refused in the port's words.

What Slack limits is closed for as long as it asked, in one workspace and for one method; everything else goes on.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from aiolimiter import AsyncLimiter

from adapters.slack.refusals import Declined, Revoked, held, read
from adapters.slack.workspaces import Workspaces
from bot.logs import log
from bot.port import NotYet, Unreachable

A_MINUTE: dict[str, tuple[int, int]] = {
    "chat.postMessage": (300, 10),  # "several hundred a minute" in a workspace
    "chat.update": (50, 2),
    "chat.delete": (50, 2),
    "conversations.open": (50, 10),
    "chat.postEphemeral": (100, 50),
    "files.getUploadURLExternal": (100, 50),
    "files.completeUploadExternal": (100, 50),
    "files.delete": (50, 25),
    "users.info": (100, 50),
    "views.publish": (100, 50),
}
"""How often a method may be called in one workspace in any minute, and how many times of these at once: few where
things wait in the outbox, more where somebody waits for an answer. What is not here must not wait.
"""
IN_ONE_PLACE = (60, 3)
"""Messages in a channel: one a second, and a few at once, which Slack tolerates."""
MOST_PLACES = 10_000
PATIENCE_SECONDS = 0.5
"""Whoever has to wait longer for their turn, and can come again, is told when."""


class Calls:
    """Calls on behalf of any workspace. `processes` share what Slack allows; each keeps to its part."""

    def __init__(self, workspaces: Workspaces, processes: int = 1) -> None:
        self.workspaces, self._processes = workspaces, processes
        self._lines: dict[tuple[str, str], Line] = {}
        self._closed: dict[tuple[str, str], datetime] = {}

    async def __call__(
        self,
        team: str,
        method: str,
        *,
        json: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        later: bool = False,
    ) -> dict[str, Any]:
        """What Slack answered. Raises Unreachable, Gone, or Declined for what it does not do.

        `later` says that somebody keeps the call and makes it again: they are told (NotYet) when to, instead of waiting
        here for long, so that one place holds up no other.
        """
        await self._allowed(team, method, json or {}, later)
        workspace = await self.workspaces.get(team)
        client = self.workspaces.transport.client(workspace.token)
        try:
            answer = await client.api_call(method, json=json, data=data)
        except Exception as no:
            refused = read(no)
            if isinstance(refused, Revoked):
                refused = self.workspaces.pause(workspace, refused.code)
            noted = self._noted(refused, team, method)
            raise held(noted) if later else noted from None
        return dict(answer.data)  # type: ignore[arg-type]  # bytes only where files are fetched

    async def _allowed(self, team: str, method: str, arguments: dict[str, Any], later: bool) -> None:
        if later:
            self.see(team, method, arguments)
        for line in self._lines_for(team, method, arguments):
            await line.turn()
        self._still_closed(team, method)

    def see(self, team: str, method: str, arguments: dict[str, Any]) -> None:
        """Raises NotYet or Unreachable for what would have to wait here for long."""
        self._still_closed(team, method)
        for line in self._lines_for(team, method, arguments):
            line.see()

    def _lines_for(self, team: str, method: str, arguments: dict[str, Any]) -> Iterator["Line"]:
        if method == "chat.postMessage":
            yield self._line(team, str(arguments["channel"]), IN_ONE_PLACE)
        if method in A_MINUTE:
            yield self._line(team, method, A_MINUTE[method])

    def _still_closed(self, team: str, method: str) -> None:
        now = self.workspaces.clock.now()
        left = self._closed.get((team, method), now) - now
        if left > timedelta():
            raise Unreachable(left)

    def _line(self, team: str, what: str, allowed: tuple[int, int]) -> "Line":
        if len(self._lines) > MOST_PLACES:
            self._lines = {key: line for key, line in self._lines.items() if not line.rested}
        if (team, what) not in self._lines:
            self._lines[team, what] = Line(*allowed, self._processes)
        return self._lines[team, what]

    def _noted(self, refused: Exception, team: str, method: str) -> Exception:
        if isinstance(refused, Unreachable) and refused.after and not refused.unclear:
            reopens = self.workspaces.clock.now() + refused.after
            self._closed[team, method] = max(reopens, self._closed.get((team, method), reopens))
            log.warning("slack limits us", address=team, action=method, seconds=refused.after.total_seconds())
        if isinstance(refused, Declined):
            log.error("slack declines", address=team, action=method, state=refused.code, key=refused.needed)
        return refused


class Line:
    """A queue for something of which a minute allows so many, `at_once` of them one right after the other.

    What comes at once is taken off what comes steadily, so that no minute ever sees more, whenever it begins. Of a
    minute's, `processes` have the same part each.
    """

    def __init__(self, a_minute: int, at_once: int, processes: int = 1) -> None:
        self._most = max(1.0, at_once / processes)
        self._each = 60 / max(a_minute / processes - self._most, 0.5)
        self._limiter = AsyncLimiter(self._most, self._most * self._each)

    async def turn(self) -> None:
        """Comes back when it is our turn."""
        await self._limiter.acquire()

    def see(self) -> None:
        """Raises NotYet when a turn takes long to come."""
        if self._each > PATIENCE_SECONDS and not self._limiter.has_capacity():
            raise NotYet(timedelta(seconds=self._each))

    @property
    def rested(self) -> bool:
        """Whether it is as good as a new one."""
        return self._limiter.has_capacity(self._most)
