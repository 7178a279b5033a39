"""What the bot asks of a platform, said on Discord.

Every message carries a nonce made from its key, and Discord shows a nonce once for some minutes. So after a crash
nothing shows twice, unless Tend was down for longer than that, from the very moment between saying and writing down.
"""

import asyncio
import hashlib
from base64 import b32encode
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Literal

from discord import Client, MessageFlags
from discord.http import HTTPClient, MultipartParameters, handle_message_parameters
from discord.utils import MISSING

from adapters.discord.calls import Calls
from adapters.discord.places import PLATFORM, Spot, sent, spot, user
from adapters.discord.refusals import ARCHIVED, HAS_A_THREAD, NOT_HERE, Declined
from adapters.discord.render import in_words, shown
from adapters.discord.words import ONLOOKERS
from bot.credentials import Credentials
from bot.port import Circle, Gone, Person, Place, Sent, Unreachable
from bot.ui import Message

START_SECONDS = 5.0
"""How long the first words wait for the connection."""
A_WEEK: Literal[10080] = 10080
"""Minutes after which Discord folds up a thread in which nobody writes; it knows nothing longer."""
PRIVATE_THREAD: Literal[12] = 12


class DiscordMessenger:
    """For every server that Tend is in. Nothing can be said before `open`."""

    platform = PLATFORM
    onlookers = ONLOOKERS

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.client: Client | None = None
        self._logged_in = asyncio.Event()
        self._direct: dict[int, int] = {}
        self._circles: dict[str, str] = {}
        self._begun: dict[str, Spot] = {}

    async def open(self, credentials: Credentials) -> None:
        """With the places for several that were made before."""
        self._credentials = credentials
        self._circles = await credentials.all()

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
        return sent(where, id, beneath=await self._thread(where, id, thread) if thread else 0)

    async def post(self, where: Spot, message: Message, once: str | None = None) -> int:
        """Discord's id of what was said."""
        try:
            answer = await self._in_thread(
                where, lambda: self.http.send_message(where.channel, params=_said(message, once))
            )
        except Gone as no:
            if no.why == "denied" and (message.picture or message.file):
                return await self.post(where, in_words(message), once)
            if no.why == "gone":
                await self._forget(where)
            raise
        return int(answer["id"])

    async def edit(self, sent: Sent, message: Message) -> None:
        where, id = spot(sent.where), _id(sent)
        await self._in_thread(
            where, lambda: self.http.edit_message(where.channel, id, params=_said(message, edits=True))
        )

    async def delete(self, sent: Sent) -> None:
        where, id = spot(sent.where), _id(sent)
        await self._in_thread(where, lambda: self.http.delete_message(where.channel, id))

    async def direct(self, to: Person) -> Place:
        who = user(to).id
        if who not in self._direct:
            answer = await self._call(lambda: self.http.start_private_message(str(who)), about=to.id)
            self._direct[who] = int(answer["id"])
        return Spot(0, self._direct[who]).place

    async def gather(self, circle: Circle, *, key: str) -> Place:
        """A thread that nobody sees but these people, those who look after the server, and Tend."""
        await self._started()  # only then is it known which were made before
        name = nonce(key)
        if name not in self._circles:
            near, people = spot(circle.near), [user(one).id for one in circle.people]
            if name not in self._begun:
                self._begun[name] = near._replace(channel=await self._private_thread(near, circle.topic))
            for id in people:
                await self._add(self._begun[name], id)
            thread = self._begun.pop(name)
            self._circles[name] = thread.place.id
            await self._credentials.keep(name, thread.place.id)
        return Place(PLATFORM, self._circles[name])

    def acted(self, who: int, where: Spot) -> None:
        """Where somebody writes to us, we can write to them."""
        if where.private:
            self._direct[who] = where.channel

    def workspace(self, id: str) -> str:
        """The server of a place. People, and what is said to them alone, belong to none."""
        return id.rpartition(":")[0]

    # threads

    async def _thread(self, where: Spot, message: int, title: str) -> int:
        """Beneath a message; 0 where there can be none. The message was said, so nothing here may say it again."""
        try:
            await self._call(
                lambda: self.http.start_thread_with_message(
                    where.channel, message, name=title, auto_archive_duration=A_WEEK
                ),
                about=where.place.id,
            )
        except Declined as no:
            if no.code != HAS_A_THREAD:
                return 0
        except (Gone, Unreachable):
            return 0
        return message

    async def _private_thread(self, near: Spot, title: str) -> int:
        """In the room; where that is itself a thread, in the room that it belongs to."""
        try:
            return await self._new_thread(near.channel, title)
        except Declined as no:
            if no.code != NOT_HERE:
                raise
        room = await self._call(lambda: self.http.get_channel(near.channel), about=near.place.id)
        parent = room.get("parent_id")
        if not parent:
            raise Gone
        return await self._new_thread(int(str(parent)), title)

    async def _new_thread(self, channel: int, title: str) -> int:
        made = await self._call(
            lambda: self.http.start_thread_without_message(
                channel, name=title, auto_archive_duration=A_WEEK, type=PRIVATE_THREAD, invitable=False
            ),
            about=str(channel),
        )
        return int(made["id"])

    async def _add(self, thread: Spot, id: int) -> None:
        await self._call(lambda: self.http.add_user_to_thread(thread.channel, id), about=thread.place.id)

    async def _in_thread(self, where: Spot, call: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """Where the place is a thread that was folded up, it is unfolded first. One that is locked is Gone."""
        try:
            return await self._call(call, about=where.place.id)
        except Declined as no:
            if no.code != ARCHIVED:
                raise
        try:
            await self._call(lambda: self.http.edit_channel(where.channel, archived=False), about=where.place.id)
            return await self._call(call, about=where.place.id)
        except Declined:
            raise Gone from None

    async def _call(self, call: Callable[[], Coroutine[Any, Any, Any]], about: str) -> Any:
        await self._started()
        return await self.calls(call, about=about)

    async def _started(self) -> None:
        """At the start, what is to be said waits for the connection: a failed attempt would put it off for longer."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._logged_in.wait(), START_SECONDS)

    async def _forget(self, where: Spot) -> None:
        """A place for several that somebody deleted: the next message for it makes a new one."""
        for name in [name for name, place in self._circles.items() if place == where.place.id]:
            del self._circles[name]
            await self._credentials.drop(name)


def nonce(key: str) -> str:
    """25 characters, the same for the same key."""
    return b32encode(hashlib.sha256(key.encode()).digest()).decode()[:25].lower()


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
