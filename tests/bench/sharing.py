"""How many messages a second one process says, and two that share PostgreSQL, on a platform that answers at once?

Everything is due when they begin. The database keeps what it is told, as people run it, and works on the same cores.
"""

import asyncio
import multiprocessing
import time
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

from bot.app import App
from bot.clock import SystemClock
from bot.db import Database, Kept
from bot.port import Circle, Onlookers, Person, Place, Sent
from bot.sealed import Vault, new_root_key
from bot.turn import Turn
from bot.ui import Message
from tests.bench.measured import Measured
from tests.postgres import SAFELY, Postgres

MESSAGES, PLACES = 4000, 500
PLATFORM = "paper"
WORKSPACES = 20
PATIENCE_SECONDS = 60


@dataclass
class Answering:
    """A platform without limits, which knows our keys. `said` is how many messages it was given."""

    said: int = 0
    platform: str = PLATFORM
    onlookers: Onlookers = Onlookers()  # noqa: RUF009 -- frozen
    knows_keys: bool = True

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        self.said += 1
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
        return f"W{int(id) % WORKSPACES}"


def sharing() -> list[Measured]:
    """Takes some fifteen seconds."""
    server = Postgres(SAFELY)
    try:
        one, two = (_said_by(server, processes) for processes in (1, 2))
    finally:
        server.close()
    both = "messages a second that two processes say, which share PostgreSQL and two cores"
    cost = "processor time of a message in them, without the server's"
    return [
        Measured(both, two.a_second, "one process", one.a_second, ""),
        Measured(cost, two.cost, "in one process", one.cost, "ms"),
    ]


@dataclass(frozen=True)
class Pace:
    """`cost` is milliseconds of a processor for one message, in all processes of Tend together."""

    a_second: float
    cost: float


def _said_by(server: Postgres, processes: int) -> Pace:
    """From when all are ready until the last message is marked."""
    url, root = server.url(server.new()), new_root_key()
    _put_down(url, root)
    spawn = multiprocessing.get_context("spawn")
    ready, told = spawn.Barrier(processes + 1), spawn.SimpleQueue()
    started = [spawn.Process(target=_process, args=(url, root, ready, told)) for _ in range(processes)]
    for process in started:
        process.start()
    ready.wait(PATIENCE_SECONDS)
    began = time.monotonic()
    said: list[tuple[int, float]] = [told.get() for _ in started]
    seconds = time.monotonic() - began
    for process in started:
        process.join()
    if sum(number for number, _ in said) != MESSAGES:
        raise AssertionError("something was said twice, or not at all")
    return Pace(MESSAGES / seconds, 1000 * sum(cost for _, cost in said) / MESSAGES)


def _put_down(url: str, root: str) -> None:
    def say(turn: Turn) -> None:
        for number in range(MESSAGES):
            turn.say(Place(PLATFORM, f"{number % PLACES}"), Message(f"Good morning, {number}."), key=f"say/{number}")

    with closing(Database(url)) as database:
        Kept.metadata.create_all(database.engine)
        App(database, Vault(root), SystemClock(), [], [Answering()]).change(say)


def _process(url: str, root: str, ready: Barrier, told: "SimpleQueue[tuple[int, float]]") -> None:
    platform = Answering()
    with closing(Database(url)) as database:
        app = App(database, Vault(root), SystemClock(), [], [platform])
        ready.wait(PATIENCE_SECONDS)
        began = time.process_time()
        asyncio.run(_all(app))
        told.put((platform.said, time.process_time() - began))


async def _all(app: App) -> None:
    await app.deliver()
