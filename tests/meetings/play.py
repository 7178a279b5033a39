"""Whole histories by chance, for tests of meetings and turns: each is one transaction that is undone at its end, so
that thousands go through one database. What members do goes through the handlers, and messages count as said at once.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.actions import Action, unpack
from bot.app import App
from bot.clock import StoppedClock
from bot.ledger import Parcel, Timer
from bot.meetings.actions import AddHoliday, DropHoliday
from bot.meetings.tables import Meeting
from bot.meetings.tables.by_hand import Holiday
from bot.port import Event, Person, Refused, Reply
from bot.timers import look, take
from bot.ui import Invalid
from tests.chat import PLATFORM, direct


@dataclass
class Play:
    """One history. What has to be true of it all along is for `holds`, which a kind of its own adds to."""

    app: App
    clock: StoppedClock
    connection: Connection
    group: str
    session: Session = field(init=False)
    heard: int = 0
    actor: str = ""
    """Who acts, "" for a timer."""
    did: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.wakes()

    def wakes(self) -> None:
        """A new process: nothing is remembered but the rows."""
        self.session = Session(self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint")

    def does(self, who: str, action: Action, **answers: str | list[str]) -> bool:
        """Whether it was taken; what is refused leaves no trace. Whatever people do takes them a second."""
        self.heard += 1
        self.clock.move(self.clock.now() + timedelta(seconds=1))
        person = Person(PLATFORM, who.lower())
        event = Event(f"h{self.heard}", person, direct(person), private=True, name=who, answers=answers, forms="now")

        def work() -> Reply:
            return self.app._do(self.app._turn(self.session, event), action)

        reply = self._kept(who, work)
        return reply is not None and not isinstance(reply, Invalid)

    def _kept(self, who: str, work: Callable[[], Reply]) -> Reply:
        try:
            with self.session.begin_nested():
                reply = work()
        except Refused:
            return None
        self.session.flush()
        self.actor = who
        self.holds()
        return reply

    def fires(self) -> None:
        """Everything that is due."""
        while True:
            turn = self.app._turn(self.session)
            keys, _ = look(self.session, turn.now, 1)
            due = take(self.session, keys[0], turn.now) if keys else None
            if due is None:
                return
            self.app._do(turn, unpack(due.action))
            self.session.flush()
            self.actor = ""
            self.holds()

    def lives(self, hours: float) -> None:
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

    def holds(self) -> None:
        """What has to be true after everything that happens."""
        self.listens()

    def listens(self) -> None:
        now = self.clock.now()
        for parcel in self.session.scalars(select(Parcel).where(Parcel.state == "waiting", Parcel.kind == "send")):
            parcel.state, parcel.done_at = "said", now
            self.hears(parcel)
        self.session.flush()

    def hears(self, parcel: Parcel) -> None:
        """Somebody is told something."""

    def plays(self, deed: str, *how: object) -> None:
        done = getattr(self, "_" + deed.replace(" ", "_"))(*how)
        self.did[deed if done is not False else f"{deed}, refused"] += 1
        self.fires()
        self.actor = ""
        self.holds()

    def _live(self, hours: int) -> None:
        self.lives(hours)

    def _sleep(self, hours: int) -> None:
        self.sleeps(hours)

    def _start_anew(self, _: int) -> None:
        self.wakes()

    def _holiday(self, ahead: int, days: int) -> bool:
        first = self.clock.now() + timedelta(days=ahead)
        last = first + timedelta(days=days)
        return self.does("Ana", AddHoliday(self.group), first=f"{first:%-d %B %Y}", last=f"{last:%-d %B %Y}")

    def _no_holiday(self, n: int) -> bool:
        found = self.session.scalars(select(Holiday).order_by(Holiday.first)).all()
        return bool(found) and self.does("Ben", DropHoliday(found[n % len(found)].id))

    def nth(self, n: int) -> Meeting:
        """A meeting to come; one that is over where there is none."""
        ahead = select(Meeting).where(Meeting.start > self.clock.now()).order_by(Meeting.start, Meeting.id)
        found = self.session.scalars(ahead).all() or self.session.scalars(select(Meeting)).all()
        return found[n % len(found)]
