"""Whole histories of a group's meetings, by chance: what members do, what clocks do, and Tend sleeping in between."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.forget import kernel
from bot.groups.actions import SaveSetting
from bot.groups.handlers import groups
from bot.ledger import Parcel
from bot.meetings import rules
from bot.meetings.actions import Attend, CallOff, Move, PutBack
from bot.meetings.handlers import meetings
from bot.meetings.tables import Meeting
from bot.sealed import Vault
from tests.chat import Chat
from tests.groups.scene import a_group
from tests.meetings.play import Play

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
class MeetingPlay(Play):
    """What has to be true of meetings all along, and what people do to them."""

    ids: set[str] = field(default_factory=set)
    by_hand: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)

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
        super().holds()

    def hears(self, parcel: Parcel) -> None:
        for id, sequence, what in told_in(parcel.key):
            row = self.session.get_one(Meeting, id)
            about = f"{parcel.to} {id}.{sequence}.{what}"
            self.told[about] += 1
            assert self.told[about] == 1, f"told twice: {about}"
            assert row.sequence == int(sequence)
            assert what == "missed" or row.start > self.clock.now(), f"{what} of a meeting that has begun"
            assert what == "missed" or bool(row.cancelled_at) == (what == "off"), f"{what} of one that is off"
            self.did[what] += 1

    # What people do.

    def _move(self, n: int, days: int, time: str) -> bool:
        meeting = self.nth(n)
        day = meeting.start + timedelta(days=days)
        return self._changes(meeting, "Ana", Move(meeting.id), day=f"{day:%-d %B %Y}", time=time)

    def _call_off(self, n: int) -> bool:
        meeting = self.nth(n)
        return self._changes(meeting, "Ben", CallOff(meeting.id))

    def _put_back(self, n: int) -> bool:
        changed = sorted(self.by_hand)
        meeting = self.session.get_one(Meeting, changed[n % len(changed)]) if changed else self.nth(n)
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
        return self.does(who, Attend(self.nth(n).id, answer))

    def _rhythm(self, rule: str) -> bool:
        return self.does("Cleo", SaveSetting(self.group, "rhythm"), value=rule)

    def _zone(self, name: str) -> bool:
        return self.does("Ana", SaveSetting(self.group, "zone"), value=name)

    def _reminders(self, words: str) -> bool:
        return self.does("Ben", SaveSetting(self.group, "reminders"), value=words)


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
            play = MeetingPlay(chat.app, clock, connection, group.id)
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
