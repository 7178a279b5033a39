"""Private words through every flow and every way in which one goes wrong, and then nowhere but with their owner.

The database, its journal, what is kept beside it while it is busy, a copy of it as `tend backup` makes one, the log at
debug level and what it says of its health, and everything that anybody else was shown.
"""

import json
import logging
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import structlog
from aiohttp import ClientSession

from adapters.health import answering
from adapters.metrics import routes
from bot import app, copies, logs, people
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES, KEEPING
from bot.forget import export
from bot.health import Health
from bot.people import Profile
from bot.sealed import Vault
from bot.taken import Taken
from bot.turn import Turn
from bot.ui import Message
from tests.canaries.aviary import NEVER_PRESSED, OTHERS, WRITER, Aviary, Forgetful, numbers
from tests.canaries.search import ROOT, found_in, in_files, spellings
from tests.chat import ROOM, Chat
from tests.conftest import MONDAY
from tests.groups.scene import a_group

EVERYDAY, WHOLE = 200, 10_000
NO_WAY = "comes when a platform can make no place or reach nobody, which the slice's own tests play"
RUNS_ON = "comes when three are in a case that runs on, which tests/cases lives through"
LONGER = "a timer that only a longer story comes to; the slice's own tests do"
NAMELESS = "comes when somebody without a name has left, or is taken down, as the slice's own tests play"
UNREACHED = (
    {"agenda.open_round": "comes after checkins.share_with, which is not pressed"}
    | dict.fromkeys(("buddies.no_place", "cases.no_place", "consults.no_place", "consults.not_reached"), NO_WAY)
    | dict.fromkeys(("rotation.unheard", "groups.nudge"), NO_WAY)
    | dict.fromkeys(("cases.follow_up", "cases.remind", "cases.shred", "cases.soon_over", "cases.step_ends"), RUNS_ON)
    | dict.fromkeys(("agenda.count", "agenda.day", "buddies.prompt", "checkins.remind", "consults.look_in"), LONGER)
    | dict.fromkeys(("groups.ask_again", "pulse.due", "rotation.expire"), LONGER)
    | dict.fromkeys(("cases.take_away", "consults.withdraw", "questions.take_away", "questions.take_down"), NAMELESS)
)
"""What the campaign may not come to, and why: timers all of them, which nobody can press."""


@pytest.fixture
def chat(
    database: Database, vault: Vault, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Chat]:
    """A Tend in which every event is put aside beside the database before it is kept."""
    monkeypatch.setattr(app, "KEPT_AFTER_SECONDS", 0)
    chat = Chat(database, vault, clock, FEATURES)
    chat.messenger = Forgetful()
    taken = Taken(tmp_path, vault)
    chat.app = App(database, vault, clock, FEATURES, [chat.messenger], taken=taken)
    yield chat
    taken.close()


@pytest.fixture
def loudly(capfd: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """The log as a process has it at debug level."""
    ours, others, raises = structlog.get_config(), logging.root.handlers[:], logging.raiseExceptions
    logs.set_up("DEBUG")
    yield capfd
    structlog.configure(**ours)
    logging.root.handlers[:], logging.raiseExceptions = others, raises


async def let_fly(chat: Chat, most: int, folder: Path, capfd: pytest.CaptureFixture[str]) -> Aviary:
    aviary = Aviary(chat, Random(20261102))
    await a_group(chat, WRITER, *OTHERS)
    log, days = "", 0
    while len(aviary.into) < most:
        await aviary.day()
        log, days = log + "".join(capfd.readouterr()), days + 1
        if days % 100 == 0:
            _nowhere(chat, folder, log, f"copy-{days}")
            await chat.app.forget()
            log = ""
    pages = await _pages(chat)
    log += "".join(capfd.readouterr())
    _nowhere(chat, folder, log + pages, "copy")
    others = json.dumps([await _export(chat, name) for name in OTHERS], default=str)
    assert OTHERS[0] in others  # these are the right ones
    aviary.read_by_others |= numbers(others)
    assert aviary.leaked() == []
    return aviary


async def _pages(chat: Chat) -> str:
    """What machines and those who look after Tend read."""
    async with answering(Health(chat.app, ()), "127.0.0.1", 0, routes(chat.app)) as address, ClientSession() as client:
        pages = []
        for name in ("healthz", "readyz", "metrics"):
            async with client.get(f"{address}/{name}") as answer:
                pages.append(await answer.text())
    assert all(pages)
    return "\n".join(pages)


async def _export(chat: Chat, name: str) -> dict[str, object]:
    def everything(turn: Turn) -> dict[str, object]:
        profile = people.known(turn.session, chat.person(name))
        assert profile
        return export(turn, profile, KEEPING)

    return await chat.app.read(everything)


def _nowhere(chat: Chat, folder: Path, log: str, copy: str) -> None:
    copies.write(chat.database.engine, folder / copy)
    assert b"checkin" in (folder / copy).read_bytes()
    assert in_files(folder) == {}
    assert '"level": "error"' in log  # what went wrong was logged, so this is what a log would hold
    assert found_in(log.encode()) == []


@pytest.mark.timeout(120)
async def test_private_words_are_nowhere_else(chat: Chat, tmp_path: Path, loudly: pytest.CaptureFixture[str]) -> None:
    aviary = await let_fly(chat, EVERYDAY, tmp_path, loudly)
    assert any(path.name.startswith("taken-") and path.stat().st_size for path in tmp_path.iterdir())
    assert len(aviary.reached) > 15


@pytest.mark.campaign
@pytest.mark.timeout(3600)
async def test_ten_thousand_private_words_are_nowhere_else(
    chat: Chat, tmp_path: Path, loudly: pytest.CaptureFixture[str]
) -> None:
    begun = time.perf_counter()
    aviary = await let_fly(chat, WHOLE, tmp_path, loudly)
    await aviary.ends()
    _nowhere(chat, tmp_path, "".join(loudly.readouterr()) + '"level": "error"', "copy-of-the-end")
    assert aviary.leaked() == []
    why = NEVER_PRESSED | UNREACHED
    assert UNREACHED.keys() <= {kind.name for kind in chat.app.timers}
    with loudly.disabled():
        print(f"\n{len(aviary.into)} private strings in {time.perf_counter() - begun:.0f} s, through")
        print(f"{len(aviary.handled)} of {len(chat.app.handlers)} actions: none found. Never reached:")
        print(*(f"  {name:24} {why.get(name, '?')}" for name in aviary.unreached()), sep="\n")
    assert [name for name in aviary.unreached() if name not in why] == []


def test_the_search_finds_each_spelling() -> None:
    for number, one in enumerate(spellings(ROOT)):
        assert found_in(b"\x00before " + one + b" after"), number
    for ahead in ("", "a", "ab", "abc"):
        assert found_in(b64encode(f"{ahead}{ROOT}-000007 and more".encode()))
        assert found_in(b64encode(f"{ahead}{ROOT}-000007".encode("utf-16-le")))
    assert found_in(ROOT.upper().encode())
    assert not found_in(b64encode(b"something else"))


async def test_what_stands_in_clear_or_is_read_by_others_is_found(chat: Chat, tmp_path: Path) -> None:
    aviary = Aviary(chat, Random(1))
    with chat.database.begin() as session:
        session.add(
            Profile(id="x", platform="test", handle="x", name=aviary.canary("checkins.sentence"), met_at=MONDAY)
        )
    assert any(name.startswith("tend.sqlite3") for name in in_files(tmp_path))
    await chat.messenger.send(ROOM, Message(f"heard: {aviary.canary('checkins.sentence')}"), key="k", again=False)
    await chat.messenger.send(ROOM, Message(f"brought: {aviary.canary('cases.send_card')}"), key="l", again=False)
    aviary.look()
    assert aviary.leaked() == [(1, "checkins.sentence")]
