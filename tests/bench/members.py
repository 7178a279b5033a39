"""A second with a million members scheduled, against one with ten thousand: what each thing that is due costs.

Each member is known, has a timer some time in the next week, was told something last week, and has something waiting
for the morning. In every round `DUE` of the timers fire, and what they say goes out. Each size is a process of its own,
so that its memory can be told; the rows are put there in SQL, before it starts.
"""

# ruff: noqa: S608 -- rows by the million are made where they are kept, and of nothing but our own words

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.actions import Action
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.feature import Feature
from bot.features import FEATURES
from bot.people import Profile
from bot.sealed import Vault, new_root_key
from bot.turn import Turn
from bot.ui import Message
from tests.bench.measured import Measured
from tests.bench.memory import megabytes
from tests.chat import FakeMessenger
from tests.postgres import Postgres

FEW, MANY = 10_000, 1_000_000
DUE, ROUNDS = 200, 5
BEGINS = datetime(2026, 11, 2, 8, tzinfo=UTC)
WORKSPACE = 2_000
"""Members in each."""

HERE = f"(i / {WORKSPACE})"
IN = f"""'["workspace", "test", "w' || {HERE} || '"]'"""
TO = f"""'["person", "test", "w' || {HERE} || '/u' || i || '"]'"""
ROWS = (
    f"""insert into people (id, platform, handle, name, zone, zone_is_theirs, met_at)
    select 'p' || i, 'test', 'w' || {HERE} || '/u' || i, 'Somebody', 'Europe/Berlin', {{no}}, '{{met}}' from n""",
    f"""insert into timers (key, due, action, failures, workspace)
    select 'member/' || i, {{due}}, 'members.due:p' || i, 0, {IN} from n""",
    f"""insert into outbox
    (key, kind, platform, lane, "to", state, not_before, done_at, attempts, unclear, thread, workspace)
    select 'said/' || i, 'send', 'test', {TO}, {TO}, 'said', '{{met}}', '{{met}}', 1, {{no}}, '', {IN} from n""",
    f"""insert into outbox (key, kind, platform, lane, "to", state, not_before, attempts, unclear, thread, workspace)
    select 'waits/' || i, 'send', 'test', 'waits/' || i, {TO}, 'waiting', '{{morning}}', 0, {{no}}, '', {IN} from n""",
)
NUMBERS = "with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {members}) "


@dataclass(frozen=True)
class Due(Action, name="members.due"):
    person: str


def due() -> Feature:
    feature = Feature("members")

    @feature.timer(Due)
    def say(turn: Turn, action: Due) -> None:
        profile = turn.session.get_one(Profile, action.person)
        turn.say(profile.person, Message("Good morning."), key=f"due/{action.person}/{turn.now.timestamp()}")

    return feature


def fill(database: Database, members: int) -> None:
    """In rounds of a minute each; everybody else is due later in the week."""
    single = database.single_writer
    when = f"case when i < {DUE * (ROUNDS + 1)} then i / {DUE} else 60 + i - i / 9000 * 9000 end"
    names = {"members": str(members), "no": "0" if single else "false"}
    names |= {f"{name}": f"{at:%Y-%m-%d %H:%M:%S}.000000" for name, at in _moments().items()}
    begins = names["begins"]
    names["due"] = f"datetime('{begins}', '+' || ({when}) || ' minutes') || '.000000'"
    if not single:
        names["due"] = f"timestamp '{begins}' + ({when}) * interval '1 minute'"
    numbers = NUMBERS.format(**names)
    with database.engine.begin() as connection:
        for rows in ROWS:
            insert, chosen = rows.format(**names).split("select", 1)
            statement = f"{insert} {numbers} select {chosen}" if single else f"{numbers} {insert} select {chosen}"
            connection.exec_driver_sql(statement)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("analyze")


def _moments() -> dict[str, datetime]:
    return {"begins": BEGINS, "met": BEGINS - timedelta(days=7), "morning": BEGINS + timedelta(hours=16)}


async def rounds(url: str, root: str) -> tuple[float, float, float]:
    """In the quickest round, for one thing that is due: milliseconds of this process's processor, and on the wall;
    then the megabytes that it holds.
    """
    database, clock, said = Database(url), StoppedClock(BEGINS), FakeMessenger()
    app = App(database, Vault(root), clock, [*FEATURES, due()], [said])
    costs, walls = [], []
    for number in range(ROUNDS + 1):
        clock.move(BEGINS + timedelta(minutes=number))
        processor, wall = time.process_time(), time.monotonic()
        await app.tick()
        carried = await app.deliver()
        costs.append((time.process_time() - processor) / DUE * 1000)
        walls.append((time.monotonic() - wall) / DUE * 1000)
        if carried != DUE:
            raise AssertionError(f"{carried} were due")
    database.close()
    return min(costs[1:]), min(walls[1:]), megabytes("self")


def members(kind: str) -> list[Measured]:
    """The ratios of a million to ten thousand."""
    with _server(kind) as address:
        few, many = (_in_a_process(address(str(size)), size) for size in (FEW, MANY))
    what, against = f"each thing that is due, with 1,000,000 members in {kind}: processor", "with 10,000"
    return [
        Measured(what, many[0], against, few[0], "ms"),
        Measured("the same on the wall", many[1], against, few[1], "ms"),
        Measured("memory after it", many[2], against, few[2], "MB"),
    ]


@contextmanager
def _server(kind: str) -> Iterator[Callable[[str], str]]:
    """Where a new, empty database of a name is."""
    if kind == "SQLite":
        with tempfile.TemporaryDirectory() as folder:
            yield lambda name: f"sqlite:///{folder}/{name}.sqlite3"
        return
    server = Postgres(("shared_buffers=256MB",))
    try:
        yield lambda _: server.url(server.new())
    finally:
        server.close()


def _in_a_process(url: str, size: int) -> tuple[float, float, float]:
    database = Database(url)
    Kept.metadata.create_all(database.engine)
    fill(database, size)
    database.close()
    command = [sys.executable, "-m", "tests.bench.members", url, new_root_key()]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 -- our own
    processor, wall, memory = json.loads(told.stdout.splitlines()[-1])
    return processor, wall, memory


if __name__ == "__main__":
    import logging

    from bot.logs import set_up

    set_up("ERROR")
    logging.disable(logging.CRITICAL)
    sys.stdout.write(json.dumps(asyncio.run(rounds(sys.argv[1], sys.argv[2]))))
