"""Being forgotten: asked once, done at once, and everything else stays as it was."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from bot.addresses import write_address
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.feature import Feature
from bot.features import FEATURES, KEEPING
from bot.groups.actions import Left
from bot.groups.tables import Change, Member
from bot.ledger import Parcel, Timer
from bot.people import Profile
from bot.port import Circle, Person, Reply, Unreachable
from bot.privacy.handlers import privacy
from bot.sealed import DataKey, Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import ROOM, Chat, circle_id, direct
from tests.groups.scene import a_group, in_room, join, text, the_group

DELETE = "Delete everything of mine"


def everything(chat: Chat) -> str:
    """The whole database as text."""
    with chat.database.begin() as session:
        return "\n".join(
            f"{table.name}: {row}" for table in Kept.metadata.sorted_tables for row in session.execute(select(table))
        )


async def forgotten(chat: Chat, name: str) -> str:
    await chat.types(name, "forget me")
    return text(await chat.presses(name, DELETE))


def dangling(chat: Chat, session: Session) -> list[object]:
    """Rows that refer to nothing; PostgreSQL never leaves one."""
    return list(session.execute(sql("PRAGMA foreign_key_check"))) if chat.database.single_writer else []


async def test_forgetting_is_asked_once_and_says_what_happens(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    asked = text(await chat.types("Ben", "Forget me."))
    assert "You leave “Tuesday circle”" in asked
    assert "cannot be undone" in asked
    assert "Everything is as it was" in text(await chat.presses("Ben", "Keep everything"))
    assert "2 people are in" in text(await chat.types("Ana", "who"))


async def test_typing_forget_me_twice_deletes_nothing(chat: Chat) -> None:
    await a_group(chat, "Ana")
    for words in ("forget me", "forget me", "forget"):
        await chat.types("Ana", words)
    assert "one person is in" in text(await chat.types("Ana", "who"))


async def test_nothing_of_them_is_left_and_the_room_is_told(chat: Chat) -> None:
    await a_group(chat, "Ana", "Benedikt")
    for words in ("settings", "5", "8", "zone Asia/Tokyo", "away 2 weeks"):
        await chat.types("Benedikt", words)
    with chat.database.begin() as session:
        profile = session.scalars(select(Profile).filter_by(handle="benedikt")).one()
        member = session.scalars(select(Member).filter_by(profile_id=profile.id)).one()
    assert profile.id in everything(chat)
    assert "Tend has forgotten you" in await forgotten(chat, "Benedikt")
    left = everything(chat)
    for trace in (profile.id, member.id, "enedikt", "Tokyo"):
        assert trace not in left, trace
    assert in_room(chat)[-1] == "Benedikt is no longer in “Tuesday circle”."


async def test_weeks_of_everything_go_and_nothing_reaches_them_again(chat: Chat) -> None:
    await a_group(chat, "Ana", "Benedikt", "Cleo")
    await chat.passes(days=5)  # past Friday's check-in
    for words in ("4", "2", "5"):
        await chat.types("Benedikt", words)
    await chat.passes(days=3)  # past the reminder of the meeting
    await chat.presses("Benedikt", "Coming")
    with chat.database.begin() as session:
        profile = session.scalars(select(Profile).filter_by(handle="benedikt")).one()
        member = session.scalars(select(Member).filter_by(profile_id=profile.id)).one()
        assert session.scalars(select(DataKey).filter_by(owner=profile.owner)).all() != []
    await forgotten(chat, "Benedikt")
    await chat.app.forget()
    for trace in (profile.id, "enedikt"):
        assert trace not in everything(chat), trace
    with chat.database.begin() as session:
        timers = "\n".join(f"{timer.key} {timer.action}" for timer in session.scalars(select(Timer)))
        assert session.scalars(select(DataKey).filter_by(owner=profile.owner)).all() == []
        assert dangling(chat, session) == []
    assert member.id not in timers
    seen = len([shown for shown in chat.messenger.shown if shown.where == direct(chat.person("Benedikt"))])
    await chat.passes(days=40)
    after = [shown for shown in chat.messenger.shown if shown.where == direct(chat.person("Benedikt"))]
    assert len(after) == seen


async def test_their_key_and_their_timers_go(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.types("Ben", "away 2 weeks")
    for words in ("settings", "6", "We are kind."):
        await chat.types("Ana", words)
    with chat.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Timer).where(Timer.key.startswith("groups/ask/"))) == 1
        profile = session.scalars(select(Profile).filter_by(handle="ben")).one()
        chat.vault.seal(session, "words", owner=profile.owner, cell="t.c.r", now=chat.clock.now())
    await forgotten(chat, "Ben")
    with chat.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Timer).where(Timer.key.startswith("groups/ask/"))) == 0
        assert session.scalars(select(DataKey).filter_by(owner=profile.owner)).all() == []


async def test_the_group_and_the_others_stay_as_they_were(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo")
    for words in ("settings", "5", "8"):
        await chat.types("Ben", words)
    await forgotten(chat, "Ben")
    assert the_group(chat).checkin_time == "08:00"
    lines = text(await chat.types("Ana", "who")).splitlines()
    assert [line.split(":")[0] for line in lines[1:]] == ["- Ana", "- Cleo"]
    with chat.database.begin() as session:
        change = session.scalars(select(Change)).one()
        assert change.member_id is None
        assert dangling(chat, session) == []
    assert "Undone" in text(await chat.presses("Cleo", "Undo"))
    assert any("Somebody who is no longer here had changed" in said for said in in_room(chat))


async def test_whoever_undid_something_and_was_forgotten_has_no_name(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    for words in ("settings", "5", "8"):
        await chat.types("Ana", words)
    await chat.types("Ben", "undo")
    await forgotten(chat, "Ben")
    assert "Somebody who is no longer here has undone that already" in text(await chat.types("Ana", "undo"))


async def test_whoever_was_forgotten_is_a_stranger(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await forgotten(chat, "Ben")
    assert "not in" in text(await chat.types("Ben", "who", ROOM))
    assert "keeps nothing about you" in text(await chat.types("Ben", "privacy"))
    await join(chat, "Ben")
    assert "2 people are in" in text(await chat.types("Ana", "who"))


async def test_a_second_press_finds_nothing_left_to_forget(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await forgotten(chat, "Ben")
    assert "nothing left to forget" in text(await chat.again(replace(chat.event, id="second")))


async def test_the_button_in_somebody_elses_hands_does_nothing(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.types("Ben", "forget me")
    _, action = chat._button("Ben", DELETE)
    assert "shown to somebody else" in text(await chat._act("Ana", None, action=action))
    assert "2 people are in" in text(await chat.types("Ana", "who"))


async def test_a_private_place_with_somebody_forgets_that_they_were_in_it(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    pairs = Feature("pairs")

    @pairs.command("pair", "says something to Ana and Benedikt alone")
    def pair(turn: Turn, words: str) -> Reply:
        two = (Person("test", "ana"), Person("test", "benedikt"))
        turn.say(Circle(two, ROOM, "Two"), Message("Here you are."), key=f"pairs/{words}")
        return None

    @pairs.command("unpair", "takes one of them back")
    def unpair(turn: Turn, words: str) -> Reply:
        turn.take_back(f"pairs/{words}")
        return None

    chat = Chat(database, vault, clock, [*FEATURES, pairs])
    await a_group(chat, "Ana", "Benedikt")
    await chat.types("Ana", "pair said")
    chat.messenger.trouble[circle_id("ana", "benedikt")] = Unreachable()
    await chat.types("Ana", "pair waiting")
    await forgotten(chat, "Benedikt")
    with chat.database.begin() as session:
        (said,) = session.scalars(select(Parcel).filter_by(key="pairs/said"))
        assert said.to == said.lane == write_address(Circle((chat.person("Ana"),), ROOM, "Two"))
    chat.messenger.trouble.clear()
    await chat.passes(minutes=5)
    assert "pairs/waiting" in everything(chat)
    assert len([shown for shown in chat.sees("Ana") if shown.message.text == "Here you are."]) == 2
    await chat.app.forget()
    assert "enedikt" not in everything(chat)
    for words in ("said", "waiting"):
        await chat.types("Ana", f"unpair {words}")
    assert not [shown for shown in chat.sees("Ana") if shown.message.text == "Here you are."]
    await chat.app.forget()
    await forgotten(chat, "Ana")
    assert "pairs/" not in everything(chat)


async def test_words_of_others_are_still_taken_back_from_somebody_who_is_forgotten(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    asks = Feature("asks")

    @asks.command("ask", "asks Benedikt something in Ana's words")
    def ask(turn: Turn, words: str) -> Reply:
        turn.say(Person("test", "benedikt"), Message("Ana's words"), key="asks/1")
        return None

    @asks.when(Left)
    def withdraw(turn: Turn, left: Left) -> None:
        turn.change("asks/1", Message("Withdrawn."))
        turn.say(Person("test", "benedikt"), Message("Too late for this."), key="asks/2")

    chat = Chat(database, vault, clock, [*KEEPING[:-1], asks, KEEPING[-1], privacy([*KEEPING[:-1], asks, KEEPING[-1]])])
    await a_group(chat, "Ana", "Benedikt")
    await chat.types("Ana", "ask")
    await forgotten(chat, "Benedikt")
    assert "Ana's words" not in chat.all_text("Benedikt")
    assert "Withdrawn." in chat.all_text("Benedikt")
    assert "Too late" not in chat.all_text("Benedikt")
    await chat.app.forget()
    assert "enedikt" not in everything(chat)


async def test_the_last_member_can_be_forgotten_and_the_door_stays(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await forgotten(chat, "Ana")
    await join(chat, "Ben")
    assert "one person is in" in text(await chat.types("Ben", "who"))


async def test_somebody_who_had_left_before_can_be_forgotten_too(chat: Chat) -> None:
    await a_group(chat, "Ana", "Benedikt")
    await chat.types("Benedikt", "leave")
    await chat.presses("Benedikt", "Leave the group")
    told = len(in_room(chat))
    await forgotten(chat, "Benedikt")
    assert "enedikt" not in everything(chat)
    assert len(in_room(chat)) == told
