"""Prints the table: `make bench`. It takes some minutes; `python -m tests.bench press start` measures only these."""

import asyncio
import logging
import platform
import sys
from collections.abc import Sequence

from bot.logs import set_up
from tests.bench.fan_out import fan_out
from tests.bench.hearing import hearing
from tests.bench.measured import Measured, table
from tests.bench.members import members
from tests.bench.press import press
from tests.bench.sharing import sharing
from tests.bench.start import start

EVERY = ("press", "start", "fan-out", "members", "hearing", "sharing")


async def measured(what: str) -> list[Measured]:
    match what:
        case "press":
            return [await press()]
        case "start":
            return await start()
        case "fan-out":
            return await fan_out()
        case "members":
            return [*await asyncio.to_thread(members, "SQLite"), *await asyncio.to_thread(members, "PostgreSQL")]
        case "sharing":
            return await asyncio.to_thread(sharing)
        case "hearing":
            return await hearing()
        case _:
            raise SystemExit(f"There is {', '.join(EVERY)}, and no {what}.")


def main(asked: Sequence[str]) -> None:
    set_up("ERROR")
    logging.disable(logging.CRITICAL)
    rows = [row for what in asked or EVERY for row in asyncio.run(measured(what))]
    sys.stdout.write(f"Python {platform.python_version()}, {processor()}\n\n{table(rows)}\n")


def processor() -> str:
    """As the system calls it."""
    with open("/proc/cpuinfo", encoding="utf-8") as told:  # noqa: PTH123 -- it is not a file of ours
        names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()


if __name__ == "__main__":
    main(sys.argv[1:])
