"""How fast Discord is answered while a thousand presses arrive at fifty a second; runs only when it is asked for."""

import asyncio
import time
from collections.abc import Callable
from statistics import quantiles

import pytest

from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.adapters.exam import Exam
from tests.discord.people import People
from tests.discord.server import Discord
from tests.discord.shapes import DIRECT, Json

PRESSES, A_SECOND = 1000, 50


@pytest.mark.campaign
@pytest.mark.timeout(120)
@pytest.mark.parametrize("kind", ["press", "command"])
async def test_answers_come_in_time(
    people: People,
    discord: Discord,
    database: Database,
    vault: Vault,
    clock: StoppedClock,
    kind: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    exam = Exam()
    await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger]))
    await people.types("Ana", "exam")
    payload: dict[str, Callable[[], Json]] = {
        "press": lambda: people.press("Ana", "Echo"),
        "command": lambda: people.command("Ana", "exam", DIRECT + 101),
    }
    asked = [payload[kind]() for _ in range(PRESSES)]
    took: list[float] = []
    begun, used = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for number, one in enumerate(asked):
            await asyncio.sleep(max(0.0, begun + number / A_SECOND - time.perf_counter()))
            group.create_task(_timed(discord, one, took))
    used = time.process_time() - used
    cuts = quantiles(took, n=100)
    with capsys.disabled():
        ms = [round(1000 * value, 1) for value in (cuts[49], cuts[98], max(took))]
        print(f"\n{kind}: p50 {ms[0]} ms, p99 {ms[1]} ms, longest {ms[2]} ms; {used:.1f} s of processor, both sides")
    assert len(took) == PRESSES
    assert kind != "press" or len(exam.heard) == PRESSES
    assert cuts[98] < 1


async def _timed(discord: Discord, asked: Json, took: list[float]) -> None:
    """From the moment Discord tells until the moment it has the answer."""
    answered = discord.asked[asked["token"]].when_answered
    begun = time.perf_counter()
    await discord.tell("INTERACTION_CREATE", asked)
    async with asyncio.timeout(10):
        await answered.wait()
    took.append(time.perf_counter() - begun)
