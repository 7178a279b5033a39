"""The doctor looks at everything, changes nothing, and says what to do next."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import house, keys, migrate
from bot.clock import StoppedClock
from bot.db import engine
from bot.doctor import HELD, Finding, examine
from bot.house import NO_LIST, open_house
from bot.ledger import Heard, Timer
from bot.sealed import new_root_key
from bot.settings import Settings
from tests.cli.conftest import NOW, Tend, everything
from tests.postgres import Postgres


def findings(settings: Settings, now: datetime = NOW) -> dict[str, Finding]:
    return {finding.about: finding for finding in examine(settings, StoppedClock(now))}


def wrong(settings: Settings, now: datetime = NOW) -> dict[str, str]:
    return {about: finding.sentence for about, finding in findings(settings, now).items() if finding.state == "wrong"}


def test_a_house_that_is_well(lived_in: Settings) -> None:
    before = everything(Path.cwd())
    assert {finding.state for finding in findings(lived_in).values()} == {"ok"}
    assert everything(Path.cwd()) == before


def test_a_house_that_is_still_to_be_made_is_not_wrong(settings: Settings) -> None:
    assert findings(settings)["database"].state == "note"
    assert wrong(settings) == {}


def test_a_list_of_who_was_erased_that_cannot_be_written(lived_in: Settings) -> None:
    elsewhere = lived_in.model_copy(update={"erased_file": lived_in.directory / "not made" / "erased"})
    assert wrong(elsewhere) == {"erased": NO_LIST.format(elsewhere.erasures)}


def test_without_a_key_or_with_another_one(lived_in: Settings) -> None:
    assert wrong(Settings(directory=lived_in.directory)) == {"key": keys.NO_KEY}
    other = Settings(directory=lived_in.directory, key=SecretStr(new_root_key()))
    assert wrong(other) == {"database": keys.WRONG_KEY}


def test_a_key_that_others_can_read_is_noted(tmp_path: Path, key: str) -> None:
    file = tmp_path / "key"
    file.write_text(key)
    file.chmod(0o644)
    assert "chmod 600" in [f.sentence for f in examine(Settings(key_file=file), StoppedClock(NOW))][2]


def test_something_that_has_been_due_for_long(lived_in: Settings) -> None:
    house = open_house(lived_in, NOW)
    with house.database.begin() as session:
        session.add(Timer(key="a", due=NOW, action="a.b", failures=0))
    assert wrong(lived_in, NOW + timedelta(minutes=4)) == {}
    assert "due since 2026-11-02 08:00 UTC" in wrong(lived_in, NOW + timedelta(minutes=6))["heart"]
    house.close()


def test_what_was_given_up_is_noted(lived_in: Settings) -> None:
    house = open_house(lived_in, NOW)
    with house.database.begin() as session:
        session.add(Timer(key="a", due=NOW + timedelta(days=1), action="a.b", failures=9))
    house.close()
    assert findings(lived_in)["heart"] == Finding(
        "heart", "Failed again and again, and waiting no longer: 1. The log says why.", "note"
    )


def test_a_clock_that_is_behind_what_was_heard(lived_in: Settings) -> None:
    house = open_house(lived_in, NOW)
    with house.database.begin() as session:
        session.add(Heard(platform="test", event="1", at=NOW))
    house.close()
    assert wrong(lived_in, NOW - timedelta(minutes=1)) == {}
    assert "Set its clock" in wrong(lived_in, NOW - timedelta(minutes=3))["clock"]


def test_a_clock_of_another_century(settings: Settings) -> None:
    assert "1970-01-01 00:00 UTC" in wrong(settings, datetime(1970, 1, 1, tzinfo=UTC))["clock"]


def test_zone_rules_that_are_old_are_noted(settings: Settings) -> None:
    assert findings(settings, NOW + timedelta(days=365 * 3))["zones"].state == "note"


def test_a_database_from_an_older_tend(lived_in: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "up_to_date", lambda version: False)
    assert "`tend migrate` brings it up to date" in wrong(lived_in)["database"]


def test_copies_are_noted(lived_in: Settings) -> None:
    house = open_house(lived_in, NOW)
    copy = migrate.back_up(house.database.engine, "0001", NOW)
    house.close()
    assert copy is not None
    assert copy.name in findings(lived_in)["copies"].sentence


def test_its_exit_status_says_whether_all_is_well(tend: Tend, lived_in: Settings, key: str) -> None:
    well = tend("doctor", key=key, directory=lived_in.directory)
    assert (well.returncode, well.stderr) == (0, "")
    assert "WRONG" not in well.stdout
    ill = tend("doctor")
    assert (ill.returncode, ill.stderr) == (1, "")
    assert f"WRONG  key       {keys.NO_KEY}" in ill.stdout


@pytest.mark.everywhere
def test_a_table_that_another_program_holds(
    settings: Settings, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = settings.model_copy(update={"database": SecretStr(postgres.url(postgres.new()))})
    open_house(there, NOW).close()
    monkeypatch.setattr(house, "HURRY", "50ms")
    other = engine(there.database_url)
    with other.connect() as holds:
        holds.exec_driver_sql("LOCK TABLE heard IN ACCESS EXCLUSIVE MODE")
        found = findings(there)
    other.dispose()
    assert found["database"].sentence.endswith(HELD)
    assert found["clock"].state == "ok", "and the others are told as well"
