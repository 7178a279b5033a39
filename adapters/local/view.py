"""A room as one person sees it: what the templates are given, and the pieces of page that are sent while it is open."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.local import render, screens, security, skips
from adapters.local.rooms import Kind
from adapters.local.store import TEND, Post, Room, Someone, Store
from bot.clock import Clock
from bot.marks import Style
from bot.screens import ONLY_YOU
from bot.spoken import spoken

CLOSE_TOGETHER = timedelta(minutes=5)
"""Messages of one author within this time stand under one name."""
TONES = 6
"""Colours that people have, in turn."""
ORDER: tuple[Kind, ...] = ("direct", "room", "circle")
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["once"] = lambda: secrets.token_urlsafe(9)


@dataclass(frozen=True)
class New:
    """What was said while the clock moved: where, how much, and how to get there."""

    label: str
    count: int
    href: str


@dataclass
class View:
    """What `me` sees in `room`. Made anew for every page and every open stream."""

    store: Store
    clock: Clock
    me: Someone
    room: Room

    def page(self, template: str, **more: object) -> str:
        return TEMPLATES.get_template(template).render(view=self, **more)

    def post(self, post: Post) -> Markup:
        return Markup(self.page("_post.html", post=post))  # noqa: S704 -- the template has escaped it

    def around(self) -> dict[str, str]:
        """What stands around the messages, by the id of its place in the page."""
        for remembered in ("people", "unread"):
            self.__dict__.pop(remembered, None)
        pieces = {name: self.page(f"_{name}.html") for name in ("people", "rooms", "now", "skipped")}
        return pieces | {"title": self.title}

    # words

    def words(self, text: str) -> Markup:
        return render.words(text, self.me, self.now)

    def line(self, text: str) -> Markup:
        return render.line(text, self.me, self.now)

    def plain(self, text: str) -> str:
        """For attributes and titles, where no mark can stand."""
        return spoken(text, self.me.zone)

    def said(self, at: datetime, style: Style) -> str:
        return render.said(at, style, self.me.zone, self.now)

    def time(self, at: datetime) -> Markup:
        return render.time(at, "time", self.me.zone, self.now)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def brief_now(self) -> str:
        return render.brief(self.now, self.me.zone)

    @property
    def city(self) -> str:
        return render.city(self.me.zone)

    @property
    def token(self) -> str:
        return security.token(self.store)

    @property
    def title(self) -> str:
        new = sum(count for (person, _), count in self.unread.items() if person == self.me.id)
        return (f"({new}) " if new else "") + screens.title(self.me.name, self.plain(self.room.title))

    # people and rooms

    @cached_property
    def people(self) -> Sequence[Someone]:
        return self.store.people()

    @cached_property
    def unread(self) -> dict[tuple[str, str], int]:
        return self.store.unread()

    @property
    def rooms(self) -> Sequence[Room]:
        """One's own conversation first, then rooms, then circles; threads beneath the room that they hang in."""
        mine = self.store.rooms(self.me.id)
        tops = sorted((room for room in mine if room.kind in ORDER), key=lambda room: ORDER.index(room.kind))
        return [room for top in tops for room in [top, *(one for one in mine if one.above == top.id)]]

    def waiting(self, person: Someone) -> int:
        return sum(count for (who, _), count in self.unread.items() if who == person.id)

    def waiting_in(self, room: Room) -> int:
        return self.unread.get((self.me.id, room.id), 0)

    def tone(self, person: str) -> int:
        return next((n % TONES for n, one in enumerate(self.people) if one.id == person), 0)

    def name(self, person: str) -> str:
        return next((one.name for one in self.people if one.id == person), "Tend")

    @property
    def others(self) -> Sequence[Someone]:
        return [one for one in self.store.seated(self.room) if one.id != self.me.id]

    def href(self, room: str, person: str | None = None) -> str:
        return f"/as/{person or self.me.id}/in/{room}"

    def as_person(self, person: Someone) -> str:
        """The same room as somebody else if they can enter it, otherwise their conversation with Tend."""
        enters = self.room.kind != "direct" and person in self.store.seated(self.room)
        return self.href(self.room.id if enters else f"dm-{person.id}", person.id) + "#latest"

    @property
    def above(self) -> Room | None:
        """The room that this thread hangs in."""
        return self.store.room(self.room.above) if self.room.above else None

    @property
    def beginning(self) -> Post | None:
        """The message that this thread hangs under."""
        return self.store.post(self.me.id, self.room.beneath) if self.room.beneath else None

    # messages

    def by_tend(self, post: Post) -> bool:
        return post.author == TEND

    def day(self, post: Post) -> str:
        """The day, if it is another one than that of the message above."""
        zone = ZoneInfo(self.me.zone or "UTC")
        before = post.before_at and post.before_at.astimezone(zone).date()
        return "" if before == post.at.astimezone(zone).date() else self.said(post.at, "date")

    def goes_on(self, post: Post) -> bool:
        """Same author, moments later: one name is enough."""
        close = post.before_at is not None and post.at - post.before_at < CLOSE_TOGETHER
        return (
            close
            and post.before_by == f"{post.author}/{post.reader}"
            and not self.only_you(post)
            and not self.day(post)
        )

    def only_you(self, post: Post) -> str:
        return ONLY_YOU.capitalize() if post.reader and self.room.kind != "direct" else ""

    def thread(self, post: Post) -> Room | None:
        return self.store.thread(post.id)

    # the clock

    @property
    def movable(self) -> bool:
        return skips.movable(self.clock)

    @property
    def skipped(self) -> str:
        """How far the clock was moved last, in words; empty when it never was."""
        skip = skips.last(self.store)
        if skip is None:
            return ""
        if skip.reached is None:
            return screens.NOTHING_PLANNED
        return screens.skipped((skip.reached - skip.started).total_seconds() / 60)

    @property
    def news(self) -> list[New]:
        """What was said on the way, one entry for each room."""
        skip = skips.last(self.store)
        said = self.store.said_between(skip.first, skip.last) if skip else {}
        return [self._new(room, count) for id, count in said.items() if (room := self.store.room(id))]

    def _new(self, room: Room, count: int) -> New:
        seated = self.store.seated(room)
        reader = self.me if self.me in seated or not seated else seated[0]
        label = reader.name if room.kind == "direct" else self.plain(room.title)
        return New(label, count, self.href(room.id, reader.id) + "#latest")
