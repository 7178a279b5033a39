"""A platform's secrets are sealed in the database, and gone once they are dropped."""

from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.credentials import Credentials
from bot.db import Database
from bot.sealed import Vault


@pytest.fixture
def credentials(database: Database, vault: Vault, clock: StoppedClock) -> Credentials:
    return Credentials("somewhere", database, vault, clock)


async def test_a_secret_is_kept_replaced_and_dropped(credentials: Credentials) -> None:
    await credentials.keep("T1", "old")
    await credentials.keep("T1", "new")
    await credentials.keep("T2", "other")
    assert await credentials.all() == {"T1": "new", "T2": "other"}
    await credentials.drop("T1")
    await credentials.drop("T1")
    assert await credentials.all() == {"T2": "other"}


async def test_platforms_do_not_see_each_others(
    credentials: Credentials, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    await credentials.keep("T1", "mine")
    assert await Credentials("elsewhere", database, vault, clock).all() == {}


async def test_the_file_does_not_hold_it(credentials: Credentials, tmp_path: Path) -> None:
    await credentials.keep("T1", "canary-5309")
    assert not [file for file in tmp_path.iterdir() if b"canary-5309" in file.read_bytes()]
