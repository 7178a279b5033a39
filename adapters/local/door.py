"""Who asks, and for what: the person and the room of an address, or 404 for what that person cannot enter."""

from aiohttp import web

from adapters.local import screens
from adapters.local.forms import Posted
from adapters.local.security import is_the_page
from adapters.local.store import Post, Room, Someone, Store
from adapters.local.view import View
from bot.clock import Clock

LONGEST = 15
"""Digits of a number in an address."""


class Door:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock

    def seen(self, request: web.Request) -> View:
        """The room of this address as its person sees it."""
        me = self.person(request)
        return self.view(me, request.match_info["room"])

    def view(self, me: Someone, room: str) -> View:
        return View(self.store, self.clock, me, self.enter(me, room))

    def person(self, request: web.Request) -> Someone:
        person = self.store.person(request.match_info["person"])
        if person is None:
            raise web.HTTPNotFound
        return person

    def enter(self, me: Someone, id: str) -> Room:
        room = next((room for room in self.store.rooms(me.id) if room.id == id), None)
        if room is None:
            raise web.HTTPNotFound
        return room

    def post(self, me: Someone, id: str) -> Post:
        found = self.store.post(me.id, number(id) or 0)
        if found is None:
            raise web.HTTPNotFound
        return found

    async def given(self, request: web.Request) -> Posted:
        """What the page's own form carries; 403 for any other, and 400 for what is no form at all."""
        try:
            posted = await request.post()
        except ValueError:  # such as a form in parts that does not say what parts them
            raise web.HTTPBadRequest(text=screens.STALE) from None
        if not is_the_page(self.store, text(posted, "token")):
            raise web.HTTPForbidden(text=screens.STALE)
        return posted


def number(given: str) -> int | None:
    """A number in an address; None for anything else."""
    return int(given) if given.isdecimal() and len(given) <= LONGEST else None


def text(posted: Posted, name: str) -> str:
    value = posted.get(name, "")
    return value if isinstance(value, str) else ""
