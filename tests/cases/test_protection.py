"""Hidden at once, taken back at any time, paused for somebody's safety; and a presenter who is not named."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from bot.cases.actions import ComeIn
from bot.cases.screens.floor import phase_over, reminder
from bot.cases.tables import Case, Word
from bot.formats.plan import plan
from bot.formats.reading import every
from bot.port import Gone, Onlookers
from bot.ui import Form, Message
from tests.cases.conftest import (
    BODY,
    OTHERS,
    QUESTION,
    has_the_last_word,
    holds,
    offered,
    place_text,
    says,
    together,
    writes,
)
from tests.cases.test_drafts import kept
from tests.chat import ROOM, Chat


async def test_what_is_reported_is_hidden_from_all_but_its_author_who_is_told_why(begun: Chat) -> None:
    await says(begun, "Cleo", "Is she the one from the bakery?")
    await begun.presses("Dev", "Report 1")
    assert not any("bakery" in begun.all_text(name) for name in ("Ana", "Ben", "Dev"))
    told = next(s.message.text for s in begun.sees("Cleo") if "asked that what you said" in s.message.text)
    assert "bakery" in told
    assert "Dev" not in told


async def test_the_case_itself_can_be_hidden_too(begun: Chat) -> None:
    assert isinstance(await begun.presses("Dev", "Report 0"), Message)
    assert not any(BODY in begun.all_text(name) for name in ("Ben", "Cleo", "Dev"))
    assert BODY in begun.all_text("Ana")
    await begun.presses("Cleo", "Step out")
    assert not any(BODY in begun.all_text(name) for name in ("Ben", "Dev"))


async def test_ones_own_words_can_be_taken_back_at_any_time_and_nobody_elses(begun: Chat) -> None:
    await says(begun, "Cleo", "Is she young?")
    assert "somebody else's words" in getattr(await begun.types("Dev", "case take back 1"), "text", "")
    await begun.passes(days=20)
    await begun.types("Cleo", "case take back 1")
    assert "Is she young?" not in place_text(begun, "Dev")
    with begun.database.begin() as session:
        assert session.scalars(select(Word)).all() == []


async def test_safety_pauses_everything_and_shows_the_groups_own_card(five: Chat) -> None:
    await five.types("Ana", "settings")
    await five.presses("Ana", "Change the safety card")
    await five.sends("Ana", value="In danger: 999. Child protection in our county: 0300 555.")
    await holds(five)
    await five.presses("Dev", "Safety")
    assert "In danger: 999" in place_text(five, "Ana")
    assert "paused" in place_text(five, "Ana")
    await five.passes(days=30)
    assert "2 of 8" in place_text(five, "Ana")
    with five.database.begin() as session:
        case = session.scalars(select(Case)).one()
        assert case.safety_shown
        assert case.paused_at
    await five.presses("Ben", "Go on with it")
    await five.passes(days=2)
    assert "3 of 8" in place_text(five, "Ana")


async def a_masked_one(chat: Chat, format: str = "Consultancy protocol", **more: str) -> None:
    await writes(chat, format, **more)
    await chat.types("Ana", "case mask")
    await chat.presses("Ana", "No to both: put it up")
    for number, name in enumerate(("Ben", "Cleo", "Dev")):
        await chat.presses(name, "I'm in and facilitate" if number == 0 else "I'm in")
    await chat.presses("Ben", "Start")
    await chat.presses("Ana", "Start")


async def test_under_a_mask_nobody_is_named_so_that_nobody_is_missing(five: Chat) -> None:
    await a_masked_one(five)
    await says(five, "Cleo", "How long has it been?")
    await says(five, "Ana", "About a year.")
    for name in ("Ana", "Ben", "Cleo", "Dev"):
        await five.types(name, "case")
    read = {name: "\n".join(s.message.text for s in five.sees(name)) for name in ("Ana", "Ben", "Cleo", "Dev", "Ewa")}
    assert not [one for one in ("Ana", "Ben", "Cleo", "Dev", "Ewa") if any(one in text for text in read.values())]
    assert "The presenter answers" in read["Ben"]
    assert "A colleague asks" in read["Ben"]


def in_the_room(chat: Chat) -> list[str]:
    return [s.message.text for s in chat.sees("Ewa") if s.where == ROOM]


LEAVE, FORGET = ("leave", "Leave the group"), ("forget me", "Delete everything of mine")


async def a_masked_card(chat: Chat) -> None:
    await writes(chat)
    await chat.types("Ana", "case mask")
    await chat.presses("Ana", "No to both: put it up")


@pytest.mark.parametrize("press", [LEAVE, FORGET])
async def test_a_mask_stays_on_when_its_wearer_leaves_before_it_begins(five: Chat, press: tuple[str, str]) -> None:
    await a_masked_card(five)
    await five.types("Ana", press[0])
    await five.presses("Ana", press[1])
    await five.passes(seconds=5)
    await five.app.forget()
    assert any(QUESTION in text for text in in_the_room(five))
    assert any("is no longer in" in text for text in in_the_room(five))
    assert BODY not in kept(five)
    with five.database.begin() as session:
        assert session.scalars(select(Case.presenter_id)).all() == [None]
    await five.passes(days=3)
    assert not any(QUESTION in text for text in in_the_room(five))
    with five.database.begin() as session:
        assert session.scalars(select(Case)).all() == []


async def on_a_card(chat: Chat) -> list[str]:
    """Everything that can be pressed on it by those who are still there, and what they and the room read of it."""
    acts = [
        ("Ben", "I'm in and facilitate"),
        ("Ben", "Start"),
        ("Cleo", "I'm in"),
        ("Cleo", "I'm in"),
        ("Ben", "Start"),
    ]
    acts += [("Dev", "I may know this client"), ("Cleo", "Step out"), ("Cleo", "I'm in")]
    replies = [getattr(await chat.presses(name, label), "text", "") for name, label in acts]
    listed = await chat.types("Ewa", "case")
    return [*replies, getattr(listed, "text", ""), *(text for text in in_the_room(chat) if QUESTION in text)]


async def test_a_press_does_not_tell_that_the_wearer_of_a_mask_has_left(five: Chat, other: Chat) -> None:
    for chat in (five, other):
        await a_masked_card(chat)
    await five.types("Ana", "leave")
    await five.presses("Ana", "Leave the group")
    assert await on_a_card(five) == await on_a_card(other)


async def in_one_that_goes_on(chat: Chat) -> list[str]:
    acts = [("Ben", "Next"), ("Ben", "Extend"), ("Cleo", "Pass"), ("Dev", "Report 1"), ("Ben", "Hold the case")]
    acts += [("Ben", "Go on with it"), ("Dev", "Step out")]
    replies = [getattr(await chat.presses(name, label), "text", "") for name, label in acts]
    with chat.database.begin() as session:
        comes_in = ComeIn(session.scalars(select(Case.id)).one()).pack()
    replies.append(getattr(await chat._act("Ewa", None, action=comes_in), "text", ""))
    await says(chat, "Cleo", "What would silence say?")
    read = [s.message.text for name in ("Cleo", "Ewa") for s in chat.sees(name)]
    return [*replies, *(text for text in read if "is no longer in" not in text)]


async def test_what_goes_on_does_not_tell_that_the_wearer_of_a_mask_has_left(five: Chat, other: Chat) -> None:
    for chat in (five, other):
        await a_masked_one(chat)
        await says(chat, "Cleo", "How long has it been?")
    await five.types("Ana", "leave")
    await five.presses("Ana", "Leave the group")
    assert await in_one_that_goes_on(five) == await in_one_that_goes_on(other)


async def test_a_case_under_a_mask_is_closed_to_others_once_it_has_begun(five: Chat) -> None:
    """What its presenter told goes when they leave: whoever came in after that would find it missing."""
    await a_masked_card(five)
    presses = [offered(five, "Ewa", label) for label in ("I'm in", "I'm in and facilitate")]
    assert "once it has begun, nobody else can come in" in five.all_text("Ewa")
    for number, name in enumerate(("Ben", "Cleo")):
        await five.presses(name, "I'm in and facilitate" if number == 0 else "I'm in")
    await five.presses("Ana", "Start")
    assert not any("come in" in text for text in in_the_room(five))
    for press in presses:
        refused = await five._act("Ewa", None, action=press)
        assert "read only by those who were in" in getattr(refused, "text", "")
    assert BODY not in five.all_text("Ewa")


async def test_a_case_under_a_mask_begins_when_its_presenter_says_so_too(five: Chat) -> None:
    await a_masked_card(five)
    await five.presses("Ben", "I'm in and facilitate")
    await five.presses("Cleo", "I'm in")
    assert "begins when its presenter presses" in getattr(await five.presses("Ben", "Start"), "text", "")
    assert BODY not in five.all_text("Cleo")
    assert "Whoever facilitates your case is ready" in five.last("Ana")
    await five.presses("Ana", "Start")
    assert BODY in five.all_text("Cleo")


@pytest.mark.parametrize("press", [LEAVE, FORGET])
async def test_a_mask_stays_on_when_its_wearer_leaves_while_it_goes_on(five: Chat, press: tuple[str, str]) -> None:
    await a_masked_one(five)
    await says(five, "Cleo", "How long has it been?")
    await says(five, "Ana", "About a year.")
    await five.types("Ana", press[0])
    await five.presses("Ana", press[1])
    await five.passes(seconds=5)
    assert all(BODY in five.all_text(name) for name in ("Ben", "Cleo", "Dev"))
    assert BODY not in five.all_text("Ana") or press[0] == "forget me"
    assert "About a year." in five.all_text("Dev")
    assert "is over, since" not in five.all_text("Dev")
    await five.passes(days=3)
    await five.app.forget()
    assert not any(BODY in five.all_text(name) for name in ("Ben", "Cleo", "Dev"))
    assert "is over, since its presenter is no longer in" in five.all_text("Dev")


async def test_under_a_mask_what_goes_round_names_nobody(five: Chat) -> None:
    await a_masked_one(five, "Solution-focused reflecting team", pace="live")
    for _ in range(9):
        if "It goes round" in five.all_text("Ben"):
            break
        await five.presses("Ben", "Next")
    assert "Now: you." in five.all_text("Cleo")
    assert all("Now: somebody else." in five.all_text(name) for name in ("Ana", "Ben", "Dev"))
    refused = await five._act("Dev", None, action=offered(five, "Cleo", "Say something"))
    assert "now it is somebody else" in getattr(refused, "text", "")
    await five.presses("Cleo", "Pass")
    await five.presses("Dev", "Raise my hand")
    assert "Now: you." in five.all_text("Dev")
    assert "Hands: 1." in five.all_text("Ben")
    assert not any(one in five.all_text("Ben") for one in ("Ana", "Cleo", "Dev"))


async def test_under_a_mask_each_reads_their_own_lens_alone(five: Chat) -> None:
    await a_masked_one(five, "Structured peer group")
    for _ in range(8):
        await five.presses("Ben", "Next")
        if "Feedback through the lens" in five.all_text("Ben"):
            break
        await five.presses("Ben", "Extend")  # what stands is shown anew
    own = {
        name: [line for line in five.all_text(name).split("\n") if "look as" in line] for name in ("Ben", "Cleo", "Dev")
    }
    assert [len(set(lines)) for lines in own.values()] == [1, 1, 1]
    assert len({line for lines in own.values() for line in lines}) == 3
    read = {name: five.all_text(name) for name in ("Ana", *own)}
    assert "look as" not in read["Ana"]
    assert not any("looks as" in text for text in read.values())


def test_no_stop_follows_a_question_mark() -> None:
    step = next(one for one in plan(every()["structured-peer-group"], "think", culture=False) if "?" in one.name)
    assert phase_over(step, 6, 7).text.endswith("Was the need met? This phase is over.")
    assert "**Was the need met?** Did" in reminder("case", "What now?", step, 6, None, "").text


async def test_where_the_rules_of_the_chat_allow_no_masks_there_is_none(five: Chat) -> None:
    five.app.seen = type(five.app.seen)("", {"test": Onlookers(masks=False)})
    await writes(five)
    assert "let nobody speak under another name" in getattr(await five.types("Ana", "case mask"), "text", "")
    await five.presses("Ana", "No to both: put it up")
    assert "Ana" in five.all_text("Ewa")


async def test_only_the_presenter_rates_and_the_group_hears_two_totals(begun: Chat) -> None:
    await begun.presses("Ben", "Next")
    for words in ("What are you afraid of?", "What would silence say?", "Whose is it?", "And then?", "Who else?"):
        await says(begun, "Cleo", words)
    await begun.presses("Ben", "Next")
    assert "How close did they come?" not in "".join(begun.all_text(name) for name in OTHERS)
    rate = next(b.action for s in begun.sees("Ana") for b in s.message.buttons if b.label == "Rate them")
    assert "whoever presents" in getattr(await begun._act("Cleo", None, action=rate), "text", "")
    form = await begun.presses("Ana", "Rate them")
    assert isinstance(form, Form)
    assert "nobody else sees how you rate" in form.note
    await begun.sends("Ana", **{"1": "close", "2": "warm", "3": "cold"})
    assert "What are you afraid of?" not in begun.sees("Ana")[-1].message.text
    form = await begun.presses("Ana", "Rate them")
    assert isinstance(form, Form)
    assert [field.name for field in form.fields] == ["4", "5"]
    await begun.sends("Ana", **{"5": "close"})
    for _ in range(4):
        await begun.presses("Ben", "Next")
    await has_the_last_word(begun)
    assert "Of 5 questions and sentences, 2 came close to the presenter and 1 was warm." in place_text(begun, "Dev")
    with begun.database.begin() as session:
        assert {word.rated for word in session.scalars(select(Word)) if word.number in (1, 3)} == {True}


def asked_to_rate(chat: Chat) -> str:
    return "".join(s.message.text for s in chat.sees("Ana") if "How close did they come?" in s.message.text)


async def take_theirs_back(chat: Chat) -> None:
    await chat.types("Cleo", "case take back 1")


async def report_theirs(chat: Chat) -> None:
    await chat.types("Dev", "case report 1")


async def forget_cleo(chat: Chat) -> None:
    await chat.types("Cleo", "forget me")
    await chat.presses("Cleo", "Delete everything of mine")
    await chat.passes(seconds=5)


@pytest.mark.parametrize(
    ("gone", "others"), [(take_theirs_back, ()), (report_theirs, ("And then?",)), (forget_cleo, ("And then?",))]
)
async def test_words_that_are_gone_are_gone_from_what_the_presenter_is_asked_to_rate(
    begun: Chat, gone: Callable[[Chat], Awaitable[None]], others: tuple[str, ...]
) -> None:
    await begun.presses("Ben", "Next")
    await says(begun, "Cleo", "Is it about gonecanaryq?")
    for words in others:
        await says(begun, "Dev", words)
    await begun.presses("Ben", "Next")
    assert "gonecanaryq" in asked_to_rate(begun)
    await gone(begun)
    assert not any("gonecanaryq" in begun.all_text(name) for name in ("Ana", "Ben", "Dev"))
    assert all(words in asked_to_rate(begun) for words in others)
    assert bool(asked_to_rate(begun)) == bool(others)


async def test_where_no_private_place_can_be_made_each_reads_in_their_own_conversation(five: Chat) -> None:
    async def nowhere(*_: object, **__: object) -> None:
        raise Gone

    five.messenger.gather = nowhere  # type: ignore[method-assign, assignment]
    await holds(five)
    assert together(five, "Cleo") == []
    assert BODY in five.all_text("Cleo")
    assert BODY not in five.all_text("Ewa")
    await says(five, "Cleo", "How long has it been?")
    assert "How long has it been?" in five.all_text("Dev")


async def test_a_presenter_takes_the_whole_case_back(begun: Chat) -> None:
    await begun.presses("Ana", "Take the case back")
    assert not any(BODY in begun.all_text(name) for name in ("Ana", "Ben", "Cleo", "Dev", "Ewa"))
    assert "is over, since its presenter is no longer in" in begun.all_text("Dev")
    with begun.database.begin() as session:
        assert session.scalars(select(Case)).all() == []
