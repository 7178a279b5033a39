"""What is left of a group after its workspace removed Tend, where people's ids carry no workspace: nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import purge
from bot.buddies.actions import Begin, BeginAround
from bot.buddies.handlers.rounds import begin, begin_around
from bot.buddies.tables import Round
from bot.cases.tables import Case
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.ledger import Parcel, Timer
from bot.people import Profile
from bot.port import Place, Workspace
from bot.pulse.tables import Wave
from bot.sealed import HOUSE, DataKey, Vault
from tests.cases.conftest import holds, says
from tests.chat import Chat
from tests.groups.scene import a_group

WARD, HOSPITAL = Place("test", "ward/room"), Workspace("test", "ward")
SIX = ("Ana", "Ben", "Cleo", "Dev", "Ewa", "Finn")


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, FEATURES)


async def removed(chat: Chat) -> None:
    """Tend is gone from the hospital, and so is the time of grace."""
    await chat.app.learn(HOSPITAL, "uninstalled")
    chat.clock.move(chat.clock.now() + purge.GRACE + timedelta(hours=1))
    await chat.app.forget()


def handles(chat: Chat) -> set[str]:
    with chat.database.begin() as session:
        return set(session.scalars(select(Profile.handle)))


def owners(chat: Chat) -> set[str]:
    with chat.database.begin() as session:
        return set(session.scalars(select(DataKey.owner)))


def kinds(chat: Chat) -> set[str]:
    """Whose words are kept, by the first word of the owner's name."""
    return {owner.partition(":")[0] for owner in owners(chat)}


async def leaves(chat: Chat, name: str) -> None:
    await chat.types(name, "leave", WARD)
    await chat.presses(name, "Leave the group")


async def test_who_had_left_before_goes_too(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", room=WARD)
    await chat.types("Ben", "peers topics grief")
    await leaves(chat, "Ben")
    assert "ben" in handles(chat)
    await removed(chat)
    assert (handles(chat), owners(chat)) == (set(), {HOUSE})
    with chat.database.begin() as session:
        assert [to for to in session.scalars(select(Parcel.to)) if "ben" in to] == []


async def test_who_had_left_before_and_is_in_a_group_elsewhere_stays(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo", room=WARD)
    await a_group(chat, "Ben", "Dev")
    await a_group(chat, "Ana", "Cleo", room=Place("test", "ward/second"))
    await leaves(chat, "Ben")
    await removed(chat)
    assert handles(chat) == {"ben", "dev"}


async def buddies_by_direct_message(chat: Chat) -> None:
    for name in ("Ana", "Ben"):
        await chat.types(name, "buddies")
        await chat.presses(name, "Take part")


async def test_what_is_planned_from_a_direct_message_belongs_to_the_groups_workspace(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", room=WARD)
    await buddies_by_direct_message(chat)
    await chat.app.learn(HOSPITAL, "uninstalled")
    await chat.passes(days=20)
    with chat.database.begin() as session:
        assert session.scalars(select(Round)).all() == []
    await chat.passes(days=11)
    await chat.app.forget()
    await chat.passes(days=15)
    with chat.database.begin() as session:
        assert session.scalars(select(Timer.key).where(Timer.key.startswith("buddies/"))).all() == []


def test_a_round_of_a_group_that_is_gone_does_not_begin(chat: Chat) -> None:
    with chat.database.begin() as session:
        turn = chat.app._turn(session)
        assert begin(turn, Begin("gone")) is None
        assert begin_around(turn, BeginAround("gone")) is None
        assert session.scalars(select(Timer)).all() == []


async def test_no_key_of_sealed_words_outlives_the_group(chat: Chat) -> None:
    """In every slice that seals with an owner other than a person: a pulse, an agreement, a case, a draft."""
    await a_group(chat, *SIX, room=WARD)
    await chat.until(chat.clock.now().replace(month=11, day=10, hour=19, minute=2))
    await chat.presses("Ben", "Mostly")
    await chat.types("Ana", "pulse", WARD)
    await chat.presses("Ana", "Open a pulse")
    await holds(chat)
    await says(chat, "Cleo", "What happens in you when it is silent?")
    await chat.types("Cleo", "case take back 1")
    await says(chat, "Dev", "I wonder about Sarah from Leeds.")
    await chat.types("Ewa", "question", forms="now")
    await chat.sends("Ewa", words="How do I tell Sarah from Leeds off?", name="named")
    assert kinds(chat) >= {HOUSE, "person", "pulse", "pulses", "agreed", "agreed-by", "case", "draft"}
    with chat.database.begin() as session:
        turn = chat.app._turn(session)
        purge._purge(turn, HOSPITAL, list(FEATURES))
        assert session.scalars(select(Case)).all() == []
        assert session.scalars(select(Wave)).all() == []
    assert owners(chat) == {HOUSE}
