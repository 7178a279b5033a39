"""The kernel with one tiny feature: a press, a form, a timer, a parcel, and everything that can go wrong on the way."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.actions import Action
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.ledger import Heard, Parcel, Timer
from bot.port import Gone, Refused, Reply, Unreachable
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Button, Choice, Form, Invalid, Message, Text, Update, options
from tests.chat import ROOM, Chat

tea = Feature("tea")


@dataclass(frozen=True)
class Retired(Action, name="tea.retired"):
    """Nobody handles it."""


@dataclass(frozen=True)
class Ask(Action, name="tea.ask"):
    """Opens the form."""


@dataclass(frozen=True)
class Pour(Action, name="tea.pour"):
    cups: int


@dataclass(frozen=True)
class Order(Action, name="tea.order"):
    """The form."""


@dataclass(frozen=True)
class Remind(Action, name="tea.remind"):
    key: str


@dataclass(frozen=True)
class Break(Action, name="tea.break"):
    """Always fails."""


@tea.command("tea", "ask for tea")
def offer(turn: Turn, words: str) -> Reply:
    return Message("Tea?", (Button("Yes", Pour(1)), Button("Form", Ask()), Button("Break", Break())))


@tea.on(Pour)
def pour(turn: Turn, action: Pour) -> Reply:
    turn.say(ROOM, Message("Tea is poured.", (Button("More", Pour(2)),)), key="poured", then=Remind("after"))
    turn.at("remind", turn.now + timedelta(hours=1), Remind("later"))
    return Update(Message(f"Poured {action.cups}."))


@tea.on(Ask)
def ask(turn: Turn, action: Ask) -> Reply:
    kinds = options([("green", "Green"), ("black", "Black")])
    return Form("Tea", Order(), (Choice("kind", "Which?", kinds), Text("note", "A note", most=10, required=False)))


@tea.on(Order)
def order(turn: Turn, action: Order) -> Reply:
    if turn.answer("note") == "no":
        return Invalid({"note": "Say it another way."})
    if turn.answer("note") == "never":
        raise Refused("There is no tea.")
    return Message(f"{turn.answer('kind')}, {turn.answer('note') or 'no note'}.")


@tea.timer(Remind)
def remind(turn: Turn, action: Remind) -> None:
    turn.say(ROOM, Message(f"Reminder {action.key}"), key=f"reminder/{action.key}", otherwise=Pour(9))


@tea.on(Break)
def fail(turn: Turn, action: Break) -> Reply:
    turn.say(ROOM, Message("never"), key="never")
    raise RuntimeError("secret words")


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [tea])


def room(chat: Chat) -> list[str]:
    return [shown.message.text for shown in chat.messenger.shown if shown.where == ROOM]


async def test_a_press_changes_its_message_tells_the_room_and_sets_a_timer(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    await chat.presses("Ana", "Yes")
    assert chat.sees("Ana")[0].message.text == "Poured 1."
    assert room(chat) == ["Tea is poured.", "Reminder after"]
    await chat.passes(hours=2)
    assert room(chat)[-1] == "Reminder later"


async def test_an_event_that_arrives_twice_counts_once(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    await chat.presses("Ana", "Yes")
    assert await chat.again(chat.event) is None
    with chat.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Heard)) == 2


async def test_what_was_heard_is_kept_under_a_blind_name(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    with chat.database.begin() as session:
        assert session.scalars(select(Heard.event)).all() == [chat.vault.blind(chat.event.id)]


async def test_an_old_form_is_not_closed_on_what_was_typed(chat: Chat) -> None:
    reply = await chat._act("Ana", None, action=Retired().pack(), answers={"note": "long words"})
    assert isinstance(reply, Invalid)
    assert "was not sent" in reply.sentence


async def test_an_unknown_command_offers_the_nearest(chat: Chat) -> None:
    reply = await chat.types("Ana", "tae")
    assert isinstance(reply, Message)
    assert "Did you mean **tea**" in reply.text


async def test_help_lists_the_commands(chat: Chat) -> None:
    assert "ask for tea" in str(await chat.types("Ana", "/tend help"))


async def test_an_old_button_says_so(chat: Chat) -> None:
    reply = await chat._act("Ana", None, action="tea.gone:1")
    assert "older version" in str(reply)
    assert "older version" in str(await chat._act("Ana", None, action="tea.pour:many"))


async def test_an_action_that_no_feature_handles_is_an_old_button(chat: Chat) -> None:
    assert "older version" in str(await chat._act("Ana", None, action=Retired().pack()))


async def test_a_timer_that_somebody_presses_is_an_old_button(chat: Chat) -> None:
    assert "older version" in str(await chat._act("Ana", None, action=Remind("made up").pack()))
    assert "made up" not in chat.all_text("Ana")


async def test_a_number_presses_the_button(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    await chat.types("Ana", "1")
    assert "Tea is poured." in room(chat)
    assert "There is no 7" in chat.last("Ana") or await chat.types("Ana", "7")
    assert "goes from 1 to" in chat.last("Ana")


async def test_a_label_is_understood_whichever_apostrophe_a_phone_types(chat: Chat) -> None:
    chat.messenger.shown.clear()
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        turn.say(chat.person("Ana"), Message("Can you?", (Button("I can't", Pour(3)),)), key="ask")
    await chat.app.deliver()
    assert await chat.types("Ana", "I can’t") == Update(Message("Poured 3."))


async def test_a_number_in_the_room_presses_what_the_room_was_shown(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    await chat.presses("Ana", "Yes")
    reply = await chat.types("Ben", "1", ROOM)
    assert reply == Update(Message("Poured 2."))


async def test_a_form_can_be_typed_question_by_question(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    await chat.types("Ana", "form")
    assert "Which?" in chat.last("Ana")
    await chat.types("Ana", "9")
    assert "from 1 to 2" in chat.last("Ana")
    await chat.types("Ana", "2")
    await chat.types("Ana", "=")
    assert "Nothing is filled in here" in chat.last("Ana")
    await chat.types("Ana", "much too long a note")
    assert "10 fit" in chat.last("Ana")
    assert "much too long a note" in chat.last("Ana")
    assert await chat.types("Ana", "-") == Message("black, no note.")


async def test_a_typed_form_that_is_refused_asks_again_for_what_was_wrong_only(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    for words in ("form", "1", "no"):
        await chat.types("Ana", words)
    assert "Say it another way." in chat.last("Ana")
    assert await chat.types("Ana", "please") == Message("green, please.")


async def test_a_refused_form_stays_open_with_its_words(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    await chat.presses("Ana", "Form")
    assert await chat.sends("Ana", kind="green", note="never") == Invalid({}, "There is no tea.")
    for words in ("form", "1", "never"):
        await chat.types("Ana", words)
    assert "There is no tea." in chat.last("Ana")
    assert "Now: never" in chat.last("Ana")


async def test_stop_ends_a_typed_form_and_so_does_a_press(chat: Chat) -> None:
    await chat.types("Ana", "tea")
    await chat.types("Ana", "form")
    assert "Nothing was sent" in str(await chat.types("Ana", "stop"))
    await chat.types("Ana", "form")
    await chat.presses("Ana", "Yes")
    assert "Words that you can type here" in str(await chat.types("Ana", "help"))


async def test_what_fails_keeps_nothing_and_tells_the_person(chat: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    await chat.types("Ana", "tea")
    reply = await chat.presses("Ana", "Break")
    assert "nothing was saved" in str(reply)
    assert room(chat) == []
    logged = capsys.readouterr()
    assert "RuntimeError at test_flow.py" in logged.err
    assert "secret words" not in logged.err + logged.out


async def test_a_timer_that_fails_is_put_off_and_the_others_go_on(chat: Chat) -> None:
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        turn.at("a", chat.clock.now(), Break())
        turn.at("b", chat.clock.now(), Remind("b"))
    await chat.passes(seconds=1)
    assert room(chat) == ["Reminder b"]
    with chat.database.begin() as session:
        assert session.scalars(select(Timer.failures).where(Timer.key == "a")).one() == 1


async def test_somebody_who_is_gone_is_told_nothing_more_and_the_handler_hears_of_it(chat: Chat) -> None:
    chat.messenger.trouble["room"] = Gone()
    await chat.types("Ana", "tea")
    await chat.presses("Ana", "Yes")
    await chat.passes(hours=2)  # the reminder's `otherwise` pours again, which is said under a key that is known
    with chat.database.begin() as session:
        fates = {(one.state, bool(one.otherwise), bool(one.words)) for one in session.scalars(select(Parcel))}
        assert fates == {("gone", True, False), ("held", False, True)}


async def test_what_cannot_be_said_now_is_said_later_and_once(chat: Chat) -> None:
    chat.messenger.trouble["room"] = Unreachable(timedelta(minutes=5), unclear=True)
    await chat.types("Ana", "tea")
    await chat.presses("Ana", "Yes")
    chat.messenger.trouble.clear()
    await chat.passes(minutes=4)
    assert room(chat) == []
    await chat.passes(minutes=2)
    assert room(chat) == ["Tea is poured.", "Reminder after"]


async def test_words_on_the_way_are_sealed_and_blanked_once_said(chat: Chat) -> None:
    chat.messenger.trouble["room"] = Unreachable()
    await chat.types("Ana", "tea")
    await chat.presses("Ana", "Yes")
    with chat.database.begin() as session:
        waiting = session.scalars(select(Parcel.words)).one()
    assert waiting is not None
    assert b"poured" not in bytes(waiting)
    chat.messenger.trouble.clear()
    await chat.passes(minutes=1)
    with chat.database.begin() as session:
        assert session.scalars(select(Parcel.words).where(Parcel.key == "poured")).one() is None
