"""From asking to who is asked: one peer at a time, in private, and the next after a no or silence."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.consults import rules, tables
from bot.consults.actions import GoOn, NoPlace, NotReached
from bot.consults.tables import Consult, Offer
from bot.groups.tables import Member
from bot.people import known
from bot.port import Gone
from bot.screens import OLD_BUTTON
from bot.ui import Form, Message
from tests.chat import ROOM, Chat
from tests.consults.conftest import ADELAIDE, LONDON, PEERS, SENTENCE, SYDNEY, a_group, asks, labels, the_one_asked


async def test_one_peer_is_asked_at_once_in_private_and_the_asker_hears_what_happens_next(four: Chat) -> None:
    reply = await asks(four)
    assert isinstance(reply, Message)
    assert "I am asking one peer in “Tuesday circle” now, in private." in four.last("Ana")
    assert "They have 20 minutes" in four.last("Ana")
    assert "Only the one being asked sees your name and what you wrote." in reply.text
    assert [button.label for button in reply.buttons] == ["Stop asking", "Get support now"]
    peer = the_one_asked(four)
    asked = four.last(peer)
    assert "Ana asks for a consult" in asked
    assert "somebody to think with" in asked
    assert SENTENCE in asked
    assert labels(four, peer) == ["I can", "Not this time", "I may know them", "Report", "Get support now"]
    assert [four.sees(name) for name in PEERS if name != peer] == [[], []]


async def test_silence_moves_on_after_twenty_minutes_and_the_question_is_changed(four: Chat) -> None:
    await asks(four)
    first = the_one_asked(four)
    await four.passes(minutes=19)
    assert the_one_asked(four) == first
    await four.passes(minutes=1)
    second = the_one_asked(four)
    assert second != first
    assert SENTENCE not in four.all_text(first)
    assert "meanwhile I am asking others" in four.last(first)
    assert "I am asking another peer now" in four.last("Ana")


async def test_everybody_is_asked_once_and_then_the_asker_hears_what_else_there_is(four: Chat) -> None:
    await asks(four)
    asked = [the_one_asked(four)]
    for _ in PEERS[1:]:
        await four.passes(minutes=20)
        asked.append(the_one_asked(four))
    assert sorted(asked) == sorted(PEERS)
    await four.passes(minutes=20)
    assert "I have asked everybody I can ask" in four.last("Ana")
    assert "until Monday 2 November 2026, 14:00 (Europe/London)" in four.last("Ana")
    assert "ask in your group's room" in four.last("Ana")
    await four.passes(hours=3)
    assert "The time for your request is over" in four.last("Ana")
    assert "Ask again" in labels(four, "Ana")
    assert [labels(four, name) for name in PEERS] == [[], [], []]
    assert not any(name in four.all_text("Ana") for name in PEERS)


async def test_a_no_asks_the_next_at_once_and_looks_to_the_asker_like_silence(four: Chat) -> None:
    await asks(four)
    await four.presses(the_one_asked(four), "Not this time")
    after_no = four.sees("Ana")[-1].message.text
    await four.passes(minutes=20)
    after_silence = four.sees("Ana")[-1].message.text
    assert after_no == after_silence
    assert after_no.startswith("I am asking another peer now; they have 20 minutes.")


async def test_when_everybody_said_no_the_request_has_ended(four: Chat) -> None:
    await asks(four)
    for _ in PEERS:
        peer = the_one_asked(four)
        await four.presses(peer, "Not this time")
        assert (
            four.last(peer)
            == "Thank you for answering. Nobody is told that it was you, and nothing more is asked of you."
        )
    assert "nobody is free this time" in four.last("Ana")
    assert not any(name in four.all_text("Ana") for name in PEERS)
    reply = await four.types("Ana", "consult", forms="now")
    assert isinstance(reply, Form)


async def test_today_goes_by_waking_hours_and_waits_for_the_first_morning(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": SYDNEY, "Cleo": ADELAIDE})
    await chat.passes(hours=1)  # for both of them it is past nine in the evening
    await asks(chat, soon="today")
    assert "outside the usual hours" in chat.last("Ana")
    assert "as soon as those of one of them begin" in chat.last("Ana")
    assert "21:00 (" not in chat.last("Ana")  # an instant would tell whose morning it is
    assert chat.sees("Ben") == []
    await chat.until(datetime(2026, 11, 2, 21, tzinfo=UTC))
    assert "I am asking one peer" in chat.last("Ana")
    assert "Ana asks for a consult" in chat.last("Ben")
    assert "Tuesday 3 November 2026, 12:00 (Australia/Sydney)" in chat.last("Ben")
    await chat.passes(hours=4)
    assert "Ana asks for a consult" in chat.last("Cleo")


async def test_this_week_gives_each_peer_a_day(four: Chat) -> None:
    await asks(four, soon="week")
    first = the_one_asked(four)
    await four.passes(hours=23)
    assert the_one_asked(four) == first
    await four.passes(hours=1)
    assert the_one_asked(four) != first


async def test_for_now_somebody_awake_is_asked_first_and_the_night_is_named(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": SYDNEY, "Cleo": LONDON})
    await asks(chat)
    assert "Ana asks for a consult" in chat.last("Cleo")
    await chat.presses("Cleo", "Not this time")
    assert "outside the usual hours of everybody who is left" in chat.last("Ana")
    assert "Ana asks for a consult" in chat.last("Ben")


async def test_when_nobody_is_awake_for_now_the_asker_is_told_so(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": SYDNEY})
    await asks(chat)
    assert "It is outside everybody's usual hours, so it may stay quiet" in chat.last("Ana")


async def test_who_was_asked_last_time_is_not_the_first_this_time(four: Chat) -> None:
    first = []
    for _ in PEERS:
        await asks(four)
        first.append(the_one_asked(four))
        await four.presses("Ana", "Stop asking")
        await four.passes(hours=1)
    assert sorted(first) == sorted(PEERS)


@pytest.mark.parametrize("why", ["away", "left", "agreement", "other group"])
async def test_who_cannot_be_asked_is_not(chat: Chat, why: str) -> None:
    group = a_group(chat, {"Ana": LONDON, "Ben": LONDON})
    a_group(chat, {"Ana": LONDON, "Dev": LONDON}, "Another", "elsewhere")
    with chat.database.begin() as session:
        ben = known(session, chat.person("Ben"))
        assert ben
        member = session.query(Member).filter_by(group_id=group, profile_id=ben.id).one()
        match why:
            case "away":
                ben.away_until = chat.clock.now() + timedelta(days=3)
            case "left":
                member.left_at = chat.clock.now()
            case "agreement":
                member.accepted = 0
            case "other group":
                session.delete(member)
    reply = await chat.types("Ana", "consult", ROOM, forms="now")
    assert isinstance(reply, Message)
    assert "There is nobody in “Tuesday circle” whom I could ask" in chat.last("Ana")
    assert "support" in reply.text
    assert chat.sees("Ben") == chat.sees("Dev") == []


async def test_who_cannot_be_reached_is_passed_over_at_once(four: Chat) -> None:
    for name in ("ben", "cleo"):
        four.messenger.trouble[name] = Gone()
    await asks(four)
    await four.passes(seconds=1)
    assert the_one_asked(four) == "Dev"


async def test_what_only_tend_may_do_does_nothing_as_a_press(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    with four.database.begin() as session:
        consult, offer = session.scalars(select(Consult.id)).one(), session.scalars(select(Offer.id)).one()
    before = len(four.messenger.shown)
    for action in (GoOn(consult), NotReached(offer), NoPlace(consult)):
        assert await four._act(peer, None, action=action.pack()) == OLD_BUTTON
    assert (the_one_asked(four), len(four.messenger.shown) - 3) == (peer, before)
    await four.presses(peer, "I can")
    before = len(four.messenger.shown)
    for action in (GoOn(consult), NotReached(offer), NoPlace(consult)):
        assert await four._act(peer, None, action=action.pack()) == OLD_BUTTON
    assert len(four.messenger.shown) - 3 == before  # the answers, which only they see


async def test_whoever_goes_away_is_no_longer_waited_for(four: Chat) -> None:
    await asks(four, soon="week")
    first = the_one_asked(four)
    await four.types(first, "away until 14 December")
    assert the_one_asked(four) != first
    assert "meanwhile I am asking others" in four.all_text(first)


async def test_whom_no_question_reached_is_as_early_as_before(chat: Chat) -> None:
    group = a_group(chat, {"Ana": LONDON, "Ben": LONDON, "Cleo": LONDON})
    chat.messenger.trouble["ben"] = chat.messenger.trouble["cleo"] = Gone()
    await asks(chat)
    await chat.passes(minutes=1)
    assert "nobody is free this time" in chat.last("Ana")
    with chat.database.begin() as session:
        assert tables.offered(session, group, chat.clock.now() - rules.LATELY) == {}
    chat.messenger.trouble.clear()
    for name in ("Ben", "Cleo"):
        await chat.types(name, "help")
    await asks(chat)
    with chat.database.begin() as session:
        ((count, last),) = tables.offered(session, group, chat.clock.now() - rules.LATELY).values()
        assert (count, last) == (1, 3)  # after the two that reached nobody
