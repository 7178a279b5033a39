"""The command as people run it: a process of its own, in an empty folder, with no settings but those of the test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from adapters.__main__ import main
from bot import migrate
from bot.db import Database
from bot.house import House, open_house
from bot.sealed import HOUSE, new_root_key
from bot.settings import PREFIX, Settings

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
COMMAND = (sys.executable, "-m", "adapters")

COMPILED_AGAIN = "PYTHONDONTWRITEBYTECODE"
"""With it every process compiles all of Tend once more, which people who start it do not."""

Tend = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(settings: Mapping[str, object]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, COMPILED_AGAIN))}
    return kept | {PREFIX + name.upper(): str(value) for name, value in settings.items()}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


@pytest.fixture
def tend(tmp_path: Path) -> Tend:
    def run(*words: str, typed: str = "", **settings: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603 -- our own command
            [*COMMAND, *words],
            cwd=tmp_path,
            env=environment(settings),
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=55,
        )

    return run


@pytest.fixture
def tend_here() -> Iterator[Tend]:
    """The same in this process, where nothing has to start: for what a command says, beside one test with `tend` that
    shows it as people run it. What nobody foresaw is raised.
    """
    mask = os.umask(0o077)

    def run(*words: str, typed: str = "", **settings: object) -> "subprocess.CompletedProcess[str]":
        done = CliRunner(catch_exceptions=False).invoke(main, words, typed, environment(settings))
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    yield run
    os.umask(mask)


@pytest.fixture
def key() -> str:
    return new_root_key()


@pytest.fixture
def settings(tmp_path: Path, key: str) -> Settings:
    return Settings(directory=tmp_path / "house", key=SecretStr(key))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that took every step, and has no row; copying it is quicker than taking them for each test."""
    file = tmp_path_factory.mktemp("built") / "tend.sqlite3"
    made = Database(f"sqlite:///{file}")
    migrate.upgrade(made.engine, NOW)
    made.close()
    return file


def move_in(settings: Settings, built: Path) -> None:
    settings.directory.mkdir()
    shutil.copy(built, settings.directory)


@pytest.fixture
def lived_in(settings: Settings, built: Path) -> Settings:
    """A house in which something was sealed, so that its key is known."""
    move_in(settings, built)
    house: House = open_house(settings, NOW)
    with house.database.begin() as session:
        house.vault.seal(session, "private", owner=HOUSE, cell="a.b.c", now=NOW)
    house.close()
    return settings


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and when it was last written."""
    return {str(f): (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.rglob("*") if f.is_file()}
