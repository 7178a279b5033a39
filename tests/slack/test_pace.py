"""How fast Slack is answered while a thousand presses arrive at fifty a second; runs only when it is asked for."""

import asyncio
import time
from collections.abc import Callable
from statistics import quantiles

import pytest

from bot.app import App
from tests.adapters.exam import Exam
from tests.slack.people import People
from tests.slack.server import Json

PRESSES, A_SECOND = 1000, 50


@pytest.mark.campaign
@pytest.mark.timeout(120)
@pytest.mark.parametrize("kind", ["interactive", "slash_commands"])
async def test_acknowledgements_come_in_time(
    people: People, app: App, exam: Exam, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    await people.types("Ana", "exam")
    payload: dict[str, Callable[[], Json]] = {
        "interactive": lambda: people.press("Ana", "Echo"),
        "slash_commands": lambda: people.command("Ana", "exam", channel="DU1"),
    }
    took: list[float] = []
    begun, used = time.perf_counter(), time.process_time()
    deliveries = [payload[kind]() for _ in range(PRESSES)]
    async with asyncio.TaskGroup() as group:
        for number, delivery in enumerate(deliveries):
            await asyncio.sleep(max(0.0, begun + number / A_SECOND - time.perf_counter()))
            group.create_task(_timed(people, kind, delivery, took))
    await people.chat.listeners.settle()
    used = time.process_time() - used
    cuts = quantiles(took, n=100)
    with capsys.disabled():
        ms = [round(1000 * value, 1) for value in (cuts[49], cuts[98], max(took))]
        print(f"\n{kind}: p50 {ms[0]} ms, p99 {ms[1]} ms, longest {ms[2]} ms; {used:.1f} s of processor, both sides")
    assert len(took) == PRESSES
    assert kind != "interactive" or len(exam.heard) == PRESSES
    assert cuts[98] < 1


async def _timed(people: People, kind: str, payload: Json, took: list[float]) -> None:
    begun = time.perf_counter()
    await people.slack.deliver(kind, payload)
    took.append(time.perf_counter() - begun)
