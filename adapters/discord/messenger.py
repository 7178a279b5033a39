"""What the bot asks of a platform, said on Discord.

Every message carries a nonce made from its key, and Discord shows a nonce once for some minutes. So after a crash
nothing shows twice, unless Tend was down for longer than that, from the very moment between saying and writing down.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from discord import Client, MessageFlags
from discord.http import HTTPClient, MultipartParameters, handle_message_parameters
from discord.utils import MISSING

from adapters.discord.calls import Calls
from adapters.discord.places import PLATFORM, Spot, nonce, sent, spot, user
from adapters.discord.refusals import ARCHIVED, LOCKED, Declined
from adapters.discord.render import in_words, shown
from adapters.discord.threads import Threads
from adapters.discord.words import ONLOOKERS
from bot.credentials import Credentials
from bot.port import Circle, Gone, Person, Place, Sent, Unreachable
from bot.ui import Message

START_SECONDS = 5.0
"""How long the first words wait for the connection."""
Call = Callable[[HTTPClient], Coroutine[Any, Any, Any]]


class Locked(Exception):
    """Nobody writes in this thread any more but those who look after it."""


class DiscordMessenger:
    """For every server that Tend is in. Nothing can be said before `open`."""

    platform = PLATFORM
    knows_keys = True
    onlookers = ONLOOKERS

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.client: Client | None = None
        self._logged_in = asyncio.Event()
        self._direct: dict[int, int] = {}
        self.threads = Threads(self._ask)

    async def open(self, credentials: Credentials) -> None:
        """With the threads that were made before."""
        await self.threads.open(credentials)

    def connect(self, client: Client) -> None:
        """Everything is said through this one from now on."""
        self.client = client
        self._logged_in.set()

    @property
    def http(self) -> HTTPClient:
        """Raises Unreachable while there is no connection."""
        if self.client is None or self.client.is_closed():
            raise Unreachable
        return self.client.http

    # what the bot asks

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        where = spot(to)
        id = await self.post(where, message, nonce(key))
        beneath = await self.threads.beneath(self.threads.now(where), id, thread) if thread else 0
        return sent(where, id, beneath=beneath)

    async def post(self, where: Spot, message: Message, once: str | None = None) -> int:
        """Discord's id of what was said."""
        here = self.threads.now(where)
        try:
            answer = await self._say(here, message, once)
        except Gone as no:
            if no.why == "denied" and (message.picture or message.file):
                return await self.post(where, in_words(message), once)
            if no.why == "gone":
                await self.threads.forget(here)
            raise
        return int(answer["id"])

    async def _say(self, here: Spot, message: Message, once: str | None) -> Any:
        """There, or where it goes on when nobody may write there any more."""
        try:
            return await self._in_thread(here, _send(here, message, once))
        except Locked:
            new = await self.threads.follow(here)
            return await self._ask(_send(new, message, once), new.place.id)

    async def edit(self, sent: Sent, message: Message) -> None:
        id = _id(sent)
        await self._touch(sent, lambda http, channel: http.edit_message(channel, id, params=_said(message, edits=True)))

    async def delete(self, sent: Sent) -> None:
        id = _id(sent)
        await self._touch(sent, lambda http, channel: http.delete_message(channel, id))

    async def _touch(self, sent: Sent, call: Callable[[HTTPClient, int], Coroutine[Any, Any, Any]]) -> None:
        """What stands in a thread that was locked stays as it is."""
        here = self.threads.now(spot(sent.where))
        try:
            await self._in_thread(here, lambda http: call(http, here.channel))
        except Locked:
            raise Gone("message") from None

    async def direct(self, to: Person) -> Place:
        who = user(to).id
        if who not in self._direct:
            answer = await self._ask(lambda http: http.start_private_message(str(who)), to.id)
            self._direct[who] = int(answer["id"])
        return Spot(0, self._direct[who]).place

    async def gather(self, circle: Circle, *, key: str) -> Place:
        """A thread that nobody sees but these people, those who look after the server, and Tend."""
        await self._started()  # only then is it known which were made before
        people = [user(one).id for one in circle.people]
        return await self.threads.gather(nonce(key), spot(circle.near), people, circle.topic)

    def acted(self, who: int, where: Spot) -> None:
        """Where somebody writes to us, we can write to them."""
        if where.private:
            self._direct[who] = where.channel

    def workspace(self, id: str) -> str:
        """The server of a place. People, and what is said to them alone, belong to none."""
        return id.rpartition(":")[0]

    async def _in_thread(self, where: Spot, call: Call) -> Any:
        """Where the place is a thread that was folded up, it is unfolded first. Raises Locked where nothing helps."""
        about = where.place.id
        try:
            return await self._ask(call, about)
        except Declined as no:
            if no.code == LOCKED:
                raise Locked from None
            if no.code != ARCHIVED:
                raise
        try:
            await self._ask(lambda http: http.edit_channel(where.channel, archived=False), about)
            return await self._ask(call, about)
        except (Declined, Gone):
            raise Locked from None

    async def _ask(self, call: Call, about: str) -> Any:
        await self._started()
        return await self.calls(lambda: call(self.http), about=about)

    async def _started(self) -> None:
        """At the start, what is to be said waits for the connection: a failed attempt would put it off for longer."""
        with suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS):
                await self._logged_in.wait()


def _send(where: Spot, message: Message, once: str | None) -> Call:
    return lambda http: http.send_message(where.channel, params=_said(message, once))


def _said(message: Message, once: str | None = None, *, edits: bool = False) -> MultipartParameters:
    """What an edit does not name stays as it was, so it names everything."""
    made = shown(message)
    files = made.files
    return handle_message_parameters(
        content=made.content,
        embeds=made.embeds if made.embeds or edits else MISSING,
        attachments=files if files or edits else MISSING,
        view=made.view,
        allowed_mentions=made.mentions,
        nonce=once,
        flags=MessageFlags(suppress_embeds=not made.embeds),
    )


def _id(sent: Sent) -> int:
    if not sent.id.isdecimal():
        raise Gone("message")
    return int(sent.id)
