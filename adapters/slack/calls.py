"""Every call to Slack's Web API: kept below its limits for each workspace and method, and refused in the port's words.

What Slack limits is closed for as long as it asked, in one workspace and for one method; everything else goes on.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from aiolimiter import AsyncLimiter

from adapters.slack.refusals import Declined, Revoked, held, read
from adapters.slack.workspaces import Workspaces
from bot.logs import log
from bot.port import Unreachable

A_MINUTE: dict[str, tuple[float, float]] = {
    "chat.postMessage": (50, 10),  # "several hundred a minute" in a workspace: 300, fifty of them at once
    "chat.update": (50, 60),
    "chat.delete": (50, 60),
    "conversations.open": (50, 60),
    "chat.postEphemeral": (100, 60),
    "files.getUploadURLExternal": (100, 60),
    "files.completeUploadExternal": (100, 60),
    "files.delete": (50, 60),
    "users.info": (100, 60),
    "views.publish": (100, 60),
}
"""How often a method may be called in one workspace, and in how many seconds. What is not here must not wait."""
IN_ONE_PLACE = (4, 4)
"""One message a second in a channel, and a few at once, which Slack tolerates."""
MOST_PLACES = 10_000
PATIENCE_SECONDS = 2.0
"""A queue that is longer than this is waited for elsewhere."""


class Calls:
    """Calls on behalf of any workspace."""

    def __init__(self, workspaces: Workspaces) -> None:
        self.workspaces = workspaces
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

        `later` says that somebody keeps the call and makes it again: when a workspace has a long queue, it is told when
        its turn comes instead of waiting here, so that one workspace never holds up another.
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
        self._still_closed(team, method)
        if method in A_MINUTE:
            await self._line(team, method, A_MINUTE[method]).turn(later)
        if method == "chat.postMessage":
            await self._line(team, str(arguments["channel"]), IN_ONE_PLACE).turn(later=False)
        self._still_closed(team, method)

    def _still_closed(self, team: str, method: str) -> None:
        now = self.workspaces.clock.now()
        left = self._closed.get((team, method), now) - now
        if left > timedelta():
            raise Unreachable(left)

    def _line(self, team: str, what: str, rate: tuple[float, float]) -> "Line":
        if len(self._lines) > MOST_PLACES:
            self._lines.clear()
        return self._lines.setdefault((team, what), Line(*rate))

    def _noted(self, refused: Exception, team: str, method: str) -> Exception:
        if isinstance(refused, Unreachable) and refused.after and not refused.unclear:
            reopens = self.workspaces.clock.now() + refused.after
            self._closed[team, method] = max(reopens, self._closed.get((team, method), reopens))
            log.warning("slack limits us", address=team, action=method, seconds=refused.after.total_seconds())
        if isinstance(refused, Declined):
            log.error("slack declines", address=team, action=method, state=refused.code, key=refused.needed)
        return refused


class Line:
    """A queue for something of which there are `most` in `seconds`."""

    def __init__(self, most: float, seconds: float) -> None:
        self._limiter, self._each = AsyncLimiter(most, seconds), seconds / most
        self._waiting = 0
        self._promised = 0.0

    async def turn(self, later: bool) -> None:
        """Comes back when it is our turn. With `later`, raises Unreachable and says when, if that is not soon."""
        if later and self._waiting * self._each > PATIENCE_SECONDS:
            raise Unreachable(self._promise())
        self._waiting += 1
        try:
            await self._limiter.acquire()
        finally:
            self._waiting -= 1

    def _promise(self) -> timedelta:
        """Each gets a moment of its own, one after the other."""
        now = asyncio.get_running_loop().time()
        self._promised = max(self._promised, now + PATIENCE_SECONDS) + self._each
        return timedelta(seconds=self._promised - now)
