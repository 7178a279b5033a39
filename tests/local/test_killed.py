"""The process is killed at every moment that matters: nothing that was acknowledged is lost, nothing is shown twice."""

import asyncio
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from tests.local.visitor import Visitor

HOUSE = Path(__file__).parents[2]


@asynccontextmanager
async def house(folder: Path, moment: str = "") -> AsyncIterator[str]:
    """A process of its own that is killed at the end, or kills itself at a moment; gives the address of its page."""
    command = (sys.executable, "-m", "tests.local.house", str(folder), moment)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=HOUSE)
    try:
        assert process.stdout
        yield (await process.stdout.readline()).decode().strip()
        if moment:
            async with asyncio.timeout(20):
                assert await process.wait() == -signal.SIGKILL
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


@pytest.mark.parametrize("moment", ["heard", "sending", "sent"])
async def test_killed_and_started_again(tmp_path: Path, moment: str) -> None:
    async with ClientSession() as session:
        async with house(tmp_path, moment) as address:
            ana = Visitor(session, address, "ana")
            with suppress(ClientError):  # there may be nobody left to answer
                await ana.writes("/tend tell hello", "room")
        async with house(tmp_path) as ana.address:
            await ana.repeats()  # as a browser offers to
            await until_said(ana)
            assert [words.partition(":")[0] for words in ana.read].count("@Ana says") == 1
            assert ana.read.count("/tend tell hello") == 1


@pytest.mark.everywhere
async def test_s07_what_was_pressed_while_the_database_was_locked_outlives_the_process(tmp_path: Path) -> None:
    async with ClientSession() as session:
        async with house(tmp_path) as address:
            ana = Visitor(session, address, "ana")
            await ana.goes("room")
            other = sqlite3.connect(tmp_path / "tend.sqlite3", isolation_level=None)
            other.execute("begin immediate")
            pressing = asyncio.create_task(ana.writes("/tend tell hello", "room"))
            async with asyncio.timeout(5):
                while not any(path.stat().st_size for path in tmp_path.glob("taken-*")):
                    await asyncio.sleep(0.02)
            assert not any(b"hello" in path.read_bytes() for path in tmp_path.glob("taken-*"))
        other.close()
        with suppress(ClientError):
            await pressing
        for _ in range(2):  # it happens once, and the next start finds nothing left
            async with house(tmp_path) as ana.address:
                await until_said(ana)
                assert [words.partition(":")[0] for words in ana.read].count("@Ana says") == 1
                assert [path.stat().st_size for path in tmp_path.glob("taken-*")] == [0]


async def until_said(ana: Visitor) -> None:
    """A parcel that a dead process had claimed is free again after two minutes: tomorrow it certainly is."""
    await ana.goes("room")
    await ana.submits(ana.page.one("form", kind="skips"), {"far": ["day"]})
    await ana.goes("room")


async def test_time_goes_on_where_a_killed_process_left_it(tmp_path: Path) -> None:
    async with ClientSession() as session:
        async with house(tmp_path) as address:
            ana = Visitor(session, address, "ana")
            await until_said(ana)
            before = ana.page.one("p", kind="now").one("time")["datetime"][:13]
        async with house(tmp_path) as ana.address:
            await ana.goes("room")
            assert ana.page.one("p", kind="now").one("time")["datetime"][:13] >= before
