"""The local chat: a page on this computer in which one person plays a whole group, to see what Tend does.

It is a rehearsal room: nobody signs in, its clock can be moved ahead, and what is said in it stays in one file. It
speaks to Tend as any platform does, and keeps its own memory, which Tend never opens.

    chat = LocalChat(directory / "local-chat.sqlite3", port=8765, opened=click.echo)
    app = App(database, vault, chat.clock, FEATURES, [chat.messenger])
    await chat.open_sample(app)
    await live(app, [chat])
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from adapters.local import site
from adapters.local.clock import KeptClock
from adapters.local.messenger import PLATFORM, LocalMessenger
from adapters.local.sample import open_sample
from adapters.local.store import Store
from bot.app import App

__all__ = ["PLATFORM", "LocalChat"]

NOT_OPEN = "The local page is not open yet. If this stays, the log says why."


class LocalChat:
    """`path` is the chat's own file, made when missing; `port` 0 takes a free one; `opened` is told the address.

    An App that is given this `clock` can be moved ahead from the page; it starts where it was left, however the process
    ended. With any other clock the page shows the time and no more.
    """

    def __init__(self, path: Path, port: int, opened: Callable[[str], None] = lambda address: None) -> None:
        self.port, self.opened, self._open = port, opened, False
        self.store = Store(path)
        self.clock = KeptClock(self.store)
        self.messenger = LocalMessenger(self.store, self.clock)

    async def open_sample(self, app: App) -> None:
        """The sample group moves in, by doing what people do. A second start goes on where the first one stopped."""
        self.messenger.clock = app.clock
        await open_sample(app, self.store)

    async def run(self, app: App) -> None:
        """Serves the page on 127.0.0.1 until cancelled; the heart beats elsewhere. OSError when the port is taken."""
        self.messenger.clock = app.clock
        async with site.opened(site.site(app, self.store), self.port) as address:
            self.opened(address)
            self._open = True
            await asyncio.Event().wait()

    def trouble(self) -> str:
        """Nothing once the page is open: there is nobody else to be reached."""
        return "" if self._open else NOT_OPEN

    def close(self) -> None:
        self.store.close()
