"""Nobody calls more often than a platform allows, in whatever minute or second one looks, and hardly less often."""

import asyncio
import bisect
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from adapters.discord import calls as discord
from adapters.slack import calls as slack
from bot.clock import SystemClock
from tests import quickly

Turn = Callable[[], Coroutine[Any, Any, object]]
AT_ONCE = 20


def called(turns: list[Turn], seconds: float) -> list[float]:
    """When those who call as often as they may do so; each of `turns` is a process's."""

    async def call() -> list[float]:
        clock, at = asyncio.get_running_loop().time, list[float]()

        async def again(turn: Turn) -> None:
            while clock() < seconds:
                await turn()
                at.append(clock())

        await asyncio.gather(*(again(turn) for turn in turns for _ in range(AT_ONCE)))
        return sorted(one for one in at if one < seconds)

    return quickly.run(call())


def most_within(at: list[float], seconds: float) -> int:
    """In the fullest stretch of so many seconds; what comes at its very end belongs to the next."""
    return max(bisect.bisect_left(at, one + seconds - 1e-6) - number for number, one in enumerate(at))


@pytest.mark.parametrize("processes", [1, 3])
@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update"])
def test_slacks_minute(method: str, processes: int) -> None:
    a_minute, at_once = slack.A_MINUTE[method]
    at = called([slack.Line(a_minute, at_once, processes).turn for _ in range(processes)], 600)
    assert most_within(at, 60) <= a_minute
    assert len(at) / 10 >= (0.95 if processes == 1 else 0.94) * a_minute  # each has at least one at once


@pytest.mark.parametrize("processes", [1, 4])
def test_discords_second(processes: int) -> None:
    async def nothing() -> None: ...

    def turns() -> Turn:
        asked = discord.Calls(SystemClock(), processes)
        return lambda: asked(nothing)

    at = called([turns() for _ in range(processes)], 60)
    assert most_within(at, 1) <= discord.A_SECOND
    assert len(at) / 60 >= (0.95 if processes == 1 else 0.9) * discord.A_SECOND
