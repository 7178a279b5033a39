"""Whole histories of a group's meetings, by chance: what members do, what clocks do, and Tend sleeping in between.

Every history is undone at its end, so that thousands go through one database. Messages count as said at once.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.actions import Action, unpack
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.forget import kernel
from bot.groups.actions import SaveSetting
from bot.groups.handlers import groups
from bot.ledger import Parcel, Timer
from bot.meetings import rules
from bot.meetings.actions import AddHoliday, Attend, CallOff, DropHoliday, Move, PutBack
from bot.meetings.handlers import meetings
from bot.meetings.tables import Holiday, Meeting
from bot.port import Event, Person, Refused, Reply
from bot.sealed import Vault
from bot.timers import look, take
from bot.ui import Invalid
from tests.chat import PLATFORM, Chat, direct
from tests.groups.scene import a_group

PEOPLE = ("Ana", "Ben", "Cleo")
RULES = (
    "second Tuesday 18:30",
    "every Tuesday 18:30",
    "every Tuesday 20:15",
    "last Sunday 02:30",
    "every other Thursday 09:00",
    "every Monday and Wednesday 07:45",
    "first Friday 00:15 until 1 March 2027",
)
PLACES = (
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/St_Johns",
    "Africa/Casablanca",
    "Asia/Kathmandu",
)
REMINDERS = ("a week, a day and an hour before", "an hour before", "a day before", "none")

which = st.integers(0, 5)
deeds = st.one_of(
    st.tuples(st.just("live"), st.integers(1, 24 * 21)),
    st.tuples(st.just("sleep"), st.integers(1, 24 * 21)),
    st.tuples(st.just("start anew"), st.just(0)),
    st.tuples(st.just("move"), which, st.integers(-14, 40), st.sampled_from(("18:30", "02:30", "00:05", "12:00"))),
    st.tuples(st.just("call off"), which),
    st.tuples(st.just("put back"), which),
    st.tuples(st.just("answer"), which, st.sampled_from(PEOPLE), st.sampled_from(rules.ANSWERS)),
    st.tuples(st.just("holiday"), st.integers(0, 70), st.integers(0, 20)),
    st.tuples(st.just("no holiday"), which),
    st.tuples(st.just("rhythm"), st.sampled_from(RULES)),
    st.tuples(st.just("zone"), st.sampled_from(PLACES)),
    st.tuples(st.just("reminders"), st.sampled_from(REMINDERS)),
)
courses = st.lists(deeds, min_size=2, max_size=9)


@dataclass
class Play:
    """One history in one transaction, and what has to be true of it all along."""

    app: App
    clock: StoppedClock
    connection: Connection
    group: str
    session: Session = field(init=False)
    ids: set[str] = field(default_factory=set)
    by_hand: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    heard: int = 0
    did: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.wakes()

    def wakes(self) -> None:
        """A new process: nothing is remembered but the rows."""
        self.session = Session(self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint")

    def does(self, who: str, action: Action, **answers: str) -> bool:
        """Whether it was taken; what is refused leaves no trace."""
        self.heard += 1
        person = Person(PLATFORM, who.lower())
        event = Event(f"h{self.heard}", person, direct(person), private=True, name=who, answers=answers, forms="now")

        def work() -> Reply:
            return self.app._do(self.app._turn(self.session, event), action)

        reply = self._kept(work)
        return reply is not None and not isinstance(reply, Invalid)

    def _kept(self, work: Callable[[], Reply]) -> Reply:
        try:
            with self.session.begin_nested():
                reply = work()
        except Refused:
            return None
        self.session.flush()
        self.holds()
        return reply

    def fires(self) -> None:
        """Everything that is due."""
        while True:
            turn = self.app._turn(self.session)
            keys = look(self.session, turn.now, 1)
            due = take(self.session, keys[0], turn.now) if keys else None
            if due is None:
                return
            self.app._do(turn, unpack(due.action))
            self.session.flush()
            self.holds()

    def lives(self, hours: int) -> None:
        end = self.clock.now() + timedelta(hours=hours)
        while (due := self.session.scalar(select(Timer.due).order_by(Timer.due).limit(1))) and due <= end:
            self.clock.move(max(due, self.clock.now()))
            self.fires()
        self.clock.move(end)
        self.fires()

    def sleeps(self, hours: int) -> None:
        self.clock.move(self.clock.now() + timedelta(hours=hours))
        self.wakes()
        self.fires()

    # What has to be true.

    def holds(self) -> None:
        rows = {row.id: row for row in self.session.scalars(select(Meeting))}
        assert self.ids <= rows.keys(), "a meeting keeps its id"
        self.ids |= rows.keys()
        dates = Counter(row.on for row in rows.values() if row.off != "rhythm")
        assert [day for day, count in dates.items() if count > 1] == [], "one meeting a date"
        for id, (what, start) in self.by_hand.items():
            row = rows[id]
            assert (row.off == "hand") if what == "off" else (row.start == start and row.wall), (
                "what was done by hand stays"
            )
        self.listens(rows)

    def listens(self, rows: dict[str, Meeting]) -> None:
        now = self.clock.now()
        for parcel in self.session.scalars(select(Parcel).where(Parcel.state == "waiting", Parcel.kind == "send")):
            parcel.state, parcel.done_at = "said", now
            for id, sequence, what in told_in(parcel.key):
                about = f"{parcel.to} {id}.{sequence}.{what}"
                self.told[about] += 1
                assert self.told[about] == 1, f"told twice: {about}"
                row = rows[id]
                assert row.sequence == int(sequence)
                assert what == "missed" or row.start > now, f"{what} of a meeting that has begun"
                assert what == "missed" or bool(row.cancelled_at) == (what == "off"), f"{what} of one that is off"
                self.did[what] += 1
        self.session.flush()

    # What people do.

    def plays(self, deed: str, *how: object) -> None:
        done = getattr(self, "_" + deed.replace(" ", "_"))(*how)
        self.did[deed if done is not False else f"{deed}, refused"] += 1
        self.fires()
        self.holds()

    def _live(self, hours: int) -> None:
        self.lives(hours)

    def _sleep(self, hours: int) -> None:
        self.sleeps(hours)

    def _start_anew(self, _: int) -> None:
        self.wakes()

    def _move(self, n: int, days: int, time: str) -> bool:
        meeting = self._nth(n)
        day = meeting.start + timedelta(days=days)
        return self._changes(meeting, "Ana", Move(meeting.id), day=f"{day:%-d %B %Y}", time=time)

    def _call_off(self, n: int) -> bool:
        meeting = self._nth(n)
        return self._changes(meeting, "Ben", CallOff(meeting.id))

    def _put_back(self, n: int) -> bool:
        changed = sorted(self.by_hand)
        meeting = self.session.get_one(Meeting, changed[n % len(changed)]) if changed else self._nth(n)
        return self._changes(meeting, "Cleo", PutBack(meeting.id))

    def _changes(self, meeting: Meeting, who: str, action: Action, **answers: str) -> bool:
        """By hand: whatever it comes to has to stay from now on."""
        self.by_hand.pop(meeting.id, None)
        before = meeting.sequence
        self.does(who, action, **answers)
        if meeting.off == "hand" or meeting.wall:
            self.by_hand[meeting.id] = ("off" if meeting.off == "hand" else "moved", meeting.start)
        return meeting.sequence != before

    def _answer(self, n: int, who: str, answer: str) -> bool:
        return self.does(who, Attend(self._nth(n).id, answer))

    def _holiday(self, ahead: int, days: int) -> bool:
        first = self.clock.now() + timedelta(days=ahead)
        last = first + timedelta(days=days)
        return self.does("Ana", AddHoliday(self.group), first=f"{first:%-d %B %Y}", last=f"{last:%-d %B %Y}")

    def _no_holiday(self, n: int) -> bool:
        found = self.session.scalars(select(Holiday).order_by(Holiday.first)).all()
        return bool(found) and self.does("Ben", DropHoliday(found[n % len(found)].id))

    def _rhythm(self, rule: str) -> bool:
        return self.does("Cleo", SaveSetting(self.group, "rhythm"), value=rule)

    def _zone(self, name: str) -> bool:
        return self.does("Ana", SaveSetting(self.group, "zone"), value=name)

    def _reminders(self, words: str) -> bool:
        return self.does("Ben", SaveSetting(self.group, "reminders"), value=words)

    def _nth(self, n: int) -> Meeting:
        ahead = select(Meeting).where(Meeting.start > self.clock.now()).order_by(Meeting.start, Meeting.id)
        found = self.session.scalars(ahead).all() or self.session.scalars(select(Meeting)).all()
        return found[n % len(found)]


def told_in(key: str) -> Iterator[list[str]]:
    """Meeting, sequence and what, of a message in which one person is told of meetings."""
    if key.startswith("meetings/tell/"):
        for about in key.split("/", 3)[3].split(","):
            yield about.split(".")


Course = Sequence[tuple[object, ...]]


async def many(database: Database, vault: Vault, clock: StoppedClock, count: int) -> Counter[str]:
    """Plays so many histories of one group, each from its beginning, and counts what happened in them."""
    chat = Chat(database, vault, clock, (groups, meetings, kernel))
    chat.zones |= {"Ben": "America/St_Johns", "Cleo": "Pacific/Apia"}
    group = await a_group(chat, *PEOPLE)
    began, did = clock.now(), Counter[str]()

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(course=courses)
    @example(course=[("live", 180), ("rhythm", "every Tuesday 20:15"), ("live", 336)])
    def histories(course: Course) -> None:
        clock.move(began)
        with database.engine.connect() as connection, connection.begin() as everything:
            play = Play(chat.app, clock, connection, group.id)
            for deed, *how in course:
                play.plays(str(deed), *how)
            did.update(play.did + Counter(["histories"]))
            everything.rollback()

    histories()
    return did


async def test_meetings_hold_whatever_happens(database: Database, vault: Vault, clock: StoppedClock) -> None:
    did = await many(database, vault, clock, 20)
    assert {"live", "rhythm", "day", "hour"} <= did.keys()


@pytest.mark.campaign
@pytest.mark.timeout(0)
async def test_thousands_of_histories(database: Database, vault: Vault, clock: StoppedClock) -> None:
    did = await many(database, vault, clock, int(os.environ.get("HISTORIES", "10000")))
    print(f"\n{dict(sorted(did.items()))}")
    assert {"move", "call off", "put back", "holiday", "no holiday", "rhythm", "zone", "sleep"} <= did.keys()
