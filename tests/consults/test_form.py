"""What whoever asks for a consult says: with the command, in the form, and in which group."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.consults.actions import AskPeer
from bot.drafts.tables import Draft
from bot.people import known
from bot.port import Place
from bot.ui import Form, Invalid, Message
from tests.chat import ROOM, Chat
from tests.consults.conftest import LONDON, PEERS, SENTENCE, a_group, asks, the_one_asked


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
