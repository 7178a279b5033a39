"""Whoever may know the client steps aside, and nothing that anybody else can see tells that somebody did."""

from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from bot.cases.actions import Recuse, TellOthers
from bot.cases.tables import Case, Seat
from bot.db import Kept
from bot.groups.tables import Member
from bot.people import Profile
from bot.ui import Message
from tests.cases.conftest import BODY, OTHERS, brings, holds, place_text, says, writes
from tests.chat import ROOM, Chat

CALLS = ("I'm in", "I'm in and facilitate", "Start", "I may know this client")
TYPED = (
    "case",
    "case say",
    "case safety",
    "case report 0",
    "case report 1",
    "case take back 1",
    "case hours",
    "export",
)


async def nothing(chat: Chat) -> None:
    """Nobody steps aside."""


async def before(chat: Chat) -> None:
    await chat.presses("Ewa", "I may know this client")


async def after_coming_in(chat: Chat) -> None:
    await chat.presses("Ewa", "I'm in")
    await chat.presses("Ewa", "I may know this client")


async def a_whole_case(chat: Chat, step: Callable[[Chat], Awaitable[None]]) -> dict[str, str]:
    """What each of the others can read in the end."""
    await brings(chat)
    await step(chat)
    await chat.presses("Ben", "I'm in and facilitate")
    for name in ("Cleo", "Dev"):
        await chat.presses(name, "I'm in")
    await chat.presses("Ben", "Start")
    await says(chat, "Cleo", "How long has it been?")
    await chat.passes(days=2)
    for name in ("Ana", "Ben", "Cleo", "Dev"):
        await chat.types(name, "case")
        await chat.types(name, "who")
    return {name: "\n".join(repr(s.message) for s in chat.sees(name)) for name in ("Ana", "Ben", "Cleo", "Dev")}


@pytest.mark.parametrize("step", [before, after_coming_in])
async def test_what_others_see_is_the_same_to_the_byte(
    five: Chat, other: Chat, monkeypatch: pytest.MonkeyPatch, step: Callable[[Chat], Awaitable[None]]
) -> None:
    assert _without_ids(await a_whole_case(five, step)) == _without_ids(await a_whole_case(other, nothing))


async def the_way_there(chat: Chat, leaves: str) -> list[dict[str, str]]:
    """What each of the others can read after each thing that happens, from the card to the end."""
    seen: list[dict[str, str]] = []

    def look() -> None:
        others = ("Ana", "Ben", "Cleo", "Dev")
        seen.append(_without_ids({name: "\n".join(repr(s.message) for s in chat.sees(name)) for name in others}))

    await brings(chat)
    for name, label in (
        ("Ben", "I'm in and facilitate"),
        ("Ewa", "I'm in"),
        ("Cleo", "I'm in"),
        ("Ewa", leaves),
        ("Dev", "I'm in"),
        ("Ben", "Start"),
    ):
        await chat.presses(name, label)
        look()
    for _ in range(4):
        for name in ("Ana", "Cleo"):
            await chat.types(name, "case")
        await chat.passes(days=6)
        look()
    return seen


async def test_whoever_came_in_and_may_know_the_client_looks_like_whoever_steps_out(five: Chat, other: Chat) -> None:
    assert await the_way_there(five, "I may know this client") == await the_way_there(other, "Step out")


async def test_out_before_it_begins_opens_nothing_and_one_can_come_in_again(up: Chat) -> None:
    for name in ("Ben", "Cleo", "Dev"):
        await up.presses(name, "I'm in and facilitate" if name == "Ben" else "I'm in")
    reply = await up.presses("Ben", "Step out")
    assert "no longer in" in getattr(reply, "text", "")
    assert not any(BODY in up.all_text(name) for name in OTHERS)
    assert "Ben" not in next(s.message.text for s in up.sees("Ewa") if "brings a case" in s.message.text)
    await up.presses("Cleo", "I'm in and facilitate")
    await up.types("Ben", "case")
    await up.presses("Ben", "I'm in")
    await up.types("Ben", "case")
    assert {"Start", "Step out"} <= {button.label for button in up.sees("Ben")[-1].message.buttons}
    await up.types("Ana", "case")
    assert "Step out" not in {button.label for button in up.sees("Ana")[-1].message.buttons}
    await up.presses("Cleo", "Start")
    assert BODY in up.all_text("Ben")


def _without_ids(seen: dict[str, str]) -> dict[str, str]:
    import re

    return {name: re.sub(r"does='[^']*'", "does", text) for name, text in seen.items()}


async def test_they_never_get_the_body_by_any_call(up: Chat) -> None:
    await up.presses("Ewa", "I may know this client")
    card = [s for s in up.sees("Ewa") if s.message.buttons][0]
    for name in ("Ben", "Cleo"):
        await up.presses(name, "I'm in and facilitate" if name == "Ben" else "I'm in")
    for label in CALLS:
        await up.presses("Ewa", label)
    await up.presses("Ben", "Start")
    seen_by_ben = {b.action for s in up.sees("Ben") for b in s.message.buttons}
    await says(up, "Cleo", "How long has it been?")
    seen_by_ben |= {b.action for s in up.sees("Ben") for b in s.message.buttons}
    seen_by_ben |= {b.action for b in card.message.buttons} | {
        b.action for s in up.sees("Ana") for b in s.message.buttons
    }
    for action in sorted(seen_by_ben):
        await up._act("Ewa", None, action=action)
        await up._act("Ewa", None, action=action, answers={"words": "Let me in", "body": "x", "will": ""})
    for words in TYPED:
        await up.types("Ewa", words)
    assert BODY not in up.all_text("Ewa")
    assert "How long has it been?" not in up.all_text("Ewa")
    assert "Let me in" not in up.all_text("Ben")
    await up.passes(days=40)
    assert BODY not in up.all_text("Ewa")


async def test_a_stranger_and_a_member_who_said_nothing_get_no_further(up: Chat) -> None:
    for name in ("Ben", "Cleo"):
        await up.presses(name, "I'm in and facilitate" if name == "Ben" else "I'm in")
    await up.presses("Ben", "Start")
    actions = {b.action for s in up.sees("Ben") for b in s.message.buttons}
    for name in ("Dev", "Zoe"):
        for action in sorted(actions):
            await up._act(name, None, action=action)
            await up._act(name, None, action=action, answers={"words": "Let me in"})
        assert BODY not in up.all_text(name)
    assert "Let me in" not in up.all_text("Ben")


async def test_nobody_opens_a_case_who_has_not_accepted_the_agreement_as_it_stands(up: Chat) -> None:
    with up.database.begin() as session:
        cleo = select(Member.id).join(Profile, Profile.id == Member.profile_id).where(Profile.name == "Cleo")
        session.execute(update(Member).where(Member.id.in_(cleo)).values(accepted=0))
    reply = await up.presses("Cleo", "I'm in")
    assert isinstance(reply, Message)
    assert "please read what your group has agreed on" in reply.text
    await up.presses("Cleo", "I accept")
    assert isinstance(await up.presses("Cleo", "I'm in"), Message)
    assert "You are in." in up.all_text("Cleo")


async def test_stepping_out_later_moves_the_others_to_a_place_of_their_own(up: Chat) -> None:
    for number, name in enumerate(OTHERS):
        await up.presses(name, "I'm in and facilitate" if number == 0 else "I'm in")
    await up.presses("Ben", "Start")
    await says(up, "Cleo", "How long has it been?")
    assert BODY in up.all_text("Ewa")
    await up.presses("Ewa", "Step out")
    assert BODY not in up.all_text("Ewa")
    assert BODY in up.all_text("Dev")
    await says(up, "Dev", "Since when do you notice?")
    assert "Since when" not in up.all_text("Ewa")
    assert up.all_text("Dev").count("How long has it been?") == 1


async def looking(chat: Chat) -> None:
    """Ewa does something as well, of which nothing is kept."""
    await chat.types("Ewa", "case hours")


RANDOM = {("data_keys", "id"), ("outbox", "seq")}
"""Numbers that are drawn, or given in the order of ids that are."""


def without_keys(chat: Chat) -> dict[str, list[str]]:
    """The whole database as somebody reads it who has no key: words, ids and cells by their length alone."""
    with chat.database.begin() as session:
        return {
            name: sorted(
                repr([_seen(cell) for column, cell in row._mapping.items() if (name, column) not in RANDOM])
                for row in session.execute(select(table))
            )
            for name, table in Kept.metadata.tables.items()
        }


def _seen(cell: object) -> object:
    return len(cell) if isinstance(cell, str | bytes) else cell


async def test_the_database_without_its_keys_is_the_same_whether_or_not_somebody_recused(
    five: Chat, other: Chat
) -> None:
    for chat, step in ((five, before), (other, looking)):
        await a_whole_case(chat, step)
    assert without_keys(five) == without_keys(other)


async def test_everybody_has_a_seat_of_one_size_whatever_they_said(up: Chat) -> None:
    await up.presses("Dev", "I'm in")
    await up.presses("Ewa", "I may know this client")
    await up.types("Femi", "join", ROOM)
    await up.presses("Femi", "I accept and join")
    await up.sends("Femi")
    with up.database.begin() as session:
        stances = session.scalars(select(Seat.stance)).all()
        assert len(stances) == 6
        assert len({len(bytes(one)) for one in stances}) == 1
        assert not any(b"recused" in bytes(one) for one in stances)


async def test_an_answer_to_a_card_seals_every_seat_anew(up: Chat) -> None:
    """Of two copies of the database, the later one does not tell who has answered between them."""
    copies = []
    for label in ("I may know this client", "I may know this client", "I'm in"):
        await up.presses("Ewa" if label != "I'm in" else "Dev", label)
        with up.database.begin() as session:
            copies.append({seat.member_id: bytes(seat.stance) for seat in session.scalars(select(Seat))})
    for earlier, later in pairwise(copies):
        assert all(earlier[one] != later[one] for one in later)


async def test_whoever_recuses_as_the_last_who_is_in_ends_it_for_themselves_too(five: Chat) -> None:
    await holds(five, "Troika", inside=("Ben", "Cleo"))
    for name in ("Ben", "Cleo"):
        with five.database.begin() as session:
            (case,) = session.scalars(select(Case))
        reply = await five._act(name, None, action=Recuse(case.id).pack())
        assert "stays closed for you" in getattr(reply, "text", "")
    assert not any(BODY in five.all_text(name) for name in ("Ana", "Ben", "Cleo"))


async def is_over(chat: Chat) -> str:
    """A case with Ben, Cleo and Dev, as far as its end, with something said by Cleo. Its id."""
    await holds(chat, "Consultancy, short")
    await says(chat, "Cleo", "How long has it been?")
    await chat.passes(days=12)
    with chat.database.begin() as session:
        case = session.scalars(select(Case)).one()
        assert case.closed_at
        return case.id


async def has_news(chat: Chat, case_id: str) -> str:
    """The presenter tells how it went. Everybody who reads it."""
    await chat._act("Ana", None, action=TellOthers(case_id).pack())
    await chat.sends("Ana", words="It went well in the end.")
    return "".join(name for name in ("Ana", *OTHERS) if "It went well" in chat.all_text(name))


async def test_whoever_recuses_after_the_end_hears_no_more_of_it(five: Chat) -> None:
    case_id = await is_over(five)
    reply = await five._act("Dev", None, action=Recuse(case_id).pack())
    assert "stays closed for you" in getattr(reply, "text", "")
    assert "in no case" in getattr(await five.types("Dev", "case report 1"), "text", "")
    assert await has_news(five, case_id) == "AnaBenCleo"


async def test_in_private_one_comes_in_and_steps_aside_by_typing(up: Chat) -> None:
    assert "No card of a colleague" in getattr(await up.types("Ana", "case in"), "text", "")
    assert "closed for you" in getattr(await up.types("Dev", "case know"), "text", "")
    assert "case i'm in" in getattr(await up.types("Cleo", "I’m in"), "text", "")
    assert "You are in." in getattr(await up.types("Cleo", "case I’m in"), "text", "")
    assert "You keep time" in getattr(await up.types("Ben", "case facilitate"), "text", "")
    assert "in no case that waits" in getattr(await up.types("Ewa", "case start"), "text", "")
    await up.types("Ben", "case start")
    assert BODY in place_text(up, "Cleo")
    assert BODY not in up.all_text("Dev")
    assert "stays closed for you" in getattr(await up.types("Dev", "case in"), "text", "")


async def test_whoever_left_the_group_hears_no_more_of_a_case_that_is_over(five: Chat) -> None:
    case_id = await is_over(five)
    await five.types("Cleo", "leave")
    await five.presses("Cleo", "Leave the group")
    assert await has_news(five, case_id) == "AnaBenDev"


async def test_what_is_taken_back_goes_from_whoever_is_no_longer_in_too(five: Chat) -> None:
    await writes(five, "Consultancy, short")
    await five.types("Ana", "case mask")  # each reads it in their own conversation
    await five.presses("Ana", "No to both: put it up")
    for number, name in enumerate(OTHERS[:3]):
        await five.presses(name, "I'm in and facilitate" if number == 0 else "I'm in")
    await five.presses("Ben", "Start")
    await five.presses("Ana", "Start")
    await says(five, "Cleo", "How long has it been?")
    await five.passes(days=12)
    await five.types("Dev", "leave")
    await five.presses("Dev", "Leave the group")
    assert "How long has it been?" in five.all_text("Dev")
    await five.types("Cleo", "case take back 1")
    assert "How long has it been?" not in five.all_text("Dev")
