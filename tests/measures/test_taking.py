"""Taking a measure: only with its words, not too often, resumable, changeable for a day, and skipped is missing."""

import pytest
from sqlalchemy import func, select

from bot.db import Kept
from bot.instruments import instrument
from bot.ledger import Parcel, Timer
from bot.measures.handlers.keeping import times
from bot.measures.rules import Measured
from bot.measures.tables import MeasureAnswer, MeasureScores, Taking
from bot.people import Profile
from bot.ui import Form
from tests.chat import ROOM, Chat
from tests.checkins.people import ask, do
from tests.measures.conftest import takes, took

PULSE = ("often", "hardly ever", "often", "often", "often", "often", "often", "hardly ever", "often")


def count(chat: Chat, table: type[Kept]) -> int | None:
    return ask(chat, lambda session: session.scalar(select(func.count()).select_from(table)))


def measured(chat: Chat, name: str, id: str) -> list[Measured]:
    return do(chat, lambda turn: times(turn, turn.session.get_one(Profile, name), id))


async def test_it_is_put_to_nobody_without_its_words(chat: Chat) -> None:
    await chat.types("Ana", "measure pfi")
    assert "There is no wording for pfi here" in chat.last("Ana")
    assert "tend instruments wording pfi FILE" in chat.last("Ana")
    await chat.types("Ana", "measure")
    assert "Professional Fulfillment" not in chat.last("Ana")
    assert count(chat, Taking) == 0


async def test_it_is_put_to_nobody_when_the_terms_are_no_longer_those_that_were_accepted(chat: Chat) -> None:
    assert chat.app.folder
    path = chat.app.folder / "wording" / "who5.yaml"
    path.write_text(path.read_text("utf-8").replace("terms: ", "terms: other "), "utf-8")
    await chat.types("Ana", "measure who5")
    assert "have changed since they were accepted" in chat.last("Ana")
    path.unlink()
    await chat._act("Ana", None, action="measures.begin:who5")
    assert "There is no wording for who5 here" in chat.last("Ana")


@pytest.mark.parametrize("id", ["tend-week", "tend-anchor", "cbi-gmc", "nothing", "mbi"])
async def test_what_is_not_for_taking_alone_is_answered_with_what_is(id: str, chat: Chat) -> None:
    await chat.types("Ana", f"measure {id}")
    assert "There is no measure called" in chat.last("Ana")
    assert "measure tend-pulse" in chat.last("Ana")


async def test_without_a_group_there_is_nothing_to_take(chat: Chat) -> None:
    for words in ("measure", "measure tend-pulse", "results"):
        await chat.types("Stranger", words)
        assert "you are not in one yet" in chat.last("Stranger")


async def test_it_goes_on_where_it_stood_also_by_name(chat: Chat) -> None:
    await takes(chat, "Ana", "tend-pulse", *PULSE[:3])
    await chat.presses("Ana", "Later")
    await chat.passes(days=6)
    await chat.types("Ana", "measure Tend's monthly pulse")
    assert "question 4 of 9" in chat.last("Ana")
    assert count(chat, Taking) == 1


async def test_after_a_week_it_begins_anew_and_the_old_half_is_gone(chat: Chat) -> None:
    await takes(chat, "Ana", "tend-pulse", *PULSE[:3])
    await chat.passes(days=7, minutes=1)
    await chat.presses("Ana", "often")
    assert "its questions were about other weeks" in chat.last("Ana")
    await chat.types("Ana", "measure tend-pulse")
    assert "question 1 of 9" in chat.last("Ana")
    assert (count(chat, Taking), count(chat, MeasureAnswer)) == (1, 0)


async def test_not_oftener_than_its_interval(chat: Chat) -> None:
    took(chat, "Ana", "tend-pulse", *["often"] * 9)
    await chat.passes(days=27, hours=23)
    await chat.types("Ana", "measure tend-pulse")
    assert "another time makes sense from" in chat.last("Ana")
    await chat.passes(hours=2)
    await chat.types("Ana", "measure tend-pulse")
    assert "question 1 of 9" in chat.last("Ana")


async def test_skipped_is_missing_and_no_zero(chat: Chat) -> None:
    await takes(chat, "Ana", "tend-pulse", *PULSE[:3], "-", *PULSE[4:6], "-", *PULSE[7:])
    [once] = measured(chat, "Ana", "tend-pulse")
    assert once.scores == {"exhaustion": None, "distance": 4 / 3, "meaning": 4.0}
    assert "exhaustion –, distance 1.3, meaning 4" in chat.last("Ana")
    assert "Exhaustion: too few answers for a score this time. Skipped is missing, not zero." in chat.last("Ana")


async def test_everything_skipped_is_said_without_a_picture(chat: Chat) -> None:
    await takes(chat, "Ana", "tend-pulse", *["-"] * 9)
    assert "exhaustion –, distance –, meaning –" in chat.last("Ana")
    assert chat.sees("Ana")[-1].message.picture is None


async def test_an_answer_can_be_changed_for_a_day_and_is_scored_anew(chat: Chat) -> None:
    await takes(chat, "Ana", "tend-pulse", *PULSE)
    await chat.presses("Ana", "Change an answer")
    assert "question 9 of 9" in chat.last("Ana")
    await chat.presses("Ana", "hardly ever")
    [once] = measured(chat, "Ana", "tend-pulse")
    assert once.scores["meaning"] == 3
    await chat.passes(days=1, minutes=1)
    await chat.presses("Ana", "Change an answer")
    assert "its answers stay as they are" in chat.last("Ana")
    assert count(chat, MeasureScores) == 1


async def test_a_press_that_comes_twice_changes_nothing(chat: Chat) -> None:
    await takes(chat, "Ana", "tend-pulse", "often")
    _, action = chat._button("Ana", "now and then")
    for _ in range(2):
        await chat._act("Ana", None, action=action)
    assert count(chat, MeasureAnswer) == 2


async def test_an_answer_that_there_is_not_is_an_old_button(chat: Chat) -> None:
    await takes(chat, "Ana", "tend-pulse", "often")
    [taking] = ask(chat, lambda session: list(session.scalars(select(Taking.id))))
    for press in (f"{taking}:distance-1:statement-5", f"{taking}:nothing:often"):
        await chat._act("Ana", None, action=f"measures.pick:{press}")
        assert "older version" in chat.last("Ana")
    assert count(chat, MeasureAnswer) == 1


async def test_five_questions_can_be_on_one_form(chat: Chat) -> None:
    await chat.types("Ana", "measure who5")
    form = await chat.presses("Ana", "All on one form")
    assert isinstance(form, Form)
    assert [field.help for field in form.fields] == [f"item {n}?" for n in range(1, 6)]
    await chat.sends("Ana", **dict.fromkeys("1234", "time-5"), **{"5": "time-0"})
    assert "well-being, 0 to 100 80" in chat.last("Ana")


async def test_a_form_with_a_question_left_out_has_no_zero_in_it(chat: Chat) -> None:
    await chat.types("Ana", "measure who5")
    await chat.presses("Ana", "All on one form")
    await chat.sends("Ana", **dict.fromkeys("1234", "time-5"))
    [once] = measured(chat, "Ana", "who5")
    assert once.scores == {"raw": None, "index": None}


async def test_eleven_answers_are_typed(chat: Chat) -> None:
    await chat.types("Ana", "measure ons4")
    for answer in ("7", "0", "10", "3"):
        assert isinstance(await chat.presses("Ana", "Answer"), Form)
        refused = await chat.sends("Ana", answer="eleven")
        assert "from 0 to 10" in str(refused)
        await chat.presses("Ana", "Answer")
        await chat.sends("Ana", answer=answer)
    [once] = measured(chat, "Ana", "ons4")
    assert once.scores == {"satisfied": 7, "worthwhile": 0, "happy": 10, "anxious": 3}


async def test_the_fifth_statement_shows_the_card_and_nothing_else_happens(chat: Chat) -> None:
    before = {table: count(chat, table) for table in (Parcel, Timer)}
    await takes(chat, "Ana", "single-item-burnout", "answer statement-5")
    assert "Tend is not a crisis service" in chat.last("Ana")
    assert {table: count(chat, table) for table in (Parcel, Timer)} == before
    assert (count(chat, Taking), count(chat, MeasureAnswer), count(chat, MeasureScores)) == (1, 1, 1)
    assert chat.all_text("Ben") == ""
    await chat.presses("Ana", "My results")
    assert "burnout 5" in chat.last("Ana")
    assert "crisis" not in chat.last("Ana")


@pytest.mark.parametrize("n", [1, 2, 3, 4])
async def test_no_other_statement_shows_it(n: int, chat: Chat) -> None:
    await takes(chat, "Ana", "single-item-burnout", f"answer statement-{n}")
    assert "crisis" not in chat.all_text("Ana")
    assert f"burnout {n}" in chat.last("Ana")


async def test_in_the_room_nothing_is_asked(chat: Chat) -> None:
    for words in ("measure", "measure tend-pulse", "results"):
        await chat.types("Ana", words, ROOM)
        await chat.passes(seconds=1)
        assert (
            "Measures are for you alone"
            in chat.messenger.shown[-2].message.text + chat.messenger.shown[-1].message.text
        )
    assert count(chat, Taking) == 0
    assert not any(instrument("tend-pulse").items[0].text in shown.message.text for shown in chat.messenger.shown)
