"""Who presses nothing: whoever runs Tend, at the command line, and whoever holds the address of a calendar."""

import sqlite3
from functools import partial
from pathlib import Path

import click
import pytest
from alembic.script import ScriptDirectory
from click.testing import CliRunner

from adapters.__main__ import main
from bot import copies, migrate
from bot.meetings.own_calendar import published
from tests.canaries.search import found_in
from tests.matrix.places import GROUP, OWNER
from tests.matrix.walk import Walk

NO_WORDS_OF_HERS = {
    "demo": "makes a house of its own",
    "run": "is Tend itself, whom everything else tries",
    "key": "makes a key",
    "keys rotate": "prints a count; tests/cli/test_rekeying.py",
    "restore": "prints a count; tests/cli/test_restoring.py",
    "screen": "reads what is given to it",
    "discord invite": "prints an address",
    "slack manifest": "prints a file",
    "formats list": "reads no database",
    "formats show": "reads no database",
    "formats check": "reads no database",
    "instruments list": "reads no database",
    "instruments show": "reads no database",
    "instruments wording": "reads no database",
    "instruments check": "reads no database",
    "rotation simulate": "reads no database",
    "migrate": "prints a step",
}
TRIED = {
    "doctor": [],
    "rehearse": [GROUP],
    "backup": ["copy.sqlite3"],
    "export": [OWNER],
    "retain": [],
    "erase": [OWNER, "--yes"],
}


def leaves(group: click.Group, before: str = "") -> list[str]:
    """Every command, with the words that it is run by."""
    found = []
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        found += leaves(command, words) if isinstance(command, click.Group) else [words]
    return found


def test_every_command_of_the_operator_is_tried_or_left_out_for_a_reason() -> None:
    assert {*TRIED, *NO_WORDS_OF_HERS} == set(leaves(main))
    assert not TRIED.keys() & NO_WORDS_OF_HERS.keys()


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
