"""Two in a private place: done by either, by button or word, once; and a platform that can make no such place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.consults import hours
from bot.consults.actions import Close, Done
from bot.consults.tables import Consult
from bot.port import Circle, Gone, Place
from bot.ui import Form, Invalid, Message
from tests.chat import Chat
from tests.consults.conftest import LONDON, SENTENCE, SYDNEY, a_group, asks, on_sheet, the_one_asked, together


@pytest.fixture
async def two(chat: Chat) -> Chat:
    """Ana asked, Ben could; it is Monday evening for her and Tuesday morning for him."""
    a_group(chat, {"Ana": LONDON, "Ben": SYDNEY})
    await chat.until(datetime(2026, 11, 2, 20, tzinfo=UTC))
    await asks(chat, how="place")
    await chat.presses("Ben", "I can")
    return chat


def kept(chat: Chat, name: str) -> list[tuple[date, int | None]]:
    return [(date.fromisoformat(on), minutes) for on, minutes, _ in on_sheet(chat, name, hours.MINUTES)]


async def test_done_by_button_keeps_date_and_minutes_for_each_and_nothing_else(two: Chat) -> None:
    assert isinstance(await two.presses("Ben", "Done"), Form)
    reply = await two.sends("Ben", minutes="40")
    assert reply == Message("Thank you. It is closed.")
    (was, closed) = together(two, "Ana")
    assert was.message.text == "The consult that began here is over."
    assert "Tend keeps the date and 40 minutes, for each of you alone" in closed.message.text
    assert two.sees("Ben")[0].message.text == "You gave a consult here. It is over; thank you."
    assert SENTENCE not in two.all_text("Ana") + two.all_text("Ben")
    assert kept(two, "Ana") == [(date(2026, 11, 2), 40)]
    assert kept(two, "Ben") == [(date(2026, 11, 3), 40)]
    with two.database.begin() as session:
        assert session.scalars(select(Consult)).all() == []


async def test_minutes_may_be_left_out(two: Chat) -> None:
    await two.presses("Ana", "Done")
    await two.sends("Ana", minutes="")
    assert "Tend keeps the date, for each of you alone" in together(two, "Ana")[-1].message.text
    assert [minutes for _, minutes in kept(two, "Ana") + kept(two, "Ben")] == [None, None]


async def test_done_by_typing_in_the_place(two: Chat) -> None:
    place = together(two, "Ana")[0].where
    await two.types("Ana", "done", place)
    await two.types("Ana", "a while", place)
    assert "I could not read “a while” as minutes." in two.last("Ana")
    await two.types("Ana", "25 min", place)
    assert kept(two, "Ben") == [(date(2026, 11, 3), 25)]


async def test_done_with_its_minutes_in_one_line(two: Chat) -> None:
    assert "as minutes" in str(await two.types("Ben", "done soon"))
    await two.types("Ben", "done 30")
    assert kept(two, "Ana") == [(date(2026, 11, 2), 30)]
    assert "You have no consult that is under way." in str(await two.types("Ben", "done 30"))


async def test_done_is_done_once(two: Chat) -> None:
    await two.presses("Ana", "Done")
    await two.presses("Ben", "Done")
    await two.sends("Ana", minutes="40")
    assert "closed already" in str(await two.sends("Ben", minutes="90"))
    assert kept(two, "Ben") == [(date(2026, 11, 3), 40)]
    assert "closed already" in str(await two.presses("Ana", "Done"))  # in her own conversation it still stands


async def test_what_is_no_number_leaves_the_form_open(two: Chat) -> None:
    await two.presses("Ana", "Done")
    reply = await two.sends("Ana", minutes="an hour")
    assert isinstance(reply, Invalid)
    assert "for example 40" in reply.why["minutes"]
    assert kept(two, "Ana") == []


async def test_nobody_else_can_end_it(two: Chat) -> None:
    with two.database.begin() as session:
        consult = session.scalars(select(Consult.id)).one()
    for action in (Done(consult), Close(consult)):
        reply = await two._act("Eve", None, action=action.pack(), answers=None)
        assert "between other people" in str(reply)
    assert "You have no consult" in str(await two.types("Eve", "done"))
    assert len(together(two, "Ana")) == 1


async def test_stop_after_a_yes_says_that_it_is_a_consult_now(two: Chat) -> None:
    reply = await two.presses("Ana", "Stop asking")
    assert isinstance(reply, Message)
    assert "I open a private place for the two of you" in reply.text
    assert [button.label for button in reply.buttons] == ["Done", "Get support now"]


async def test_one_can_ask_again_while_a_consult_is_under_way_and_done_asks_which(two: Chat) -> None:
    a_group(two, {"Ana": LONDON, "Dev": LONDON}, "Another", "elsewhere")
    await two.types("Ana", "consult", Place("test", "elsewhere"), forms="now")
    await two.sends("Ana", kind="tell", soon="now")
    await two.presses("Dev", "I can")
    reply = await two.types("Ana", "done 10")
    assert isinstance(reply, Message)
    assert [button.label for button in reply.buttons] == ["Done with Ben", "Done with Dev"]
    await two.types("Ana", "done 10", together(two, "Dev")[0].where)
    assert [minutes for _, minutes in kept(two, "Dev")] == [10]
    assert kept(two, "Ben") == []


async def test_a_consult_that_nobody_ends_ends_itself_without_minutes(two: Chat) -> None:
    await two.passes(days=13)
    assert len(together(two, "Ana")) == 1
    await two.passes(days=1)
    assert "Nobody has called this consult done for 14 days" in together(two, "Ben")[-1].message.text
    assert kept(two, "Ana") == kept(two, "Ben") == []
    assert SENTENCE not in two.all_text("Ben")


@pytest.mark.parametrize("name", ["Ana", "Ben"])
async def test_when_one_of_them_leaves_it_is_closed(two: Chat, name: str) -> None:
    await two.types(name, "leave")
    await two.presses(name, "Leave the group")
    assert "One of you has left the group" in together(two, "Ana")[-1].message.text
    with two.database.begin() as session:
        assert session.scalars(select(Consult)).all() == []


async def test_where_no_private_place_can_be_made_both_are_told_whom_to_write_to(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": LONDON})

    async def gather(circle: Circle, *, key: str) -> Place:
        raise Gone

    monkeypatch.setattr(chat.messenger, "gather", gather)
    await asks(chat)
    await chat.presses("Ben", "I can")
    await chat.passes(seconds=1)
    assert "Please write to Ben directly" in chat.last("Ana")
    assert "Please write to Ana directly" in chat.last("Ben")
    await chat.presses("Ben", "Done")
    await chat.sends("Ben", minutes="20")
    assert "This consult is done." in chat.last("Ana")
    assert kept(chat, "Ana") == [(date(2026, 11, 2), 20)]


async def test_the_place_is_near_the_room_and_named_after_the_day(two: Chat) -> None:
    (circle,) = two.messenger.circles.values()
    assert circle == Circle(
        (two.person("Ana"), two.person("Ben")), Place("test", "room"), "Consult, Monday 2 November 2026"
    )


async def test_two_consults_a_day_apart_have_places_of_their_own(two: Chat) -> None:
    await two.types("Ana", "done 10")
    await two.until(two.clock.now() + timedelta(days=1))
    await asks(two)
    assert the_one_asked(two, ["Ben"]) == "Ben"
    await two.presses("Ben", "I can")
    assert "Consult, Tuesday 3 November 2026" in {circle.topic for circle in two.messenger.circles.values()}
