"""Lives of a group from a few seeds, and from a thousand as a campaign; a seed that breaks is named."""

import asyncio
import os
from pathlib import Path

import pytest

from bot import arrival
from tests.simulator.life import Broken, Life, play


@pytest.mark.parametrize("seed", [1])
@pytest.mark.timeout(120)
def test_a_month_on_bad_days_keeps_what_was_promised(tmp_path: Path, seed: int) -> None:
    did = play(seed, tmp_path, days=30)
    assert did["said"] > 50
    assert did["repeated"] > 20


def test_a_seed_gives_the_same_life_whenever_it_is_played(tmp_path: Path) -> None:
    """Otherwise a seed that broke something once could not be played again."""
    one, other = Life(4, tmp_path, days=9), Life(4, tmp_path, days=9)
    assert asyncio.run(one.lives()) == asyncio.run(other.lives())
    assert _shown(one) == _shown(other) != []


def _shown(life: Life) -> list[tuple[str, str, str]]:
    return [(shown.where.id, shown.key, shown.message.text) for shown in life.chat.messenger.shown]


@pytest.mark.timeout(120)
def test_what_is_promised_no_more_is_noticed_and_the_seed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An inbox that takes every event for a new one."""
    note = arrival.note
    monkeypatch.setattr(arrival, "note", lambda turn: note(turn) or arrival.Noted(shut=False, typing=None))
    with pytest.raises(Broken, match="make simulate SEED=3"):
        play(3, tmp_path, days=30)


@pytest.mark.campaign
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(1, int(os.environ.get("SEEDS", "1000")) + 1))
def test_two_years(tmp_path: Path, seed: int) -> None:
    play(seed, tmp_path)
