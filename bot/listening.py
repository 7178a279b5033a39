"""Hearing at once what another process puts down to be said, where the database can tell (PostgreSQL's LISTEN).

Nothing depends on it: the heart looks every second anyway, and does while the connection that listens is lost, or goes
through a pooler that passes nothing on.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Engine

from bot.db import CHANNEL, Database
from bot.logs import log

if TYPE_CHECKING:
    from psycopg import AsyncConnection

AGAIN_SECONDS = 1.0
"""Until a connection that was lost is opened anew."""
SURE_SECONDS = 30.0
"""After a silence of this long, the connection is asked whether it is still one."""


async def listen(database: Database, heard: Callable[[str], None]) -> None:
    """Calls `heard` with the name of a platform whenever another process puts something down for it, and with an empty
    one when that may have happened unheard. Goes on until cancelled; returns at once where no database can tell.
    """
    if database.single_writer:
        return
    lost = False
    while True:
        try:
            async with _open(database.engine) as connection:
                lost = False
                heard("")
                await _hear(connection, database.name, heard)
        except Exception as broken:  # the heart does without
            if not lost:
                log.warning("not told of what others put down", error=broken)
            lost = True
        await asyncio.sleep(AGAIN_SECONDS)


@asynccontextmanager
async def _open(engine: Engine) -> "AsyncIterator[AsyncConnection]":
    """Outside of the pool, since it is never given back."""
    from psycopg import AsyncConnection

    words, named = engine.dialect.create_connect_args(engine.url)
    connection = await AsyncConnection.connect(*words, **cast(dict[str, Any], named), autocommit=True)
    async with connection:
        await connection.execute(f"LISTEN {CHANNEL}".encode())
        yield connection


async def _hear(connection: "AsyncConnection", name: str, heard: Callable[[str], None]) -> None:
    while True:
        async for told in connection.notifies(timeout=SURE_SECONDS):
            sender, _, platform = told.payload.partition(" ")
            if sender != name:
                heard(platform)
        await connection.execute("SELECT 1")
