"""Processes that fire the same timers: whoever meets another goes on elsewhere, and each happens once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot import timers
from bot.actions import Action
from bot.app import AMONG, BATCH, App
from bot.clock import StoppedClock
from bot.db import Database, Kept, past_orm
from bot.feature import Feature
from bot.ledger import Timer
from bot.sealed import Vault
from bot.turn import Turn
from tests.conftest import MONDAY

if TYPE_CHECKING:
    from tests.postgres import Postgres


@dataclass(frozen=True)
class Strike(Action, name="striking.strike"):
    number: int


@pytest.fixture
def shared(postgres: "Postgres") -> Iterator[Database]:
    """On a server: where one writes at a time, nobody meets anybody."""
    made = Database(postgres.url(postgres.new()))
    Kept.metadata.create_all(made.engine)
    yield made
    made.close()


@pytest.fixture
def struck() -> list[int]:
    return []


@pytest.fixture
def app(shared: Database, vault: Vault, clock: StoppedClock, struck: list[int]) -> App:
    striking = Feature("striking")

    @striking.timer(Strike)
    def strike(turn: Turn, action: Strike) -> None:
        struck.append(action.number)

    return App(shared, vault, clock, [striking])


def plan(database: Database, many: int) -> None:
    with database.begin() as session:
        for number in range(many):
            timers.set_timer(session, f"strike/{number:04}", MONDAY, Strike(number))


async def test_what_another_process_is_doing_keeps_nobody_from_the_rest(app: App, struck: list[int]) -> None:
    plan(app.database, 2 * BATCH + 10)
    with app.database.begin() as elsewhere:
        assert timers.take(elsewhere, "strike/0000", MONDAY)
        assert timers.take(elsewhere, "strike/0001", MONDAY)
        await app.tick()
        assert Counter(struck) == Counter(range(2, 2 * BATCH + 10))
        past_orm(elsewhere).rollback()
    await app.tick()
    assert Counter(struck) == Counter(range(2 * BATCH + 10))


async def test_a_few_that_are_due_are_all_come_to(app: App, struck: list[int]) -> None:
    plan(app.database, 5)
    with app.database.begin() as elsewhere:
        assert timers.take(elsewhere, "strike/0002", MONDAY)
        await app.tick()
        past_orm(elsewhere).rollback()
    assert struck == [0, 1, 3, 4]


def test_a_batch_by_chance_is_in_order_and_one_of_the_earliest(shared: Database) -> None:
    plan(shared, (AMONG + 1) * BATCH)
    firsts = set()
    with shared.begin() as session:
        for _ in range(200):
            keys, _ = timers.look(session, MONDAY, BATCH, AMONG)
            assert keys == sorted(keys)
            assert len(keys) == BATCH
            firsts.add(keys[0])
        due = sorted(session.scalars(select(Timer.key)))
    assert firsts <= {due[number * BATCH] for number in range(AMONG)}
    assert len(firsts) > AMONG / 2
