"""A disk that is full, cannot be written, or damaged: everybody is told, and nothing is called saved."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot import screens
from bot.clock import StoppedClock
from bot.db import Database, new_id
from bot.disk import SAID, Ailment
from bot.doctor import HELD, examine
from bot.features import FEATURES
from bot.groups.actions import Begin
from bot.groups.tables import Group
from bot.health import Health
from bot.house import open_house
from bot.port import Event
from bot.sealed import Vault, new_root_key
from bot.settings import CannotStart, Settings
from bot.ui import Invalid
from tests.chat import ROOM, Chat, direct
from tests.conftest import MONDAY
from tests.groups.scene import a_group, text

pytestmark = pytest.mark.sqlite

NEW = {"name": "Not kept", "zone": "Europe/Berlin", "rhythm": "second Tuesday 18:30"}

Tiny = Callable[[int], Path]


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Tiny]:
    """A disk of so many kilobytes, where one may be made."""
    at = tmp_path / "disk"

    def make(kilobytes: int) -> Path:
        at.mkdir()
        made = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", str(at)]
        if os.getuid() or subprocess.run(made, capture_output=True, check=False).returncode:  # noqa: S603
            pytest.skip("no disk can be made here")
        return at

    yield make
    subprocess.run(["umount", "-l", str(at)], capture_output=True, check=False)  # noqa: S603, S607


def fill(disk: Path) -> Path:
    """Not a byte more has room."""
    ballast = os.open(disk / "ballast", os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while True:
            os.write(ballast, bytes(1024))
    os.close(ballast)
    return disk / "ballast"


def pragma(database: Database, words: str) -> None:
    with database.connected() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA {words}")


async def told(chat: Chat) -> list[str]:
    return await Health(chat.app, []).trouble()


async def does(chat: Chat, **what: Any) -> object:
    """Ana, while nothing else happens: what she reads at once."""
    ana = chat.person("Ana")
    where = ROOM if "answers" in what else direct(ana)
    return await chat.app.handle(Event(new_id(), ana, where, **what))


async def nothing_is_called_saved(chat: Chat, ailment: Ailment) -> None:
    """Words, a press and a form: each gets the sentence, the form stays, and readiness is gone with a reason."""
    assert text(await does(chat, text="away 2 weeks")) == screens.NOT_SAVED
    assert text(await does(chat, action="support.show")) == screens.NOT_SAVED
    assert await does(chat, action=Begin().pack(), answers=NEW) == Invalid({}, screens.NOT_SAVED)
    assert await told(chat) == [SAID[ailment]]


async def test_a_file_that_cannot_be_written_is_told_and_mends_itself(chat: Chat) -> None:
    await a_group(chat, "Ana")
    pragma(chat.database, "query_only = ON")  # what SQLite says then is what it says of a file without the right
    await nothing_is_called_saved(chat, "read-only")
    pragma(chat.database, "query_only = OFF")
    assert await told(chat) == []
    assert "away" in text(await chat.types("Ana", "away 2 weeks"))
    assert await told(chat) == []


async def test_damaged_pages_are_told_and_not_forgotten(chat: Chat, tmp_path: Path) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.database.scrub()
    chat.database.let_go()
    file = tmp_path / "tend.sqlite3"
    kept = file.read_bytes()
    file.write_bytes(kept[:4096] + os.urandom(len(kept) - 4096))
    assert text(await does(chat, text="away 2 weeks")) == screens.NOT_SAVED
    assert await told(chat) == [SAID["damaged"]]
    assert await told(chat) == [SAID["damaged"]], "it does not mend"
    assert await chat.app.zone_of(chat.person("Ana")) == "", "and what is told needs nothing from it"


async def test_a_file_that_was_moved_away_is_told_and_goes_on_when_it_is_back(
    tmp_path: Path, empty: Path, vault: Vault, clock: StoppedClock
) -> None:
    file, elsewhere = Path(shutil.copy(empty, tmp_path / "tend.sqlite3")), tmp_path / "elsewhere"
    database = Database(f"sqlite:///{file}")
    chat = Chat(database, vault, clock, FEATURES)
    await a_group(chat, "Ana")
    file.rename(elsewhere)
    await nothing_is_called_saved(chat, "moved")
    shutil.copy(elsewhere, file)
    await nothing_is_called_saved(chat, "moved")
    elsewhere.rename(file)
    assert await told(chat) == []
    assert "away" in text(await chat.types("Ana", "away 2 weeks"))
    database.close()


def test_the_doctor_tells_a_lock_and_a_file_that_is_gone_from_a_fault_of_the_disk(settings: Settings) -> None:
    house, file = open_house(settings, MONDAY), settings.directory / "tend.sqlite3"
    holds = sqlite3.connect(file, isolation_level=None)
    holds.execute("begin immediate")
    hurried = settings.model_copy(update={"database": SecretStr(f"sqlite:///{file}?timeout=0.1")})
    assert found(hurried) == f"{file}: {HELD}"
    holds.close()
    file.unlink()
    assert SAID["moved"] in found(settings)
    house.close()


async def test_a_disk_that_is_really_full_is_told_and_goes_on_when_there_is_room(
    tiny: Tiny, empty: Path, vault: Vault, clock: StoppedClock
) -> None:
    disk = tiny(4096)
    file = Path(shutil.copy(empty, disk))
    database = Database(f"sqlite:///{file}")
    chat = Chat(database, vault, clock, FEATURES)
    await a_group(chat, "Ana")
    database.scrub()
    ballast = fill(disk)
    await nothing_is_called_saved(chat, "full")
    ballast.unlink()
    assert await told(chat) == []
    assert "away" in text(await chat.types("Ana", "away 2 weeks"))
    with database.begin() as session:
        assert len(session.scalars(select(Group)).all()) == 1
    database.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(directory=tmp_path / "house", key=SecretStr(new_root_key()))


def found(settings: Settings) -> str:
    return "\n".join(one.sentence for one in examine(settings, StoppedClock(MONDAY)) if one.state == "wrong")


def test_on_a_full_disk_tend_does_not_start_and_the_doctor_says_why(tiny: Tiny, settings: Settings) -> None:
    disk = tiny(4096)
    settings = settings.model_copy(update={"directory": disk})
    open_house(settings, MONDAY).close()
    assert "There is room for" in "".join(one.sentence for one in examine(settings, StoppedClock(MONDAY)))
    fill(disk)
    with pytest.raises(CannotStart, match="is full"):
        open_house(settings, MONDAY)
    assert "is full" in found(settings)


def test_on_a_disk_that_cannot_be_written_neither(tiny: Tiny, settings: Settings) -> None:
    disk = tiny(4096)
    settings = settings.model_copy(update={"directory": disk})
    open_house(settings, MONDAY).close()
    again = ["mount", "-o", "remount,ro", str(disk)]
    assert subprocess.run(again, check=False).returncode == 0  # noqa: S603
    with pytest.raises(CannotStart, match="cannot be written|cannot write"):
        open_house(settings, MONDAY)
    assert "cannot be written" in found(settings)


def test_on_a_full_disk_there_is_no_room_for_a_first_database_either(tiny: Tiny, settings: Settings) -> None:
    disk = tiny(200)
    settings = settings.model_copy(update={"directory": disk})
    with pytest.raises(CannotStart, match="is full"):
        open_house(settings, MONDAY)
