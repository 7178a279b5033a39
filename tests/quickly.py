"""Hours of waiting within a moment: an event loop on which nobody waits, as its clock goes ahead to what comes next.

Only for what waits on this loop alone. Threads and other processes take their time, and nobody would wait for them.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


MOMENT = 1e-6
"""What a round of the loop takes: where nothing does, what is a rounding error too early is looked at for ever."""


class Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.at = 0.0
        super().__init__(Ahead(self))

    def time(self) -> float:
        return self.at


class Ahead(selectors.DefaultSelector):
    """Looks, and moves the clock where it would have waited."""

    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        self._loop.at += MOMENT if found else max(MOMENT, timeout or 0.0)
        return found


def run(work: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(work)
