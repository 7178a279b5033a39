"""A database in which everything happens and nothing is kept: each transaction is looked at, and then undone.

So thousands of presses can be tried against one prepared evening, in any order, and none finds what another did.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from bot.db import Database

T = TypeVar("T")
HEARD = 1
"""The one row that every event writes: that it was heard."""


class Undone(Database):
    """`look` is called at the end of each transaction that wrote more than that something was heard."""

    look: Callable[[Session], None]

    def run_here(self, work: Callable[[Session], T], *, loosely: bool = False) -> T:
        with Session(self.engine, expire_on_commit=False) as session, session.begin() as kept:
            raw: Any = session.connection().connection.driver_connection
            before = raw.total_changes
            result = work(session)
            session.flush()
            if raw.total_changes - before > HEARD:
                self.look(session)
            kept.rollback()
            return result

    async def run(self, work: Callable[[Session], T], *, loosely: bool = False) -> T:
        return self.run_here(work)
