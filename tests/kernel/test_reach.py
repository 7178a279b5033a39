"""Who cannot be reached: knocked at once, told apart, held, and gone on with when they can be."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import purge, reach
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.features import FEATURES
from bot.ledger import Parcel, Timer
from bot.people import Profile
from bot.port import Circle, Gone, Person, Place, Unreachable, Workspace
from bot.reach import Unreached
from bot.rehearsal import settle
from bot.sealed import DataKey, Vault
from bot.support.actions import ShowSupport
from bot.turn import Turn
from bot.ui import Button, Message
from tests.chat import ROOM, Chat, direct
from tests.groups.scene import a_group, text, the_group

ANA, BEN = Person("test", "ana"), Person("test", "ben")
WARD = Place("test", "ward/room")
DM = direct(ANA)


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, FEATURES)


class Counting:
    """How often somebody was knocked at."""

    def __init__(self, chat: Chat, whom: str, no: Exception) -> None:
        self.count = 0
        chat.messenger.trouble[whom] = no
        may = chat.messenger._may

        def counted(id: str) -> None:
            self.count += id == whom
            may(id)

        chat.messenger._may = counted  # type: ignore[method-assign]


async def say(chat: Chat, key: str, to: Person | Place | Circle = ANA, **more: object) -> None:
    with chat.database.begin() as session:
        made = Turn(chat.clock.now(), session, chat.vault, workspace_of=chat.app._workspace_of)
        made.say(to, Message(f"This is {key}.", (Button("Support", ShowSupport()),)), key=key, **more)  # type: ignore[arg-type]
    await settle(chat.app)


def state(chat: Chat, key: str) -> str:
    with chat.database.begin() as session:
        return session.scalars(select(Parcel.state).where(Parcel.key == key)).one()


def said(chat: Chat, where: Place = DM) -> list[str]:
    return [one.message.text for one in chat.messenger.shown if one.where == where and one.key and not one.deleted]


async def test_a_closed_door_is_knocked_at_once_and_opens_when_somebody_acts(chat: Chat) -> None:
    ana = Counting(chat, "ana", Gone("closed"))
    for key in ("a", "b", "c"):
        await say(chat, key)
    await chat.passes(days=3)
    assert (ana.count, state(chat, "a"), state(chat, "c")) == (1, "held", "held")
    chat.messenger.trouble.clear()
    await say(chat, "d")
    assert said(chat) == []
    await chat.types("Ana", "help")
    assert said(chat) == ["This is a.", "This is b.", "This is c.", "This is d."]


async def test_who_acts_and_is_still_closed_is_tried_once_more_for_each_time(chat: Chat) -> None:
    ana = Counting(chat, "ana", Gone("closed"))
    await say(chat, "a")
    for knocks in (2, 3):
        await chat.types("Ana", "help", ROOM)
        assert (ana.count, state(chat, "a")) == (knocks, "held")


async def test_what_is_too_late_by_then_is_not_said(chat: Chat) -> None:
    chat.messenger.trouble["ana"] = Gone("closed")
    await say(chat, "short", until=chat.clock.now() + timedelta(hours=1))
    await say(chat, "long")
    await chat.passes(hours=2)
    chat.messenger.trouble.clear()
    await chat.types("Ana", "help")
    assert said(chat) == ["This is long."]
    assert state(chat, "short") == "late"


async def test_nothing_is_held_for_longer_than_a_month(chat: Chat) -> None:
    chat.messenger.trouble["ana"] = Gone("closed")
    with chat.database.begin() as session:  # what was said to people whom nobody knows goes altogether
        session.add(Profile(id="Ana", platform="test", handle="ana", name="Ana", zone="", met_at=chat.clock.now()))
    await say(chat, "old")
    chat.clock.move(chat.clock.now() + reach.HELD + timedelta(minutes=1))
    await chat.app.forget()
    assert state(chat, "old") == "late"
    with chat.database.begin() as session:
        assert session.scalars(select(Parcel.words)).all() == [None]


async def test_what_others_wait_for_takes_its_other_way_at_once(chat: Chat) -> None:
    ana = Counting(chat, "ana", Gone("closed"))
    await say(chat, "a")
    await say(chat, "b", otherwise=ShowSupport())
    assert (ana.count, state(chat, "b")) == (1, "gone")


async def test_a_held_message_can_be_changed_and_taken_back(chat: Chat) -> None:
    chat.messenger.trouble["ana"] = Gone("closed")
    for key in ("a", "b"):
        await say(chat, key)
    with chat.database.begin() as session:
        made = Turn(chat.clock.now(), session, chat.vault)
        made.change("a", Message("Changed."))
        made.take_back("b")
    await settle(chat.app)
    chat.messenger.trouble.clear()
    await chat.types("Ana", "help")
    assert said(chat) == ["Changed."]


async def test_words_behind_a_door_that_closed_later_can_still_be_taken_back(chat: Chat) -> None:
    await say(chat, "a")
    chat.messenger.trouble["ana"] = Gone("closed")
    await say(chat, "b")
    with chat.database.begin() as session:
        Turn(chat.clock.now(), session, chat.vault).take_back("a")
    await settle(chat.app)
    assert said(chat) == []


async def test_a_message_that_is_gone_closes_no_door(chat: Chat) -> None:
    await say(chat, "a")
    chat.messenger.shown.clear()

    async def edit(*_: object) -> None:
        raise Gone("message")

    chat.messenger.edit = edit  # type: ignore[method-assign, assignment]
    with chat.database.begin() as session:
        Turn(chat.clock.now(), session, chat.vault).change("a", Message("Changed."))
    await settle(chat.app)
    await say(chat, "b")
    assert said(chat) == ["This is b."]


async def test_a_place_for_two_that_cannot_be_made_says_nothing_about_anybody(chat: Chat) -> None:
    async def gather(*_: object, **__: object) -> Place:
        raise Gone

    chat.messenger.gather = gather  # type: ignore[method-assign]
    await say(chat, "two", Circle((ANA, BEN), ROOM, "Two"))
    await say(chat, "one")
    assert (state(chat, "two"), said(chat)) == ("gone", ["This is one."])


async def test_somebody_whose_account_is_no_more_is_left_in_peace_and_back_when_they_act(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    ben = Counting(chat, "ben", Gone())
    await chat.app.learn(BEN, "gone")
    await chat.passes(days=15)
    assert ben.count == 0
    assert "Ben: no longer in the workspace" in text(await chat.types("Ana", "who"))
    chat.messenger.trouble.clear()
    await chat.types("Ben", "help")
    assert "Ben: no longer" not in text(await chat.types("Ana", "who"))


async def test_of_strangers_who_are_gone_nothing_is_written_down(chat: Chat) -> None:
    await chat.app.learn(Person("test", "stranger"), "gone")
    with chat.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Unreached)) == 0


# a missing right


async def test_s20_a_missing_right_is_told_to_who_acts_next_and_once(chat: Chat) -> None:
    chat.messenger.trouble["ward/room"] = Gone("denied", "files:write")
    await say(chat, "a", WARD)
    await say(chat, "b", WARD)
    for name in ("ward/cleo", "ward/dev"):
        await chat.types(name, "help", Place("test", "ward/other"))
    told = {one.where.id: one.message.text for one in chat.messenger.shown if "lacks a right" in one.message.text}
    assert list(told) == ["dm-ward/cleo"]
    assert "files:write" in told["dm-ward/cleo"]
    chat.messenger.trouble.clear()
    await chat.app.learn(Workspace("test", "ward"), None)
    await settle(chat.app)
    assert said(chat, WARD) == ["This is a.", "This is b."]


# a whole workspace


async def a_ward(chat: Chat) -> None:
    """A group in a workspace of its own, and one elsewhere."""
    await a_group(chat, "ward/Ana", "ward/Ben", room=WARD)
    await a_group(chat, "Cleo", "Dev")


async def test_s18_everything_of_a_workspace_stands_still_and_goes_on(chat: Chat) -> None:
    await a_ward(chat)
    await chat.app.learn(Workspace("test", "ward"), "uninstalled")
    chat.messenger.trouble |= {id: Gone("uninstalled") for id in ("ward/room", "ward/ana", "ward/ben")}
    before = len(chat.messenger.shown)
    await chat.passes(days=20)
    new = chat.messenger.shown[before:]
    assert new
    assert [one.where.id for one in new if "ward" in one.where.id] == []
    with chat.database.begin() as session:
        held = session.scalars(select(Timer).where(Timer.workspace.contains("ward"))).all()
        assert held
        assert max(timer.failures for timer in held) == 0
    chat.messenger.trouble.clear()
    await chat.app.learn(Workspace("test", "ward"), None)
    await chat.passes(days=31)
    there = [one.where.id for one in chat.messenger.shown[before:]]
    assert "dm-ward/ana" in there
    assert "ward/room" in there


async def test_s18_a_workspace_is_found_to_be_gone_by_its_first_no_and_held_whole(chat: Chat) -> None:
    room = Counting(chat, "ward/room", Gone("uninstalled"))
    for key in ("a", "b"):
        await say(chat, key, WARD, otherwise=ShowSupport())
    await say(chat, "c", Person("test", "ward/ana"))
    assert (room.count, [state(chat, key) for key in ("a", "b", "c")]) == (1, ["held"] * 3)


async def test_s18_after_the_grace_nothing_of_it_is_left_and_the_others_are_whole(chat: Chat) -> None:
    await a_ward(chat)
    await chat.app.learn(Workspace("test", "ward"), "uninstalled")
    await chat.app.learn(Workspace("test", "ward"), "uninstalled")
    await chat.passes(days=purge.GRACE.days - 1)
    await chat.app.forget()
    assert the_group(chat, WARD).home == WARD.id
    await chat.passes(days=2)
    await chat.app.forget()
    with chat.database.begin() as session:
        assert set(session.scalars(select(Profile.handle))) == {"cleo", "dev"}
        keys = select(func.count()).select_from(DataKey).where(DataKey.owner.startswith("person:"))
        assert session.scalar(keys) in (0, 1, 2)
        for table in Kept.metadata.sorted_tables:
            assert "ward" not in str(session.execute(select(table)).all()), table.name
    await chat.passes(days=8)
    assert the_group(chat).home == ROOM.id


async def test_s18_who_is_known_through_the_workspace_alone_goes_with_it(chat: Chat) -> None:
    """Where people's ids belong to no workspace."""
    await a_group(chat, "Ana", "Ben", room=WARD)
    await a_group(chat, "Ben", "Cleo")
    await chat.app.learn(Workspace("test", "ward"), "uninstalled")
    await chat.passes(days=purge.GRACE.days + 1)
    await chat.app.forget()
    with chat.database.begin() as session:
        assert set(session.scalars(select(Profile.handle))) == {"ben", "cleo"}
    before = len([one for one in chat.messenger.shown if one.where == direct(BEN)])
    await chat.passes(days=8)
    assert len([one for one in chat.messenger.shown if one.where == direct(BEN)]) > before


async def test_what_a_slice_makes_of_a_no_holds_up_nobody(chat: Chat) -> None:
    def breaks(turn: Turn, lost: object) -> None:
        raise RuntimeError

    reactions = {**chat.app.reactions, reach.Lost: [breaks]}
    chat.app.reactions = reactions
    chat.messenger.trouble["ana"] = Gone("closed")
    await say(chat, "a")
    await say(chat, "b", BEN)
    assert (state(chat, "a"), state(chat, "b")) == ("waiting", "said")
    chat.messenger.trouble["ana"] = Unreachable()


async def test_of_what_was_claimed_together_only_the_first_knocks_at_a_closed_door(chat: Chat) -> None:
    """Where the platform knows no keys, one follows the other, and each goes by what the one before has found out."""
    chat.messenger.knows_keys = False
    ana = Counting(chat, "ana", Gone("closed"))
    with chat.database.begin() as session:
        night = chat.clock.now()
        who = Profile(id="Ana", platform="test", handle="ana", name="Ana", zone="UTC", met_at=night)
        who.asked_from, who.asked_until = "10:00", "20:00"
        session.add(who)
        for key in ("a", "b", "c"):
            Turn(night, session, chat.vault).ask(who, Message("Hello."), key=key, scope="")
    await chat.passes(hours=12)
    assert [state(chat, key) for key in ("a", "b", "c")] == ["held"] * 3
    assert ana.count == 1
