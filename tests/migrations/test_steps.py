"""The steps make the tables that the code has, and no walk up or down loses a row."""

import importlib
import pkgutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, Inspector, MetaData, inspect

import bot
from bot import migrate
from bot.db import Kept, engine
from tests.migrations.conftest import STEPS, Tomorrow, another, dangling, fill, of_today, rows, tables, walk

Columns = dict[str, dict[str, list[Any]]]


def test_the_steps_are_numbered_one_after_another() -> None:
    assert [int(step) for step in STEPS] == list(range(1, len(STEPS) + 1))


def test_every_table_is_known_to_the_steps() -> None:
    """In a process of its own, since here some other test may have imported a table that nothing else does."""
    tell = "import bot.migrate; from bot.db import Kept; print(*Kept.metadata.tables)"
    told = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)  # noqa: S603
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        importlib.import_module(module.name)
    ours = {one.local_table for one in Kept.registry.mappers if one.class_.__module__.startswith("bot.")}
    assert set(told.stdout.split()) == {str(table) for table in ours}


@pytest.mark.storage
def test_the_steps_make_the_tables_that_the_code_has(
    fresh: Engine, kept_in: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    walk(fresh, "head")
    coded = engine(another(kept_in, tmp_path / "coded.sqlite3", request))
    Kept.metadata.create_all(coded)
    try:
        assert shape(inspect(fresh)) == shape(inspect(coded))
    finally:
        coded.dispose()
    assert migrate.differences() == []


def shape(seen: Inspector) -> dict[str, Any]:
    """Columns in their order, keys, references and indexes, each with its name."""
    return {
        name: [
            [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(name)],
            seen.get_pk_constraint(name),
            sorted(seen.get_foreign_keys(name), key=str),
            sorted(seen.get_unique_constraints(name), key=str),
            sorted(seen.get_check_constraints(name), key=str),
            sorted(str(index | {"dialect_options": _words(index)}) for index in seen.get_indexes(name)),
        ]
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def _words(index: Any) -> dict[str, str]:
    """What only one kind of database knows of an index, such as which rows it is for."""
    return {option: str(value) for option, value in index.get("dialect_options", {}).items()}


def test_every_constraint_has_a_name(fresh: Engine) -> None:
    walk(fresh, "head")
    for table in tables(fresh).tables.values():
        assert [constraint for constraint in table.constraints if not constraint.name] == []


@pytest.mark.everywhere
@pytest.mark.storage
@pytest.mark.timeout(240)
def test_b8_each_step_keeps_every_row_up_and_down_and_up(fresh: Engine) -> None:
    walk(fresh, STEPS[0])
    for below, step in pairwise(STEPS):
        up_down_up(fresh, below, step)


@pytest.mark.storage
def test_b8_the_latest_step_keeps_every_row_up_and_down_and_up(fresh: Engine) -> None:
    of_today(fresh)
    walk(fresh, STEPS[-2])
    up_down_up(fresh, STEPS[-2], STEPS[-1])


def up_down_up(database: Engine, below: str, step: str) -> None:
    """Up, what was there and still has a column is as it was; down, everything is; and up again comes to the same."""
    known = tables(database)
    fill(database, known)
    before = columns(database, known)
    walk(database, step)
    made = tables(database)
    after = columns(database, made)
    for table in before.keys() & after.keys():
        both = sorted(before[table].keys() & after[table].keys())
        was, now = _rows(before[table], both), _rows(after[table], both)
        came = now - was
        assert not was - now, f"{table} at {step}"
        assert not came or before.keys() - after.keys(), f"{table} at {step}"  # only from a table that is gone
    walk(database, below)
    dropped = before.keys() - after.keys()
    assert _but_ids(columns(database, known), dropped) == _but_ids(before, dropped), f"from {step} to {below}"
    walk(database, step)
    assert columns(database, made) == after, f"again at {step}"
    assert dangling(database) == []


def columns(database: Engine, of: MetaData) -> Columns:
    """What is kept, by table and column, in the order of the keys."""
    return {
        table: {column.name: [row[number] for row in found] for number, column in enumerate(of.tables[table].columns)}
        for table, found in rows(database, of).items()
    }


def _rows(of: dict[str, list[object]], columns: list[str]) -> Counter[str]:
    return Counter(repr(row) for row in zip(*(of[column] for column in columns), strict=True))


def _but_ids(found: Columns, dropped: set[str]) -> Columns:
    """A table that a step puts out of the world comes back with the same rows under new ids, in any order."""
    return {
        table: {c: sorted(v, key=str) for c, v in kept.items() if c != "id"} if table in dropped else kept
        for table, kept in found.items()
    }


@pytest.mark.storage
def test_b8_copying_a_table_that_others_refer_to_keeps_their_rows(full: Engine, tomorrow: Tomorrow) -> None:
    before, known, steps = rows(full), tables(full), tomorrow()
    for to in ("9001", STEPS[-1], "9001"):
        walk(full, to, steps)
        assert rows(full, known) == before
        assert dangling(full) == []
    assert inspect(full).get_foreign_keys("members")[-1]["options"] == {}


def test_b8_references_are_enforced_again_after_a_walk(full: Engine) -> None:
    with full.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_b8_a_step_that_would_leave_rows_dangling_keeps_nothing(full: Engine, tomorrow: Tomorrow) -> None:
    before, steps = rows(full), tomorrow('op.execute("delete from people")')
    with pytest.raises(migrate.Dangling):
        walk(full, "9001", steps)
    assert (rows(full), migrate.version(full)) == (before, STEPS[-1])


@pytest.mark.storage
def test_all_the_way_down_and_up_again(full: Engine) -> None:
    with full.connect() as connection:
        command.downgrade(migrate.config(migrate.STEPS, connection), "base")
    assert tables(full).tables == {}
    walk(full, "head")
    assert shape(inspect(full)) != {}
