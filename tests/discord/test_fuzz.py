"""Whatever comes through the gateway costs neither the connection nor a handler anything, and is not logged."""

import asyncio
import logging
from copy import deepcopy

import pytest

from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.adapters.exam import ANSWERS, Exam
from tests.adapters.mutant import CANARY, Watch, batched, mutants
from tests.discord.people import People
from tests.discord.shapes import DIRECT, GUILD, Json

FEW, MANY, AT_ONCE = 100, 100_000, 50


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=[pytest.mark.campaign, pytest.mark.timeout(3000)])])
async def test_any_payload_of_the_gateway_is_taken_and_none_is_logged(
    people: People,
    database: Database,
    vault: Vault,
    clock: StoppedClock,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    number: int,
) -> None:
    app = App(database, vault, clock, [Exam().feature()], [people.messenger])
    await people.connect(app)
    caplog.set_level(logging.DEBUG, "tend")
    good = await _good(people)
    connections, watch = len(people.discord.identified) + people.discord.resumed, Watch()
    asyncio.get_running_loop().set_exception_handler(watch)
    for some in batched(mutants([body for _, body in good], number), AT_ONCE):
        for which, body in some:
            await people.discord.tell(good[which][0], body)
        people.discord.history.clear()
        while _busy(people) > AT_ONCE:  # the library waits out the limits of a route
            await asyncio.sleep(0.01)
    async with asyncio.timeout(60):
        while _busy(people):
            await asyncio.sleep(0.1)
    await people.types("Ben", "exam")
    asyncio.get_running_loop().set_exception_handler(None)
    assert len(people.discord.identified) + people.discord.resumed == connections
    assert watch.uncaught == []
    said = capfd.readouterr()
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("tend"))
    assert CANARY not in said.out + said.err + ours
    assert "event failed" not in said.err


def _busy(people: People) -> int:
    assert people.chat.client
    return len(people.chat.client._busy)


async def _good(people: People) -> list[tuple[str, Json]]:
    """One of everything that Discord delivers."""
    await people.types("Ana", "exam")
    press = people.press("Ana", "Echo")
    await people.presses("Ana", "Form")
    people.filled[people.id("Ana")] |= deepcopy(ANSWERS)
    submission = people.submission("Ana")
    command = people.command("Ana", "exam")
    asked = [command, people.command("Ana", "help", DIRECT + people.id("Ana")), press, submission]
    suggest = people.command("Ana", "ex", kind=4)
    told = [("MESSAGE_CREATE", people.message("Ana", "exam")), ("GUILD_DELETE", {"id": str(GUILD + 1)})]
    return [("INTERACTION_CREATE", one) for one in [*asked, suggest]] + told
