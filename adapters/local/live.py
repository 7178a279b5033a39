"""The page without reloading: server-sent events, each message under the number of its latest change.

A browser that lost the line says which number it saw last, and is sent what came after it: nothing twice, nothing lost.
What stands around the messages (rooms, people, clock) carries no number, since only its latest state matters.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from aiohttp import web

from adapters.local.door import number
from adapters.local.store import Post, Store

PULSE_SECONDS = 15
"""A comment this often, so that a line that died is noticed."""
RETRY_MS = 1000

Around = Callable[[], dict[str, str]]
ShowPost = Callable[[Post], str]


class Bell:
    """Rings for everybody who has a page open whenever the store changed, and once more when the house closes."""

    def __init__(self, store: Store) -> None:
        self.listeners: set[asyncio.Event] = set()
        self.closing = False
        store.told.append(self.ring)

    def ring(self) -> None:
        for listener in self.listeners:
            listener.set()

    async def close(self, _: web.Application) -> None:
        self.closing = True
        self.ring()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        heard = asyncio.Event()
        self.listeners.add(heard)
        try:
            yield heard
        finally:
            self.listeners.discard(heard)


class Stream:
    """One open page: a person, in a room."""

    def __init__(self, store: Store, person: str, room: str, show: ShowPost, around: Around) -> None:
        self.store, self.person, self.room, self.show, self.around = store, person, room, show, around
        self.shown: dict[str, str] = {}

    async def run(self, request: web.Request, bell: Bell) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
        await response.prepare(request)
        since = _last_seen(request)
        with bell.listening() as heard, suppress(ConnectionResetError):
            await response.write(f"retry: {RETRY_MS}\n\n".encode())
            while not bell.closing:
                heard.clear()
                for event, number in self.news(since):
                    await response.write(event.encode())
                    since = number
                await self._wait(heard, response)
        return response

    async def _wait(self, heard: asyncio.Event, response: web.StreamResponse) -> None:
        try:
            async with asyncio.timeout(PULSE_SECONDS):
                await heard.wait()
        except TimeoutError:
            await response.write(b": still here\n\n")

    def news(self, since: int) -> Iterator[tuple[str, int]]:
        """What changed, and up to which number it has been told then. Whoever is told has read it."""
        posts = self.store.changes(self.person, self.room, since)
        for post in posts:
            html = self.show(post) if post.message else ""
            yield _event("post", {"id": post.id, "html": html}, post.changed), post.changed
            since = post.changed
        if posts:
            self.store.read(self.person, self.room)
        around = self.around()
        if changed := {name: html for name, html in around.items() if self.shown.get(name) != html}:
            self.shown = around
            yield _event("around", changed), since


def _event(name: str, said: object, number: int | None = None) -> str:
    """JSON has no bare line ends, so it is one line of a stream."""
    id = f"id: {number}\n" if number else ""
    return f"{id}event: {name}\ndata: {json.dumps(said)}\n\n"


def _last_seen(request: web.Request) -> int:
    return number(request.headers.get("Last-Event-ID") or request.query.get("after", "")) or 0
