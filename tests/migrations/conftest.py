"""Databases that are full before they are changed, and steps that have not been written yet."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Table, delete, insert, select

from bot import migrate
from bot.db import Kept, engine

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
STEPS = [step.revision for step in reversed(list(ScriptDirectory(str(migrate.STEPS)).walk_revisions()))]
"""The steps that there are, first to last."""

Rows = dict[str, list[tuple[Any, ...]]]

TOMORROW = '''"""A step as somebody may write it tomorrow: tables that others refer to are copied."""

import os
import time
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("pronouns", sa.String(), nullable=False, server_default=""))
        people.drop_constraint("uq_people_platform_handle", type_="unique")
        people.create_unique_constraint("uq_people_handle_platform", ["handle", "platform"])
    if pause := os.environ.get("PAUSE_HERE"):
        Path(pause).touch()
        time.sleep(60)
    with op.batch_alter_table("members") as members:
        members.drop_constraint("fk_members_profile_id_people", type_="foreignkey")
        members.create_foreign_key("fk_members_profile_id_people", "people", ["profile_id"], ["id"])
    {last}


def downgrade() -> None:
    with op.batch_alter_table("members") as members:
        members.drop_constraint("fk_members_profile_id_people", type_="foreignkey")
        members.create_foreign_key(
            "fk_members_profile_id_people", "people", ["profile_id"], ["id"], ondelete="CASCADE"
        )
    with op.batch_alter_table("people") as people:
        people.drop_constraint("uq_people_handle_platform", type_="unique")
        people.create_unique_constraint("uq_people_platform_handle", ["platform", "handle"])
        people.drop_column("pronouns")
'''

Tomorrow = Callable[..., Path]


@pytest.fixture
def tomorrow(tmp_path: Path) -> Tomorrow:
    """The steps of today and one more, which may do something bad at its end."""

    def write(last: str = "") -> Path:
        steps = tmp_path / "steps"
        shutil.rmtree(steps, ignore_errors=True)
        shutil.copytree(migrate.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
        step = TOMORROW.format(head=STEPS[-1], last=last)
        (steps / "versions" / "9001_tomorrow.py").write_text(step, "utf-8")
        return steps

    return write


@pytest.fixture
def fresh(kept_in: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Without a table."""
    made = engine(another(kept_in, tmp_path / "tend.sqlite3", request))
    yield made
    made.dispose()


def another(kept_in: str, file: Path, request: pytest.FixtureRequest) -> str:
    """The address of a new database of this kind."""
    if kept_in == "sqlite":
        return f"sqlite:///{file}"
    server = request.getfixturevalue("postgres")
    return str(server.url(server.new()))


@pytest.fixture
def full(fresh: Engine) -> Engine:
    """A database of today with rows in every table."""
    of_today(fresh)
    fill(fresh)
    return fresh


def of_today(database: Engine) -> None:
    """As after every step; to walk them takes twenty times as long."""
    Kept.metadata.create_all(database)
    with migrate.walking(database) as connection:
        command.stamp(migrate.config(migrate.STEPS, connection), "head")


def walk(database: Engine, to: str, steps: Path = migrate.STEPS) -> None:
    """Up or down."""
    known = [step.revision for step in ScriptDirectory(str(steps)).walk_revisions()]
    at = migrate.version(database)
    go = command.downgrade if at and to in known and known.index(to) > known.index(at) else command.upgrade
    with migrate.walking(database) as connection:
        go(migrate.config(steps, connection), to)


def fill(database: Engine, there: MetaData | None = None) -> None:
    """Nothing but two rows in every table, each referring to the rows that were put in before it."""
    there = there or tables(database)
    with database.begin() as connection:
        for table in reversed(there.sorted_tables):
            connection.execute(delete(table))
        for table in there.sorted_tables:
            for number in (1, 2):
                connection.execute(insert(table).values({c.name: _value(c, number) for c in table.columns}))


def _value(column: Any, number: int) -> object:
    kind = column.type.python_type
    if column.foreign_keys or kind is str:
        return f"{number}"
    at = NOW.replace(day=number, tzinfo=None)
    return {int: number, float: number, bool: True, bytes: b"sealed", datetime: at, date: at.date()}[kind]


def rows(database: Engine, of: MetaData | None = None) -> Rows:
    """Everything that is kept, by table; `of` names the tables and columns to look at."""
    there = (of or tables(database)).sorted_tables
    with database.connect() as connection:
        return {table.name: [tuple(row) for row in connection.execute(_all(table))] for table in there}


def _all(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def tables(database: Engine) -> MetaData:
    """The tables as they are in the database now, without Alembic's own."""
    found = MetaData()
    found.reflect(database, only=lambda name, _: name != "alembic_version")
    return found


def dangling(database: Engine) -> list[Any]:
    """Rows that refer to nothing. PostgreSQL lets none come about."""
    if database.dialect.name != "sqlite":
        return []
    with database.connect() as connection:
        return list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
