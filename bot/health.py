"""Whether this process can do its work now: for whoever restarts processes, and whoever sends people to them.

An answer is a plain sentence for each part that is not ready, with what to do. Nothing in it is anybody's.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import false, func, select, update
from sqlalchemy.orm import Session

from bot.app import App
from bot.db import is_away
from bot.disk import SAID
from bot.ledger import Heard, Timer
from bot.logs import log
from bot.timers import PAUSES

PATIENCE_SECONDS = 2.0
"""A database that takes longer than this for one row is not ready."""
LATE = timedelta(minutes=5)
"""A running Tend does what is due within a second or two."""

MEANWHILE = (
    "What people press meanwhile is kept and happens afterwards; whoever has waited for two minutes is told that it "
    "was not saved."
)
NOT_TAKEN = (
    "The database takes nothing at the moment: another program holds it, or it does not answer. If this stays, "
    f"`tend doctor` says which. {MEANWHILE}"
)
OUT_OF_REACH = (
    f"The database cannot be reached. See that its server runs; Tend goes on by itself when it does. {MEANWHILE}"
)
SILENT = "What is to be said on {} waits, since it does not answer. Tend tries again every minute, and nothing is lost."
OVERDUE = (
    "Something has been due since {:%Y-%m-%d %H:%M} UTC and has not happened. The log says why; starting Tend anew "
    "loses nothing."
)


class Part(Protocol):
    """A part of the process that knows for itself whether it is ready."""

    def trouble(self) -> str:
        """Why not, and what to do, in a sentence or two; empty when it is ready."""


class Health:
    """Looks when it is asked. However often that is, the database is asked one thing at a time."""

    def __init__(self, app: App, parts: Sequence[Part]) -> None:
        self._app, self._parts = app, parts
        self._looking: asyncio.Task[datetime | None] | None = None

    async def trouble(self) -> list[str]:
        """A sentence or two for each part that is not ready; nothing when all are."""
        found = [await self._database(), *(part.trouble() for part in self._parts)]
        return [sentence for sentence in found if sentence]

    def notes(self) -> list[str]:
        """What is worth reading, and no reason to send people elsewhere: what they press here is taken."""
        return [SILENT.format(platform) for platform in self._app.post.silent()]

    async def _database(self) -> str:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._app.database.run(_overdue))
            self._looking.add_done_callback(_heard)
        await asyncio.wait([self._looking], timeout=PATIENCE_SECONDS)
        if not self._looking.done():
            return NOT_TAKEN
        broken, ailing = self._looking.exception(), await self._app.database.ailing()
        if broken:
            log.warning("not ready", error=broken)
        if broken or ailing:
            return SAID[ailing] if ailing else OUT_OF_REACH if is_away(broken) else NOT_TAKEN
        due = self._looking.result()
        return OVERDUE.format(due) if due and due < self._app.clock.now() - LATE else ""


def _heard(looked: asyncio.Task[datetime | None]) -> None:
    """What came of a look that took too long is of no interest, and not to be logged when it is thrown away."""
    if not looked.cancelled():
        looked.exception()


def _overdue(session: Session) -> datetime | None:
    """The earliest thing that is to happen, from a transaction that could have written."""
    session.execute(update(Heard).where(false()).values(event=""))
    return session.scalar(select(func.min(Timer.due)).where(Timer.failures <= len(PAUSES)))
