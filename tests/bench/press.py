"""A press in Slack: the processor time from the text that Slack sends to the text that acknowledges it, against a bare
listener of Bolt's behind the same client.

The bare one writes one row, in the same kind of SQLite file, from a thread. It knows no repetition, nobody and no
words; it is what the libraries and the disk cost anybody. Both sides read JSON, and neither has a signature to verify:
Socket Mode comes through a connection of our own.
"""

import asyncio
import json
import re
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.chat import SlackChat
from adapters.slack.transport import LIBRARY
from bot import ledger
from bot.actions import Action
from bot.app import App
from bot.clock import SystemClock
from bot.db import SAFELY, Database, Kept, insert_new
from bot.feature import Feature
from bot.features import FEATURES
from bot.port import Reply
from bot.sealed import Vault, new_root_key
from bot.taken import Taken
from bot.turn import Turn
from bot.ui import Button, Message
from tests.bench.measured import Measured
from tests.slack.conftest import settings
from tests.slack.people import People
from tests.slack.server import TEAM, Slack, serving

PRESSES, ROUNDS = 60, 40
"""Many short rounds, of which the least counts: what else runs on a machine takes turns, and only ever adds."""

Heard = Callable[[SocketModeClient, SocketModeRequest], Awaitable[None]]


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
        insert_new(turn.session, ledger.Heard, platform="bench", event=turn.heard.id, at=turn.now)
        return None

    return feature


async def press() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Slack()) as slack:
            slack.now = SystemClock().now()
            people = People(slack, SlackChat(settings(slack), SystemClock()))
            database = Database(f"sqlite:///{folder}/tend.sqlite3")
            Kept.metadata.create_all(database.engine)
            vault = Vault(new_root_key())
            taken = Taken(Path(folder), vault)
            app = App(database, vault, SystemClock(), [*FEATURES, one_row()], [people.messenger], taken=taken)
            await people.connect(app)
            await people.types("Ana", "bench")
            wires = [Wire(_tends(people)), Wire(_bare(Path(folder) / "bare.sqlite3"))]
            tends, bare = zip(*[[await _cost(people, one) for one in wires] for _ in range(ROUNDS)], strict=True)
            for one in wires:
                await one.close()  # type: ignore[no-untyped-call]
            await people.leave()
            database.close()
            taken.close()
    against = "a bare listener that writes one row"
    return Measured("a button press in Slack", min(tends), against, min(bare), "ms")


class Wire(SocketModeClient):
    """The SDK's client as Slack's connection would find it; what it would send back is only counted."""

    def __init__(self, heard: Heard) -> None:
        super().__init__(app_token="xapp-1", logger=LIBRARY)
        self.socket_mode_request_listeners.append(heard)  # type: ignore[arg-type]  # this very client
        self.acknowledged = asyncio.Event()

    async def send_message(self, message: str) -> None:
        self.acknowledged.set()

    async def delivers(self, text: str) -> None:
        self.acknowledged.clear()
        await self.enqueue_message(text)
        await self.process_message()  # type: ignore[no-untyped-call]
        await self.acknowledged.wait()


async def _cost(people: People, wire: Wire) -> float:
    """Milliseconds of processor time for one press, of every thread."""
    await wire.delivers(_text(people))  # what is made on first use is made
    texts = [_text(people) for _ in range(PRESSES)]
    began = time.process_time()
    for text in texts:
        await wire.delivers(text)
    return (time.process_time() - began) / PRESSES * 1000


def _text(people: People) -> str:
    press = people.press("Ana", "Press")
    envelope = {"type": "interactive", "envelope_id": press["trigger_id"], "accepts_response_payload": False}
    return json.dumps(envelope | {"payload": press})


def _tends(people: People) -> Heard:
    assert people.chat.socket
    return people.chat.socket.heard


def _bare(file: Path) -> Heard:
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

    return AsyncSocketModeHandler(bolt, "xapp-1").handle
