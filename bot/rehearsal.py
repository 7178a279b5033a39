"""Moving Tend's time ahead, stop by stop: everything happens at its own moment, in order, as it would have.

A clock that simply jumped a week would make everything in between late, and much of it is dropped when it is late.
"""

from datetime import datetime
from typing import Protocol

from bot.app import App
from bot.clock import Clock


class Movable(Clock, Protocol):
    def move(self, to: datetime) -> None: ...


async def advance(app: App, clock: Movable, to: datetime) -> None:
    """Lives through everything until `to`, and stands there."""
    await settle(app)
    while (due := await app.next_due()) and due <= to:
        clock.move(max(due, clock.now()))
        await settle(app)
    clock.move(to)
    await settle(app)


async def to_next(app: App, clock: Movable) -> datetime | None:
    """Moves to the next thing that happens, and through it; None when nothing is to come."""
    await settle(app)
    due = await app.next_due()
    if due:
        await advance(app, clock, max(due, clock.now()))
    return due


async def settle(app: App) -> None:
    """Everything that is due now has happened and was said."""
    await app.tick()
    if await app.deliver():
        await app.tick()  # what followed from being said
        await app.deliver()
