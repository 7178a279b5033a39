"""One process from its start to its end: the heart and the chats, until a signal comes or a chat is over.

A signal lets what is under way finish: nothing new is said, what is on its way arrives and is marked, and the last
transaction is kept whole before the process ends. Where something hangs it ends all the same, and stands as after any
kill.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from bot import heart
from bot.app import App
from bot.port import Messenger

PATIENCE_SECONDS = 8
"""How long the parts may take to end; a service manager usually kills after 10."""
LAST_SECONDS = 9.5
"""When the process is over, whatever hangs, such as a database that neither answers nor breaks."""
STOPPING = "Tend is stopping: what is on its way arrives, and nothing new is begun here."


class Chat(Protocol):
    """A platform as the process sees it."""

    @property
    def messenger(self) -> Messenger: ...

    async def run(self, app: App) -> None:
        """Listens until cancelled, or until there is nobody left to listen to."""

    def trouble(self) -> str:
        """Why nobody can be heard here now and what to do, in a sentence or two; empty when all is well."""


class Ending:
    """Whether this process is on its way out: a part of `bot.health`."""

    def __init__(self) -> None:
        self._last = threading.Timer(LAST_SECONDS, os._exit, [1])
        self._last.daemon = True

    def begin(self) -> None:
        """From now on the process has LAST_SECONDS; it ends with 1 where it did not end by itself."""
        self._last.start()

    def trouble(self) -> str:
        return STOPPING if self._last.is_alive() else ""


async def live(app: App, chats: Sequence[Chat], ending: Callable[[], None] = lambda: None) -> None:
    """Returns after SIGTERM, SIGINT or when a chat is over; raises what a chat raises. `ending` is called first."""
    await app.replay()
    stop = asyncio.create_task(_signalled().wait())
    parts = [asyncio.create_task(heart.beat(app)), *(asyncio.create_task(chat.run(app)) for chat in chats)]
    await asyncio.wait([*parts, stop], return_when=asyncio.FIRST_COMPLETED)
    ending()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS / 2):
            await app.post.close()
    for task in [*parts, stop]:
        task.cancel()
    ended, _ = await asyncio.wait(parts, timeout=PATIENCE_SECONDS / 2)
    for part in ended:
        if not part.cancelled():
            part.result()


def _signalled() -> asyncio.Event:
    """Set by a signal to end; from now on no signal ends the process in the middle of something."""
    came = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, came.set)
    return came
