"""Processes that say what was planned, and are killed while they do it: what is lost, and what is said twice?

    python -m tests.storage.kills --database sqlite --processes 3 --sends 10000 --kills 200 --seed 1

Each planned thing is a timer; its handler says something in one of many places, and what follows from that is counted.
A process ends by SIGKILL, half the time at a random instant and half the time at one of POINTS, and another takes its
place. The platform is a file of its own that no kill can harm. Time runs SPEED times as fast, so that a claim of a dead
process runs out within seconds.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot import db
from bot.actions import Action
from bot.app import App
from bot.db import Database, Kept, new_id
from bot.feature import Feature
from bot.ledger import Heard, Parcel, Timer
from bot.port import Circle, Onlookers, Person, Place, Sent
from bot.sealed import Vault, new_root_key
from bot.turn import Turn
from bot.ui import Message
from tests.postgres import SAFELY, Postgres

SPEED = 20
"""A claim of two minutes runs out after six seconds."""
PLACES = 200
KILL_SECONDS = 0.6
"""About so often somebody is killed; what is planned is spread over all of it."""
POINTS = ("timer taken", "timer done", "sending", "sent", "what follows", "marked")
BEGINS = datetime(2026, 11, 2, 8, tzinfo=UTC)
PLATFORM = "file"

ringing = Feature("ringing")


@dataclass(frozen=True)
class Ring(Action, name="ringing.ring"):
    number: int


@dataclass(frozen=True)
class Rang(Action, name="ringing.rang"):
    number: int


@dataclass
class Doomed:
    """Kills this process when it comes to a point for the so-manieth time."""

    point: str = ""
    times: int = 0

    def at(self, point: str) -> None:
        if point == self.point:
            self.times -= 1
            if self.times <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


doomed = Doomed()


@ringing.on(Ring)
def ring(turn: Turn, action: Ring) -> None:
    place = Place(PLATFORM, f"{action.number % PLACES}")
    turn.say(place, Message(f"Ring {action.number}."), key=f"ring/{action.number}", then=Rang(action.number))
    doomed.at("timer taken")


@ringing.on(Rang)
def rang(turn: Turn, action: Rang) -> None:
    turn.session.add(Heard(platform="rang", event=f"{action.number}/{new_id()}", at=turn.now))
    turn.session.flush()
    doomed.at("what follows")


@dataclass
class Speedy:
    """Runs fast, for all processes alike."""

    zero: float
    speed: float = SPEED

    def now(self) -> datetime:
        return BEGINS + timedelta(seconds=(time.monotonic() - self.zero) * self.speed)


@dataclass
class Paper:
    """A platform: a file of what it was asked to show. With `knows_keys`, it shows each key once."""

    file: Path
    knows_keys: bool
    platform: str = PLATFORM
    onlookers: Onlookers = Onlookers()  # noqa: RUF009 -- frozen

    def make(self) -> None:
        with closing(self._open()) as paper:
            paper.execute("create table shown (key text, process integer)")
            paper.execute(f"create {'unique' if self.knows_keys else ''} index by_key on shown (key)")

    def count(self) -> tuple[int, int]:
        """How many were shown, and how many different ones."""
        with closing(self._open()) as paper:
            shown, different = paper.execute("select count(*), count(distinct key) from shown").fetchone()
            return shown, different

    def read(self) -> Counter[str]:
        with closing(self._open()) as paper:
            return Counter(key for (key,) in paper.execute("select key from shown"))

    def most_of_one(self) -> int:
        """Of what was shown again, the most that one and the same process had shown first."""
        with closing(self._open()) as paper:
            first = "select process, min(rowid) from shown group by key having count(*) > 1"
            most = f"select coalesce(max(n), 0) from (select count(*) as n from ({first}) group by process)"  # noqa: S608
            return int(paper.execute(most).fetchone()[0])

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        doomed.at("sending")
        with closing(self._open()) as paper:
            paper.execute("insert or ignore into shown values (?, ?)", (key, os.getpid()))
        doomed.at("sent")
        await asyncio.sleep(0)
        return Sent(to, key)

    async def edit(self, sent: Sent, message: Message) -> None:
        raise NotImplementedError

    async def delete(self, sent: Sent) -> None:
        raise NotImplementedError

    async def direct(self, to: Person) -> Place:
        raise NotImplementedError

    async def gather(self, circle: Circle, *, key: str) -> Place:
        raise NotImplementedError

    def workspace(self, id: str) -> str:
        return ""

    def _open(self) -> sqlite3.Connection:
        opened = sqlite3.connect(self.file, isolation_level=None, timeout=30)
        opened.execute("pragma synchronous=OFF")  # a kill is no power cut
        return opened


@dataclass(frozen=True)
class World:
    """What all processes share."""

    url: str
    root: str
    zero: float
    paper: Paper
    speed: float = SPEED

    def app(self) -> App:
        return App(Database(self.url), Vault(self.root), Speedy(self.zero, self.speed), [ringing], [self.paper])


def live(world: World, point: str, times: int) -> None:
    """A process: never returns."""
    doomed.point, doomed.times = point, times
    try:
        asyncio.run(_live(world.app()))
    finally:
        os._exit(1)


async def _live(app: App) -> None:
    parent = os.getppid()
    app._one_timer = _then(app._one_timer, "timer done")  # type: ignore[method-assign,assignment]
    app.post.courier.mark = _then(app.post.courier.mark, "marked")  # type: ignore[method-assign,assignment]

    async def ticks() -> None:
        while os.getppid() == parent:
            await app.tick()
            await asyncio.sleep(0.02)

    async def delivers() -> None:
        while os.getppid() == parent:
            await app.deliver()
            await asyncio.sleep(0.02)

    await asyncio.gather(_on(ticks), _on(delivers))


def _then(work: Callable[..., Awaitable[Any]], point: str) -> Callable[..., Awaitable[Any]]:
    async def done(*given: Any) -> Any:
        outcome = await work(*given)
        doomed.at(point)
        return outcome

    return done


async def _on(beat: Callable[[], Awaitable[None]]) -> None:
    """As the heart does, which logs what went wrong."""
    while True:
        with suppress(Exception):
            return await beat()
        await asyncio.sleep(0.2)


@dataclass(frozen=True)
class Figures:
    sends: int
    kills: int
    at_points: int
    restarts: int
    lost: int
    """Not said, and nothing is left that would say it."""
    open: int
    """Not said when patience ended, but still to be."""
    repeated: int
    most_in_one_crash: int
    followed: int
    followed_twice: int
    seconds: float


@dataclass
class Restarts:
    """Now and then the server ends, properly or as in a crash, and begins again a moment later."""

    server: Postgres | None
    dice: random.Random
    apart: tuple[float, float]
    count: int = 0
    due: float = 0

    def happen(self) -> None:
        if self.server and time.monotonic() > self.due:
            if self.due:
                self.server.stop(self.dice.choice((signal.SIGINT, signal.SIGQUIT)))
                time.sleep(self.dice.uniform(0, 1))
                self.server.start()
                self.count += 1
            self.due = time.monotonic() + self.dice.uniform(*self.apart)


def run(
    world: World,
    restarts: Restarts,
    *,
    sends: int,
    kills: int,
    processes: int,
    seed: int,
    lasts: float,
    patience: float,
) -> Figures:
    dice, began = random.Random(seed), time.monotonic()
    _plan(world, sends, timedelta(seconds=lasts * SPEED / sends))
    alive: list[tuple[int, bool, float]] = []
    killed, at_points = 0, 0
    while killed < kills or not _done(world, sends):
        while len(alive) < processes:
            pointed = killed < kills and dice.random() < 0.5
            child = _begin(world, dice.choice(POINTS) if pointed else "", dice.randrange(1, 15))
            alive.append((child, pointed, time.monotonic()))
        time.sleep(dice.uniform(0.02, 0.5) / processes if killed < kills else 0.3)
        restarts.happen()
        for one in list(alive):
            if os.waitpid(one[0], os.WNOHANG)[0]:
                alive.remove(one)
                killed, at_points = killed + 1, at_points + 1
        if killed < kills and _done_already(world, sends):
            kills = killed  # nothing is left to be killed at
        lived = [(one, time.monotonic() - one[2]) for one in alive]
        old = [one for one, seconds in lived if seconds > (5 if one[1] else 0.3)]  # it has begun to do something
        if killed < kills and old:
            one = dice.choice(old)
            alive.remove(one)
            _kill(one[0])
            killed += 1
        if time.monotonic() - began > patience:
            break
    for one in alive:
        _kill(one[0])
    return _figures(world, sends, killed, at_points, restarts.count, time.monotonic() - began)


def _begin(world: World, point: str, times: int) -> int:
    child = os.fork()
    if child == 0:
        live(world, point, times)
    return child


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _plan(world: World, sends: int, apart: timedelta) -> None:
    database = Database(world.url)
    Kept.metadata.create_all(database.engine)
    vault = Vault(world.root)
    with database.begin() as session:
        turn = Turn(BEGINS, session, vault)
        turn.seal("the key of the house is made", owner="house", cell="")
        for number in range(sends):
            turn.at(f"ring/{number}", BEGINS + number * apart, Ring(number))
    database.close()


def _done_already(world: World, sends: int) -> bool:
    return world.paper.count()[1] >= sends


def _done(world: World, sends: int) -> bool:
    if not _done_already(world, sends):
        return False
    database = Database(world.url)
    with database.begin() as session:
        open_ = session.scalar(select(func.count()).select_from(Parcel).where(Parcel.done_at.is_(None)))
        waiting = session.scalar(select(func.count()).select_from(Timer))
    database.close()
    return not open_ and not waiting


def _figures(world: World, sends: int, killed: int, at_points: int, restarts: int, seconds: float) -> Figures:
    shown = world.paper.read()
    database = Database(world.url)
    with database.begin() as session:
        rang = Counter(event.partition("/")[0] for event in session.scalars(select(Heard.event)))
        still = {
            *session.scalars(select(Timer.key)),
            *session.scalars(select(Parcel.key).where(Parcel.done_at.is_(None))),
        }
    database.close()
    unsaid = {f"ring/{number}" for number in range(sends)} - shown.keys()
    repeated = sum(shown.values()) - len(shown)
    twice = sum(rang.values()) - len(rang)
    lost, open_ = len(unsaid - still), len(unsaid & still)
    most = world.paper.most_of_one()
    return Figures(sends, killed, at_points, restarts, lost, open_, repeated, most, len(rang), twice, round(seconds, 1))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--sends", type=int, default=10_000)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--patience", type=float, default=600, help="seconds after which it ends, whatever is left")
    asked.add_argument("--restarts", type=float, nargs=2, help="seconds from one restart of PostgreSQL to the next")
    asked.add_argument("--lasts", type=float, help="seconds over which what is planned is spread")
    asked.add_argument("--unkeyed", action="store_true", help="the platform knows no keys")
    given = asked.parse_args()
    db.SAFELY = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in db.SAFELY)
    with tempfile.TemporaryDirectory() as folder:
        server = Postgres(SAFELY) if given.database == "postgresql" else None
        try:
            url = server.url(server.new()) if server else f"sqlite:///{folder}/tend.sqlite3"
            paper = Paper(Path(folder) / "paper.sqlite3", not given.unkeyed)
            paper.make()
            world = World(url, new_root_key(), time.monotonic(), paper)
            apart = (given.restarts[0], given.restarts[1]) if given.restarts else (0.0, 0.0)
            restarts = Restarts(server if given.restarts else None, random.Random(given.seed), apart)
            figures = run(
                world,
                restarts,
                sends=given.sends,
                kills=given.kills,
                processes=given.processes,
                seed=given.seed,
                lasts=given.lasts or KILL_SECONDS * given.kills,
                patience=given.patience,
            )
            print(json.dumps(asdict(figures)))
        finally:
            if server:
                server.close()


if __name__ == "__main__":
    main()
