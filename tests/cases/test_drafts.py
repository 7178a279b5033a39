"""Nobody reads anything before its author has seen what was found in it; what is rejected is kept nowhere."""

import pytest
from sqlalchemy import select

from bot.cases import rules
from bot.cases.actions import KeepWords
from bot.cases.tables import Case, Word
from bot.drafts.tables import Draft
from bot.rehearsal import settle
from bot.sealed import DataKey
from bot.spoken import render
from bot.ui import Form, Invalid, Message
from tests.cases.conftest import BODY, COARSE, OTHERS, holds, place_text, says, writes
from tests.chat import Chat
from tests.consults.conftest import LONDON
from tests.conversations.outcome import rows
from tests.groups.scene import on_disk

IDENTIFYING = "On 14 March a man came to me in Leeds and said nothing."


def found(chat: Chat, name: str = "Ana") -> str:
    """The message with what was found, as its author sees it now."""
    return next(
        (s.message.text for s in reversed(chat.sees(name)) if "Nobody else has read this yet" in s.message.text), ""
    )


def kept(chat: Chat) -> str:
    """Everything that this Tend can open: every cell of every table."""
    with chat.database.begin() as session:
        return repr(rows(session, chat.vault))


async def test_findings_are_shown_in_place_and_one_press_takes_each(five: Chat) -> None:
    await writes(five, body=IDENTIFYING)
    text = found(five)
    assert "Leeds" in text
    assert "places smaller than a state" in text
    assert not any("Leeds" in five.all_text(name) for name in OTHERS)
    for _ in range(6):
        if not found(five):
            break
        await five.presses("Ana", "Take 1")
    assert "Two questions that only you can answer" in five.all_text("Ana")
    await five.presses("Ana", "No to both: put it up")
    await five.presses("Ben", "I'm in and facilitate")
    await five.presses("Cleo", "I'm in")
    await five.presses("Ben", "Start")
    shown = place_text(five, "Cleo")
    assert not any(word in shown for word in ("Leeds", "14 March"))
    assert "said nothing" in shown


async def test_what_was_replaced_or_dropped_is_nowhere_any_more(five: Chat, capfd: pytest.CaptureFixture[str]) -> None:
    await writes(five, body=IDENTIFYING)
    assert "Leeds" in kept(five)
    assert b"Leeds" not in on_disk(five)
    assert isinstance(await five.presses("Ana", "Change it"), Form)
    await five.sends("Ana", body="A man came to me and said nothing.")
    assert "Leeds" not in kept(five)
    assert "Leeds" not in five.all_text("Ana")
    await five.presses("Ana", "Drop it")
    assert "said nothing" not in kept(five)
    assert "said nothing" not in five.all_text("Ana")
    with five.database.begin() as session:
        owners = session.scalars(select(DataKey.owner)).all()
        assert not [owner for owner in owners if owner.startswith(("case:", "draft:"))]
    assert "Leeds" not in "".join(capfd.readouterr())


async def test_an_edit_is_looked_through_again(five: Chat) -> None:
    await writes(five)
    await five.presses("Ana", "Change it")
    await five.sends("Ana", body=IDENTIFYING)
    assert "Leeds" in found(five)


async def test_a_draft_that_nobody_decides_is_deleted_after_a_day(five: Chat) -> None:
    await writes(five, body=IDENTIFYING)
    await five.passes(days=1, seconds=1)
    await five.app.forget()
    await settle(five.app)
    assert "Leeds" not in kept(five) + five.all_text("Ana")
    assert "They were not sent" in five.all_text("Ana")


async def test_an_old_press_does_not_touch_a_newer_version(five: Chat) -> None:
    await writes(five, body=IDENTIFYING)
    take = next(b.action for s in five.sees("Ana") for b in s.message.buttons if b.label == "Take 1")
    await five.presses("Ana", "Change it")
    await five.sends("Ana", body=f"{IDENTIFYING} Again.")
    reply = await five._act("Ana", None, action=take)
    assert isinstance(reply, Message)
    assert "an earlier version of your words" in reply.text


async def test_what_peers_say_is_looked_through_too(begun: Chat) -> None:
    await says(begun, "Cleo", "Is that the one from Leeds?")
    assert "Leeds" not in place_text(begun, "Dev")
    assert "Leeds" in found(begun, "Cleo")
    await begun.presses("Cleo", "Take 1")
    assert "Is that the one from a city?" in found(begun, "Cleo")
    assert "Is that the one from" not in place_text(begun, "Dev")
    await begun.presses("Cleo", "Say it as it is")
    assert "Is that the one from" in place_text(begun, "Dev")
    assert "Leeds" not in place_text(begun, "Dev")


async def test_advice_in_disguise_gets_a_nudge_that_its_author_may_override(begun: Chat) -> None:
    await says(begun, "Cleo", "Have you tried saying nothing?")
    assert "sounds like advice" in found(begun, "Cleo")
    assert "Have you tried" not in "".join(begun.all_text(name) for name in ("Ana", "Ben", "Dev"))
    await begun.presses("Cleo", "Say it as it is")
    assert "Have you tried saying nothing?" in place_text(begun, "Dev")
    with begun.database.begin() as session:
        assert session.scalars(select(Draft)).all() == []


async def test_where_suggestions_are_wanted_nothing_is_nudged(begun: Chat) -> None:
    for _ in range(3):
        await begun.presses("Ben", "Next")
    await says(begun, "Cleo", "Have you tried saying nothing?")
    assert "Have you tried saying nothing?" in place_text(begun, "Dev")


async def test_a_form_for_a_phase_that_is_past_loses_no_word(five: Chat) -> None:
    await holds(five, "Troika", inside=("Ben", "Cleo"))
    await five.presses("Cleo", "Say something")
    for _ in range(3):
        await five.presses("Ben", "Next")
    reply = await five.sends("Cleo", words="How long has it been?")
    assert isinstance(reply, Invalid)
    with five.database.begin() as session:
        assert session.scalars(select(Word)).all() == []


async def test_too_long_a_text_stays_in_its_form(five: Chat) -> None:
    reply = await writes(five, body="x" * 1501)
    assert isinstance(reply, Invalid)
    assert reply.why == {"body": "That is 1501 characters; 1500 fit."}


async def test_a_second_case_waits_for_the_first_to_be_decided(five: Chat) -> None:
    await writes(five)
    assert isinstance(await five.types("Ana", "case", forms="now"), Message)
    await five.presses("Ana", "No to both: put it up")
    assert isinstance(await five.types("Ana", "case new", forms="now"), Form)


async def test_a_key_question_that_is_none_is_asked_about_once_and_kept(five: Chat) -> None:
    await five.types("Ana", "case", forms="now")
    reply = await five.sends("Ana", help="think", **(COARSE | {"question": "My silence"}))
    assert isinstance(reply, Message)
    assert "“My silence”" in render(reply, LONDON)
    form = await five.presses("Ana", "Change it")
    assert isinstance(form, Form)
    assert next(field.value for field in form.fields if field.name == "question") == "My silence"
    reply = await five.sends("Ana", question="Still my silence")
    assert "In which format?" in getattr(reply, "text", "")
    await five.presses("Ana", "Consultancy protocol")
    await five.sends("Ana", pace="days", note="", body=BODY)
    await five.presses("Ana", "No to both: put it up")
    assert "Still my silence" in five.all_text("Ewa")
    assert "declined, as anybody may" in five.all_text("Ewa")


async def test_a_key_question_that_is_none_can_be_kept_by_one_press(five: Chat) -> None:
    await five.types("Ana", "case", forms="now")
    await five.sends("Ana", help="think", **(COARSE | {"question": "My silence"}))
    reply = await five.presses("Ana", "Keep it as it is")
    assert "In which format?" in getattr(reply, "text", "")
    assert "My silence" in kept(five)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("What is my talking for?", True),
        ("how do I stay", True),
        ("Wie bleibe ich?", True),
        ("なぜ黙るのか？", True),
        ("I wonder whether I should stop", True),
        ("My silence", False),
        ("Somewhat stuck", False),
        ("", False),
    ],
)
def test_what_is_taken_for_a_question(words: str, asks: bool) -> None:
    assert rules.asks(words) is asks


async def test_something_else_that_is_said_meanwhile_leaves_what_waits_where_it_is(begun: Chat) -> None:
    await says(begun, "Cleo", "Is that the one from Leeds?")
    await says(begun, "Cleo", "How long has it been?")
    assert "How long has it been?" in place_text(begun, "Dev")
    assert "Leeds" in found(begun, "Cleo")
    await begun.presses("Cleo", "Drop it")
    assert "Leeds" not in kept(begun) + begun.all_text("Cleo")


async def test_words_that_can_no_longer_be_said_stay_with_their_author(begun: Chat) -> None:
    await says(begun, "Cleo", "Is that the one from Leeds?")
    await begun.presses("Ben", "Hold the case")
    reply = await begun.presses("Cleo", "Say it as it is")
    assert "What you wrote is not lost" in getattr(reply, "text", "")
    await begun.presses("Ben", "Go on with it")
    await begun.presses("Cleo", "Say it as it is")
    assert "Leeds" in place_text(begun, "Dev")


async def test_an_older_button_shows_what_waits_with_those_of_today(five: Chat) -> None:
    await writes(five, body=IDENTIFYING)
    with five.database.begin() as session:
        case = session.scalars(select(Case.id)).one()
    assert isinstance(await five._act("Ana", None, action=KeepWords(case, 1).pack()), Message)
    assert "Leeds" in found(five)
    await five.presses("Ana", "Take 1")
    reply = await five._act("Ben", None, action=KeepWords(case, 1).pack())
    assert "There is nothing of yours" in getattr(reply, "text", "")


async def test_however_much_is_found_it_fits_into_one_message(five: Chat) -> None:
    """Addresses longer than a message, in fields with long labels."""
    address = f"https://a.example/{'x' * 60}"
    await writes(five, question=f"{address} {address}?", note=f"{address} {address} {address}", body=f"{address} " * 8)
    assert "13 things in it could point to somebody; the first 5 stand here" in found(five)
    for _ in range(13):
        await five.presses("Ana", "Take 1")
    assert "Two questions that only you can answer" in five.all_text("Ana")
