"""Members whose direct messages are closed, who are gone, and rooms that cannot be written to."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.clock import StoppedClock
from bot.consults.tables import Consult
from bot.db import Database
from bot.features import FEATURES
from bot.groups.rules import nudge_at
from bot.ledger import Parcel
from bot.port import Gone, Person, Place
from bot.rehearsal import settle
from bot.sealed import Vault
from bot.spoken import spoken
from bot.ui import Message
from tests.chat import ROOM, Chat, direct
from tests.groups.scene import OTHER_ROOM, a_group, in_room, text

BEN = Person("test", "ben")
CONSULT = {"kind": "think", "soon": "now", "sentence": ""}
NUDGE = "I have something for you that I may only say privately"


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, FEATURES)


async def say(chat: Chat, words: str, *, key: str = "k", to: Person | Place = BEN) -> None:
    with chat.database.begin() as session:
        chat.app._turn(session).say(to, Message(words), key=key)
    await settle(chat.app)


def nudges(chat: Chat, room: Place = ROOM) -> list[str]:
    return [one for one in in_room(chat, room) if NUDGE in one]


async def test_d04_the_room_reads_one_sentence_at_noon_and_never_what_waits(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "This is about a consult.")
    assert nudges(chat) == []
    await chat.until(nudge_at(chat.clock.now(), "Europe/Berlin"))
    (first,) = nudges(chat)
    await say(chat, "And a reminder.", key="other")
    await chat.passes(days=9)
    assert nudges(chat) == [first]
    assert "consult" not in first


async def test_d04_the_sentence_is_the_same_whatever_waits(chat: Chat) -> None:
    seen: set[str] = set()
    for words in ("About a consult.", "A reminder."):
        await a_group(chat, "Ana", "Ben") if not seen else None
        chat.messenger.trouble["ben"] = Gone("closed")
        await say(chat, words, key=words)
        await chat.passes(days=1)
        seen.add(nudges(chat)[-1])
        chat.messenger.trouble.clear()
        await chat.types("Ben", "help")
    assert len(seen) == 1


async def test_d04_a_question_to_a_peer_who_takes_no_messages_is_no_reason_for_a_sentence(chat: Chat) -> None:
    """Whoever asked for a consult could read from it who was asked and did not get it."""
    await a_group(chat, "Ana", "Ben", "Cleo")
    chat.messenger.trouble |= {"ben": Gone("closed"), "cleo": Gone("closed")}
    await chat.types("Ana", "consult", forms="now")
    await chat.sends("Ana", **CONSULT)
    await chat.passes(minutes=1)
    assert "nobody is free this time" in chat.last("Ana")
    await chat.passes(days=1)
    assert nudges(chat) == []


async def test_d04_when_they_can_be_reached_again_the_sentence_goes(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "A reminder.")
    await chat.passes(days=1)
    assert nudges(chat)
    chat.messenger.trouble.clear()
    await chat.types("Ben", "help")
    await settle(chat.app)
    assert nudges(chat) == []
    assert "A reminder." in chat.all_text("Ben")


async def test_d04_whoever_acted_before_noon_is_not_spoken_of(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "A reminder.")
    chat.messenger.trouble.clear()
    await chat.types("Ben", "help")
    await chat.passes(days=2)
    assert nudges(chat) == []


async def test_d04_what_waits_is_read_in_the_room_by_its_reader_alone(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    for words in ("The first.", "The second."):
        await say(chat, words, key=words)
    await chat.passes(days=1)
    assert "Nothing waits for you" in text(await chat.presses("Ana", "Show me, privately"))
    first = text(await chat.presses("Ben", "Show me, privately"))
    assert first == "2 messages wait for you. The first; type inbox done when you have read it.\n\nThe first."
    assert "The second." in text(await chat.presses("Ben", "I have read it"))
    assert "That was all" in text(await chat.types("Ben", "inbox done", ROOM))
    assert "Nothing waits" in text(await chat.types("Ben", "inbox", ROOM))
    assert "The first." not in chat.all_text("Ana")
    chat.messenger.trouble.clear()
    await chat.types("Ben", "help")
    assert [
        one for one in chat.messenger.shown if one.where == direct(BEN) and one.key in ("The first.", "The second.")
    ] == []


async def test_d04_what_was_shown_and_not_read_still_comes(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "The first.")
    await chat.types("Ben", "inbox", ROOM)
    chat.messenger.trouble.clear()
    await chat.types("Ben", "help", ROOM)
    assert "The first." in [one.message.text for one in chat.messenger.shown if one.where == direct(BEN)]


async def test_d04_in_ones_own_conversation_it_comes_by_itself(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "The first.")
    chat.messenger.trouble.clear()
    assert "comes here now" in text(await chat.types("Ben", "inbox"))
    assert private(chat, "Ben")[-1] == "The first."
    assert "Nothing waits" in text(await chat.types("Ben", "inbox"))


async def test_d04_in_one_room_only(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await a_group(chat, "Ben", "Cleo", room=OTHER_ROOM)
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "A reminder.")
    await chat.passes(days=1)
    assert len(nudges(chat)) + len(nudges(chat, OTHER_ROOM)) == 1


@pytest.mark.parametrize(
    ("hour", "noon"), [(10, datetime(2026, 12, 8, 11, tzinfo=UTC)), (11, datetime(2026, 12, 9, 11, tzinfo=UTC))]
)
def test_noon_is_the_groups(hour: int, noon: datetime) -> None:
    assert nudge_at(datetime(2026, 12, 8, hour, tzinfo=UTC), "Europe/Berlin") == noon


# the room


@pytest.mark.parametrize(
    ("why", "words"),
    [("gone", "archived or deleted"), ("removed", "invite me into the room"), ("denied", "not allowed to write")],
)
async def test_s15_d05_d06_each_member_is_told_of_a_broken_room_once(chat: Chat, why: str, words: str) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["room"] = Gone(why)  # type: ignore[arg-type]
    for number in range(3):
        await say(chat, "To all.", key=f"{number}", to=ROOM)
    await chat.passes(days=2)
    for name in ("Ana", "Ben"):
        told = [line for line in private(chat, name) if "I cannot write in the room" in line]
        assert len(told) == 1
        assert words in told[0]


def private(chat: Chat, name: str) -> list[str]:
    here = direct(chat.person(name))
    return [spoken(one.message.text, "") for one in chat.messenger.shown if one.where == here and not one.deleted]


async def test_s15_the_room_goes_on_when_somebody_types_there_and_nobody_need_mend_it(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["room"] = Gone("removed")
    await say(chat, "To all.", to=ROOM)
    await chat.types("Ana", "who", ROOM)
    assert "To all." not in in_room(chat)
    chat.messenger.trouble.clear()
    await chat.types("Ana", "who", ROOM)
    await settle(chat.app)
    assert "To all." in in_room(chat)
    assert [line for line in private(chat, "Ben") if "I cannot write in the room" in line] == []
    assert [line for line in private(chat, "Ben") if "there is nothing left to mend" in line]


async def test_s15_what_waited_for_the_room_follows_the_group_to_another(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["room"] = Gone("gone")
    await say(chat, "To all.", to=ROOM)
    await chat.types("Ana", "move here", OTHER_ROOM)
    await settle(chat.app)
    assert "To all." in in_room(chat, OTHER_ROOM)


async def test_s15_private_things_go_on(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["room"] = Gone("gone")
    await chat.passes(days=8)
    assert [line for line in private(chat, "Ben") if "energy" in line.casefold()]


# somebody whose account is no more


async def test_s16_d16_a_turn_passes_on_and_the_group_reads_why(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo")
    before = text(await chat.types("Cleo", "turns"))
    assert "Ana facilitates" in before
    await chat.app.learn(Person("test", "ana"), "gone")
    after = text(await chat.types("Cleo", "turns"))
    assert "Ben facilitates" in after
    assert "Ana is no longer in the workspace; the turn is kept" in after


async def test_s16_d16_nothing_is_said_to_them_and_nobody_is_asked_for_them(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo")
    await chat.types("Ana", "consult", forms="now")
    await chat.sends("Ana", **CONSULT)
    with chat.database.begin() as session:
        assert session.scalars(select(Consult)).all()
    await chat.app.learn(Person("test", "ana"), "gone")
    before = len(private(chat, "Ana"))
    await chat.passes(days=30)
    assert len(private(chat, "Ana")) == before
    with chat.database.begin() as session:
        assert session.scalars(select(Consult)).all() == []


async def test_s16_back_with_the_next_thing_they_do(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.app.learn(BEN, "gone")
    await chat.passes(days=8)
    before = len(private(chat, "Ben"))
    await chat.types("Ben", "help")
    await chat.passes(days=8)
    assert len(private(chat, "Ben")) > before + 1


async def test_done_finishes_only_what_its_reader_was_shown(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    with chat.database.begin() as session:
        soon = chat.clock.now() + timedelta(minutes=30)
        chat.app._turn(session).say(BEN, Message("The first."), key="first", until=soon)
    await say(chat, "The second.", key="second")
    assert "The first." in text(await chat.types("Ben", "inbox", ROOM))
    await chat.passes(hours=1)
    assert "The second." in text(await chat.types("Ben", "inbox done", ROOM))
    assert "That was all" in text(await chat.types("Ben", "inbox done", ROOM))


async def test_done_before_anything_was_shown_shows_it(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "The first.")
    assert "The first." in text(await chat.types("Ben", "inbox done", ROOM))


async def test_what_has_the_number_of_something_they_were_shown_is_not_done_with_it(chat: Chat) -> None:
    """SQLite gives the number of the latest row again once the row is gone, and so does a copy that was put back."""
    await a_group(chat, "Ana", "Ben")
    chat.messenger.trouble["ben"] = Gone("closed")
    await say(chat, "The first.")
    await chat.types("Ben", "inbox", ROOM)
    with chat.database.begin() as session:
        number = session.scalars(select(Parcel.seq).filter_by(key="k")).one()
        session.execute(delete(Parcel).where(Parcel.key == "k"))
    await say(chat, "The second.", key="other")
    with chat.database.begin() as session:
        session.execute(update(Parcel).where(Parcel.key == "other").values(seq=number))
    assert "The second." in text(await chat.presses("Ben", "I have read it"))
    assert "The second." in text(await chat.types("Ben", "inbox", ROOM))
    assert "That was all" in text(await chat.types("Ben", "inbox done", ROOM))
