"""Prints the table: `make bench`. It takes about a minute and a half."""

import asyncio
import logging
import platform
import sys

from bot.logs import set_up
from tests.bench.hearing import hearing
from tests.bench.measured import Measured, table
from tests.bench.press import press
from tests.bench.start import start


async def measured() -> list[Measured]:
    return [await press(), *await start(), *await hearing()]


def main() -> None:
    set_up("ERROR")
    logging.disable(logging.CRITICAL)
    rows = asyncio.run(measured())
    sys.stdout.write(f"Python {platform.python_version()}, {processor()}\n\n{table(rows)}\n")


def processor() -> str:
    """As the system calls it."""
    with open("/proc/cpuinfo", encoding="utf-8") as told:  # noqa: PTH123 -- it is not a file of ours
        names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()


if __name__ == "__main__":
    main()
