"""What one process puts down another says at once, where PostgreSQL tells it; and a second later where nothing does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bot import heart, listening
from bot.app import App
from bot.clock import StoppedClock
from bot.db import CHANNEL, Database, engine
from bot.port import Place
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import FakeMessenger

PATIENCE_SECONDS = 30
NEVER = 86_400


@pytest.fixture
def here(on_postgresql: Database) -> Iterator[Database]:
    yield on_postgresql
    on_postgresql.close()


@pytest.fixture
def there(here: Database, everything_there: Engine) -> Iterator[Database]:
    """Another process's."""
    made = Database(engine(everything_there.url.render_as_string(hide_password=False)))
    yield made
    made.close()


@pytest.fixture
def app(here: Database, vault: Vault, clock: StoppedClock) -> App:
    return App(here, vault, clock, [], [FakeMessenger("one"), FakeMessenger("two")])


@pytest.fixture
def put(there: Database, vault: Vault, clock: StoppedClock) -> Callable[[str, str], None]:
    def put(platform: str, key: str) -> None:
        with there.begin() as session:
            say(session, vault, clock, platform, key)

    return put


def say(session: Session, vault: Vault, clock: StoppedClock, platform: str, *keys: str) -> None:
    turn = Turn(clock.now(), session, vault)
    for key in keys or (platform,):
        turn.say(Place(platform, "here"), Message("Hello."), key=key)


@asynccontextmanager
async def beating(app: App) -> AsyncIterator[None]:
    beats = asyncio.create_task(heart.beat(app))
    yield
    beats.cancel()
    with suppress(asyncio.CancelledError):
        await beats


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():
            await asyncio.sleep(0.01)


def listeners(database: Database) -> list[int]:
    """The connections to this database whose last words were to listen."""
    with database.begin() as session:
        asked = "select pid from pg_stat_activity where datname = current_database() and query ~ :words"
        return list(session.scalars(text(asked), {"words": f"^(LISTEN {CHANNEL}|SELECT 1)$"}))


@asynccontextmanager
async def refused(_: Engine) -> AsyncIterator[None]:
    raise psycopg.OperationalError("no more connections")
    yield


def keys(app: App, platform: str) -> list[str]:
    messenger = app.post.messengers[platform]
    assert isinstance(messenger, FakeMessenger)
    return [shown.key for shown in messenger.shown]


async def test_what_another_process_puts_down_is_said_without_a_tick(
    app: App, there: Database, put: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "TICK_SECONDS", NEVER)
    put("one", "before anybody listens")
    async with beating(app):
        await until(lambda: keys(app, "one") == ["before anybody listens"])
        put("two", "for the other")
        await until(lambda: keys(app, "two") == ["for the other"])
        put("one", "for this one")
        await until(lambda: "for this one" in keys(app, "one"))


async def test_what_is_not_kept_wakes_nobody_and_what_we_put_down_ourselves_wakes_us_no_second_time(
    here: Database, there: Database, vault: Vault, clock: StoppedClock
) -> None:
    heard: list[str] = []
    ear = asyncio.create_task(listening.listen(here, heard.append))
    await until(lambda: heard == [""])
    for database in (here, there):
        with suppress(ZeroDivisionError), database.begin() as session:
            say(session, vault, clock, "undone")
            1 / 0  # noqa: B018
    with here.begin() as session:
        say(session, vault, clock, "ours")
    with there.begin() as session:
        say(session, vault, clock, "theirs", "theirs, too")
    await until(lambda: len(heard) > 1)
    ear.cancel()
    assert heard == ["", "theirs"]


async def test_a_connection_that_is_lost_is_opened_anew(
    app: App, there: Database, put: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "TICK_SECONDS", NEVER)
    monkeypatch.setattr(listening, "AGAIN_SECONDS", 0.05)
    async with beating(app):
        await until(lambda: len(listeners(there)) == 1)
        lost = listeners(there)
        with there.begin() as session:
            session.execute(text("select pg_terminate_backend(:pid)"), {"pid": lost[0]})
        put("one", "while nobody listens")
        await until(lambda: keys(app, "one") == ["while nobody listens"])
        await until(lambda: len(listeners(there)) == 1)
        put("one", "afterwards")
        await until(lambda: "afterwards" in keys(app, "one"))
        assert listeners(there) != lost


async def test_without_anybody_who_tells_it_is_said_at_the_next_tick(
    app: App, put: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(heart, "TICK_SECONDS", 0.1)
    monkeypatch.setattr(listening, "AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(listening, "_open", refused)
    async with beating(app):
        put("one", "unheard")
        await until(lambda: keys(app, "one") == ["unheard"])
    assert capsys.readouterr().err.count("not told of what others put down") == 1
