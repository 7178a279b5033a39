"""Over HTTP nothing is read before it is known to be Slack's, and what is refused leaves no trace of its words."""

import json
import logging
import random
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr

from adapters.slack.chat import SlackChat
from adapters.slack.manifest import PATH
from bot.app import App
from bot.clock import StoppedClock
from tests.adapters.exam import ANSWERS, AWKWARD, Echo, Exam
from tests.slack.conftest import settings
from tests.slack.people import People
from tests.slack.server import SECRET, Json, Slack, knock, signed

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
CANARY = "canary-5309"


class OverHttp(People):
    """The same people, whose deeds arrive as signed requests."""

    async def does(self, kind: str, payload: Json) -> None:
        self.last = kind, payload
        body, type = packed(kind, payload)
        status, self.acked = await self.knocks(body, type)
        assert status == 200
        await self.chat.listeners.settle()
        self._opened()

    async def knocks(self, body: bytes, type: str, headers: dict[str, str] | None = None) -> tuple[int, Json]:
        stamp = self.chat._clock.now().timestamp()
        return await knock(self.chat.address + PATH, body, signed(body, stamp) if headers is None else headers, type)


def packed(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), JSON
    if kind == "interactive":
        return f"payload={quote(json.dumps(payload))}".encode(), FORM
    return "&".join(f"{key}={quote(str(value))}" for key, value in payload.items()).encode(), FORM


@pytest.fixture
async def people(slack: Slack, clock: StoppedClock) -> AsyncIterator[OverHttp]:
    set_up = settings(slack, app_token=None, signing_secret=SecretStr(SECRET), port=0)
    made = OverHttp(slack, SlackChat(set_up, clock))
    yield made
    await made.leave()


async def test_everything_works_over_http(people: OverHttp, app: App, exam: Exam) -> None:
    await people.types("Ana", "exam")
    await people.presses("Ana", "Echo")
    await people.types("Ben", "exam", in_room=True)
    await people.presses("Ben", "Form")
    exam.refusing = True
    await people.fills_in("Ben", ANSWERS)
    assert people.acked["response_action"] == "errors"
    exam.refusing = False
    await people.fills_in("Ben", {})
    assert exam.heard[0] == Echo(AWKWARD, -7)
    assert len(exam.heard) == 2


async def test_slack_can_try_the_address(people: OverHttp, app: App) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "say this", "token": "x"}).encode()
    assert await people.knocks(body, JSON) == (200, {"challenge": "say this"})


@pytest.mark.parametrize("number", [300, pytest.param(5000, marks=[pytest.mark.campaign, pytest.mark.timeout(600)])])
async def test_s21_what_is_not_slacks_is_refused_and_what_cannot_be_read_is_no_trouble(
    people: OverHttp,
    app: App,
    exam: Exam,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    number: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    dice = random.Random(5309)
    await people.types("Ana", "exam")
    good, _ = packed("interactive", people.press("Ana", "Echo"))
    types = [FORM, JSON, "text/plain", ""]
    bodies = [(spoiled(good, dice, which), dice.choice(types)) for which in range(number)]
    for body, type in [*bodies, (good, FORM)]:
        assert (await people.knocks(body, type, spoiled_headers(body, people, dice)))[0] == 401
    assert exam.heard == []
    for body, type in bodies:
        assert (await people.knocks(body, type))[0] in (200, 400)
    said = capsys.readouterr()
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("tend"))
    assert CANARY not in said.out + said.err + ours
    assert "Traceback" not in said.err + caplog.text


def spoiled(good: bytes, dice: random.Random, number: int) -> bytes:
    """A body as somebody hostile, or a broken proxy, would send it; each holds the canary."""
    at = dice.randrange(len(good))
    kinds = [
        b"payload=%7Bnot" + CANARY.encode(),
        b'[1,2,"' + CANARY.encode() + b'"]',
        b"null",
        b"payload=" + quote(json.dumps({"type": "block_actions", "x": CANARY})).encode(),
        b"payload=" + quote(json.dumps({"type": "view_submission", "team": {"id": "T1"}, "view": CANARY})).encode(),
        json.dumps({"type": "event_callback", "team_id": "T1", "event": {"type": "message", "x": CANARY}}).encode(),
        b"command=%2Ftend&text=" + CANARY.encode(),
        dice.randbytes(200) + CANARY.encode(),
        good[:at] + CANARY.encode() + good[at + dice.randrange(9) :],
    ]
    return kinds[number % len(kinds)]


def spoiled_headers(body: bytes, people: OverHttp, dice: random.Random) -> dict[str, str]:
    now = people.chat._clock.now().timestamp()
    right = signed(body, now)
    return dice.choice(
        [
            {},
            signed(body, now, secret="guessed"),
            signed(body + b" ", now),
            right | {"X-Slack-Request-Timestamp": "abc"},
            right | {"X-Slack-Request-Timestamp": "9" * 30},
            right | {"X-Slack-Signature": "v0=é"},
            right | {"X-Slack-Signature": ""},
        ]
    )


async def test_s22_a_captured_request_is_no_second_event_and_soon_none_at_all(
    people: OverHttp, app: App, exam: Exam, clock: StoppedClock
) -> None:
    await people.types("Ana", "exam")
    body, type = packed("interactive", people.press("Ana", "Echo"))
    captured = signed(body, clock.now().timestamp())
    statuses = [(await people.knocks(body, type, captured))[0] for _ in range(3)]
    clock.move(clock.now() + timedelta(seconds=301))
    statuses.append((await people.knocks(body, type, captured))[0])
    assert statuses == [200, 200, 200, 401]
    await people.chat.listeners.settle()
    assert exam.heard == [Echo(AWKWARD, -7)]


async def test_a_body_that_is_too_large_is_refused(people: OverHttp, app: App) -> None:
    assert (await people.knocks(b"x" * 600_000, FORM))[0] == 413


async def test_only_what_is_needed_is_served(people: OverHttp, app: App) -> None:
    async with ClientSession() as session:
        for path in ("/", "/slack/install", PATH):
            async with session.get(people.chat.address + path) as answer:
                assert answer.status in (404, 405)
