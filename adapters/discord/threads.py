"""Threads that Tend makes, and those that go on in another because somebody locked them.

A place keeps its name for the rest of Tend: what is meant for a locked thread is said in the one that follows it, and
whoever does something there is heard as if they were in the first.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Literal, Protocol

from discord import AllowedMentions
from discord.http import HTTPClient, handle_message_parameters

from adapters.discord import words
from adapters.discord.places import PLATFORM, Spot, nonce, spot
from adapters.discord.refusals import HAS_A_THREAD, NOT_HERE, Declined
from bot.credentials import Credentials
from bot.port import Gone, Place, Unreachable

A_WEEK: Literal[10080] = 10080
"""Minutes after which Discord folds up a thread in which nobody writes; it knows nothing longer."""
PRIVATE_THREAD: Literal[12] = 12
MOVED = "moved/"
"""What the name of a kept move begins with; those of places for several are nonces."""


class Ask(Protocol):
    """A call to Discord, below its limits. Raises Unreachable, Gone or Declined."""

    def __call__(self, call: Callable[[HTTPClient], Coroutine[Any, Any, Any]], about: str) -> Awaitable[Any]: ...


class Threads:
    """What is kept of them: by name, the thread of several; by place, the thread that follows it. Who the several are
    is not kept: they are named whenever something is to be said to them.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._circles: dict[str, str] = {}
        self._people: dict[str, Sequence[int]] = {}
        self._moved: dict[str, str] = {}
        self._begun: dict[str, Spot] = {}
        self._moving = asyncio.Lock()

    async def open(self, credentials: Credentials) -> None:
        """With those that were made before."""
        self._credentials, kept = credentials, await credentials.all()
        self._moved = {name.removeprefix(MOVED): at for name, at in kept.items() if name.startswith(MOVED)}
        self._circles = {name: at for name, at in kept.items() if not name.startswith(MOVED)}

    def now(self, where: Spot) -> Spot:
        """Where it is said what is meant for a place."""
        id = where.place.id
        while id in self._moved:
            id = self._moved[id]
        return spot(Place(PLATFORM, id))

    def first(self, place: Place) -> Place:
        """The name by which the rest of Tend knows a place."""
        before, id = {new: old for old, new in self._moved.items()}, place.id
        while id in before:
            id = before[id]
        return Place(PLATFORM, id)

    async def beneath(self, where: Spot, message: int, title: str) -> int:
        """Beneath a message; 0 where there can be none. The message was said, so nothing here may say it again."""
        try:
            return await self._beneath(where, message, title)
        except (Declined, Gone, Unreachable):
            return 0

    async def gather(self, name: str, near: Spot, people: Sequence[int], title: str) -> Place:
        """A thread that nobody sees but these people, those who look after the server, and Tend; one for each name."""
        if name not in self._circles:
            thread = await self._between(name, near, people, title)
            await self._credentials.keep(name, thread.place.id)
            self._circles[name] = thread.place.id
        self._people[self._circles[name]] = people
        return Place(PLATFORM, self._circles[name])

    async def follow(self, locked: Spot) -> Spot:
        """Another thread of the same title, instead of one in which nobody may write any more. Raises Gone."""
        async with self._moving:
            if locked.place.id not in self._moved:
                try:
                    new = await self._anew(locked)
                except Declined:
                    raise Gone from None
                await self._credentials.keep(f"{MOVED}{locked.place.id}", new.place.id)
                self._moved[locked.place.id] = new.place.id
        return self.now(locked)

    async def forget(self, where: Spot) -> None:
        """A thread that somebody deleted: the next message for it makes a new one."""
        here = where.place.id
        for name in [name for name, place in self._circles.items() if place == here]:
            del self._circles[name]
            await self._credentials.drop(name)
        for old in [old for old, new in self._moved.items() if new == here]:
            del self._moved[old]
            await self._credentials.drop(f"{MOVED}{old}")

    async def _anew(self, locked: Spot) -> Spot:
        """Whoever was in a private thread is known only where Tend made it; anybody else's is lost with its lock."""
        thread = await self._ask(lambda http: http.get_channel(locked.channel), locked.place.id)
        if not thread.get("thread_metadata", {}).get("locked"):
            raise Gone("denied")  # it is only folded up: what is missing is a right, and no other thread would help
        room, title = locked._replace(channel=int(thread["parent_id"])), str(thread["name"])
        if people := self._people.get(self.first(locked.place).id):
            new = await self._between(f"{MOVED}{locked.place.id}", room, people, title)
            await self._say(new, words.goes_on_from(locked.channel), f"{MOVED}{locked.place.id}/from")
            return new
        if thread["type"] == PRIVATE_THREAD:
            raise Gone
        message = await self._say(room, words.goes_on(title, locked.channel), f"{MOVED}{locked.place.id}")
        return room._replace(channel=await self._beneath(room, message, title))

    async def _between(self, name: str, near: Spot, people: Sequence[int], title: str) -> Spot:
        """One that was only half made is made whole."""
        if name not in self._begun:
            self._begun[name] = near._replace(channel=await self._private(near, title))
        thread = self._begun[name]
        for id in people:
            await self._add(thread, id)
        return self._begun.pop(name)

    async def _add(self, thread: Spot, id: int) -> None:
        await self._ask(lambda http: http.add_user_to_thread(thread.channel, id), thread.place.id)

    async def _private(self, near: Spot, title: str) -> int:
        """In the room; where that is itself a thread, in the room that it belongs to."""
        try:
            return await self._new(near.channel, title)
        except Declined as no:
            if no.code != NOT_HERE:
                raise
        room = await self._ask(lambda http: http.get_channel(near.channel), near.place.id)
        if not (parent := room.get("parent_id")):
            raise Gone
        return await self._new(int(str(parent)), title)

    async def _new(self, channel: int, title: str) -> int:
        made = await self._ask(
            lambda http: http.start_thread_without_message(
                channel, name=title, auto_archive_duration=A_WEEK, type=PRIVATE_THREAD, invitable=False
            ),
            str(channel),
        )
        return int(made["id"])

    async def _beneath(self, where: Spot, message: int, title: str) -> int:
        try:
            await self._ask(
                lambda http: http.start_thread_with_message(
                    where.channel, message, name=title, auto_archive_duration=A_WEEK
                ),
                where.place.id,
            )
        except Declined as no:
            if no.code != HAS_A_THREAD:
                raise
        return message

    async def _say(self, where: Spot, text: str, key: str) -> int:
        """In Discord's own words, since no others name a thread."""
        params = handle_message_parameters(content=text, allowed_mentions=AllowedMentions.none(), nonce=nonce(key))
        said = await self._ask(lambda http: http.send_message(where.channel, params=params), where.place.id)
        return int(said["id"])
