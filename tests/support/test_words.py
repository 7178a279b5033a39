"""Words that may be a crisis, wherever they are written: one card for the writer alone, and all else as it was."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.feature import Feature
from bot.port import Event, Refused, Reply
from bot.sealed import Vault
from bot.support.handlers import support
from bot.support.screens import BRIEF, NOTICED
from bot.turn import Turn
from bot.ui import Button, Choice, Form, Invalid, Message, Text, Update, options
from tests.chat import ROOM, Chat, direct

WORDS = "A client told me she wants to die."
CALM = "A client told me she wants to dance."

diary = Feature("notebook")


@dataclass(frozen=True)
class Note(Action, name="notebook.note"):
    """The form, and what its handler does."""

    does: str


@diary.command("diary", "write a line")
def write(turn: Turn, words: str) -> Reply:
    kinds = options([("a", "Long"), ("b", "Short")])
    return Form(
        "Diary", Note(words or "keeps"), (Text("line", "A line", private=True), Choice("kind", "Which?", kinds))
    )


@diary.on(Note)
def note(turn: Turn, action: Note) -> Reply:
    match action.does:
        case "refuses":
            raise Refused("Not today.")
        case "breaks":
            raise RuntimeError
        case "asks":
            return Invalid({"line": "Say more."})
        case "fills":
            return Message("x" * 1900, (Button("On", Note("keeps")),))
        case "updates":
            return Update(Message("Changed."))
    return Message("Kept.", (Button("On", Note("keeps")),))


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [support, diary])


def text(reply: Reply) -> str:
    assert isinstance(reply, Message)
    return reply.text


async def test_typed_to_tend_they_bring_the_card_and_then_the_answer(chat: Chat) -> None:
    said = text(await chat.types("Zoe", WORDS))
    assert said.startswith(NOTICED)
    assert "Tend could do nothing with these words itself" in said.splitlines()[-1]
    assert WORDS not in said
    assert NOTICED not in text(await chat.types("Zoe", CALM))


async def test_in_a_form_that_was_sent_the_answer_stands_beneath_with_its_buttons(chat: Chat) -> None:
    await chat.types("Zoe", "diary", forms="now")
    reply = await chat.sends("Zoe", line=WORDS, kind="a")
    assert text(reply).startswith(NOTICED)
    assert text(reply).endswith("\nKept.")
    assert isinstance(reply, Message)
    assert [button.label for button in reply.buttons] == ["On"]


async def test_in_the_middle_of_a_typed_form_the_next_question_stands_beneath(chat: Chat) -> None:
    await chat.types("Zoe", "diary")
    said = text(await chat.types("Zoe", WORDS))
    assert said.startswith(NOTICED)
    assert "**Which?**" in said
    assert await chat.types("Zoe", "1") == Message("Kept.", (Button("On", Note("keeps")),))


async def test_what_is_kept_and_said_to_others_is_the_same_with_and_without(chat: Chat) -> None:
    async def left_behind(words: str) -> tuple[object, object]:
        begun = len(chat.messenger.shown)
        await chat.types("Zoe", "diary", forms="now")
        await chat.sends("Zoe", line=words, kind="a")
        await chat.types("Zoe", words)
        await chat.types("Zoe", words, ROOM)
        await chat.passes(days=2)
        with chat.database.begin() as session:
            tables = [table for table in Kept.metadata.sorted_tables if table.name not in ("heard", "typing")]
            rows = {table.name: session.execute(select(table)).all() for table in tables}
        assert chat.sees("Ben") == []
        return rows, [(shown.key, shown.reader) for shown in chat.messenger.shown[begun:]]

    calm = await left_behind(CALM)
    assert await left_behind(WORDS) == calm


async def test_it_is_shown_to_the_writer_alone_also_where_others_read(chat: Chat) -> None:
    await chat.types("Zoe", "diary updates", ROOM, forms="now")
    reply = await chat.sends("Zoe", line=WORDS, kind="a")
    assert text(reply).endswith("Changed.")  # not an Update, which everybody in the room would see
    assert chat.sees("Ben") == []


async def test_in_private_a_message_that_changes_holds_it(chat: Chat) -> None:
    await chat.types("Zoe", "diary updates", forms="now")
    reply = await chat.sends("Zoe", line=WORDS, kind="a")
    assert isinstance(reply, Update)
    assert reply.message.text.startswith(NOTICED)


@pytest.mark.parametrize("does", ["refuses", "breaks", "asks"])
async def test_a_form_that_is_not_taken_stays_open_and_says_so_briefly(chat: Chat, does: str) -> None:
    await chat.types("Zoe", f"diary {does}", forms="now")
    reply = await chat.sends("Zoe", line=WORDS, kind="a")
    assert isinstance(reply, Invalid)
    assert reply.sentence.startswith(BRIEF)
    calm = await chat.sends("Zoe", line=CALM, kind="a")
    assert isinstance(calm, Invalid)
    assert (reply.why, reply.sentence.removeprefix(BRIEF).strip()) == (calm.why, calm.sentence)


async def test_where_a_refused_form_closes_the_card_stands_above_the_way_back(chat: Chat) -> None:
    await chat.types("Zoe", "diary asks", forms="now")
    action = chat.forms["Zoe"].action
    answers = {"line": WORDS, "kind": "a"}
    here = direct(chat.person("Zoe"))
    shown = Event("e-form", chat.person("Zoe"), here, text="diary asks", private=True, stays=False)
    await chat.app.handle(shown)
    sent = Event("e-sent", chat.person("Zoe"), here, action=action, answers=answers, private=True, stays=False)
    assert text(await chat.app.handle(sent)).startswith(NOTICED)


async def test_beside_a_long_answer_it_is_brief(chat: Chat) -> None:
    await chat.types("Zoe", "diary fills", forms="now")
    reply = await chat.sends("Zoe", line=WORDS, kind="a")
    assert text(reply) == BRIEF
    assert len(BRIEF) < 400
    assert isinstance(reply, Message)
    assert reply.buttons


async def test_a_command_whose_form_would_hide_it_asks_in_words_with_a_button_for_the_form(chat: Chat) -> None:
    said = text(await chat.types("Zoe", "diary wants to die", forms="now"))
    assert said.startswith(NOTICED)
    assert "**A line**" in said


async def test_a_repeated_event_shows_nothing_again(chat: Chat) -> None:
    await chat.types("Zoe", WORDS)
    assert await chat.again(chat.event) is None


async def test_it_is_shown_also_when_nothing_can_be_read_from_the_disk(chat: Chat) -> None:
    def out_of_reach(*given: object) -> Iterator[object]:
        raise OSError

    chat.app.database.run = out_of_reach  # type: ignore[method-assign,assignment]
    assert text(await chat.app.handle(Event("e", chat.person("Zoe"), ROOM, text=WORDS))).startswith(NOTICED)


async def test_nothing_of_it_is_logged(chat: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    await chat.types("Zoe", CALM)
    calm = capsys.readouterr()
    await chat.types("Zoe", WORDS)
    assert capsys.readouterr() == calm


async def test_the_card_has_no_buttons_so_that_numbers_mean_what_they_did(chat: Chat) -> None:
    await chat.types("Zoe", "diary", forms="now")
    await chat.sends("Zoe", line=CALM, kind="a")
    await chat.types("Zoe", WORDS)
    assert text(await chat.types("Zoe", "1")) == "Kept."


async def test_support_can_be_typed_in_the_middle_of_a_form_which_goes_on(chat: Chat) -> None:
    await chat.types("Zoe", "diary")
    said = text(await chat.types("Zoe", "Support"))
    assert said.startswith("**Support, now**")
    assert said.endswith("**A line**")
    assert "**Which?**" in text(await chat.types("Zoe", "a quiet day"))
    assert text(await chat.types("Zoe", "2")) == "Kept."
