"""Small pieces of work on the database that come at the same time share a transaction, and each waits until it is kept.

The marks of messages that arrive while one transaction is on its way to the disk all go with the next. What one of them
raises must not undo the others, so after a failure each is done alone.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import cast

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.db import THREADS, Database, is_busy

MOST = 10
"""So that whoever presses a button meanwhile waits for no more than these."""

Work = Callable[[Session], object]
_Piece = tuple[Work, asyncio.Future[None]]


class Together:
    """For one database. The work must find it when it was done before, as for `Database.run_patiently`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[_Piece] = deque()
        self._under_way: set[asyncio.Task[None]] = set()
        self._most_at_once = 1 if database.single_writer else THREADS

    async def run(self, work: Work) -> None:
        """Returns when it is kept; raises what it raises when it is done alone."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, kept))
        if len(self._under_way) < self._most_at_once:
            going = asyncio.create_task(self._go_on())  # of nobody's own, so that nobody who is cancelled ends it
            self._under_way.add(going)
        await kept

    async def _go_on(self) -> None:
        """Until nothing waits: whoever comes after the last look sees that nobody is under way."""
        try:
            while self._waiting:
                await self._keep([self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))])
        finally:
            self._under_way.discard(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _keep(self, pieces: Sequence[_Piece]) -> None:
        try:
            await self._database.run_patiently(lambda session: [work(session) for work, _ in pieces])
        except Exception as broken:
            out_of_reach = isinstance(broken, DBAPIError) and is_busy(broken)
            if len(pieces) == 1 or out_of_reach:
                for _, kept in pieces:
                    _tell(kept, broken)
                return
            for piece in pieces:
                await self._keep([piece])
        except asyncio.CancelledError:
            raise
        except BaseException as end:  # the whole process is to end, whosever work it met
            for _, kept in pieces:
                _tell(kept, end)
            raise
        else:
            for _, kept in pieces:
                _tell(kept)
        finally:
            for _, kept in pieces:
                kept.cancel()  # only where this task was: what waits for it would wait for ever


def _tell(kept: asyncio.Future[None], broken: BaseException | None = None) -> None:
    if kept.done():  # whoever waited was cancelled
        return
    if broken:
        kept.set_exception(broken)
    else:
        kept.set_result(None)
