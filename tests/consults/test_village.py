"""Over thousands of requests nobody can tell whom somebody keeps apart from one who is only busy.

Each village lives twice: once with people who would rather not meet, and once without, in which everybody who was
passed over is asked, and does nothing about it. What each reads must be the same, word for word and minute for minute,
but for the questions themselves.
"""

from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from bot.sealed import Vault, new_root_key
from tests.consults.village import NAMES, Village
from tests.files import AnyFile


@pytest.mark.parametrize(
    ("villages", "requests"),
    [(1, 15), pytest.param(20, 500, marks=[pytest.mark.campaign, pytest.mark.timeout(3600)])],
)
def test_kept_apart_reads_as_busy(
    villages: int, requests: int, empty: Path, any_file: AnyFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_over = read = 0
    for seed in range(villages):
        busy: dict[tuple[int, str], timedelta] = {}
        lives = []
        for apart in (True, False):
            ids = (f"{Random(f'{seed} {number}').getrandbits(72):018x}" for number in count())
            monkeypatch.setattr("bot.consults.course.new_id", lambda ids=ids: next(ids))
            database = any_file.copy(empty, tmp_path)
            with database.begin() as session:
                village = Village(session, Vault(new_root_key()), seed, apart=apart, busy=dict(busy))
                village.live(requests)
            database.close()
            busy = village.busy
            lives.append(village.seen)
        assert busy
        for name in NAMES:
            theirs = [seen for number, seen in lives[1][name] if number is None or (number, name) not in busy]
            assert [seen for _, seen in lives[0][name]] == theirs
            read += len(theirs)
        passed_over += len(busy)
    print(f"{villages * requests} requests, {passed_over} times somebody was passed over, {read} things read")
