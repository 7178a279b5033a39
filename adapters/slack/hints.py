"""What Slack knows about somebody who acts: a name, a time zone, a language. Asked at most once an hour.

Only about people who do something with Tend; it asks for no lists of members.
"""

import asyncio
from dataclasses import dataclass, replace

from adapters.slack.calls import Calls
from adapters.slack.refusals import Declined
from bot.logs import log
from bot.port import Event, Gone, Unreachable

FRESH_SECONDS = 3600
PATIENCE_SECONDS = 0.7
"""A form has to be opened within three seconds of a press, so a name may cost no more than this."""
MOST = 20_000


@dataclass(frozen=True)
class Hint:
    name: str = ""
    zone: str = ""
    locale: str = ""


class Hints:
    """Remembers what it was told; what comes too late for one press is there for the next."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self._known: dict[tuple[str, str], tuple[float, Hint]] = {}
        self._asking: dict[tuple[str, str], asyncio.Task[Hint]] = {}

    async def given(self, event: Event, team: str, user: str) -> Event:
        """The event, with what is known of who acts."""
        hint = await self._of(team, user)
        return replace(event, name=hint.name, zone=hint.zone, locale=hint.locale)

    async def _of(self, team: str, user: str) -> Hint:
        at, hint = self._known.get((team, user), (float("-inf"), Hint()))
        if asyncio.get_running_loop().time() - at < FRESH_SECONDS:
            return hint
        if (team, user) not in self._asking:
            self._asking[team, user] = asyncio.create_task(self._ask(team, user, hint))
        await asyncio.wait([self._asking[team, user]], timeout=PATIENCE_SECONDS)
        return self._known.get((team, user), (0, hint))[1]

    async def _ask(self, team: str, user: str, before: Hint) -> Hint:
        hint = before
        try:
            answer = await self.calls(team, "users.info", data={"user": user, "include_locale": "true"})
            hint = _read(answer["user"])
        except Unreachable:
            return before  # a name is a courtesy; the press counts without it, and the next one asks again
        except (Declined, Gone):
            log.warning("slack tells no name", address=team)
        finally:
            del self._asking[team, user]
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[team, user] = (asyncio.get_running_loop().time(), hint)
        return hint


def _read(user: dict[str, object]) -> Hint:
    profile = user.get("profile")
    shown = profile if isinstance(profile, dict) else {}
    name = shown.get("display_name") or user.get("real_name") or shown.get("real_name") or user.get("name") or ""
    return Hint(str(name), str(user.get("tz") or ""), str(user.get("locale") or ""))
