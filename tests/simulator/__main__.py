"""Plays one seed, or many: `make simulate SEED=7`, `make simulate SEEDS=1000`."""

import argparse
import gc
import tempfile
import time
from collections import Counter
from pathlib import Path

from bot import db
from tests.simulator.life import Broken, play


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seed", type=int, default=1, help="the first one")
    asked.add_argument("--seeds", type=int, default=1, help="how many")
    asked.add_argument("--days", type=int, default=730)
    asked.add_argument("--seconds", type=float, default=1e9, help="begin no other one after this")
    given = asked.parse_args()
    db.SAFELY = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in db.SAFELY)
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    began, broken, did, played = time.monotonic(), 0, Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(given.seed, given.seed + given.seeds):
            if time.monotonic() - began > given.seconds:
                break
            played += 1
            try:
                did += play(seed, Path(folder), given.days)
            except Broken as no:
                broken += 1
                print(no, flush=True)
                if given.seeds == 1:
                    raise
    seconds, processor = time.monotonic() - began, time.process_time()
    print(
        f"{played} seeds of {given.days} days in {seconds:.0f} s, {processor:.0f} s of a processor, {broken} broken: "
        f"{dict(sorted(did.items()))}"
    )


if __name__ == "__main__":
    main()
