"""From one process's word to another's saying it, on PostgreSQL; against one that only looks every second."""

import asyncio
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median
from unittest.mock import patch

from bot import heart
from bot.app import App
from bot.clock import SystemClock
from bot.db import Database, Kept
from bot.listening import listen
from bot.port import Place, Sent
from bot.sealed import Vault, new_root_key
from bot.turn import Turn
from bot.ui import Message
from tests.bench.measured import Measured
from tests.chat import FakeMessenger
from tests.postgres import QUICKLY, Postgres

TIMES = 30
DEAF = "deaf"


async def hearing() -> list[Measured]:
    server = Postgres(QUICKLY)
    try:
        url, root = server.url(server.new()), new_root_key()
        there = Database(url)
        Kept.metadata.create_all(there.engine)
        told, looked = _said(there, root), _said(there, root, DEAF)
        there.close()
    finally:
        server.close()
    what = "from one process's word to another's saying it, in the middle of thirty"
    return [Measured(what, told * 1000, "looking every second", looked * 1000, "ms")]


def _said(database: Database, root: str, how: str = "") -> float:
    """Seconds from the end of the transaction to the platform."""
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.bench.hearing", url, root, how]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- ourselves
    assert other.stdout
    took = []
    try:
        for number in range(TIMES + 1):
            _put(database, root, f"{how}{number}")
            kept = time.monotonic()
            took.append(float(other.stdout.readline()) - kept)
            time.sleep(random.uniform(0.1, 1.1))
    finally:
        other.terminate()
        other.communicate()
    return median(took[1:])  # the first waits for the process


def _put(database: Database, root: str, key: str) -> None:
    with database.begin() as session:
        Turn(SystemClock().now(), session, Vault(root)).say(Place("test", "here"), Message("Hello."), key=key)


@dataclass
class Prompt(FakeMessenger):
    """Prints when it was asked."""

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        print(time.monotonic(), flush=True)
        return await super().send(to, message, key=key, again=again, thread=thread)


async def _nobody_tells(*_: object) -> None:
    return


def main() -> None:
    """The other process."""
    url, root, how = sys.argv[1:]
    app = App(Database(url), Vault(root), SystemClock(), [], [Prompt()])
    with patch.object(heart, "listen", _nobody_tells if how == DEAF else listen):
        asyncio.run(heart.beat(app))


if __name__ == "__main__":
    main()
