"""Events that a platform delivers again and again, in any order and to any process, have one effect each."""

import asyncio
import os
import random
from collections import Counter

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database, new_id
from bot.feature import Feature
from bot.ledger import Heard
from bot.port import Event, Person, Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import PLATFORM, FakeMessenger, direct

AT_ONCE = 16
POURED = "poured"

tea = Feature("tea")


@tea.command("tea", "pours")
def pour(turn: Turn, words: str) -> Reply:
    turn.session.add(Heard(platform=POURED, event=f"{turn.heard.id}/{new_id()}", at=turn.now))
    return Message("Poured.")


async def redelivered(database: Database, vault: Vault, clock: StoppedClock, events: int) -> tuple[int, int]:
    """Deliveries, and answers that somebody read. What was poured is counted here."""
    apps = [App(database, vault, clock, [tea], [FakeMessenger()]) for _ in range(3)]
    dice, people = random.Random(events), [Person(PLATFORM, f"p{number}") for number in range(12)]
    copies = [number for number in range(events) for _ in range(dice.randrange(1, 7))]
    dice.shuffle(copies)
    waiting, answers = iter(copies), Counter[int]()

    async def deliver(app: App) -> None:
        for number in waiting:
            who = people[number % len(people)]
            if await app.handle(Event(f"e{number}", who, direct(who), text="tea", private=True, name=who.id)):
                answers[number] += 1

    await asyncio.gather(*(deliver(apps[number % len(apps)]) for number in range(AT_ONCE)))
    with database.begin() as session:
        poured = session.scalars(select(Heard.event).where(Heard.platform == POURED)).all()
    assert Counter(event.partition("/")[0] for event in poured) == Counter(f"e{number}" for number in range(events))
    return len(copies), sum(answers.values())


@pytest.mark.storage
async def test_each_has_one_effect_and_one_answer(database: Database, vault: Vault, clock: StoppedClock) -> None:
    deliveries, answers = await redelivered(database, vault, clock, 60)
    assert (deliveries > 150, answers) == (True, 60)


@pytest.mark.storage
@pytest.mark.campaign
@pytest.mark.timeout(0)
async def test_a_hundred_thousand(database: Database, vault: Vault, clock: StoppedClock) -> None:
    count = int(os.environ.get("EVENTS", "100000"))
    deliveries, answers = await redelivered(database, vault, clock, count)
    print(f"\n{count} events, {deliveries} deliveries, {answers} answers")
    assert answers == count
