"""A new root key: everything opens as before, nothing needs the old one, and no interruption loses anything."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import keys, rekeying, restoring
from bot.clock import StoppedClock
from bot.doctor import examine
from bot.house import House, open_house
from bot.port import Event, Person
from bot.sealed import HOUSE, Sealed, WrongKey
from bot.settings import CannotStart, Settings
from tests.chat import ROOM, FakeMessenger
from tests.cli.conftest import NOW, everything, move_in

LATER = NOW + timedelta(hours=1)
CELL, WORDS = "a.b.c", "canary-77ab"
ANA = Person("test", "ana")
TYPED = Event("e1", ANA, ROOM, text="help")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As it is in earnest: the key in a file of its own."""
    (tmp_path / "keys").mkdir()
    keys.write_new_key(tmp_path / "keys" / "key")
    return Settings(directory=tmp_path / "house", key_file=tmp_path / "keys" / "key")


@pytest.fixture
def cells(settings: Settings, built: Path) -> dict[str, Sealed]:
    move_in(settings, built)
    house = open_house(settings, NOW)
    with house.database.begin() as session:
        owners = [HOUSE, *(f"person:{number}" for number in range(5))]
        made = {owner: house.vault.seal(session, WORDS, owner=owner, cell=CELL, now=NOW) for owner in owners}
    house.close()
    return made


def opened(settings: Settings, work: Callable[[House], object]) -> object:
    house = open_house(settings, NOW)
    try:
        return work(house)
    finally:
        house.close()


def words(house: House, cells: dict[str, Sealed]) -> set[str]:
    return {house.database.run_here(lambda s, c=cell: house.vault.open(s, c, cell=CELL)) for cell in cells.values()}  # type: ignore[misc]


def test_everything_opens_with_the_new_key_and_nothing_with_the_old_one(
    settings: Settings, cells: dict[str, Sealed]
) -> None:
    blind = opened(settings, lambda house: house.vault.blind("e1"))
    done = rekeying.rotate(settings, LATER)
    assert done.old
    assert done.count == len(cells) + 1, "and the maker of blind names"
    assert len(keys.lines(settings)) == 1
    assert settings.key_file
    assert {path.stat().st_mode & 0o777 for path in settings.key_file.parent.iterdir()} == {0o600}
    assert opened(settings, lambda house: words(house, cells)) == {WORDS}
    assert opened(settings, lambda house: house.vault.blind("e1")) == blind
    with pytest.raises(CannotStart, match="does not open this database"):
        open_house(settings.model_copy(update={"key_file": done.old}), NOW)


def test_a_second_rotation_goes_as_the_first(settings: Settings, cells: dict[str, Sealed]) -> None:
    blind = opened(settings, lambda house: house.vault.blind("e1"))
    for hours in (1, 2):
        assert rekeying.rotate(settings, NOW + timedelta(hours=hours)).count == len(cells) + 1
    assert opened(settings, lambda house: words(house, cells)) == {WORDS}
    assert opened(settings, lambda house: house.vault.blind("e1")) == blind


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", ["old key written", "both written", "wrapped anew"])
def test_killed_anywhere_it_opens_and_the_next_attempt_goes_on(
    settings: Settings, cells: dict[str, Sealed], at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise Killed

    real, times = keys.replace, iter([at == "old key written", at == "wrapped anew"])
    monkeypatch.setattr(keys, "replace", lambda *given: dies() if next(times) else real(*given))
    if at == "both written":
        monkeypatch.setattr(rekeying, "_rewrapped", dies)
    with pytest.raises(Killed):
        rekeying.rotate(settings, LATER)
    monkeypatch.undo()
    assert opened(settings, lambda house: words(house, cells)) == {WORDS}
    told = "\n".join(finding.sentence for finding in examine(settings, StoppedClock(NOW)))
    assert ("being replaced" in told) == (at != "old key written")
    rekeying.rotate(settings, LATER + timedelta(hours=1))
    assert len(keys.lines(settings)) == 1
    assert opened(settings, lambda house: words(house, cells)) == {WORDS}


def test_what_was_taken_and_not_done_happens_before_its_key_goes(settings: Settings, cells: dict[str, Sealed]) -> None:
    def take(house: House) -> None:
        asyncio.run(house.taken.keep(TYPED))

    opened(settings, take)
    rekeying.rotate(settings, LATER)
    assert {path.stat().st_size for path in settings.directory.glob("taken-*")} == {0}

    def say(house: House) -> list[str]:
        messenger = FakeMessenger()
        asyncio.run(house.app(StoppedClock(LATER), [messenger]).deliver())
        return [shown.message.text for shown in messenger.shown]

    said = opened(settings, say)
    assert isinstance(said, list)
    assert len(said) == 1


def test_a_copy_from_before_is_put_back_with_the_old_key(settings: Settings, cells: dict[str, Sealed]) -> None:
    restoring.back_up(settings, Path("copy"))
    old = rekeying.rotate(settings, LATER).old
    with pytest.raises(CannotStart, match="does not open this database"):
        restoring.restore(settings, Path("copy"), LATER)
    restoring.restore(settings, Path("copy"), LATER, old)
    assert opened(settings, lambda house: words(house, cells)) == {WORDS}
    assert len(keys.lines(settings)) == 1


def test_nothing_is_written_when_it_cannot_be_done(
    settings: Settings, cells: dict[str, Sealed], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house(settings, NOW)
    with pytest.raises(CannotStart, match="Tend is running"):
        rekeying.rotate(settings, LATER)
    house.close()
    before = everything(Path.cwd())
    key = keys.with_old(settings, settings.key_file or Path()).key
    with pytest.raises(CannotStart, match="stands in a file"):
        rekeying.rotate(settings.model_copy(update={"key": key, "key_file": None}), LATER)
    keys.write_new_key(Path("other"))
    with pytest.raises(CannotStart, match="does not open this database"):
        rekeying.rotate(settings.model_copy(update={"key_file": Path("other")}), LATER)
    Path("other").unlink()
    assert everything(Path.cwd()) == before


def test_a_folder_that_cannot_be_written_is_said(settings: Settings, cells: dict[str, Sealed]) -> None:
    assert settings.key_file
    settings.key_file.with_name(f"{settings.key_file.name}.new").mkdir()
    with pytest.raises(CannotStart, match="the key is the one it was"):
        rekeying.rotate(settings, LATER)
    assert opened(settings, lambda house: words(house, cells)) == {WORDS}


def test_a_wrong_key_still_is_one(settings: Settings, cells: dict[str, Sealed]) -> None:
    keys.write_new_key(Path("other"))
    house = open_house(settings, NOW)
    with house.database.begin() as session, pytest.raises(WrongKey):
        keys.vault(Settings(key_file=Path("other"))).check(session)
    house.close()
