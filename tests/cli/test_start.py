"""What cannot work ends in one sentence and the exit status 1, and leaves the disk as it was."""

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import keys
from bot.house import open_house
from bot.sealed import new_root_key
from bot.settings import CannotStart, Settings
from tests.cli.conftest import NOW, Tend, everything


def refused(tend: Tend, *words: str, **settings: object) -> str:
    """The sentence of a process; and nothing in the folder has changed."""
    before = everything(Path.cwd())
    ended = tend(*words, **settings)
    assert everything(Path.cwd()) == before
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("Error: ")
    assert ended.stderr.count("\n") == 1
    return ended.stderr.removeprefix("Error: ").strip()


def closed(settings: Settings) -> str:
    """The sentence for which the house does not open; and nothing in the folder has changed."""
    before = everything(Path.cwd())
    with pytest.raises(CannotStart) as no:
        open_house(settings, NOW)
    assert everything(Path.cwd()) == before
    return str(no.value)


def changed(settings: Settings, **to: object) -> Settings:
    return settings.model_copy(update=to)


def test_b11_without_a_key_nothing_starts(tend: Tend) -> None:
    assert refused(tend, "run", "terminal") == keys.NO_KEY


@pytest.mark.parametrize("command", [["run", "terminal"], ["run", "local"], ["migrate"]])
def test_b11_the_wrong_key_starts_nothing(tend_here: Tend, lived_in: Settings, command: list[str]) -> None:
    assert refused(tend_here, *command, key=new_root_key(), directory=lived_in.directory, port=0) == keys.WRONG_KEY


@pytest.mark.parametrize("given", ["tooshort", "not base64 at all!", "a" * 44])
def test_b11_what_is_no_key_starts_nothing(lived_in: Settings, given: str) -> None:
    assert closed(changed(lived_in, key=SecretStr(given))) == keys.NOT_A_KEY


def test_two_keys_are_one_too_many(settings: Settings, key: str) -> None:
    Path("key").write_text(key)
    assert closed(changed(settings, key_file=Path("key"))) == keys.TWO_KEYS


def test_a_key_file_that_is_not_there_is_named() -> None:
    assert "TEND_KEY_FILE names nowhere, which cannot be read" in closed(Settings(key_file=Path("nowhere")))


def test_b10_a_database_from_a_newer_tend_is_left_alone(lived_in: Settings) -> None:
    with sqlite3.connect(lived_in.directory / "tend.sqlite3") as raw:
        raw.execute("update alembic_version set version_num = '9999'")
    raw.close()
    assert closed(lived_in).startswith("This database was made by a newer Tend")


def test_b7_a_damaged_database_is_not_opened(lived_in: Settings) -> None:
    file = lived_in.directory / "tend.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
    assert "is damaged" in closed(lived_in)
    file.write_bytes(b"a letter to Ana")
    assert "is damaged" in closed(lived_in)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("my database", "TEND_DATABASE is not a database address."),
        ("nosql://somewhere", "TEND_DATABASE is not a database address."),
        ("oracle://scott:tiger@host/db", "The driver for the database that TEND_DATABASE names is not installed"),
    ],
)
def test_an_address_that_is_none_is_said_without_its_password(settings: Settings, address: str, sentence: str) -> None:
    said = closed(changed(settings, database=SecretStr(address)))
    assert said.startswith(sentence)
    assert "tiger" not in said


def test_a_folder_that_cannot_be_one_is_said(settings: Settings) -> None:
    Path("letter").write_text("mine")
    assert "Tend cannot write into the folder" in closed(changed(settings, directory=Path("letter/house")))


def test_a_mistyped_setting_starts_nothing(tend: Tend, key: str) -> None:
    assert "Did you mean TEND_PORT?" in refused(tend, "run", key=key, prot=1)


def test_what_tend_writes_is_for_its_owner_alone(tend: Tend, key: str) -> None:
    assert tend("run", "terminal", key=key).returncode == 0
    written = list(Path("var").rglob("*"))
    assert written
    assert [path for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_a_key_is_written_once_and_for_its_owner(tend: Tend) -> None:
    made = tend("key", "tend.key")
    assert made.returncode == 0
    assert stat.S_IMODE(Path("tend.key").stat().st_mode) == 0o600
    assert Path("tend.key").read_text().strip() not in made.stdout
    keys.vault(Settings(key_file=Path("tend.key")))
    assert "is there already" in refused(tend, "key", "tend.key")
    assert "cannot be written" in refused(tend, "key", "nowhere/tend.key")


def test_the_version_is_told_and_loads_no_database_and_no_platform() -> None:
    tell = "import sys, adapters.__main__ as a; a.main(['--version'], standalone_mode=False); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.startswith("tend 0.1.0\n")
    assert {"sqlalchemy", "pydantic", "aiohttp", "alembic"} & set(told.stdout.split()) == set()
