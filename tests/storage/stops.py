"""Processes that share PostgreSQL and are told to stop while they send: is anything left half done?

    python -m tests.storage.stops --processes 3 --sends 400 --stops 6 --seed 1

As in `tests.storage.kills` each planned thing is a timer whose handler says something on a platform that is a file. A
process is a whole one, with its heart and its page of health; it is told to stop by SIGTERM, and another takes its
place. Time runs as it does, so what one had left half done would wait for two minutes. With `--held`, the first is told
so while somebody holds the tables and gives none back: it stands as after a kill, so then time runs fast, and the
platform knows keys.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from adapters.health import answering
from bot.app import App
from bot.db import Database, engine
from bot.health import Health
from bot.ledger import Parcel
from bot.life import STOPPING, Ending, live
from bot.port import Messenger, Place, Sent
from bot.sealed import new_root_key
from bot.ui import Message
from tests.postgres import SAFELY, Postgres
from tests.storage.kills import SPEED, Paper, World, _done, _plan

WORKSPACES = 8
"""What is said in one goes one after the other, since the platform knows no keys."""
SEND_SECONDS = 0.4
"""A platform that takes its time, so that a process is always in the middle of some."""


@dataclass
class Slow(Paper):
    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        await asyncio.sleep(SEND_SECONDS / 2)
        sent = await super().send(to, message, key=key, again=again, thread=thread)
        await asyncio.sleep(SEND_SECONDS / 2)
        return sent

    def workspace(self, id: str) -> str:
        return f"{int(id) % WORKSPACES}"


@dataclass
class Open:
    """A chat in which nobody says anything."""

    messenger: Messenger

    async def run(self, app: App) -> None:
        await asyncio.Event().wait()

    def trouble(self) -> str:
        return ""


async def serve(world: World, port: int) -> None:
    """A process, until it is told to stop."""
    app, ending = world.app(), Ending()
    try:
        async with answering(Health(app, [ending]), "127.0.0.1", port):
            await live(app, [Open(world.paper)], ending.begin)
    finally:
        app.database.close()


@dataclass
class Process:
    id: int
    port: int
    said: set[str] = field(default_factory=set)

    def ready(self) -> tuple[int, str]:
        """What /readyz says; 0 while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=3) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as no:
            return no.code, no.read().decode()
        except OSError:
            return 0, ""

    def stop(self) -> tuple[int, float, bool]:
        """The exit status, the seconds that it took, and whether its page said that it stops."""
        began, seen = time.monotonic(), False
        os.kill(self.id, signal.SIGTERM)
        while True:
            seen = seen or self.ready() == (503, f"{STOPPING}\n")
            ended, status = os.waitpid(self.id, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status), time.monotonic() - began, seen
            time.sleep(0.01)


@dataclass(frozen=True)
class Figures:
    sends: int
    stops: int
    statuses: list[int]
    longest: float
    """Seconds from the signal to the end."""
    said_so: int
    """Whose page said that they stop."""
    lost: int
    repeated: int
    half_done: int
    """Claimed by one process and not finished by it."""
    seconds: float


def begin(world: World) -> Process:
    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        port = int(knock.getsockname()[1])
    child = os.fork()
    if child == 0:
        status = 3
        try:
            asyncio.run(serve(world, port))
            status = 0
        finally:
            os._exit(status)
    return Process(child, port)


def run(world: World, *, sends: int, stops: int, processes: int, seed: int, held: bool, patience: float) -> Figures:
    dice, began, told = random.Random(seed), time.monotonic(), list[tuple[int, float, bool]]()
    _plan(world, sends, timedelta())
    alive = [begin(world) for _ in range(processes)]
    try:
        while len(told) < stops and not _done(world, sends):
            one = dice.choice(alive)
            if held and not told:
                _until_ready(one)
                with _held(world):
                    time.sleep(1)  # it ticks, and waits
                    told.append(one.stop())
            else:
                _until_ready(one)
                time.sleep(dice.uniform(0, 1))
                told.append(one.stop())
            alive[alive.index(one)] = begin(world)
        while not _done(world, sends) and time.monotonic() - began < patience:
            time.sleep(0.2)
        told += [one.stop() for one in alive]
        alive = []
    finally:
        for one in alive:
            os.kill(one.id, signal.SIGKILL)
    statuses, seconds, seen = zip(*told, strict=True)
    shown = world.paper.read()
    lost, repeated = sum(f"ring/{number}" not in shown for number in range(sends)), sum(shown.values()) - len(shown)
    return Figures(
        sends,
        len(told),
        sorted(statuses),
        round(max(seconds), 1),
        sum(seen),
        lost,
        repeated,
        _half_done(world),
        round(time.monotonic() - began, 1),
    )


def _until_ready(one: Process) -> None:
    until = time.monotonic() + 60
    while one.ready()[0] != 200 and time.monotonic() < until:
        time.sleep(0.05)


@contextmanager
def _held(world: World) -> Iterator[None]:
    holds = engine(world.url)
    with holds.begin() as connection:
        connection.exec_driver_sql("lock table timers, outbox in access exclusive mode")
        yield
    holds.dispose()


def _half_done(world: World) -> int:
    database = Database(world.url)
    with database.begin() as session:
        found = session.scalar(select(func.count()).select_from(Parcel).where(Parcel.attempts > 1))
    database.close()
    return found or 0


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--processes", type=int, default=3)
    asked.add_argument("--sends", type=int, default=400)
    asked.add_argument("--stops", type=int, default=6)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--held", action="store_true")
    asked.add_argument("--patience", type=float, default=100, help="seconds after which it ends, whatever is left")
    given = asked.parse_args()
    server = Postgres(SAFELY)
    with tempfile.TemporaryDirectory() as folder:
        try:
            paper = Slow(Path(folder) / "paper.sqlite3", knows_keys=given.held)
            paper.make()
            world = World(server.url(server.new()), new_root_key(), time.monotonic(), paper, SPEED if given.held else 1)
            print(json.dumps(asdict(run(world, **vars(given)))))
        finally:
            server.close()


if __name__ == "__main__":
    main()
