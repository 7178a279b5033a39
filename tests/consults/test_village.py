"""Over thousands of requests nobody can tell whom somebody keeps apart from one who is only busy.

Each village lives twice: once with people who would rather not meet, and once without, in which everybody who was
passed over is asked, and does nothing about it. What each reads must be the same, word for word and minute for minute,
but for the questions themselves.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from bot.sealed import Vault, new_root_key
from tests.consults.village import NAMES, Village
from tests.files import AnyFile


@dataclass
class Place:
    """Where villages live, one after the other."""

    empty: Path
    any_file: AnyFile
    folder: Path
    patch: pytest.MonkeyPatch

    def lived(self, seed: int, requests: int, busy: dict[tuple[int, str], timedelta] | None = None) -> Village:
        """With people who keep apart; or, with `busy`, with those who are busy instead."""
        ids = (f"{Random(f'{seed} {number}').getrandbits(72):018x}" for number in count())
        self.patch.setattr("bot.consults.course.new_id", lambda: next(ids))
        database = self.any_file.copy(self.empty, self.folder)
        with database.begin() as session:
            village = Village(session, Vault(new_root_key()), seed, apart=busy is None, busy=dict(busy or {}))
            village.live(requests)
        database.close()
        return village


@pytest.fixture
def place(empty: Path, any_file: AnyFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(empty, any_file, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("requests", "each"), [(12, 12), pytest.param(10_000, 100, marks=[pytest.mark.campaign, pytest.mark.timeout(7200)])]
)
def test_kept_apart_reads_as_busy(place: Place, requests: int, each: int) -> None:
    made = passed_over = read = seed = 0
    while made < requests:
        apart = place.lived(seed, each)
        busy = place.lived(seed, each, apart.busy)
        for name in NAMES:
            theirs = [seen for number, seen in busy.seen[name] if number is None or (number, name) not in apart.busy]
            assert [seen for _, seen in apart.seen[name]] == theirs
            read += len(theirs)
        made, passed_over, seed = made + apart.made, passed_over + len(apart.busy), seed + 1
        print(f"{made} requests, {passed_over} times somebody was passed over, {read} things read", flush=True)
    assert passed_over > made // 10
