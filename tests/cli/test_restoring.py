"""A copy and the way back: whole while Tend writes, useless without the key, and nobody returns who was erased."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic import SecretStr
from sqlalchemy import select

from adapters.__main__ import main
from bot import copies, keys, restoring
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.erased import Erasures
from bot.features import FEATURES
from bot.front import Say
from bot.house import House, at, look, open_house
from bot.ledger import Timer
from bot.people import Profile
from bot.port import Event, Person, Sent
from bot.pulse.tables import Wave
from bot.sealed import HOUSE, DataKey, Erased, Sealed, new_root_key
from bot.settings import CannotStart, Settings
from bot.turn import Turn
from bot.ui import Message
from tests.chat import ROOM, Chat, FakeMessenger, Shown, direct
from tests.cli.conftest import NOW, environment, everything, move_in
from tests.groups.scene import a_group, text
from tests.pulse.people import SIX, hand_in

LATER = NOW + timedelta(hours=1)
CANARY, CELL = "canary-5f1d", "a.b.c"
ANA = Person("test", "ana")


@dataclass
class Afterwards(FakeMessenger):
    """Shows what is said from here on, on a platform where everything from before still stands."""

    before: list[Shown] = field(default_factory=list)

    def by_id(self, id: str) -> Shown:
        return next(shown for shown in self.before + self.shown if shown.id == id)


class Living:
    """A house and its chat; opened again, the one from before is closed first, as a process ends.

    The platform lives on: no message there is given the number of another, so an edit finds its own.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.house: House | None = None
        self.events, self.ids = count(1), count(1)
        self.messenger: Afterwards | None = None

    def __call__(self) -> Chat:
        self.close()
        self.house = open_house(self.settings, NOW)
        chat = Chat(self.house.database, self.house.vault, StoppedClock(NOW), FEATURES)
        chat._events = self.events
        chat.messenger = self.messenger = Afterwards(before=self.stands(), _ids=self.ids)
        chat.app = self.house.app(chat.clock, [chat.messenger])
        return chat

    def stands(self) -> list[Shown]:
        """Every message on the platform, from whichever life."""
        return self.messenger.before + self.messenger.shown if self.messenger else []

    def close(self) -> None:
        if self.house:
            self.house.close()
            self.house = None


@pytest.fixture
def living(settings: Settings, built: Path) -> Iterator[Living]:
    move_in(settings, built)
    made = Living(settings)
    yield made
    made.close()


async def lives(chat: Chat) -> Sealed:
    """Benedikt answers and comes to a meeting; and a cell of his, by the key that all of his words are sealed with."""
    await a_group(chat, "Ana", "Benedikt", "Cleo")
    await chat.passes(days=5)  # past Friday's check-in
    for words in ("4", "2", "5"):
        await chat.types("Benedikt", words)
    await chat.passes(days=3)  # past the reminder of the meeting
    await chat.presses("Benedikt", "Coming")
    return chat.app.look(lambda turn: turn.seal(CANARY, owner=benedikt(turn).owner, cell=CELL))


def benedikt(turn: Turn) -> Profile:
    return turn.session.scalars(select(Profile).filter_by(handle="benedikt")).one()


async def is_forgotten(chat: Chat) -> None:
    await chat.types("Benedikt", "forget me")
    await chat.presses("Benedikt", "Delete everything of mine")


def is_gone(chat: Chat, cell: Sealed) -> None:
    """No row names him, none of his keys is left, and nothing of his opens."""
    rows = "\n".join(str(row) for table in tables(chat.database).values() for row in table)
    assert "enedikt" not in rows
    assert "cleo" in rows, "the others are there"
    with pytest.raises(Erased):
        chat.app.look(lambda turn: turn.open(cell, cell=CELL))


def tables(database: Database) -> dict[str, list[object]]:
    with database.begin() as session:
        return {name: list(session.execute(select(table))) for name, table in Kept.metadata.tables.items()}


async def test_a_copy_is_whole_while_tend_writes_and_holds_what_there_was(living: Living, settings: Settings) -> None:
    chat = living()
    await lives(chat)
    file = Path("copy")
    assert restoring.back_up(settings, file) == file.stat().st_size
    assert file.stat().st_mode & 0o077 == 0
    copied = Database(f"sqlite:///{file}")
    assert tables(copied) == tables(chat.database)
    copied.close()
    assert [path.name for path in Path().iterdir() if path.is_file()] == ["copy"]


async def test_in_a_copy_from_before_somebody_who_was_forgotten_opens(living: Living, settings: Settings) -> None:
    """Otherwise the tests below would prove nothing."""
    chat = living()
    cell = await lives(chat)
    restoring.back_up(settings, Path("copy"))
    await is_forgotten(chat)
    is_gone(chat, cell)
    copied = Database("sqlite:///copy")
    assert copied.run_here(lambda session: chat.vault.open(session, cell, cell=CELL)) == CANARY
    copied.close()


async def test_whoever_was_forgotten_since_is_not_back_after_a_restore(living: Living, settings: Settings) -> None:
    cell = await lives(living())
    restoring.back_up(settings, Path("copy"))
    await is_forgotten(living())
    living.close()
    done = restoring.restore(settings, Path("copy"), LATER)
    assert done.before
    assert done.knew
    chat = living()
    is_gone(chat, cell)
    assert "2 people are in" in text(await chat.types("Ana", "who"))
    await chat.passes(days=30)
    assert [shown for shown in chat.messenger.shown if shown.where == direct(chat.person("Benedikt"))] == []
    assert "Benedikt is no longer" not in chat.all_text("Ana"), "that was said then"


async def test_nor_when_somebody_put_the_file_back_by_hand_or_the_last_database_is_lost(
    living: Living, settings: Settings
) -> None:
    cell = await lives(living())
    restoring.back_up(settings, Path("copy"))
    await is_forgotten(living())
    living.close()
    for file in settings.directory.glob("tend.sqlite3*"):
        file.unlink()
    shutil.copy("copy", settings.directory / "tend.sqlite3")
    is_gone(living(), cell)


async def test_nor_when_the_file_of_names_could_not_be_written_then(living: Living, settings: Settings) -> None:
    """What the database knows comes into the file at the next start, or at the restore."""
    chat = living()
    cell = await lives(chat)
    restoring.back_up(settings, Path("copy"))
    settings.erasures.unlink()
    settings.erasures.mkdir()
    await is_forgotten(chat)
    settings.erasures.rmdir()
    living.close()
    restoring.restore(settings, Path("copy"), LATER)
    is_gone(living(), cell)


async def test_the_file_of_names_tells_nobody_and_a_torn_line_spoils_none(living: Living, settings: Settings) -> None:
    chat = living()
    await lives(chat)
    owner = chat.app.look(benedikt).owner
    with settings.erasures.open("a") as file:
        file.write("5f1d")
    await is_forgotten(chat)
    kept = settings.erasures.read_text()
    assert owner.removeprefix("person:") not in kept
    assert "enedikt" not in kept
    assert len(Erasures(settings.erasures).names()) == 1
    assert settings.erasures.stat().st_mode & 0o077 == 0


async def test_what_waited_is_not_said_again_and_what_takes_another_way_takes_it(
    living: Living, settings: Settings
) -> None:
    chat = living()
    for key, other in (("a", None), ("b", Say("help"))):
        chat.app.look(lambda turn, k=key, o=other: turn.say(ANA, Message("tea"), key=k, otherwise=o))  # type: ignore[misc]
    chat.app.look(lambda turn: turn.take_back("c"))
    restoring.back_up(settings, Path("copy"))
    living.close()
    (settings.directory / "tend.sqlite3").write_bytes(b"no longer readable")
    done = restoring.restore(settings, Path("copy"), LATER)
    assert (done.aside, done.knew) == (2, False)
    chat = living()
    with chat.database.begin() as session:
        assert session.scalars(select(Timer.key)).all() == ["after:b"]
    await chat.app.deliver()
    assert chat.messenger.shown == []


async def test_what_the_last_database_says_was_said_is_not_said_again(living: Living, settings: Settings) -> None:
    def say(chat: Chat, words: str) -> None:
        chat.app.look(lambda turn: turn.say(ANA, Message(words), key=words))

    def stands(chat: Chat) -> list[Sent | None]:
        return [chat.app.look(lambda turn, key=key: turn.sent(key)) for key in ("tea", "coffee")]  # type: ignore[misc]

    chat = living()
    await a_group(chat, "Ana")
    await chat.app.deliver()
    say(chat, "tea")
    restoring.back_up(settings, Path("copy"))
    say(chat, "coffee")
    await chat.app.deliver()
    before = stands(chat)
    living.close()
    assert restoring.restore(settings, Path("copy"), LATER).aside == 0
    chat = living()
    assert None not in before
    assert stands(chat) == before
    say(chat, "coffee")
    await chat.app.deliver()
    assert chat.messenger.shown == []


async def test_what_was_taken_and_never_done_does_not_come_back(living: Living, settings: Settings) -> None:
    chat = living()
    await a_group(chat, "Ana")
    restoring.back_up(settings, Path("copy"))
    assert chat.app.taken
    await chat.app.taken.keep(Event("e", Person("test", "ben"), ROOM, text="join"))
    living.close()
    assert restoring.restore(settings, Path("copy"), LATER).thrown_away == 1
    assert living().app.taken.left == []  # type: ignore[union-attr]  # a house has one
    assert {path.stat().st_size for path in settings.directory.glob("taken-*")} == {0}


async def test_a_pulse_that_was_open_in_the_copy_has_no_second_result(living: Living, settings: Settings) -> None:
    """Two results of one pulse, of five people and of six, would say what the sixth answered."""
    chat = living()
    await a_group(chat, *SIX)
    await chat.types("Ana", "pulse")
    await chat.presses("Ana", "Open a pulse")
    hand_in(chat, dict.fromkeys(SIX[:5], 3))
    restoring.back_up(settings, Path("copy"))
    hand_in(chat, {SIX[5]: 5})
    await chat.passes(days=7, hours=1)
    assert "no result is shown" not in chat.all_text("Ana")
    living.close()
    restoring.restore(settings, Path("copy"), NOW + timedelta(days=8))
    chat = living()
    with chat.database.begin() as session:
        wave = session.scalars(select(Wave)).one()
        assert (wave.closed, wave.result, wave.totals, wave.respondents) == (True, None, None, None)
        assert [one.owner for one in session.scalars(select(DataKey)).all() if one.owner == wave.owner] == []
    await chat.passes(days=9)
    assert "The pulse of" not in chat.all_text("Ana"), "what had been said is not said again, nor taken back"
    assert sum("has closed. What could be shown" in shown.message.text for shown in living.stands()) == 1


async def test_a_restore_that_fails_loses_nothing_of_that_and_says_why(
    living: Living, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = living()
    await a_group(chat, "Ana")
    restoring.back_up(settings, Path("copy"))
    assert chat.app.taken
    await chat.app.taken.keep(Event("e", Person("test", "ben"), ROOM, text="join"))
    living.close()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = everything(settings.directory)
    with monkeypatch.context() as patched:
        patched.setattr("bot.copies.sync", full)
        patched.setattr("shutil.copy2", full)
        with pytest.raises(CannotStart, match=r"No space left on device.*database is as it was"):
            restoring.restore(settings, Path("copy"), LATER)
    with monkeypatch.context() as patched:
        patched.setattr(restoring, "_put_aside_file", full)
        with pytest.raises(CannotStart, match=r"No space left on device.*database is as it was"):
            restoring.restore(settings, Path("copy"), LATER)
    assert everything(settings.directory).keys() == before.keys()
    assert [event.id for event in living().app.taken.left] == ["e"]  # type: ignore[union-attr]  # a house has one


async def test_while_tend_runs_nothing_is_put_back(living: Living, settings: Settings) -> None:
    living()
    restoring.back_up(settings, Path("copy"))
    with pytest.raises(CannotStart, match="Tend is running"):
        restoring.restore(settings, Path("copy"), LATER)


async def test_the_database_from_before_is_kept_whole_or_as_it_is(living: Living, settings: Settings) -> None:
    await a_group(living(), "Ana")
    restoring.back_up(settings, Path("copy"))
    living.close()
    done = restoring.restore(settings, Path("copy"), LATER)
    assert done.before
    assert copies.beside(settings.directory / "tend.sqlite3") == [done.before]
    look(at(settings, done.before), keys.vault(settings))
    (settings.directory / "tend.sqlite3").write_bytes(b"damaged")
    damaged = restoring.restore(settings, Path("copy"), LATER + timedelta(seconds=1)).before
    assert damaged
    assert damaged.read_bytes() == b"damaged"
    assert "one person is in" in text(await living().types("Ana", "who"))


def test_a_copy_that_is_no_good_changes_nothing(lived_in: Settings) -> None:
    restoring.back_up(lived_in, Path("good"))
    Path("torn").write_bytes(Path("good").read_bytes()[:5000])
    strange = Settings(directory=Path("other"), key=SecretStr(new_root_key()))
    house = open_house(strange, NOW)
    with house.database.begin() as session:
        house.vault.seal(session, "private", owner=HOUSE, cell="a.b.c", now=NOW)
    house.close()
    restoring.back_up(strange, Path("strange"))
    before = everything(Path.cwd())
    for file, why in (("torn", "is damaged"), ("strange", "key does not open"), ("none", "There is no file")):
        with pytest.raises(CannotStart, match=why):
            restoring.restore(lived_in, Path(file), LATER)
    with pytest.raises(CannotStart, match="is there already"):
        restoring.back_up(lived_in, Path("good"))
    with pytest.raises(CannotStart, match="not be written, and nothing of it is left"):
        restoring.back_up(lived_in, Path("nowhere/copy"))
    assert everything(Path.cwd()) == before


def test_without_the_key_there_is_no_copy(lived_in: Settings) -> None:
    for key, why in ((None, keys.NO_KEY), (SecretStr(new_root_key()), keys.WRONG_KEY)):
        with pytest.raises(CannotStart, match=why[:40]):
            restoring.back_up(Settings(directory=lived_in.directory, key=key), Path("copy"))
    with pytest.raises(CannotStart, match="no database yet"):
        restoring.back_up(Settings(directory=Path("new"), key=lived_in.key), Path("copy"))


def test_another_database_has_its_own_tools(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "sqlite_file", lambda settings: None)
    other = Settings(database=SecretStr("postgresql+psycopg://tend:secret@host/tend"), key=SecretStr(key))
    with pytest.raises(CannotStart, match="pg_dump --format=custom --file=copy postgresql://tend@host/tend"):
        restoring.back_up(other, Path("copy"))
    with pytest.raises(CannotStart, match="pg_restore .* --dbname=postgresql://tend@host/tend copy"):
        restoring.restore(other, Path("copy"), LATER)


def test_an_unwritable_list_of_the_erased_is_no_start(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="who was erased"):
        open_house(settings.model_copy(update={"erased_file": tmp_path}), NOW)


def test_the_commands_say_what_they_did(lived_in: Settings, key: str) -> None:
    """In this process, which is quicker; that the command starts as its own is tested elsewhere."""

    def tend(*words: str) -> Result:
        return CliRunner().invoke(main, words, env=environment({"key": key, "directory": lived_in.directory}))

    backup = tend("backup", "copy")
    assert (backup.exit_code, backup.stderr) == (0, "")
    assert "of no use without the key" in backup.stdout
    restore = tend("restore", "copy")
    assert (restore.exit_code, restore.stderr) == (0, "")
    assert "The copy is in its place" in restore.stdout
    assert "before-restore-" in restore.stdout
    assert tend("restore").stdout.startswith("Whoever was erased since")
    shutil.rmtree(lived_in.directory)
    elsewhere = tend("restore", "copy").stdout
    assert elsewhere.startswith("The copy is in its place.\nNobody was erased from it: there was no list")
    assert str(lived_in.erasures) in elsewhere
    assert tend("restore", "copy").stdout.startswith("The copy is in its place. Whoever was erased")
    again = tend("backup", "copy")
    assert (again.exit_code, again.stderr[:32]) == (1, "Error: copy is there already. Na")
