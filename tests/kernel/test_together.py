"""Work that comes at the same time shares a transaction, and is kept or undone as if each had one of its own."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ledger import Heard
from bot.together import MOST, Together, Work
from tests.conftest import MONDAY

pytestmark = pytest.mark.storage


def note(event: str) -> Work:
    def work(session: Session) -> None:
        session.add(Heard(platform="test", event=event, at=MONDAY))
        session.flush()
        if event == "broken":
            raise LookupError(event)

    return work


def noted(database: Database) -> set[str]:
    with database.begin() as session:
        return set(session.scalars(select(Heard.event)))


async def test_many_take_few_transactions(database: Database) -> None:
    taken: list[float] = []
    database.observe = taken.append
    together, events = Together(database), [f"e{number}" for number in range(3 * MOST)]
    await asyncio.gather(*(together.run(note(event)) for event in events))
    assert noted(database) == set(events)
    assert len(taken) <= 5


async def test_what_one_raises_is_told_to_it_alone(database: Database) -> None:
    together = Together(database)
    ends = await asyncio.gather(*(together.run(note(one)) for one in ("a", "broken", "c")), return_exceptions=True)
    assert [type(end) for end in ends] == [type(None), LookupError, type(None)]
    assert noted(database) == {"a", "c"}


async def test_one_after_the_other_each_finds_somebody_to_do_it(database: Database) -> None:
    together = Together(database)
    for number in range(20):
        async with asyncio.timeout(10):
            await together.run(note(f"e{number}"))
    assert len(noted(database)) == 20


async def test_who_no_longer_waits_keeps_nobody_else_from_it(database: Database) -> None:
    together = Together(database)
    first, second = (asyncio.create_task(together.run(note(event))) for event in ("a", "b"))
    await asyncio.sleep(0)
    first.cancel()
    async with asyncio.timeout(10):
        await second
    assert "b" in noted(database)
    assert first.cancelled()


class End(BaseException):
    """As SystemExit and a death in the simulator are."""


async def test_the_end_of_the_process_is_told_as_what_it_is(database: Database) -> None:
    def ends(_: Session) -> None:
        raise End

    together = Together(database)
    told = await asyncio.gather(together.run(ends), together.run(note("a")), return_exceptions=True)
    assert [type(one) for one in told] == [End, End]
    assert noted(database) == set()
