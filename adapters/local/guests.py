"""Somebody new to be, or a new room to begin a group in: what a visitor adds to the rehearsal."""

import re

from aiohttp import web

from adapters.local import screens
from adapters.local.door import Door, text
from adapters.local.pages import page
from adapters.local.security import token
from adapters.local.store import Room, Someone, Store
from adapters.local.view import TEMPLATES
from bot.spoken import spoken
from bot.zones import UnknownZone, zone


class Guests:
    def __init__(self, store: Store, door: Door) -> None:
        self.store, self.door = store, door

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/new", self.ask), web.post("/new", self.add)]

    async def ask(self, request: web.Request) -> web.Response:
        return self._page(request.query.get("as", ""), {}, {})

    async def add(self, request: web.Request) -> web.Response:
        posted = await self.door.given(request)
        given = {name: text(posted, name).strip() for name in ("as", "name", "zone", "title")}
        made = self._person(given) if text(posted, "what") == "person" else self._room(given)
        if isinstance(made, str):
            raise web.HTTPSeeOther(made)
        return self._page(given["as"], given, made)

    def _page(self, me: str, given: dict[str, str], why: dict[str, str]) -> web.Response:
        known = me if self.store.person(me) else next((one.id for one in self.store.people()), "")
        html = TEMPLATES.get_template("new.html").render(me=known, given=given, why=why, token=token(self.store))
        return page(html, 422 if why else 200)

    def _person(self, given: dict[str, str]) -> str | dict[str, str]:
        """The address to go to, or what is wrong in which field."""
        name, why = given["name"], _misnamed("name", given["name"], screens.NAMELESS)
        try:
            place = zone(given["zone"] or "UTC").key
        except UnknownZone as unknown:
            return why | {"zone": spoken(str(unknown), "")}
        if why:
            return why
        person = Someone(_free_id(name, [one.id for one in self.store.people()]), name, place)
        self.store.add_person(person)
        if not any(room.open for room in self.store.rooms(person.id)):
            self.store.add_room(Room("room", "room", screens.FIRST_ROOM, open=True))
        return f"/as/{person.id}/in/dm-{person.id}"

    def _room(self, given: dict[str, str]) -> str | dict[str, str]:
        if why := _misnamed("title", given["title"], screens.UNTITLED):
            return why
        room = self.store.add_room(Room(f"room-{self.store.next_room()}", "room", given["title"], open=True))
        return f"/as/{given['as']}/in/{room.id}"


def _misnamed(field: str, name: str, why: str) -> dict[str, str]:
    return {} if 0 < len(name) <= screens.LONGEST_NAME else {field: why}


def _free_id(name: str, taken: list[str]) -> str:
    """Ana María becomes ana-mar-a, and ana-mar-a-2 when there is one already: ids stand in addresses."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "somebody"
    return next(id for n in range(1, len(taken) + 2) if (id := plain if n == 1 else f"{plain}-{n}") not in taken)
