"""A group that asks and answers consults by the hundred: the real tables and handlers, without a chat and its waiting.

What would be sent is noted where it would be read, at once. Everything that people do is drawn for each request and
each person by itself, so that two lives from one seed part only where what Tend does parts.
"""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot.consults import course, request, tables
from bot.consults.actions import Can, Done, MayKnow, NotThisTime, Report, StopAsking
from bot.consults.handlers import answering, asking, ending
from bot.consults.rules import LATELY, NOW, TODAY, WEEK
from bot.consults.tables import QUIET, Offer
from bot.db import Kept
from bot.groups.tables import Group, Member
from bot.peers.rules import Hours, Wishes
from bot.peers.tables import PeerWishes, keep
from bot.people import Profile
from bot.port import Circle, Event, Person, Place, Refused, Sent, To
from bot.sealed import DataKey, Vault
from bot.turn import Turn
from bot.ui import Form, Message, Update
from tests.chat import PLATFORM, direct
from tests.consults.conftest import LONDON, MORNING, SYDNEY

NAMES = ("Ana", "Ben", "Cleo", "Dev")
APART_FROM, BETWEEN = timedelta(minutes=1), timedelta(hours=18)
LOOKS_WITHIN = {NOW: timedelta(hours=1), TODAY: timedelta(hours=12), WEEK: timedelta(days=3)}
"""Within which time of a question somebody answers, if they do."""
Seen = tuple[timedelta, str]


@dataclass
class Stage(Turn):
    """A Turn whose messages and timers go to the village at once."""

    village: "Village" = field(default=None)  # type: ignore[assignment]

    def say(self, to: To, message: Message, *, key: str, **how: Any) -> None:
        self.village.said(key, to, message)

    def change(self, key: str, message: Message) -> None:
        if key in self.village.stands:
            self.village.said(key, self.village.stands[key], message, "changed: ")

    def take_back(self, key: str) -> None:
        if to := self.village.stands.pop(key, None):
            self.village.note(to, key, "taken back")

    def sent(self, key: str) -> Sent | None:
        to = self.village.stands.get(key)
        return Sent(Place(PLATFORM, key), key) if to else None

    def at(self, key: str, due: datetime, action: Any) -> None:
        self.village.timers[key] = (due, action)

    def cancel(self, key: str) -> None:
        self.village.timers.pop(key, None)


_GROUP: dict[str, Any] = {
    "id": "g",
    "name": "Tuesday circle",
    "zone": LONDON,
    "platform": PLATFORM,
    "home": "room",
    "rhythm": "second Tuesday 18:30 Europe/London",
    "checkin_weekday": 4,
    "checkin_time": "09:00",
    "agreement": 0,
    "made_at": MORNING,
}


class Village:
    """One life of `requests` requests.

    `apart`: some would rather not meet. `busy` are (request, person) by the moment from which that person does nothing
    about it, nor looks what they are asked; where people are apart it is found out, and lived by in the other life.
    """

    def __init__(
        self, session: Session, vault: Vault, seed: int, *, apart: bool, busy: dict[tuple[int, str], timedelta]
    ) -> None:
        self.session, self.vault, self.seed, self.apart, self.busy = session, vault, seed, apart, busy
        self.now = MORNING
        self.stands: dict[str, To] = {}
        self.timers: dict[str, tuple[datetime, Any]] = {}
        self.seen: dict[str, list[tuple[int | None, Seen]]] = {name: [] for name in NAMES}
        self.numbers: dict[str, int] = {}
        """Which request a consult, or an offer of one, belongs to."""
        self.made = self.of = 0
        self.open: set[int] = set()
        self.acts: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self._settle()

    def _settle(self) -> None:
        chance, group = Random(f"{self.seed} village"), Group(**_GROUP)
        self.session.add(group)
        for name in NAMES:
            zone = chance.choice((LONDON, LONDON, SYDNEY))
            handle = name.lower()
            person = Profile(id=f"p-{handle}", platform=PLATFORM, handle=handle, name=name, zone=zone, met_at=MORNING)
            self.session.add(person)
            self.session.flush()
            there = {"id": handle, "group_id": group.id, "profile_id": person.id, "left_at": None}
            self.session.add(Member(joined_at=MORNING, accepted=0, **there))
            hours = chance.choice((Hours(), Hours(), Hours(time(18), time(23)), Hours(time(7), time(7))))
            others = chance.sample([other for other in NAMES if other != name], chance.choice((0, 0, 1, 2)))
            others += ["Ben"] if name == "Ana" else []
            off = frozenset(f"p-{other.lower()}" for other in others) if self.apart else frozenset()
            keep(self.turn(), person, Wishes(hours=hours, apart=off))
        self.session.flush()
        kinds: tuple[type[Kept], ...] = (Profile, Member, Group, PeerWishes, DataKey)
        self._held = [self.session.scalars(select(kind)).all() for kind in kinds]  # so that they are looked up once

    def turn(self, name: str = "") -> Stage:
        who = Person(PLATFORM, name.lower())
        heard = Event(f"e{next(self._order)}", who, direct(who), private=True, name=name) if name else None
        return Stage(self.now, self.session, self.vault, heard, village=self)

    # what is read

    def said(self, key: str, to: To, message: Message, how: str = "") -> None:
        if isinstance(to, Place):  # the private place of an earlier message
            to = self.stands[to.id]
        self.stands[key] = to
        self.note(to, key, how + message.text + " ".join(f"[{button.label}]" for button in message.buttons))
        if key.startswith("consults/offers/") and not how:
            self._asked(key.rpartition("/")[2], to)

    def note(self, to: To, key: str, words: str) -> None:
        people = to.people if isinstance(to, Circle) else (to,)
        number = next((self.numbers[part] for part in key.split("/") if part in self.numbers), None)
        for person in people:
            self.seen[person.id.capitalize()].append((number, (self.now - MORNING, words)))

    def does(self, name: str, what: Callable[..., Any], action: Any, number: int | None) -> None:
        """Somebody presses, and what they read at once is noted."""
        try:
            reply = what(self.turn(name), action)
        except Refused as no:
            reply = Message(str(no))
        reply = reply.message if isinstance(reply, Update) else reply
        text = reply.text if isinstance(reply, Message) else reply.title if isinstance(reply, Form) else str(reply)
        self.seen[name].append((number, (self.now - MORNING, f"read: {text}")))
        self.session.flush()

    # what people do

    def later(self, after: timedelta, act: Callable[[], object]) -> None:
        heapq.heappush(self.acts, (self.now + after, next(self._order), act))

    def _chance(self, number: int, name: str) -> Random:
        return Random(f"{self.seed} {number} {name}")

    def asks(self, number: int) -> None:
        chance = self._chance(number, "")
        waiting = set(self.session.scalars(select(tables.Consult.asker_id).where(tables.Consult.taken_at.is_(None))))
        free = [one for one in NAMES if one.lower() not in waiting]
        if not free:
            return
        name, soon = chance.choice(free), chance.choice((NOW, NOW, NOW, TODAY, WEEK))
        wish = course.Wish("think", soon, "words", masked=chance.random() < 0.2, wanted=chance.choice((1, 1, 1, 3)))
        member, group = self.session.get_one(Member, name.lower()), self.session.get_one(Group, "g")
        self.made += 1
        self.of, self.open = number, self.open | {number}
        said = course.begin(self.turn(name), member, group, wish)
        found = tables.waiting(self.session, member.id)
        if found:
            self.numbers[found.id] = number
        self.seen[name].append((number, (self.now - MORNING, said.text if said else "")))
        for _ in range(chance.choice((0, 1, 2))):
            self.later(LOOKS_WITHIN[soon] * chance.random() * 2, lambda: self._looks(name, number))
        if found and chance.random() < 0.2:
            self.later(
                LOOKS_WITHIN[soon] * 2 * chance.random(),
                lambda: self.does(name, asking.stop, StopAsking(found.id), number),
            )

    def _looks(self, name: str, number: int) -> None:
        found = tables.waiting(self.session, name.lower())
        if found and self.numbers[found.id] == number:
            self.does(name, lambda turn, consult: course.standing(turn, consult), found, number)

    def _asked(self, offer_id: str, to: To) -> None:
        name, number = to.id.capitalize(), self.numbers[offer_id]  # type: ignore[union-attr]
        chance = self._chance(number, name)
        acts = (None, None, (answering.can, Can), (answering.not_this_time, NotThisTime), (answering.report, Report))
        will = chance.choice((*acts, (answering.may_know, MayKnow), (answering.can, Can)))
        if (number, name) in self.busy:
            return
        after = LOOKS_WITHIN[self.session.get_one(tables.Consult, self._consult(offer_id)).soon] * chance.random()
        if will:
            what, action = will
            self.later(after, lambda: self.does(name, what, action(offer_id), number))
            self.later(after + timedelta(hours=1), lambda: self._done(name))
        self.later(after * chance.random(), lambda: self._types_asked(name))

    def _consult(self, offer_id: str) -> str:
        found = self.session.get_one(Offer, offer_id).consult_id
        assert found
        return found

    def _types_asked(self, name: str) -> None:
        """Not by whoever was passed over in an open request: in the other life it would be read."""
        passed = (self.busy.get((number, name)) for number in self.open)
        if not any(at is not None and at <= self.now - MORNING for at in passed):
            self.does(name, lambda turn, _: answering.asked(turn, ""), None, None)

    def _done(self, name: str) -> None:
        for found in tables.under_way(self.session, [name.lower()]):
            self.does(name, ending.ask_minutes, Done(found.id), self.numbers[found.id])
        self.does(name, lambda turn, _: ending.done(turn, "30"), None, None)

    # how time goes by

    def live(self, requests: int) -> None:
        """Somebody asks so many times, and every night what is past its time goes."""
        with self._watched():
            chance, at = Random(f"{self.seed} days"), timedelta()
            for number in range(requests):
                at += APART_FROM + BETWEEN * chance.random()
                self.later(at, lambda number=number: self.asks(number))  # type: ignore[misc]
            for night in range(at // timedelta(days=1)):
                self.later(timedelta(days=night), self._sweeps)
            while self.acts or self.timers:
                self._next()

    def _sweeps(self) -> None:
        tables.forget_offers(self.session, self.now - LATELY)

    def _next(self) -> None:
        key = min(self.timers, key=lambda key: (self.timers[key][0], key), default=None)
        if key and (not self.acts or self.timers[key][0] <= self.acts[0][0]):
            due, action = self.timers.pop(key)
            self.now = max(self.now, due)
            answering.go_on(self.turn(), action)
            self.session.flush()
        else:
            self.now, _, act = heapq.heappop(self.acts)
            act()
        self.open = {number for id, number in self.numbers.items() if f"consults/{id}" in self.timers} & self.open

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Which request each consult and offer belongs to, and to whom a question was not put."""

        def made(_: object, __: object, row: Any) -> None:
            if isinstance(row, Offer):
                number = self.numbers.setdefault(str(row.consult_id), self.of)
                self.numbers[row.id] = number
                if request.marked(self.turn(), row) == QUIET:
                    self.busy[number, row.member_id.capitalize()] = self.now - MORNING

        event.listen(Offer, "before_insert", made)
        try:
            yield
        finally:
            event.remove(Offer, "before_insert", made)
