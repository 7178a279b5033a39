"""Plays one seed, or many side by side: `make simulate SEED=7`, `make simulate SEEDS=1000 JOBS=8`."""

import argparse
import gc
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bot import db
from tests.simulator.life import Broken, play


class Played(NamedTuple):
    """What came of one seed; `broken` names it and says why, or is empty."""

    did: Counter[str]
    broken: str
    processor: float


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seed", type=int, default=1, help="the first one")
    asked.add_argument("--seeds", type=int, default=1, help="how many")
    asked.add_argument("--days", type=int, default=730)
    asked.add_argument("--seconds", type=float, default=1e9, help="begin no other one after this")
    asked.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at once")
    given = asked.parse_args()
    began, did, broken, processor, count = time.monotonic(), Counter[str](), 0, 0.0, 0
    until = time.monotonic() + given.seconds
    for one in _all(range(given.seed, given.seed + given.seeds), given.days, until, given.jobs):
        did, processor, count = did + one.did, processor + one.processor, count + 1
        if one.broken:
            broken += 1
            print(one.broken, flush=True)
    print(
        f"{count} seeds of {given.days} days in {time.monotonic() - began:.0f} s, {processor:.0f} s of a processor, "
        f"{broken} broken: {dict(sorted(did.items()))}"
    )
    raise SystemExit(broken > 0)


def _all(seeds: Iterable[int], days: int, until: float, jobs: int) -> Iterator[Played]:
    """In the order of the seeds, each in one of so many processes."""
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(jobs, initializer=_prepare) as processes:
        played = processes.map(partial(_one, days=days, until=until, folder=Path(folder)), seeds)
        yield from (one for one in played if one)


def _prepare() -> None:
    """Nobody waits for the disk here, and what the imports made is not looked through again for what may go."""
    db.SAFELY = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in db.SAFELY)
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _one(seed: int, *, days: int, until: float, folder: Path) -> Played | None:
    """None when it was too late to begin."""
    if time.monotonic() > until:
        return None
    (mine := folder / str(os.getpid())).mkdir(exist_ok=True)
    began = time.process_time()
    try:
        did, broken = play(seed, mine, days), ""
    except Broken as no:
        did, broken = Counter[str](), str(no)
    return Played(did, broken, time.process_time() - began)


if __name__ == "__main__":
    main()
