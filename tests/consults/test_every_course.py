"""Whatever people do and whenever: the asker hears how it ended, no button stays open, and no word is left."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.consults.handlers import consults
from bot.consults.tables import OPEN, Consult, Offer
from bot.db import Database
from bot.drafts.handlers import drafts
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.ledger import Timer
from bot.port import Gone
from bot.rehearsal import settle
from bot.sealed import Vault, new_root_key
from tests.chat import Chat
from tests.consults.conftest import LONDON, MORNING, PEERS, SENTENCE, SYDNEY, a_group, asks, labels
from tests.files import AnyFile

ENDINGS = (
    "can. I open a private place",
    "Your request has ended",
    "The time for your request is over",
    "I have stopped",
)

names = st.sampled_from(PEERS)
acts = st.one_of(
    st.tuples(st.just("yes"), names),
    st.tuples(st.just("no"), names),
    st.tuples(st.just("leaves"), names),
    st.tuples(st.just("passes"), st.sampled_from([5, 20, 60, 300, 1440])),
    st.tuples(st.just("off"), st.sampled_from([10, 200, 4320])),
    st.tuples(st.just("restarts"), st.none()),
    st.tuples(st.just("stops"), st.none()),
)


@settings(max_examples=8, deadline=None)
@given(
    soon=st.sampled_from(["now", "today", "week"]),
    gone=st.sets(names, max_size=2),
    course=st.lists(acts, max_size=8),
)
def test_every_course_ends(
    tmp_path_factory: pytest.TempPathFactory,
    empty: Path,
    any_file: AnyFile,
    soon: str,
    gone: set[str],
    course: list[tuple[str, object]],
) -> None:
    database = any_file.copy(empty, tmp_path_factory.mktemp("course"))
    asyncio.run(_perform(database, soon, gone, course))


async def _perform(database: Database, soon: str, gone: set[str], course: list[tuple[str, object]]) -> None:
    chat = Chat(database, Vault(new_root_key()), StoppedClock(MORNING), (groups, consults, drafts, kernel))
    a_group(chat, {"Ana": LONDON, "Ben": LONDON, "Cleo": SYDNEY, "Dev": LONDON})
    chat.messenger.trouble |= {name.lower(): Gone() for name in gone}
    await asks(chat, soon=soon, how="place")
    for what, value in course:
        await _act(chat, what, value)
    await chat.passes(days=8)
    _ended(chat)
    database.close()


async def _act(chat: Chat, what: str, value: object) -> None:
    match what, value:
        case (("yes" | "no"), str(name)):
            label = "I can" if what == "yes" else "Not this time"
            await (chat.presses(name, label) if label in labels(chat, name) else settle(chat.app))
        case "leaves", str(name):
            await chat.types(name, "leave")
            await chat.types(name, "leave the group")
        case "passes", int(minutes):
            await chat.passes(minutes=minutes)
        case "off", int(minutes):
            chat.clock.move(chat.clock.now() + timedelta(minutes=minutes))
            await settle(chat.app)
        case "restarts", _:
            chat.app = App(chat.database, chat.vault, chat.clock, chat.app.features, [chat.messenger])
        case _:
            await chat.presses("Ana", "Stop asking")


def _ended(chat: Chat) -> None:
    said = chat.all_text("Ana")
    assert any(ending in said for ending in ENDINGS)
    assert len([shown for shown in chat.messenger.shown if shown.key.endswith("/taken")]) <= 1
    assert not any("I can" in labels(chat, name) for name in PEERS)
    with chat.database.begin() as session:
        assert not session.scalars(select(Offer).where(Offer.state == OPEN)).all()
        under_way = session.scalars(select(Consult)).all()
        assert all(consult.taken_at for consult in under_way)
        assert len(session.scalars(select(Timer.key).where(Timer.key.startswith("consults/"))).all()) == len(under_way)
    readers = [name for name in PEERS if SENTENCE in chat.all_text(name)]
    assert len(readers) == len(under_way)
