"""The connection to Discord: what it asks to be told, and one listener for everything that people do.

The library's own views and forms live in memory and end with the process; here a button is answered by what it carries,
so every button that was ever sent answers. What must happen once happens in `setup_hook`: Discord says that it is ready
again after every broken connection.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

import aiohttp
from discord import (
    AllowedMentions,
    AutoShardedClient,
    Client,
    DiscordException,
    Guild,
    Intents,
    Interaction,
    InteractionType,
    MemberCacheFlags,
)
from discord import Message as Said
from discord.gateway import DiscordWebSocket

from adapters.discord import events
from adapters.discord.answer import Answers
from adapters.discord.commands import suggestions, sync
from adapters.discord.events import Did
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import PLATFORM
from adapters.discord.refusals import read
from bot.app import App
from bot.logs import log
from bot.port import Why, Workspace

INTENTS = Intents(guilds=True, dm_messages=True)
"""Which servers Tend is in, and what people write to Tend alone. Neither is one that Discord has to grant."""
QUIET_SECONDS = 3600.0
"""A connection that answers and tells nothing cannot be told from a quiet hour, so after one it is taken up anew."""
LAST_WORDS_SECONDS = 3.0
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
        heard = replace(did.event, where=self.messenger.threads.first(did.event.where))
        work = asyncio.create_task(self.app.handle(heard))
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

    def __init__(self, listeners: Listeners, **shards: Any) -> None:
        super().__init__(
            **shards,
            intents=INTENTS,
            allowed_mentions=AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=MemberCacheFlags.none(),
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        self._one_by_one()
        self.listeners = listeners
        self._freshening: list[asyncio.Task[None]] = []
        self._busy: set[asyncio.Task[None]] = set()
        self.hears = False

    def _one_by_one(self) -> None:
        """An event that the library cannot read costs that event; otherwise it costs the connection."""
        parsers = self._connection.parsers
        parsers |= {event: _read_or_passed_over(event, parse) for event, parse in parsers.items()}

    async def setup_hook(self) -> None:
        """Once, before anything is heard."""
        try:
            await sync(self.http, self.application_id or 0)
        except Exception as no:  # Discord still has the command from before
            log.warning("discord commands not written", error=read(no))
        self._freshening.append(asyncio.create_task(self._freshen()))

    async def _freshen(self) -> None:
        """The library resumes where it was, so nothing is lost."""
        while True:
            before = {socket: socket.sequence for socket in self.sockets()}
            await asyncio.sleep(QUIET_SECONDS)
            for socket in self.sockets():
                if before.get(socket, -1) == socket.sequence:
                    log.info("discord connection taken up anew")
                    await socket.close()

    def sockets(self) -> list[DiscordWebSocket]:
        """What is open, each with the number of the last thing that it told."""
        return [one for one in [getattr(self, "ws", None)] if one]  # there is none before the first

    async def close(self) -> None:
        for task in self._freshening:
            task.cancel()
        if self._busy:
            await asyncio.wait(self._busy, timeout=LAST_WORDS_SECONDS)
        await super().close()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """What needs no waiting happens here and now: the library's own tasks may never run when the end is near."""
        match event:
            case "connect":  # the library says that it is ready two seconds later, when it knows every server
                log.info("discord connected")
                self.hears = True
            case "resumed":
                self.hears = True
            case "disconnect":
                self.hears = False
                log.info("discord connection lost")
            case "guild_remove":
                log.info("discord server left", address=str(args[0].id))
                self._learn(args[0], "uninstalled")
            case "guild_available" | "guild_join" if self.get_guild(args[0].id):
                self._learn(args[0], None)  # the library says so late, of one that was left meanwhile, too
        super().dispatch(event, *args, **kwargs)

    def _learn(self, guild: Guild, lost: Why | None) -> None:
        self._finished_first(self.listeners.app.learn(Workspace(PLATFORM, str(guild.id)), lost))

    def _finished_first(self, work: Coroutine[Any, Any, None]) -> None:
        """Whoever was heard before the end is still answered."""
        task = asyncio.create_task(work)
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def on_interaction(self, asked: Interaction[Any]) -> None:
        self._finished_first(_quietly(self.listeners.interaction, asked))

    async def on_message(self, said: Said) -> None:
        self._finished_first(_quietly(self.listeners.message, said))

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """The library would write down what people wrote."""
        log.error("discord event failed", action=event_method, error=sys.exc_info()[1])


class ShardedClient(TendClient, AutoShardedClient):
    """Some of the connections that share the servers between them. It hears when each of its own is open."""

    def __init__(self, listeners: Listeners, ids: Sequence[int], count: int) -> None:
        self._open: set[int] = set()
        super().__init__(listeners, shard_ids=list(ids), shard_count=count)

    def sockets(self) -> list[DiscordWebSocket]:
        return [shard._parent.ws for shard in self.shards.values()]

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        super().dispatch(event, *args, **kwargs)
        match event:
            case "shard_ready" | "shard_resumed":
                self._open.add(args[0])
            case "shard_disconnect":
                self._open.discard(args[0])
        self.hears = self._open >= set(self.shard_ids or ())


def _read_or_passed_over(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    def read_it(told: Any) -> None:
        try:
            parse(told)
        except Exception as broken:
            log.error("discord event not understood", action=event, error=broken)

    return read_it


async def _quietly(listener: Callable[[Any], Awaitable[None]], what: Any) -> None:
    try:
        await listener(what)
    except Exception as broken:  # one thing that cannot be answered must not take anything else with it
        log.error("discord answer failed", error=broken)
