"""Tables and steps that differ are noticed, and the difference can be written down as a step."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Column, ForeignKey, String, Table

from adapters.__main__ import main
from bot import migrate
from bot.db import Instant, Kept
from tests.migrations.conftest import STEPS


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A table that no step makes yet."""
    monkeypatch.setattr(os, "umask", lambda mask: mask)
    person = Column("person", String, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    table = Table("kettles", Kept.metadata, person, Column("on_at", Instant, nullable=False))
    yield
    Kept.metadata.remove(table)


def test_tables_that_no_step_makes_fail_the_check(extra: None) -> None:
    checked = CliRunner().invoke(main, ["migrate", "--check"])
    assert checked.exit_code == 1
    assert "kettles" in checked.output
    assert "tend migrate --write WORDS" in checked.output


def test_the_difference_is_written_as_a_step(extra: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(migrate.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "STEPS", steps)
    assert CliRunner().invoke(main, ["migrate", "--write", "Put the kettle on"]).exit_code == 0
    written = (steps / "versions" / f"{int(STEPS[-1]) + 1:04}_put_the_kettle_on.py").read_text("utf-8")
    assert "sa.Column('on_at', sa.DateTime(), nullable=False)" in written
    assert "fk_kettles_person_people" in written
    assert "bot" not in written
    assert migrate.differences() == []
