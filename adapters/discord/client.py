"""The connection to Discord: what it asks to be told, and one listener for everything that people do.

The library's own views and forms live in memory and end with the process; here a button is answered by what it carries,
so every button that was ever sent answers. What must happen once happens in `setup_hook`: Discord says that it is ready
again after every broken connection.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from discord import (
    AllowedMentions,
    Client,
    DiscordException,
    Guild,
    Intents,
    Interaction,
    InteractionType,
    MemberCacheFlags,
)
from discord import Message as Said

from adapters.discord import events
from adapters.discord.answer import Answers
from adapters.discord.commands import suggestions, sync
from adapters.discord.events import Did
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import PLATFORM
from adapters.discord.refusals import read
from bot.app import App
from bot.logs import log
from bot.port import Workspace

INTENTS = Intents(guilds=True, dm_messages=True)
"""Which servers Tend is in, and what people write to Tend alone. Neither is one that Discord has to grant."""
DEFER_SECONDS = 2.0
"""After this Discord is told that an answer follows. It gives up after three."""
LONGEST_WAIT = 30.0
"""Seconds that the library waits by itself where Discord limits a route; longer waits are the outbox's."""


class Listeners:
    """What people do, to the one dispatcher. One of these for each App, over all its connections."""

    def __init__(self, app: App, messenger: DiscordMessenger) -> None:
        self.app, self.messenger, self.answers = app, messenger, Answers(messenger)

    async def interaction(self, asked: Interaction[Any]) -> None:
        if asked.type is InteractionType.autocomplete:
            await self._suggest(asked)
        elif did := events.interaction(asked):
            await self.took(did)

    async def message(self, said: Said) -> None:
        if did := events.words(said):
            await self.took(did)

    async def took(self, did: Did) -> None:
        """Kept first, then answered; where that takes long, Discord hears that an answer follows."""
        self.messenger.acted(did.user, did.spot)
        work = asyncio.create_task(self.app.handle(did.event))
        await asyncio.wait([work], timeout=DEFER_SECONDS)
        if not work.done():
            await self.answers.defer(did)
        await self.answers.show(await work, did)

    async def _suggest(self, asked: Interaction[Any]) -> None:
        typed = events.command(asked.data or {})
        try:
            await asked.response.autocomplete(suggestions(self.app.commands.values(), typed))
        except (DiscordException, aiohttp.ClientError, OSError) as no:
            log.info("discord suggestions not shown", error=no)


class TendClient(Client):
    """One connection. It keeps no messages and no members. `hears` says whether it is open now."""

    def __init__(self, listeners: Listeners) -> None:
        super().__init__(
            intents=INTENTS,
            allowed_mentions=AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=MemberCacheFlags.none(),
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        self.listeners = listeners
        self.hears = False

    async def setup_hook(self) -> None:
        """Once, before anything is heard."""
        try:
            await sync(self.http, self.application_id or 0)
        except Exception as no:  # Discord still has the command from before
            log.warning("discord commands not written", error=read(no))

    async def on_interaction(self, asked: Interaction[Any]) -> None:
        await _quietly(self.listeners.interaction, asked)

    async def on_message(self, said: Said) -> None:
        await _quietly(self.listeners.message, said)

    async def on_connect(self) -> None:
        log.info("discord connected")

    async def on_ready(self) -> None:
        self.hears = True

    async def on_resumed(self) -> None:
        self.hears = True

    async def on_disconnect(self) -> None:
        self.hears = False
        log.info("discord connection lost")

    async def on_guild_remove(self, guild: Guild) -> None:
        log.info("discord server left", address=str(guild.id))
        await self.listeners.app.learn(Workspace(PLATFORM, str(guild.id)), "uninstalled")

    async def on_guild_available(self, guild: Guild) -> None:
        """At the start, for each server, and when one is back. The library says so late, of one that was left too."""
        if self.get_guild(guild.id):
            await self.listeners.app.learn(Workspace(PLATFORM, str(guild.id)), None)

    async def on_guild_join(self, guild: Guild) -> None:
        await self.on_guild_available(guild)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """The library would write down what people wrote."""
        log.error("discord event failed", action=event_method, error=sys.exc_info()[1])


async def _quietly(listener: Callable[[Any], Awaitable[None]], what: Any) -> None:
    try:
        await listener(what)
    except Exception as broken:  # one thing that cannot be answered must not take anything else with it
        log.error("discord answer failed", error=broken)
