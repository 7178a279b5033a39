"""Whatever is asked of the pages, of the health page or of a calendar's address has an answer, and is not logged."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from aiohttp import ClientError, ClientSession

from adapters import feeds, health
from bot.app import App
from bot.health import Health
from tests.adapters.mutant import CANARY, Watch, spoiled
from tests.local.visitor import Visitor

FEW, MANY = 100, 100_000
ANSWERS = {200, 204, 303, 304, 400, 403, 404, 405, 413, 414, 415, 416, 417, 422}
"""Any of these is an answer; none of 500 and more is."""
PATHS = [
    "/",
    "/new",
    "/as/ana/in/room",
    "/as/ana/in/dm-ana/words",
    "/as/ana/in/room/press",
    "/as/ana/form/x.y",
    "/as/ana/picture/1",
    "/as/ana/file/1",
    "/static/page.css",
    "/healthz",
    "/readyz",
    "/calendar/none.ics",
]
METHODS = ["GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TEND"]
HEADERS = [
    "Host",
    "Origin",
    "Cookie",
    "Range",
    "If-None-Match",
    "Content-Type",
    "Tend-Page",
    "Accept-Language",
    "Expect",
]
ODD = [CANARY, "\0", "..", "%", "é\u202e", "/", "9" * 400, "'\"<", "~"]


@pytest.fixture
async def other(app: App) -> AsyncIterator[str]:
    async with health.answering(Health(app, []), "127.0.0.1", 0, feeds.routes(app)) as address:
        yield address


@pytest.mark.parametrize("number", [FEW, pytest.param(MANY, marks=[pytest.mark.campaign, pytest.mark.timeout(3000)])])
async def test_anything_that_is_asked_is_answered_and_nothing_of_it_is_logged(
    ana: Visitor,
    address: str,
    other: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    number: int,
) -> None:
    caplog.set_level(logging.DEBUG, "tend")
    watch, dice, answered = Watch(), random.Random(5309), Counter[int]()
    asyncio.get_running_loop().set_exception_handler(watch)
    for turn in range(number):
        kind = turn % 3
        if kind == 0:
            answered[await _form(ana, dice)] += 1
        elif kind == 1:
            answered[await _request(dice.choice((address, other)), ana.session, dice)] += 1
        else:
            answered[await _bytes(dice.choice((address, other)), dice)] += 1
    asyncio.get_running_loop().set_exception_handler(None)
    said = capfd.readouterr()
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("tend"))
    assert set(answered) <= ANSWERS, answered
    assert answered.total() == number
    assert watch.uncaught == []
    assert CANARY not in said.out + said.err + ours
    await ana.writes("tea")
    assert ana.status == 200


async def _form(ana: Visitor, dice: random.Random) -> int:
    """A form of the page, as no browser would send it."""
    if dice.random() < 0.02 or not ana.page.all("form"):
        await ana.writes(dice.choice(("tea", "show", "rate")))
        await ana.goes(dice.choice(("", "room")))
    form = dice.choice(ana.page.all("form"))
    fields = {one["name"]: one["value"] for one in [*form.all("input"), *form.all("button")]}
    sent = spoiled(fields | {"text": "tea", "once": f"{dice.getrandbits(64):x}"}, dice)
    flat = [(str(name), str(value)) for name, value in sent.items()] if isinstance(sent, dict) else []
    async with ana.session.post(ana.address + form["action"], data=flat, allow_redirects=False) as answer:
        await answer.read()
        return answer.status


async def _request(address: str, session: ClientSession, dice: random.Random) -> int:
    """A request that HTTP allows, to an address that may be none."""
    path = dice.choice(PATHS)
    if dice.random() < 0.5:
        at = dice.randrange(len(path)) + 1
        path = f"{path[:at]}{quote(dice.choice(ODD))}{path[at:]}"
    headers = {dice.choice(HEADERS): dice.choice((CANARY, "", "bytes=9-1", "W/", "*", "multipart/form-data", "é"))}
    body = dice.choice((None, b"", dice.randbytes(50), f"token={CANARY}".encode(), f"--x\r\n\r\n{CANARY}".encode()))
    method = dice.choice(METHODS)
    try:
        async with asyncio.timeout(5):
            call = session.request(method, address + path, headers=headers, data=body, allow_redirects=False)
            async with call as answer:
                await answer.content.read(2000)
                return answer.status
    except (ValueError, ClientError):
        return 400  # the client would not send it


async def _bytes(address: str, dice: random.Random) -> int:
    """Something that need not be HTTP at all."""
    host, port = address.removeprefix("http://").split(":")
    start = f"{dice.choice(METHODS)} {dice.choice(PATHS)}".encode()
    parts = [
        start + b" HTTP/1.1\r\nHost: " + host.encode() + b"\r\n\r\n",
        start + b" HTTP/9.9\r\n\r\n",
        start + b"?" + CANARY.encode() + b"\xff\xfe HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        start + b" HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n" + CANARY.encode(),
        start + b" HTTP/1.1\r\n" + b"A: " + CANARY.encode() * 2000 + b"\r\n\r\n",
        start + b" HTTP/1.1\r\nContent-Length: 5\r\n\r\n12",
        dice.randbytes(60) + CANARY.encode() + b"\r\n\r\n",
    ]
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(dice.choice(parts))
    writer.write_eof()
    try:
        async with asyncio.timeout(5):
            first = (await reader.readline()).split()
    except ConnectionError:
        first = []
    writer.close()
    return int(first[1]) if len(first) > 1 else 400  # hung up on
