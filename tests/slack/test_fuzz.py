"""Whatever comes in as from Slack is answered in its terms, reaches no handler as something else, and is not logged."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from pydantic import SecretStr

from adapters.slack.chat import SlackChat
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from tests.adapters.exam import ANSWERS, Exam
from tests.adapters.mutant import CANARY, Watch, batched, mutants
from tests.slack.conftest import settings
from tests.slack.people import People
from tests.slack.server import SECRET, Json, Slack
from tests.slack.test_door import FORM, JSON, OverHttp

FEW, MANY, AT_ONCE = 100, 100_000, 50


@pytest.fixture
async def people(slack: Slack, clock: StoppedClock) -> AsyncIterator[OverHttp]:
    set_up = settings(slack, app_token=None, signing_secret=SecretStr(SECRET), port=0)
    made = OverHttp(slack, SlackChat(set_up, clock))
    yield made
    await made.leave()


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=[pytest.mark.campaign, pytest.mark.timeout(3000)])])
async def test_any_payload_that_slack_signed_is_answered_and_none_is_logged(
    people: OverHttp,
    exam: Exam,
    database: Database,
    vault: Vault,
    clock: StoppedClock,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    number: int,
) -> None:
    app = App(database, vault, clock, [exam.feature()], [people.messenger])
    await people.connect(app)
    caplog.set_level(logging.DEBUG, "tend")
    watch, answered = Watch(), Counter[int]()
    asyncio.get_running_loop().set_exception_handler(watch)
    good = await _good(people)
    for some in batched(mutants([body for _, body in good], number), AT_ONCE):
        knocks = [people.knocks(*_sent(good[which][0], body)) for which, body in some]
        answered.update(status for status, _ in await asyncio.gather(*knocks))
    await people.chat.listeners.settle()
    asyncio.get_running_loop().set_exception_handler(None)
    said = capfd.readouterr()
    print(number, answered)
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("tend"))
    assert set(answered) <= {200, 400}
    assert watch.uncaught == []
    assert CANARY not in said.out + said.err + ours
    assert "event failed" not in said.err


async def _good(people: People) -> list[tuple[str, Json]]:
    """One of everything that Slack delivers."""
    await people.types("Ana", "exam")
    press = people.press("Ana", "Echo")
    home = {"type": "home", "id": "V1"}
    at_home = {key: value for key, value in press.items() if key not in ("message", "channel", "response_url")}
    await people.presses("Ana", "Form")
    people.filled["U1"] |= {key: said if isinstance(said, str) else list(said) for key, said in ANSWERS.items()}
    told: list[Json] = [
        {"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "DU1"},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}},
        {"type": "user_change", "user": {"id": "U2", "deleted": False}},
        {"type": "channel_rename", "channel": {"id": "C1", "name": "room"}},
        people.message("Ana", "exam <http://x.test|x> &amp;") | {"type": "message"},
    ]
    return [
        ("slash_commands", people.command("Ana", "exam")),
        ("slash_commands", people.command("Ana", "help")),
        ("interactive", press),
        ("interactive", at_home | {"view": home, "container": {"type": "view", "view_id": "V1"}}),
        ("interactive", people.submission("Ana")),
        *[("events_api", people.event(one["type"], one)) for one in told],
    ]


def _sent(kind: str, body: Json) -> tuple[bytes, str]:
    """As Slack would put it; what is no longer an object is sent as it is."""
    if kind == "slash_commands" and isinstance(body, dict):
        return "&".join(f"{quote(str(key))}={quote(_flat(value))}" for key, value in body.items()).encode(), FORM
    if kind == "interactive":
        return f"payload={quote(json.dumps(body))}".encode(), FORM
    return json.dumps(body).encode(), JSON


def _flat(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
