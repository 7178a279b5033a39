"""Being asked: yes, late yes, two at once, no, and buttons of questions that are long over."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import select

from bot.consults import tables
from bot.consults.actions import Can, NotThisTime
from bot.consults.tables import Consult, Offer
from bot.marks import quoted
from bot.port import Event
from bot.spoken import spoken
from bot.ui import Message, Update
from tests.chat import Chat, direct
from tests.consults.conftest import (
    LONDON,
    MORNING,
    PEERS,
    SENTENCE,
    a_group,
    asks,
    being_asked,
    labels,
    offer_before,
    the_one_asked,
    together,
)


async def test_a_yes_puts_the_two_together_and_tells_the_asker_who(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    await four.presses(peer, "I can")
    assert f"{peer} can. I open a private place for the two of you" in four.all_text("Ana")
    (welcome,) = together(four, "Ana")
    assert f"Ana, {peer}, this place is for the two of you." in spoken(welcome.message.text, "")
    assert together(four, peer) == [welcome]
    assert [four.sees(name) for name in PEERS if name != peer] == [[], []]
    await four.passes(days=1)
    assert [four.sees(name) for name in PEERS if name != peer] == [[], []]


async def test_the_sentence_stands_in_the_place_only_if_the_asker_said_so(four: Chat) -> None:
    await asks(four)
    await four.presses(the_one_asked(four), "I can")
    (welcome,) = together(four, "Ana")
    assert "would like somebody to think with." in welcome.message.text
    assert SENTENCE not in four.all_text("Ana")


async def test_or_it_does_if_they_did(four: Chat) -> None:
    await asks(four, how="place")
    await four.presses(the_one_asked(four), "I can")
    (welcome,) = together(four, "Ana")
    assert f"In their words: “{quoted(SENTENCE)}”" in welcome.message.text


async def test_who_said_yes_keeps_the_question_before_them_without_buttons(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    await four.presses(peer, "I can")
    mine = four.sees(peer)[0]
    assert mine.message.text.startswith("It is yours, thank you.")
    assert SENTENCE in mine.message.text
    assert mine.message.buttons == ()


async def test_a_late_yes_is_a_yes_while_nobody_else_has_it(four: Chat) -> None:
    await asks(four)
    late = the_one_asked(four)
    await four.passes(minutes=45)
    current = the_one_asked(four, [name for name in PEERS if name != late])
    await four.presses(late, "I can")
    assert f"{late} can." in four.all_text("Ana")
    assert four.last(current).startswith("Somebody asked for a consult here. That is over")
    assert labels(four, current) == []


async def test_a_late_yes_counts_also_when_everybody_was_asked(four: Chat) -> None:
    await asks(four)
    late = the_one_asked(four)
    await four.passes(hours=2)
    assert being_asked(four) == []
    await four.presses(late, "I can")
    assert f"{late} can." in four.all_text("Ana")


@pytest.mark.storage
async def test_of_two_who_press_at_once_one_has_it_and_the_other_is_thanked(four: Chat) -> None:
    await asks(four)
    late = the_one_asked(four)
    await four.passes(minutes=20)
    current = the_one_asked(four)
    pressed = [_press(four, name, offer_before(four, name)) for name in (late, current)]
    replies = await asyncio.gather(*(four.app.handle(event) for event in pressed))
    await four.passes(seconds=1)
    assert sorted(type(reply).__name__ for reply in replies) == ["Message", "Update"]
    thanked = next(reply for reply in replies if isinstance(reply, Message))
    assert thanked.text.startswith("How good of you. Somebody else has just said yes")
    assert len(four.messenger.circles) == 1
    assert four.all_text("Ana").count(" can. I open a private place") == 1


async def test_pressing_yes_again_says_what_stands(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    await four.presses(peer, "I can")
    assert "You have said yes already" in str(await four.app.handle(_press(four, peer, offer)))
    assert "You have said yes already" in str(await four.app.handle(_press(four, peer, offer, no=True)))
    assert len(four.messenger.circles) == 1


async def test_pressing_no_again_asks_nobody_else(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    await four.presses(peer, "Not this time")
    following = the_one_asked(four)
    assert "Thank you for answering" in str(await four.app.handle(_press(four, peer, offer, no=True)))
    assert the_one_asked(four) == following


async def test_a_no_that_becomes_a_yes_is_a_yes(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    await four.presses(peer, "Not this time")
    assert isinstance(await four.app.handle(_press(four, peer, offer)), Update)
    await four.passes(seconds=1)
    assert f"{peer} can." in four.all_text("Ana")


async def test_a_late_no_ends_the_hope_and_the_request(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": LONDON})
    await asks(chat)
    await chat.passes(minutes=30)
    assert "If somebody still finds time" in chat.last("Ana")
    await chat.presses("Ben", "Not this time")
    assert "nobody is free this time" in chat.last("Ana")


async def test_a_button_of_a_request_that_is_over_says_so(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    await four.presses("Ana", "Stop asking")
    for no in (False, True):
        reply = await four.app.handle(_press(four, peer, offer, no=no))
        assert "That request is over, so nothing more is needed." in str(reply)


async def test_a_button_of_a_request_that_somebody_else_took_says_so(four: Chat) -> None:
    await asks(four)
    late = the_one_asked(four)
    offer = offer_before(four, late)
    await four.passes(minutes=20)
    await four.presses(the_one_asked(four), "I can")
    assert "Somebody else has just said yes" in str(await four.app.handle(_press(four, late, offer)))
    assert "That request is over" in str(await four.app.handle(_press(four, late, offer, no=True)))


async def test_a_button_by_somebody_else_does_nothing(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    for other in ("Ana", "Eve", next(name for name in PEERS if name != peer)):
        for no in (False, True):
            assert "asked of somebody else" in str(await four.app.handle(_press(four, other, offer, no=no)))
    assert the_one_asked(four) == peer


async def test_an_offer_that_never_was_is_over(four: Chat) -> None:
    assert "That request is over" in str(await four.app.handle(_press(four, "Ben", "nothing")))


async def test_the_peer_who_leaves_is_asked_no_more_and_the_next_is(four: Chat) -> None:
    await asks(four, soon="week")
    peer = the_one_asked(four)
    await four.types(peer, "leave")
    await four.presses(peer, "Leave the group")
    assert the_one_asked(four) != peer
    assert "That is over" in four.all_text(peer)


async def test_whoever_leaves_takes_their_request_along(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    await four.types("Ana", "leave")
    await four.presses("Ana", "Leave the group")
    assert "I have stopped asking for a consult there" in four.all_text("Ana")
    assert "That is over" in four.all_text(peer)
    assert being_asked(four) == []


async def test_asked_brings_the_question_back_without_the_words(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    await four.types(peer, "asked")
    again = four.sees(peer)[-1].message
    assert "Ana asks for a consult (now)." in four.last(peer)
    assert SENTENCE not in again.text
    await four.types(peer, "2")
    assert "Thank you for answering" in four.last(peer)
    await four.types(peer, "asked")
    assert four.last(peer) == "Nobody is asking you for a consult just now."


async def test_asked_counts_what_else_there_is(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Dev": LONDON, "Ben": LONDON})
    with chat.database.begin() as session:
        assert session.scalars(select(Offer)).first() is None
    await asks(chat, "Ana")
    peer = the_one_asked(chat, ("Dev", "Ben"))
    other = "Dev" if peer == "Ben" else "Ben"
    await asks(chat, other)
    await chat.presses("Ana", "Not this time")
    await chat.types(peer, "asked")
    assert "Then type asked again: 1 more." in chat.last(peer)


def _press(chat: Chat, name: str, offer: str, *, no: bool = False) -> Event:
    person = chat.person(name)
    action = NotThisTime(offer) if no else Can(offer)
    event = Event(id=f"{name}/{offer}/{no}", who=person, where=direct(person), private=True)
    return replace(event, action=action.pack())


@pytest.mark.storage
@pytest.mark.parametrize("rivals", [2, 8])
async def test_of_several_who_take_it_in_the_same_moment_from_sessions_of_their_own_one_has_it(
    four: Chat, rivals: int
) -> None:
    await asks(four)
    with four.database.begin() as session:
        consult = session.scalars(select(Consult.id)).one()
    together_now = Barrier(rivals)

    def takes(_: int) -> bool:
        together_now.wait()
        return four.database.run_here(lambda session: tables.take(session, session.get_one(Consult, consult), MORNING))

    with ThreadPoolExecutor(rivals) as pool:
        assert sorted(pool.map(takes, range(rivals))) == [False] * (rivals - 1) + [True]
