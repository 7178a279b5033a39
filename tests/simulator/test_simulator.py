"""Lives of a group from a few seeds, and from a thousand as a campaign; a seed that breaks is named."""

import os
from pathlib import Path

import pytest

from bot import app
from bot.db import insert_new
from tests.simulator.life import Broken, play


@pytest.mark.parametrize("seed", [1])
@pytest.mark.timeout(120)
def test_a_month_on_bad_days_keeps_what_was_promised(tmp_path: Path, seed: int) -> None:
    did = play(seed, tmp_path, days=30)
    assert did["said"] > 50
    assert did["repeated"] > 20


@pytest.mark.timeout(120)
def test_what_is_promised_no_more_is_noticed_and_the_seed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An inbox that takes every event for a new one."""
    monkeypatch.setattr(app, "insert_new", lambda *given, **row: insert_new(*given, **row) or True)
    with pytest.raises(Broken, match="make simulate SEED=3"):
        play(3, tmp_path, days=30)


@pytest.mark.campaign
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(1, int(os.environ.get("SEEDS", "1000")) + 1))
def test_two_years(tmp_path: Path, seed: int) -> None:
    play(seed, tmp_path)
