"""Who presses nothing: whoever runs Tend, at the command line, and whoever holds the address of a calendar."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from click.testing import CliRunner

from adapters.__main__ import main
from bot import copies, migrate
from bot.meetings.handlers.own_calendar import published
from tests.canaries.search import found_in
from tests.matrix.operator import TRIED
from tests.matrix.places import GROUP, OWNER
from tests.matrix.walk import Walk


def test_nothing_that_whoever_runs_tend_types_shows_what_is_hers(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    copies.write(walk.chat.database.engine, tmp_path / "tend.sqlite3")
    with sqlite3.connect(tmp_path / "tend.sqlite3") as raw:
        raw.execute("create table alembic_version (version_num text)")
        raw.execute("insert into alembic_version values (?)", [ScriptDirectory(str(migrate.STEPS)).get_current_head()])
    for words, more in TRIED.items():
        env = {"TEND_DIRECTORY": str(tmp_path), "TEND_KEY": walk.key}
        shown = CliRunner().invoke(main, [*words.split(), *more], env=env)
        assert isinstance(shown.exception, SystemExit | None), (words, shown.output)
        assert "Usage" not in shown.output, words
        assert [said for said in walk.readers if said in shown.output] == [], words
    held = (tmp_path / "copy.sqlite3").read_bytes()
    assert GROUP.encode() in held
    assert [said for said in walk.written if found_in(held, said)] == []


async def test_who_holds_an_address_reads_meetings_and_nothing_of_hers(walk: Walk) -> None:
    assert len(walk.tokens) == 2
    for token in walk.tokens:
        shown = await walk.app.read(partial(published, token=token))
        assert shown
        assert "BEGIN:VEVENT" in shown
        assert [said for said in [*walk.readers, OWNER] if said in shown] == []
