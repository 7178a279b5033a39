"""One's own page: changed by its owner alone, and whom they keep apart is found nowhere else."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import forget
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES, KEEPING
from bot.peers import tables
from bot.peers.rules import FILLED
from bot.peers.tables import PeerWishes
from bot.people import Profile, known
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import Chat
from tests.consults.conftest import LONDON, MORNING, a_group

NAMES = ("Ana", "Ben", "Cleo", "Dev")


@pytest.fixture
def four(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    clock.move(MORNING)
    chat = Chat(database, vault, clock, FEATURES)
    a_group(chat, dict.fromkeys(NAMES, LONDON))
    return chat


def profile(chat: Chat, name: str) -> Profile:
    with chat.database.begin() as session:
        found = known(session, chat.person(name))
        assert found
        session.expunge(found)
        return found


def kept_apart(chat: Chat, one: str, other: str) -> bool:
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        return tables.apart(turn, *(known(session, chat.person(name)) for name in (one, other)))  # type: ignore[arg-type]


async def keeps_apart(chat: Chat, name: str, other: str) -> None:
    await chat.types(name, "peers not with", forms="now")
    await chat.sends(name, who0=[profile(chat, other).id] if other else [])


async def test_it_holds_both_ways_and_ends_by_another_press(four: Chat) -> None:
    await keeps_apart(four, "Ben", "Cleo")
    assert kept_apart(four, "Ben", "Cleo")
    assert kept_apart(four, "Cleo", "Ben")
    assert not kept_apart(four, "Ben", "Ana")
    await keeps_apart(four, "Ben", "")
    assert not kept_apart(four, "Ben", "Cleo")


async def test_nobody_else_is_shown_a_thing(four: Chat) -> None:
    """All that the others see afterwards is, to the letter, what they see when nobody was kept apart."""
    before = {name: [await answered(four, name, words) for words in EVERYTHING] for name in NAMES if name != "Ben"}
    await keeps_apart(four, "Ben", "Cleo")
    after = {name: [await answered(four, name, words) for words in EVERYTHING] for name in NAMES if name != "Ben"}
    assert after == before


EVERYTHING = ("peers", "peers not with", "who", "settings", "privacy", "turns", "meeting", "help")


async def answered(chat: Chat, name: str, words: str) -> str:
    return repr(await chat.types(name, words, forms="now"))


async def test_another_persons_export_does_not_name_it(four: Chat) -> None:
    await keeps_apart(four, "Ben", "Cleo")
    with four.database.begin() as session:
        turn = Turn(four.clock.now(), session, four.vault)
        for name in ("Ana", "Cleo"):
            mine = known(session, four.person(name))
            assert mine
            kept = json.dumps(forget.export(turn, mine, KEEPING), default=str)
            assert '"not_with": []' in kept
            assert "Ben" not in kept


async def test_somebody_who_is_in_none_of_ones_groups_cannot_be_named(four: Chat) -> None:
    a_group(four, {"Zoe": LONDON}, "Elsewhere", "elsewhere")
    await keeps_apart(four, "Ben", "Zoe")
    assert not kept_apart(four, "Ben", "Zoe")


async def test_no_name_is_repeated_into_the_chat(four: Chat) -> None:
    await keeps_apart(four, "Ben", "Cleo")
    await four.types("Ben", "peers not with")
    assert "Cleo" not in four.all_text("Ben").replace("2. Cleo", "")


async def test_a_stranger_gets_no_page_and_no_list(four: Chat) -> None:
    reply = await four.types("Zoe", "peers not with")
    assert isinstance(reply, Message)
    assert "not in one yet" in reply.text
    assert "Ana" not in reply.text


async def test_its_length_tells_nothing(four: Chat) -> None:
    await four.types("Ana", "peers hours 9 to 17")
    await keeps_apart(four, "Ben", "Cleo")
    with four.database.begin() as session:
        lengths = {len(bytes(row.sealed)) for row in session.scalars(select(PeerWishes))}
    assert len(lengths) == 1
    assert lengths.pop() > FILLED


async def test_it_stands_nowhere_in_clear(four: Chat, tmp_path: Path) -> None:
    await four.types("Ben", "peers topics canaryword")
    await keeps_apart(four, "Ben", "Cleo")
    cleo = profile(four, "Cleo").id.encode()
    with four.database.begin() as session:
        (row,) = session.scalars(select(PeerWishes))
        assert cleo not in bytes(row.sealed)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"canaryword" not in written


@pytest.mark.parametrize(
    ("typed", "read_back"),
    [
        ("peers hours 9 to 5", "09:00 to 17:00"),
        ("peers hours from 9 to 12", "09:00 to 12:00"),
        ("peers hours 20 to 1", "20:00 to 01:00"),
        ("peers hours 9:00 to 5:00", "09:00 to 05:00"),
        ("peers languages English and Türkçe", "English, Türkçe"),
        ("peers topics grief and loss", "grief and loss"),
    ],
)
async def test_what_is_typed_is_read_as_it_is_meant(four: Chat, typed: str, read_back: str) -> None:
    assert read_back in await answered(four, "Ana", typed)


async def test_what_cannot_be_read_changes_nothing(four: Chat) -> None:
    await four.types("Ana", "peers languages English, Deutsch")
    assert "to 23:59. Please give two times" in await answered(four, "Ana", "peers hours sometimes to never")
    assert "At most" in await answered(four, "Ana", f"peers topics {','.join('abcdefghijk')}")
    assert "English, Deutsch" in await answered(four, "Ana", "peers")


async def test_forgotten_it_is_gone(four: Chat) -> None:
    await keeps_apart(four, "Ben", "Cleo")
    await four.types("Ben", "forget me")
    await four.presses("Ben", "Delete everything of mine")
    with four.database.begin() as session:
        assert session.scalars(select(PeerWishes)).all() == []
