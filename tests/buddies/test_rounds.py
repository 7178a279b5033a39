"""Rounds as members live through them: put together on a Monday, a question a week, an end, and people who leave."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.buddies import rules
from bot.buddies.actions import GoAround
from bot.buddies.tables import Seat, TakingPart, Together
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.groups.tables import Group, Member
from bot.people import Profile
from bot.port import Event, Gone
from bot.sealed import Vault
from tests.chat import Chat, direct
from tests.consults.conftest import LONDON, MORNING, a_group

NAMES = ("Ana", "Ben", "Cleo", "Dev")
MONDAY = datetime(2026, 11, 9, 9, tzinfo=UTC)


@pytest.fixture
def four(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    clock.move(MORNING)
    chat = Chat(database, vault, clock, FEATURES)
    a_group(chat, dict.fromkeys(NAMES, LONDON))
    return chat


async def take_part(chat: Chat, *names: str) -> None:
    for name in names:
        await chat.types(name, "buddies")
        await chat.presses(name, "Take part")


def together(chat: Chat) -> set[frozenset[str]]:
    """Who is with whom now, by name."""
    with chat.database.begin() as session:
        rows = session.execute(
            select(Seat.pair_id, Profile.name)
            .join(Member, Member.id == Seat.member_id)
            .join(Profile, Profile.id == Member.profile_id)
            .join(Together, Together.id == Seat.pair_id)
            .where(Together.over_at.is_(None), Member.left_at.is_(None))
        ).all()
    sets: dict[str, set[str]] = {}
    for pair, name in rows:
        sets.setdefault(pair, set()).add(name)
    return {frozenset(people) for people in sets.values()}


def place(chat: Chat, name: str) -> list[str]:
    """What stands in the private place that this person is in, in every round."""
    return [shown.message.text for shown in chat.sees(name) if shown.where.id in chat.messenger.circles]


async def test_a_round_begins_on_monday_at_nine_and_everybody_has_somebody(four: Chat) -> None:
    await take_part(four, *NAMES)
    await four.until(MONDAY.replace(hour=8, minute=59))
    assert together(four) == set()
    await four.passes(minutes=1)
    assert sorted(map(len, together(four))) == [2, 2]
    assert all("you are buddies" in place(four, name)[0] for name in NAMES)


async def test_in_three_rounds_everybody_has_everybody(four: Chat) -> None:
    await take_part(four, *NAMES)
    seen: list[frozenset[str]] = []
    await four.until(MONDAY)
    for _ in range(3):
        seen += together(four)
        await four.passes(weeks=rules.WEEKS)
    assert len(seen) == len(set(seen)) == 6


async def test_there_is_one_question_a_week_and_a_last_word(four: Chat) -> None:
    await take_part(four, "Ana", "Ben")
    await four.until(MONDAY)
    await four.types("Ben", "buddies")
    await four.presses("Ben", "Stop taking part")
    await four.passes(weeks=rules.WEEKS)
    said = place(four, "Ana")
    assert [text.startswith("**For this week**") for text in said] == [False, True, True, True, False]
    assert "This round is over" in said[-1]


async def test_nobody_else_sees_who_is_with_whom(four: Chat) -> None:
    await take_part(four, "Ana", "Ben")
    await four.until(MONDAY)
    assert "buddies" not in four.all_text("Cleo")
    await four.types("Cleo", "buddies")
    assert "Ana" not in four.last("Cleo")


async def test_a_third_makes_a_three_and_when_one_leaves_two_go_on(four: Chat) -> None:
    await take_part(four, "Ana", "Ben", "Cleo")
    await four.until(MONDAY)
    assert together(four) == {frozenset(("Ana", "Ben", "Cleo"))}
    await four.types("Cleo", "leave")
    await four.presses("Cleo", "Leave the group")
    assert together(four) == {frozenset(("Ana", "Ben"))}
    assert "The two others go on, in a new place" in four.all_text("Ana")
    new = [shown for shown in four.sees("Ana") if "you are buddies" in shown.message.text][-1]
    assert new.where.id in {shown.where.id for shown in four.sees("Ben")}
    assert new.where.id not in {shown.where.id for shown in four.sees("Cleo")}
    await four.passes(weeks=1)
    assert four.all_text("Ana").count("For this week") == four.all_text("Cleo").count("For this week") + 2


async def test_a_three_of_whom_one_is_forgotten_goes_on_with_its_questions(four: Chat) -> None:
    await take_part(four, "Ana", "Ben", "Cleo")
    await four.until(MONDAY)
    await four.types("Cleo", "forget me")
    await four.presses("Cleo", "Delete everything of mine")
    for _ in range(rules.WEEKS):
        await four.passes(weeks=1)
        await four.app.forget()
    said = place(four, "Ana")
    assert len([text for text in said if text.startswith("**For this week**")]) == rules.WEEKS - 1
    assert any("This round is over" in text for text in said)


async def test_whoever_is_left_alone_hears_it_in_private(four: Chat) -> None:
    await take_part(four, "Ana", "Ben")
    await four.until(MONDAY)
    await four.types("Ben", "leave")
    await four.presses("Ben", "Leave the group")
    assert "can no longer be with you" in four.all_text("Ana")
    assert together(four) == set()


@pytest.mark.parametrize("why", ["not with", "hours"])
async def test_not_with_and_no_hours_in_common_read_the_same(four: Chat, why: str) -> None:
    """Ana would rather not be with Ben, or she sleeps when he wakes: neither of them reads which."""
    await take_part(four, "Ana", "Ben")
    if why == "not with":
        with four.database.begin() as session:
            ben = session.scalars(select(Profile).where(Profile.name == "Ben")).one().id
        await four.types("Ana", "peers not with", forms="now")
        await four.sends("Ana", who0=[ben])
    else:
        await four.types("Ana", "peers hours 22:00 to 6:00")
    await four.until(MONDAY)
    assert four.last("Ben") == four.last("Ana") == NOBODY
    await four.passes(weeks=2)
    assert four.last("Ben") == NOBODY


def told_of_nobody(chat: Chat) -> list[str]:
    return [shown.message.text for shown in chat.sees("Ana") if "nobody for you" in shown.message.text]


async def test_whoever_goes_on_being_alone_is_told_once_a_round_and_anew_when_they_come_back(four: Chat) -> None:
    await take_part(four, "Ana")
    await four.until(MONDAY)
    assert len(told_of_nobody(four)) == 1
    await four.passes(weeks=rules.WEEKS - 1)
    assert len(told_of_nobody(four)) == 1
    await four.passes(weeks=1)
    assert len(told_of_nobody(four)) == len(set(told_of_nobody(four))) == 2  # each names its own next try
    await four.types("Ana", "buddies")
    await four.presses("Ana", "Stop taking part")
    await four.passes(days=2)
    await take_part(four, "Ana")
    await four.passes(weeks=1)
    assert len(told_of_nobody(four)) == 3


NOBODY = (
    "For this round of buddies in “Tuesday circle” I could find nobody for you: everybody else is taken, away, or has "
    "hours or languages that do not meet yours. You stay in, and the next try is Monday 16 November 2026, 09:00 "
    "(Europe/London). If you would like company sooner, consult asks a peer."
)


async def test_whoever_is_away_is_left_in_peace(four: Chat) -> None:
    await take_part(four, "Ana", "Ben", "Cleo")
    await four.types("Cleo", "away until 1 December")
    await four.until(MONDAY)
    assert together(four) == {frozenset(("Ana", "Ben"))}
    assert "find nobody" not in four.all_text("Cleo")


async def test_where_no_place_can_be_made_they_write_to_each_other(four: Chat) -> None:
    async def no(*args: object, **kwargs: object) -> None:
        raise Gone

    four.messenger.gather = no  # type: ignore[method-assign,assignment]
    await take_part(four, "Ana", "Ben")
    await four.until(MONDAY)
    assert "please write to each other directly" in four.last("Ana")


async def test_a_note_that_they_met_is_ones_own(four: Chat) -> None:
    await take_part(four, "Ana", "Ben")
    await four.until(MONDAY)
    await four.presses("Ana", "We met")
    with four.database.begin() as session:
        noted = [seat.met_at for seat in session.scalars(select(Seat))]
    assert sorted(at is None for at in noted) == [False, True]
    assert "Noted" not in four.all_text("Ben")


async def test_forgotten_nothing_is_left(four: Chat) -> None:
    await take_part(four, "Ana", "Ben")
    await four.until(MONDAY)
    await four.types("Ben", "forget me")
    await four.presses("Ben", "Delete everything of mine")
    with four.database.begin() as session:
        assert len(session.scalars(select(Seat)).all()) == 1
        assert len(session.scalars(select(TakingPart)).all()) == 1
    assert together(four) == set()


async def test_across_groups_a_lonely_member_finds_somebody(four: Chat) -> None:
    """Ana's group has nobody else who takes part; Eli's neither. Together they are two."""
    a_group(four, {"Eli": LONDON, "Fay": LONDON}, "Thursday circle", "thursday")
    for name in ("Ana", "Eli"):
        await four.types(name, "buddies")
        await four.presses(name, "Across groups")
    await take_part(four, "Ben")
    await four.until(MONDAY)
    assert together(four) == {frozenset(("Ana", "Eli"))}
    assert "find nobody" in four.all_text("Ben")
    await four.types("Ana", "buddies")
    await four.presses("Ana", "Only in my group")
    await four.passes(weeks=rules.WEEKS)
    assert together(four) == {frozenset(("Ana", "Ben"))}


async def test_somebody_in_two_groups_is_matched_once_across_them(four: Chat) -> None:
    a_group(four, {"Ana": LONDON, "Eli": LONDON}, "Thursday circle", "thursday")
    with four.database.begin() as session:
        groups = {group.name: group.id for group in session.scalars(select(Group))}
    for name, group in (("Ana", "Tuesday circle"), ("Ana", "Thursday circle"), ("Eli", "Thursday circle")):
        pressed = Event(f"{name} {group}", four.person(name), direct(four.person(name)), action=across(groups[group]))
        await four.app.handle(pressed)
    await four.until(MONDAY)
    assert together(four) == {frozenset(("Ana", "Eli"))}


def across(group: str) -> str:
    return GoAround(group, 1).pack()


async def test_taking_part_can_be_typed_in_one_go(four: Chat) -> None:
    said = [getattr(await four.types("Ana", words), "text", "") for words in ("buddies on", "buddies across")]
    assert "within your group" in said[0]
    assert "every group around here" in said[1]
    assert "within your group" in getattr(await four.types("Ana", "buddies here"), "text", "")
    assert "**buddies on**" in getattr(await four.types("Ana", "buddies tomorrow"), "text", "")
    await four.types("Ana", "buddies off")
    assert "do not take part" in getattr(await four.types("Ana", "buddies"), "text", "")
