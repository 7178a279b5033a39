"""What is counted for machines: enough to see that something is wrong, and nothing that tells of anybody."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from adapters import health as server
from adapters import metrics as scraped
from bot import __version__, metrics
from bot.app import App
from bot.front import Say
from bot.health import Health
from bot.port import Gone, Unreachable
from bot.ui import Message
from tests.chat import Chat
from tests.groups.scene import OTHER_ROOM, a_group, begin

SHOWN = {"platform", "outcome", "state", "le", "version"}
"""Every label that there may ever be; none of them can hold a person."""

Values = dict[tuple[str, ...], float]


async def scrape(app: App) -> str:
    async with (
        server.answering(Health(app, []), "127.0.0.1", 0, scraped.routes(app)) as address,
        ClientSession() as session,
    ):
        return await (await session.get(f"{address}/metrics")).text()


def values(page: str) -> Values:
    samples = [one for family in text_string_to_metric_families(page) for one in family.samples]
    return {(one.name, *(label for _, label in sorted(one.labels.items(), key=_place))): one.value for one in samples}


def _place(label: tuple[str, str]) -> bool:
    return label[0] != "platform"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no finding."""
    monkeypatch.setattr(metrics, "PATIENCE_SECONDS", 30)


async def test_what_people_did_and_what_was_said_is_counted(chat: Chat) -> None:
    await a_group(chat, "Ana", "Benedikt")
    await chat.types("Ana", "leave")
    await chat._act("Ana", None, action="gone.for-good:1")
    await begin(chat, "Eve", room=OTHER_ROOM, zone="Nowhere/Land")
    await chat.app.deliver()
    told = values(await scrape(chat.app))
    assert told[("tend_build_info", __version__)] == 1
    assert told[("tend_events_total", "test", "done")] > 5
    assert told[("tend_events_total", "test", "old")] == 1
    assert told[("tend_events_total", "test", "invalid")] == 1
    assert told[("tend_event_seconds_count", "test")] == sum(
        value for (name, *_), value in told.items() if name == "tend_events_total"
    )
    assert told[("tend_sends_total", "test", "said")] == told[("tend_send_seconds_count", "test")] > 0
    assert told[("tend_database_seconds_count",)] > 10
    assert told[("tend_database_answers",)] == 1


async def test_what_waits_and_for_how_long(chat: Chat) -> None:
    ana, ben = chat.person("Ana"), chat.person("Ben")
    await a_group(chat, "Ana", "Ben")
    await chat.app.deliver()
    chat.messenger.trouble = {ana.id: Unreachable(), ben.id: Gone("closed")}
    for person in (ana, ben):
        chat.app.change(lambda turn, to=person: turn.say(to, Message("Tea."), key=f"tea/{to.id}"))  # type: ignore[misc]
    chat.app.change(lambda turn: turn.at("tea", chat.clock.now() + timedelta(minutes=1), Say("help")))
    await chat.app.deliver()
    chat.clock.move(chat.clock.now() + timedelta(minutes=2))
    told = values(await scrape(chat.app))
    assert told[("tend_outbox_parcels", "test", "waiting")] == 1
    assert told[("tend_outbox_parcels", "test", "held")] == 1
    assert told[("tend_sends_total", "test", "later")] == 1
    assert told[("tend_sends_total", "test", "held")] == 1
    assert told[("tend_outbox_oldest_due_seconds",)] == 118, "after a pause of two seconds it is due again"
    assert (told[("tend_timers_due",)], told[("tend_timers_oldest_due_seconds",)]) == (1, 60)
    await chat.app.tick()
    assert values(await scrape(chat.app))[("tend_timers_total", "failed")] == 1, "nobody said it, so it cannot be done"


@pytest.mark.sqlite
async def test_a_database_that_tells_nothing_is_no_number(
    chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "PATIENCE_SECONDS", 0.1)
    other = sqlite3.connect(tmp_path / "tend.sqlite3", isolation_level=None)
    other.execute("begin immediate")
    told = values(await scrape(chat.app))
    other.close()
    assert told[("tend_database_answers",)] == 0
    assert told[("tend_timers_due",)] != told[("tend_timers_due",)], "not a number"


async def test_no_label_names_anybody_after_weeks_of_everything(chat: Chat) -> None:
    await a_group(chat, "Anastasia", "Benedikt", "Cleopatra", name="Circle canary-91c2")
    await chat.passes(days=5)
    for words in ("4", "2", "5", "canary-91c2"):
        await chat.types("Benedikt", words)
    await chat.passes(days=30)
    page = await scrape(chat.app)
    labels = set(re.findall(r'(\w+)="', page))
    assert labels <= SHOWN
    said = {value for _, value in re.findall(r'(platform|outcome|state)="([^"]*)"', page)}
    assert said <= {"test", "done", "refused", "invalid", "old", "failed", "said", "fired", *metrics.OPEN}
    assert not re.search("canary|anastasia|benedikt|cleopatra|person:", page, re.IGNORECASE)
