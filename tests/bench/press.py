"""A press in Slack: the processor time of Tend's whole way to the acknowledgement, against a bare listener of Bolt's.

The bare one acknowledges and writes one row, in the same kind of SQLite file, from a thread. It knows no repetition,
nobody and no words; it is what the library and the disk cost anybody.
"""

import asyncio
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.chat import SlackChat
from bot.actions import Action
from bot.app import App
from bot.clock import SystemClock
from bot.db import SAFELY, Database, Kept, insert_new
from bot.feature import Feature
from bot.features import FEATURES
from bot.ledger import Heard
from bot.port import Reply
from bot.sealed import Vault, new_root_key
from bot.taken import Taken
from bot.turn import Turn
from bot.ui import Button, Message
from tests.bench.measured import Measured
from tests.slack.conftest import QUICK, settings
from tests.slack.people import People
from tests.slack.server import TEAM, Slack, serving

PRESSES, ROUNDS = 200, 5

Press = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class Pressed(Action, name="bench.pressed"):
    """Writes one row, and says nothing."""


def one_row() -> Feature:
    feature = Feature("bench")

    @feature.command("bench", "shows a button")
    def show(turn: Turn, words: str) -> Reply:
        return Message("Press it.", (Button("Press", Pressed()),))

    @feature.on(Pressed)
    def write(turn: Turn, action: Pressed) -> Reply:
        insert_new(turn.session, Heard, platform="bench", event=turn.heard.id, at=turn.now)
        return None

    return feature


async def press() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Slack()) as slack:
            slack.now = SystemClock().now()
            people = People(slack, SlackChat(settings(slack), SystemClock(), QUICK))
            database = Database(f"sqlite:///{folder}/tend.sqlite3")
            Kept.metadata.create_all(database.engine)
            vault = Vault(new_root_key())
            taken = Taken(Path(folder), vault)
            app = App(database, vault, SystemClock(), [*FEATURES, one_row()], [people.messenger], taken=taken)
            await people.connect(app)
            await people.types("Ana", "bench")
            tends, bare = [], []
            for _ in range(ROUNDS):  # one after the other, so that a busy machine is busy for both
                tends.append(await _cost(people, _tends(people)))
                bare.append(await _cost(people, _bare(Path(folder) / "bare.sqlite3")))
            await people.leave()
            database.close()
            taken.close()
    against = "a bare listener that writes one row"
    return Measured("a button press in Slack", statistics.median(tends), against, statistics.median(bare), "ms")


async def _cost(people: People, press: Press) -> float:
    """Milliseconds of processor time for one press, of every thread."""
    await press(people.press("Ana", "Press"))  # what is made on first use is made
    payloads = [people.press("Ana", "Press") for _ in range(PRESSES)]
    began = time.process_time()
    for payload in payloads:
        await press(payload)
    return (time.process_time() - began) / PRESSES * 1000


def _tends(people: People) -> Press:
    async def press(payload: dict[str, Any]) -> None:
        await people.chat.listeners.take(AsyncBoltRequest(body=payload, mode="socket_mode"))
        await people.chat.listeners.settle()

    return press


def _bare(file: Path) -> Press:
    async def who(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb-1", bot_id="B", bot_user_id="U")

    bolt = AsyncApp(
        client=AsyncWebClient(), authorize=who, request_verification_enabled=False, process_before_response=True
    )
    database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for pragma in SAFELY:
        database.execute(f"PRAGMA {pragma}")
    database.execute("create table if not exists presses (id text primary key, at text)")

    def write(id: str) -> None:
        database.execute("begin immediate")
        database.execute("insert into presses values (?, ?)", (id, SystemClock().now().isoformat()))
        database.execute("commit")

    @bolt.action(re.compile("", re.DOTALL))
    async def pressed(ack: AsyncAck, body: dict[str, Any]) -> None:
        await asyncio.to_thread(write, body["trigger_id"])
        await ack()

    async def press(payload: dict[str, Any]) -> None:
        response = await bolt.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))
        if response.status != 200:
            raise AssertionError(response.status)

    return press
