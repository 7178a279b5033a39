"""From the command to `/readyz`, with every chat, and how much memory that takes; against Python with the libraries."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aiohttp import ClientError, ClientSession

from bot.sealed import new_root_key
from tests.bench.measured import Measured
from tests.bench.memory import megabytes
from tests.cli.conftest import COMMAND, environment
from tests.discord.server import Discord
from tests.discord.server import serving as serving_discord
from tests.discord.shapes import TOKEN as DISCORD_TOKEN
from tests.slack.server import APP_TOKEN, TOKEN, Slack
from tests.slack.server import serving as serving_slack

LIBRARIES = "import aiohttp, apscheduler, cryptography, discord, pydantic_settings, slack_bolt, sqlalchemy.orm"
"""Those of them that a start needs."""
PATIENCE = 60
"""Seconds that a very busy machine may take."""


async def ready(folder: Path) -> tuple[float, float, float]:
    """From the command to /readyz with all chats, in a folder with a database: seconds of the processor, seconds on the
    wall, and the megabytes that it holds then.
    """
    async with serving_slack(Slack()) as slack, serving_discord(Discord()) as discord:
        gateway = discord.address.replace("http", "ws") + "/gateway"
        given = {
            "directory": folder,
            "key_file": _key(folder),
            "port": 0,
            "health_port": (port := _free_port()),
            "slack_bot_token": TOKEN,
            "slack_app_token": APP_TOKEN,
            "slack_api_url": f"{slack.address}/api/",
            "discord_token": DISCORD_TOKEN,
            "discord_api_url": f"{discord.address}/api",
            "discord_gateway_url": gateway,
        }
        command = [*COMMAND, "run", "local", "slack", "discord"]
        began = time.monotonic()
        tend = await asyncio.create_subprocess_exec(
            *command, env=environment(given), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            await _until_ready(f"http://127.0.0.1:{port}/readyz")
            return processor(tend.pid), time.monotonic() - began, megabytes(tend.pid)
        finally:
            tend.send_signal(signal.SIGTERM)
            await tend.wait()


async def start() -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        await ready(Path(folder))  # which makes the database
        seconds, wall, memory = min([await ready(Path(folder)) for _ in range(3)])
    imports, waited, alone = min(_libraries() for _ in range(3))
    against = "Python that only imports the libraries it needs"
    return [
        Measured("from the command to ready, with all chats: processor", seconds, against, imports, "s"),
        Measured("the same on the wall", wall, against, waited, "s"),
        Measured("memory when ready, with all chats", memory, against, alone, "MB"),
    ]


def _libraries() -> tuple[float, float, float]:
    began = time.monotonic()
    python = subprocess.Popen(  # noqa: S603 -- our own words
        [sys.executable, "-W", "ignore", "-c", f"{LIBRARIES}; print(); input()"],
        env=environment({}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert python.stdout
    python.stdout.readline()
    told = processor(python.pid), time.monotonic() - began, megabytes(python.pid)
    python.communicate(b"\n")
    return told


def processor(process: int) -> float:
    """Seconds that it has used, in all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _key(folder: Path) -> Path:
    file = folder / "key"
    if not file.exists():
        file.write_text(new_root_key())
    return file


def _free_port() -> int:
    import socket

    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        return int(knock.getsockname()[1])


async def _until_ready(address: str) -> None:
    until = time.monotonic() + PATIENCE
    async with ClientSession() as session:
        while time.monotonic() < until:
            try:
                async with session.get(address) as answer:
                    if answer.status == 200:
                        return
            except (ClientError, OSError):
                pass
            await asyncio.sleep(0.02)
    raise TimeoutError("not ready")
