"""An upgrade on bad days: killed on the way, begun twice, met by an older program, or taken back."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine

from bot import copies, migrate
from bot.db import Database
from bot.ledger import Heard
from bot.settings import CannotStart
from tests.migrations.conftest import NOW, STEPS, Tomorrow, rows, tables, walk

UPGRADE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from bot import copies, migrate
from bot.db import engine
migrate.upgrade(engine(sys.argv[1]), datetime(2026, 11, 2, 8, tzinfo=UTC), Path(sys.argv[2]))
"""


def upgrading(database: Engine, steps: Path, **environment: str) -> "subprocess.Popen[bytes]":
    """A process of its own that upgrades."""
    command = [sys.executable, "-c", UPGRADE, str(database.url), str(steps)]
    return subprocess.Popen(command, env=os.environ | environment)  # noqa: S603 -- our own code


@pytest.mark.everywhere
@pytest.mark.storage
def test_b9_killed_on_the_way_the_old_tables_are_there_and_the_next_start_goes_on(
    full: Engine, tomorrow: Tomorrow, tmp_path: Path
) -> None:
    before, known, steps, halfway = rows(full), tables(full), tomorrow(), tmp_path / "halfway"
    full.dispose()
    process = upgrading(full, steps, PAUSE_HERE=str(halfway))
    while not halfway.exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (migrate.version(full), rows(full)) == (STEPS[-1], before)
    assert "pronouns" not in tables(full).tables["people"].columns
    full.dispose()
    assert upgrading(full, steps).wait() == 0
    assert (migrate.version(full), rows(full, known)) == ("9001", before)


@pytest.mark.storage
def test_b9_a_step_that_fails_keeps_nothing(full: Engine, tomorrow: Tomorrow) -> None:
    before, steps = rows(full), tomorrow('raise RuntimeError("halfway")')
    with pytest.raises(RuntimeError, match="halfway"):
        migrate.upgrade(full, NOW, steps)
    assert (migrate.version(full), rows(full)) == (STEPS[-1], before)


@pytest.mark.storage
def test_b10_an_older_program_leaves_a_newer_database_alone(full: Engine, tomorrow: Tomorrow) -> None:
    walk(full, "9001", tomorrow())
    before = rows(full)
    with pytest.raises(CannotStart, match="made by a newer Tend"):
        migrate.upgrade(full, NOW)
    assert (migrate.version(full), rows(full)) == ("9001", before)


def test_the_copy_made_before_an_upgrade_can_be_put_back(full: Engine, tomorrow: Tomorrow, tmp_path: Path) -> None:
    before = rows(full)
    copy = migrate.upgrade(full, NOW, tomorrow())
    assert copy == tmp_path / f"tend.sqlite3.before-upgrade-20261102T080000Z-{STEPS[-1]}"
    assert copies.beside(tmp_path / "tend.sqlite3") == [copy]
    full.dispose()
    shutil.copyfile(copy, tmp_path / "tend.sqlite3")
    assert migrate.upgrade(full, NOW) is None
    assert (migrate.version(full), rows(full)) == (STEPS[-1], before)


def test_a_new_database_and_one_that_is_up_to_date_are_not_copied(fresh: Engine, tmp_path: Path) -> None:
    assert migrate.upgrade(fresh, NOW) is None
    assert migrate.upgrade(fresh, NOW) is None
    assert copies.beside(tmp_path / "tend.sqlite3") == []


def test_an_unfinished_copy_of_a_process_that_died_is_no_copy(full: Engine, tomorrow: Tomorrow, tmp_path: Path) -> None:
    unfinished = tmp_path / f"tend.sqlite3.before-upgrade-20261102T080000Z-{STEPS[-1]}.unfinished"
    unfinished.write_bytes(b"half a cop")
    assert copies.beside(tmp_path / "tend.sqlite3") == []
    copy = migrate.upgrade(full, NOW, tomorrow())
    assert copy is not None
    assert not unfinished.exists()


def test_b13_a_copy_made_while_somebody_writes_is_whole(full: Engine, tmp_path: Path) -> None:
    """Events are heard two at a time, so a copy with an odd number would be torn."""
    database, done = Database(str(full.url)), False

    def write() -> None:
        number = 0
        while not done:
            number += 1
            with database.begin() as session:
                session.add(Heard(platform="even", event=f"{number}a", at=NOW))
                session.flush()
                session.add(Heard(platform="even", event=f"{number}b", at=NOW))

    writer = Thread(target=write)
    writer.start()
    try:
        made = [migrate.back_up(full, f"{number}", NOW) for number in range(5)]
    finally:
        done = True
        writer.join()
        database.close()
    counts = [_whole_copy(copy) for copy in made if copy]
    assert len(counts) == 5
    assert counts == sorted(counts)
    assert counts[-1] > 0


def _whole_copy(copy: Path) -> int:
    """How many pairs are in it."""
    with sqlite3.connect(copy) as raw:
        assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]
        count = int(raw.execute("select count(*) from heard where platform = 'even'").fetchone()[0])
    raw.close()
    assert count % 2 == 0
    return count // 2


@pytest.mark.everywhere
@pytest.mark.storage
def test_b3_several_processes_may_start_on_a_new_database_at_once(fresh: Engine) -> None:
    started = [upgrading(fresh, migrate.STEPS) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]
    assert migrate.version(fresh) == STEPS[-1]
