"""Asking: the form, one peer at a time in a fair order, each step told, and stopping."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.consults import rules, tables
from bot.consults.actions import AskPeer, GoOn, NoPlace, NotReached
from bot.consults.tables import Consult, Offer
from bot.drafts.tables import Draft
from bot.groups.tables import Member
from bot.people import known
from bot.port import Gone, Place
from bot.screens import OLD_BUTTON
from bot.ui import Form, Invalid, Message
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


async def test_the_form_says_who_will_see_the_sentence_and_that_the_chat_has_it(four: Chat) -> None:
    form = await four.types("Ana", "consult", forms="now")
    assert isinstance(form, Form)
    said = " ".join(field.help for field in form.fields)
    assert "it is looked through first" in said
    assert "whoever runs this chat has it already" in said
    assert "Who could see this: whoever is asked, and nobody else in your group." in form.note


@pytest.mark.parametrize("words", ["now", "Now.", "today", "this week"])
async def test_whoever_says_how_soon_is_not_asked_it_again(four: Chat, words: str) -> None:
    form = await four.types("Ana", f"consult {words}", forms="now")
    assert isinstance(form, Form)
    assert [field.name for field in form.fields] == ["kind", "sentence", "seeks"]
    await four.sends("Ana", kind="listen")
    assert f"- How soon: {words.strip('.').lower()}" in four.last(the_one_asked(four))


async def test_what_was_said_with_the_command_stands_in_the_form(four: Chat) -> None:
    form = await four.types("Ana", "consult now, I froze", forms="now")
    assert isinstance(form, Form)
    assert form.fields[1].value == "I froze"
    form = await four.types("Ana", "consult nowhere to go " + "with it " * 60, forms="now")
    assert isinstance(form, Form)
    assert [field.name for field in form.fields] == ["kind", "soon", "sentence", "seeks"]
    assert str(form.fields[2].value).startswith("nowhere to go with it")


async def test_in_a_room_nothing_that_was_said_is_repeated(four: Chat) -> None:
    reply = await four.types("Ana", "consult I froze", ROOM, forms="press")
    assert "I froze" not in str(reply)


async def test_a_request_may_have_no_sentence(four: Chat) -> None:
    await asks(four, sentence="")
    assert "They wrote nothing more." in four.last(the_one_asked(four))


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


async def test_what_was_typed_in_vain_stays_in_the_form(four: Chat) -> None:
    await four.types("Ana", "consult", forms="now")
    with four.database.begin() as session:
        for name in PEERS:
            peer = known(session, four.person(name))
            assert peer
            peer.away_until = four.clock.now() + timedelta(days=3)
    reply = await four.sends("Ana", kind="think", soon="now", sentence=SENTENCE)
    assert isinstance(reply, Invalid)
    assert "whom I could ask just now" in reply.sentence


async def test_who_cannot_be_reached_is_passed_over_at_once(four: Chat) -> None:
    for name in ("ben", "cleo"):
        four.messenger.trouble[name] = Gone()
    await asks(four)
    await four.passes(seconds=1)
    assert the_one_asked(four) == "Dev"


async def test_stopping_changes_the_question_and_asks_nobody_else(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    await four.presses("Ana", "Stop asking")
    assert "I have stopped asking." in four.last("Ana")
    assert four.last(peer).startswith("Somebody asked for a consult here. That is over")
    assert labels(four, peer) == []
    await four.passes(days=2)
    assert "Somebody asked" in four.last(peer)
    assert [four.sees(name) for name in PEERS if name != peer] == [[], []]


async def test_a_second_request_says_where_the_first_stands(four: Chat) -> None:
    await asks(four)
    reply = await four.types("Ana", "consult", forms="now")
    assert isinstance(reply, Message)
    assert "You have a request open" in reply.text
    assert "One peer is being asked" in reply.text
    assert [button.label for button in reply.buttons] == ["Stop asking", "Get support now"]
    for _ in PEERS:
        await four.passes(minutes=20)
    again = await four.types("Ana", "consult")
    assert isinstance(again, Message)
    assert "You have a request open" in again.text
    assert "I have asked everybody" in again.text


async def test_a_form_sent_twice_is_one_request(four: Chat) -> None:
    await asks(four)
    reply = await four.sends("Ana", kind="tell", soon="today", sentence="another")
    assert isinstance(reply, Message)
    assert "You have a request open" in reply.text
    assert len([name for name in PEERS if four.sees(name)]) == 1


async def test_the_same_form_delivered_twice_is_one_request(four: Chat) -> None:
    await asks(four)
    assert await four.again(four.event) is None
    await four.passes(minutes=1)
    assert len([name for name in PEERS if four.sees(name)]) == 1


async def test_there_is_a_limit_and_it_says_when_it_ends(four: Chat) -> None:
    for _ in range(rules.ASKS):
        await asks(four)
        await four.presses("Ana", "Stop asking")
        await four.passes(days=1)
    reply = await four.types("Ana", "consult", forms="now")
    assert isinstance(reply, Message)
    assert "You have asked 5 times within 7 days" in reply.text
    assert "From Monday 9 November 2026, 10:00 (Europe/London)" in four.last("Ana")
    await four.until(datetime(2026, 11, 9, 10, tzinfo=UTC))
    assert isinstance(await four.types("Ana", "consult", forms="now"), Form)


async def test_what_was_not_chosen_or_is_too_long_leaves_the_form_open(four: Chat) -> None:
    reply = await asks(four, kind="", sentence="x" * 301)
    assert isinstance(reply, Invalid)
    assert reply.why.keys() == {"kind", "sentence"}
    assert "301 characters; 300 fit" in reply.why["sentence"]


async def test_of_several_groups_the_room_decides_and_in_private_one_is_chosen(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": LONDON})
    a_group(chat, {"Ana": LONDON, "Dev": LONDON}, "Evening *circle*", "elsewhere")
    reply = await chat.types("Ana", "consult")
    assert isinstance(reply, Message)
    assert sorted(button.label for button in reply.buttons) == ["Evening *circle*", "Tuesday circle"]
    await chat.presses("Ana", "Evening *circle*")
    await chat.sends("Ana", kind="listen", soon="now")
    assert "Ana asks for a consult in “Evening *circle*”" in chat.last("Dev")
    await chat.types("Ana", "consult", ROOM, forms="now")
    await chat.sends("Ana", kind="listen", soon="now")
    assert "Ana asks for a consult in “Tuesday circle”" in chat.last("Ben")


async def test_what_was_said_with_the_command_goes_along_when_a_group_is_chosen(chat: Chat) -> None:
    for name, home in (("Tuesday circle", ROOM.id), ("Evening circle", "elsewhere")):
        a_group(chat, {"Ana": LONDON, "Ben": LONDON}, name, home)
    await chat.types("Ana", "consult now I froze", forms="now")
    form = await chat.presses("Ana", "Evening circle")
    assert isinstance(form, Form)
    assert "soon" not in [field.name for field in form.fields]
    assert next(field.value for field in form.fields if field.name == "sentence") == "I froze"
    again = await chat.presses("Ana", "Tuesday circle")  # the form was left
    assert isinstance(again, Form)
    await chat.sends("Ana", kind="listen", sentence="I froze")
    assert "They have 20 minutes" in chat.all_text("Ana")
    with chat.database.begin() as session:
        assert session.scalars(select(Draft)).all() == []


async def test_in_the_room_what_was_said_with_the_command_goes_along_too(four: Chat) -> None:
    await four.types("Ana", "consult today", ROOM, forms="press")
    form = await four.presses("Ana", "Ask a peer", ROOM)
    assert isinstance(form, Form)
    assert "soon" not in [field.name for field in form.fields]


async def test_stop_says_what_stands_before_and_after(four: Chat) -> None:
    assert "Nothing is being asked for you" in getattr(await four.types("Ana", "stop"), "text", "")
    await asks(four)
    standing = await four.types("Ana", "stop")
    assert "You have a request open" in getattr(standing, "text", "")
    await four.presses("Ana", "Stop asking")
    said = await four.types("Ana", "stop")
    assert "type **consult**" in getattr(said, "text", "")
    assert isinstance(await four.presses("Ana", "Ask a peer"), Form)


async def test_a_button_elsewhere_can_ask_without_naming_the_group(four: Chat) -> None:
    reply = await four._act("Ana", None, action=AskPeer().pack())
    assert isinstance(reply, Form)


async def test_in_the_room_the_sentence_is_never_typed(four: Chat) -> None:
    typed = await four.types("Ana", "consult", ROOM)
    assert isinstance(typed, Message)
    assert "type **consult** to me in private" in typed.text
    offered = await four.types("Ana", "consult", ROOM, forms="press")
    assert isinstance(offered, Message)
    assert isinstance(await four.presses("Ana", "Ask a peer", ROOM), Form)


async def test_who_is_in_no_group_asks_nobody(four: Chat) -> None:
    assert "You are not in a group yet" in str(await four.types("Eve", "consult"))
    group = a_group(four, {"Gil": LONDON, "Hana": LONDON}, "Other", "elsewhere")
    assert "a group that you are not in" in str(await four._act("Ana", None, action=AskPeer(group).pack()))
    assert "a group that you are not in" in str(
        await four._act("Eve", Place("test", "room"), action=AskPeer(group).pack())
    )


async def test_nobody_else_can_stop_a_request_or_send_its_form(four: Chat) -> None:
    await asks(four)
    (stop, _) = four.sees("Ana")[-1].message.buttons
    assert "somebody else's" in str(await four._act("Ben", None, action=stop.action))
    assert "a group that you are not in" in str(await four._act("Eve", None, action=stop.action))
    answers = {"kind": "tell", "soon": "now", "sentence": ""}
    reply = await four._act("Eve", None, action=four.forms["Ana"].action, answers=answers)
    assert isinstance(reply, Invalid)
    assert "a group that you are not in" in reply.sentence
    assert the_one_asked(four)


async def test_a_second_press_on_stop_says_that_it_is_over(four: Chat) -> None:
    await asks(four)
    (stop, _) = four.sees("Ana")[-1].message.buttons
    await four.presses("Ana", "Stop asking")
    assert "over already" in str(await four._act("Ana", None, action=stop.action))


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
