"""A fan-out to two platforms at once, with their limits as strictly as they can be read: how near do we come to them?

Slack counts 300 messages in any minute of a workspace, and 60 in any minute of a channel; Discord fifty calls in any
second of a bot, and five messages in any five seconds of a channel, which it tells in the headers of each answer. One
call more is refused, and a single refusal is an error here.
"""

import asyncio
import tempfile
import time
from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web

from adapters.discord.chat import DiscordChat
from adapters.discord.places import Spot as DiscordSpot
from adapters.discord.places import person
from adapters.slack.chat import SlackChat
from adapters.slack.places import Spot as SlackSpot
from adapters.slack.workspaces import Workspace
from bot import heart
from bot.app import App
from bot.clock import SystemClock
from bot.db import Database, Kept
from bot.sealed import Vault, new_root_key
from bot.turn import Turn
from bot.ui import Message
from tests.bench.measured import Measured
from tests.discord.conftest import settings as discord_settings
from tests.discord.people import People as DiscordPeople
from tests.discord.server import Discord
from tests.discord.server import serving as serving_discord
from tests.discord.shapes import GUILD, ROOM, No
from tests.slack.conftest import QUICK
from tests.slack.conftest import settings as slack_settings
from tests.slack.people import People as SlackPeople
from tests.slack.server import TEAM, Slack, arguments
from tests.slack.server import serving as serving_slack

SECONDS = 60
MANY, BUSY, MEMBERS = 400, 100, 1900


@dataclass
class Allowed:
    """`most` in any stretch of so many seconds. `taken` is when each was, `refused` counts the others."""

    most: int
    seconds: float
    taken: list[float] = field(default_factory=list)
    refused: int = 0
    _lately: deque[float] = field(default_factory=deque)

    def take(self) -> bool:
        now = time.monotonic()
        while self._lately and self._lately[0] <= now - self.seconds:
            self._lately.popleft()
        if len(self._lately) >= self.most:
            self.refused += 1
            return False
        self._lately.append(now)
        self.taken.append(now)
        return True

    @property
    def left(self) -> int:
        return self.most - len(self._lately)

    def within(self, seconds: float) -> int:
        """How many were taken in so many seconds from the first on."""
        return sum(at < self.taken[0] + seconds for at in self.taken)


@dataclass
class StrictSlack(Slack):
    workspaces: dict[str, Allowed] = field(default_factory=lambda: defaultdict(lambda: Allowed(300, 60)))
    channels: dict[str, Allowed] = field(default_factory=lambda: defaultdict(lambda: Allowed(60, 60)))

    async def api(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] == "chat.postMessage":
            team = self.tokens[request.headers["Authorization"].removeprefix("Bearer ")]
            channel = f"{team} {(await arguments(request))['channel']}"
            if not (self.channels[channel].take() and self.workspaces[team].take()):
                return web.json_response(
                    {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
                )
        return await super().api(request)


@dataclass
class StrictDiscord(Discord):
    everything: Allowed = field(default_factory=lambda: Allowed(50, 1))
    channels: dict[str, Allowed] = field(default_factory=lambda: defaultdict(lambda: Allowed(5, 5)))

    async def api(self, request: web.Request) -> web.StreamResponse:
        route = f"{request.method} {request.match_info['path']}"
        told = {}
        if route.startswith("POST channels/"):
            here = self.channels[route]
            fits = here.take()
            told = {"X-RateLimit-Bucket": route, "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": str(here.left)}
            told["X-RateLimit-Reset-After"] = str(here.seconds - (time.monotonic() - here._lately[0]))
        else:
            fits = True
        if not (self.everything.take() and fits):
            return No(0, 429, after=1.0).answer()
        response = await super().api(request)
        response.headers.update(told)
        return response


async def fan_out() -> list[Measured]:
    """Takes somewhat more than a minute."""
    with tempfile.TemporaryDirectory() as folder:
        async with serving_slack(StrictSlack()) as slack, serving_discord(StrictDiscord()) as discord:
            assert isinstance(slack, StrictSlack)
            assert isinstance(discord, StrictDiscord)
            slack.now = SystemClock().now()
            discord.people |= dict.fromkeys(range(100000, 100000 + MEMBERS), ("Somebody", "en-GB", ""))
            database = Database(f"sqlite:///{folder}/tend.sqlite3")
            Kept.metadata.create_all(database.engine)
            in_slack = SlackPeople(slack, SlackChat(slack_settings(slack), SystemClock(), QUICK))
            in_discord = DiscordPeople(discord, DiscordChat(discord_settings(discord), SystemClock()))
            app = App(database, Vault(new_root_key()), SystemClock(), [], [in_slack.messenger, in_discord.messenger])
            await asyncio.gather(in_slack.connect(app), in_discord.connect(app))
            await _join(slack, in_slack, "T2", "xoxb-2")
            await asyncio.sleep(1)  # what a start asks for does not count
            discord.everything = Allowed(50, 1)
            app.change(_everything)
            beating = asyncio.create_task(heart.beat(app))
            await asyncio.sleep(SECONDS + 1)
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating
            await asyncio.gather(in_slack.leave(), in_discord.leave())
            database.close()
            return _figures(slack, discord)


async def _join(slack: Slack, people: SlackPeople, team: str, token: str) -> None:
    slack.tokens[token] = team
    await people.chat.workspaces.install(Workspace(team, token, "UBOT"))


def _everything(turn: Turn) -> None:
    """A workspace full of people, a channel full of messages, and a server full of people and of messages."""
    for number in range(MANY):
        turn.say(SlackSpot(TEAM, f"D{number}").place, Message("Good morning."), key=f"slack/{number}")
    for number in range(BUSY):
        turn.say(SlackSpot("T2", "C1").place, Message("Good morning."), key=f"room/{number}")
        turn.say(DiscordSpot(GUILD, ROOM).place, Message("Good morning."), key=f"discord/room/{number}")
    for number in range(MEMBERS):
        turn.say(person(100_000 + number), Message("Good morning."), key=f"discord/{number}")


def _figures(slack: StrictSlack, discord: StrictDiscord) -> list[Measured]:
    every = [*slack.workspaces.values(), *slack.channels.values(), discord.everything, *discord.channels.values()]
    refused = sum(one.refused for one in every)
    if refused:
        raise AssertionError(f"{refused} calls were refused")
    room = discord.channels[f"POST channels/{ROOM}/messages"]
    of_a_minute = [
        ("messages in a minute, in a Slack workspace with many places", slack.workspaces[TEAM], 300),
        ("the same, in a Slack workspace with one busy channel", slack.workspaces["T2"], 60),
        ("calls in a minute, to Discord", discord.everything, 50 * SECONDS),
        ("messages in a minute, in one busy channel of Discord", room, 60),
    ]
    against = "what it allows; none was refused"
    return [Measured(what, one.within(SECONDS), against, most, "") for what, one, most in of_a_minute]
