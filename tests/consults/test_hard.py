"""What is hard to say: that one may know the client, that one will not read this, that one would rather not meet."""

from sqlalchemy import select

from bot.consults.actions import Can, KeepApart, MayKnow, Report
from bot.consults.tables import DECLINED, KNOWS, Offer
from bot.peers.tables import wishes
from bot.people import known
from bot.turn import Turn
from tests.chat import Chat, direct
from tests.consults.conftest import (
    LONDON,
    PEERS,
    SENTENCE,
    a_group,
    asks,
    being_asked,
    exported,
    labels,
    offer_before,
    the_one_asked,
)


async def test_to_everybody_else_who_may_know_the_client_had_no_time(four: Chat) -> None:
    await asks(four)
    first = the_one_asked(four)
    await four.presses(first, "I may know them")
    after_may_know = four.sees("Ana")[-1].message.text
    second = the_one_asked(four)
    await four.presses(second, "Not this time")
    assert four.sees("Ana")[-1].message.text == after_may_know
    assert "you had no time" in four.all_text(first)
    assert SENTENCE not in four.all_text(first)
    with four.database.begin() as session:
        offers = [offer for offer in session.scalars(select(Offer)) if offer.state == DECLINED]
    assert len(offers) == 2
    assert len({len(bytes(offer.mark)) for offer in offers if offer.mark}) == 1
    assert KNOWS.encode() not in b"".join(bytes(offer.mark) for offer in offers if offer.mark)
    assert [row["answer"] for row in exported(four, first)["was_asked"]] == ["declined"]  # type: ignore[index]


async def test_it_stays_said_and_no_late_yes_undoes_it(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    await four.presses(peer, "I may know them")
    assert "you may know who it is about" in str(await four._act(peer, None, action=Can(offer).pack()))
    assert four.messenger.circles == {}
    assert "That request is over" in str(await four._act(peer, None, action=MayKnow(offer).pack()))
    assert len(being_asked(four)) == 1


async def test_what_is_reported_is_hidden_at_once_and_what_happens_is_said(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    before = len(four.sees("Ana"))
    await four.presses(peer, "Report")
    assert SENTENCE not in four.all_text(peer)
    assert "Tend judges nothing and tells nobody" in four.last(peer)
    assert four.last("Ana").startswith("I am asking another peer now")
    assert len(four.sees("Ana")) == before + 1
    assert the_one_asked(four) != peer


async def test_one_press_keeps_apart_and_is_the_list_of_peers(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": LONDON})
    await asks(chat)
    offer = offer_before(chat, "Ben")
    await chat.presses("Ben", "Report")
    assert "nobody is free this time" in chat.last("Ana")
    assert "no longer knows whose it was" in str(await chat._act("Ben", None, action=KeepApart(offer).pack()))
    await asks(chat)
    await chat.presses("Ben", "Not this time")


async def test_while_the_request_stands_it_holds_from_the_next_one_on(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    await four.presses(peer, "Report")
    await four.presses(peer, "Not with them")
    assert "not matched with them any more" in four.last(peer)
    assert "Ana" not in four.last(peer)
    await four.presses("Ana", "Stop asking")
    before = len(four.sees(peer))
    await asks(four)
    await four.passes(hours=3)
    assert len(four.sees(peer)) == before


async def test_who_asks_without_a_name_is_not_named_by_keeping_them_apart(four: Chat) -> None:
    await asks(four, how=["masked"])
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    await four.presses(peer, "Report")
    assert "Not with them" not in labels(four, peer)
    assert "They asked without their name" in four.last(peer)
    assert "nothing has changed" in str(await four._act(peer, None, action=KeepApart(offer).pack()))
    with four.database.begin() as session:
        profile = known(session, four.person(peer))
        assert profile
        assert not wishes(Turn(four.clock.now(), session, four.vault), profile).apart
    assert "Ana" not in four.all_text(peer)


async def test_who_asks_without_a_name_is_not_named_by_leaving(four: Chat) -> None:
    await asks(four, how=["masked"])
    peer = the_one_asked(four)
    before = [shown.message for shown in four.sees(peer) if shown.where == direct(four.person(peer))]
    await four.types("Ana", "leave")
    await four.presses("Ana", "Leave the group")
    assert [shown.message for shown in four.sees(peer) if shown.where == direct(four.person(peer))] == before
    await four.passes(hours=12)
    assert "That is over" in four.all_text(peer)


async def test_nobody_else_can_press_these(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    offer = offer_before(four, peer)
    other = next(name for name in PEERS if name != peer)
    for action in (MayKnow(offer), Report(offer), KeepApart(offer)):
        assert "asked of somebody else" in str(await four._act(other, None, action=action.pack()))
    assert the_one_asked(four) == peer
