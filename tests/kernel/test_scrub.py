"""What a Turn deletes for good is gone from the file and its journal, and a press can go unremembered."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.ledger import Heard, Timer
from bot.sealed import Vault
from bot.turn import Turn
from tests.chat import Chat

CANARY = "zebra-lantern-4711"


@dataclass(frozen=True)
class Press(Action, name="scrubbing.press"):
    value: int


feature = Feature("scrubbing")


@feature.on(Press)
def press(turn: Turn, action: Press) -> None:
    turn.unheard()


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith("tend"))


def put(database: Database, now: StoppedClock) -> None:
    with database.begin() as session:
        session.add(Timer(key=CANARY, due=now.now(), action="x"))


def take(database: Database, vault: Vault, now: StoppedClock, *, scrub: bool) -> None:
    with database.begin() as session:
        session.delete(session.get_one(Timer, CANARY))
        if scrub:
            Turn(now.now(), session, vault).scrub()


@pytest.mark.sqlite
@pytest.mark.parametrize("scrub", [True, False])
def test_deleted_and_scrubbed_is_gone_and_deleted_alone_is_not(
    scrub: bool, database: Database, vault: Vault, clock: StoppedClock, tmp_path: Path
) -> None:
    put(database, clock)
    assert CANARY.encode() in files(tmp_path)
    take(database, vault, clock, scrub=scrub)
    assert (CANARY.encode() in files(tmp_path)) is not scrub


@pytest.mark.sqlite
def test_somebody_who_reads_meanwhile_puts_it_off_and_the_next_turn_makes_up_for_it(
    database: Database, vault: Vault, clock: StoppedClock, tmp_path: Path
) -> None:
    put(database, clock)
    with database.begin() as session:  # the process has begun, and has nothing left to make up for
        session.execute(select(Timer.key))
    reader = sqlite3.connect(tmp_path / "tend.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM timers").fetchall()
    with database.connected() as connection:
        raw = connection.connection.dbapi_connection
        assert raw
        raw.execute("PRAGMA busy_timeout=20")
    take(database, vault, clock, scrub=True)
    assert CANARY.encode() in files(tmp_path)
    reader.execute("COMMIT")
    reader.close()
    with database.begin() as session:
        session.execute(select(Timer.key))
    assert CANARY.encode() not in files(tmp_path)


async def test_a_press_can_go_unremembered(database: Database, vault: Vault, clock: StoppedClock) -> None:
    chat = Chat(database, vault, clock, [feature])
    await chat._act("Ana", None, action="scrubbing.press:3")
    with database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Heard)) == 0
