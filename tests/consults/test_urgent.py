"""After something terrible: by presses alone, those on call are asked, and nothing is left of it in rows or log."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.consults.actions import AskUrgently, BeOnCall, LookAgain
from bot.consults.hours import ASKINGS
from bot.consults.tables import Consult, OnCall
from bot.people import known
from tests.chat import Chat
from tests.consults.conftest import (
    LONDON,
    PEERS,
    SENTENCE,
    SYDNEY,
    a_group,
    asks,
    exported,
    labels,
    on_sheet,
    says,
    together,
)
from tests.groups.scene import forgotten, on_disk


async def on_call(chat: Chat, *names: str, hours: str = "On call in my hours") -> None:
    for name in names:
        await chat.types(name, "oncall")
        await chat.presses(name, hours)


async def needs(chat: Chat, what: str = "A client's suicide") -> None:
    await chat.types("Ana", "urgent")
    await chat.presses("Ana", what)


def asked(chat: Chat) -> list[str]:
    return [name for name in PEERS if "I can" in labels(chat, name) and "needs somebody now" in chat.all_text(name)]


async def test_two_presses_and_somebody_on_call_is_asked_without_a_word_being_typed(four: Chat) -> None:
    await on_call(four, "Ben")
    await four.types("Ana", "urgent")
    card = four.last("Ana")
    assert "You need not be alone with it" in card
    assert "call the emergency number" in card
    await four.presses("Ana", "A client's suicide")
    assert "I am asking somebody who is on call now" in four.last("Ana")
    assert asked(four) == ["Ben"]
    assert "Ana needs somebody now, after a client's suicide" in four.last("Ben")
    await four.presses("Ben", "I can")
    (welcome,) = together(four, "Ana")
    assert "would like somebody beside them." in welcome.message.text
    assert "Nothing has to be solved" in welcome.message.text
    assert "supervision" not in welcome.message.text
    assert "suicide" not in welcome.message.text


async def test_each_has_ten_minutes_and_then_the_next_is_asked_as_well(four: Chat) -> None:
    await on_call(four, *PEERS)
    await needs(four)
    assert len(asked(four)) == 1
    (first,) = asked(four)
    await four.passes(minutes=9)
    assert asked(four) == [first]
    await four.passes(minutes=1)
    assert "I can" in labels(four, first)  # a late yes counts
    assert "one more of those on call" in four.last("Ana")
    await four.presses(first, "I can")
    assert len(together(four, "Ana")) == 1


async def test_only_who_is_on_call_is_asked_and_only_in_their_hours_unless_at_any(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": SYDNEY, "Cleo": SYDNEY, "Dev": LONDON})
    await chat.until(datetime(2026, 11, 2, 14, tzinfo=UTC))  # night in Sydney
    await on_call(chat, "Ben")
    await needs(chat)
    assert asked(chat) == []
    assert "Nobody else is on call at this hour" in chat.last("Ana")
    await chat.presses("Ana", "Stop asking")
    await on_call(chat, "Cleo", hours="On call at any hour")
    await needs(chat)
    assert asked(chat) == ["Cleo"]


async def test_when_nobody_can_the_asker_hears_what_else_there_is(four: Chat) -> None:
    await on_call(four, "Ben")
    await needs(four)
    await four.presses("Ben", "Not this time")
    assert "nobody who is on call can just now" in four.last("Ana")
    assert "your own supervisor" in four.last("Ana")
    assert {"Get support now", "Ask the others too", "Do not write later"} <= set(labels(four, "Ana"))
    await needs(four, "A complaint")
    await four.passes(minutes=10)
    assert "nobody has answered so far" in four.last("Ana")
    await four.passes(hours=12)
    assert "I have stopped asking" in four.all_text("Ana")


async def test_who_is_kept_apart_is_not_on_call_for_them_and_costs_no_minute(four: Chat) -> None:
    await on_call(four, "Ben", "Cleo")
    says(four, "Ben", apart=("Ana",))
    await needs(four)
    assert asked(four) == ["Cleo"]
    await four.presses("Cleo", "Not this time")
    assert "nobody who is on call can just now" in four.last("Ana")
    assert not any("needs somebody" in shown.message.text for shown in four.sees("Ben"))


async def test_an_ordinary_request_ends_for_it_and_a_second_press_says_what_stands(four: Chat) -> None:
    await on_call(four, *PEERS)
    await asks(four, soon="week")
    await needs(four)
    assert "Your earlier request has ended for this." in four.last("Ana")
    assert not any(SENTENCE in four.all_text(name) for name in PEERS)
    await needs(four, "An assault")
    assert "You have a request open" in four.last("Ana")
    assert len(asked(four)) == 1
    assert len(on_sheet(four, "Ana", ASKINGS)) == 1  # the ordinary one: this is not counted


async def test_after_a_day_and_a_week_whoever_asked_is_written_to_alone(four: Chat) -> None:
    await on_call(four, "Ben")
    await needs(four)
    await four.presses("Ben", "Not this time")
    await four.passes(hours=23)
    assert "Yesterday you asked" not in four.all_text("Ana")
    await four.passes(hours=2)
    assert "Yesterday you asked for somebody beside you" in four.last("Ana")
    await four.passes(days=6)
    assert "A week ago you asked" in four.last("Ana")
    assert not any("you asked for somebody" in four.all_text(name) for name in PEERS)
    await four.passes(days=30)
    assert four.all_text("Ana").count("you asked for somebody beside you") == 2


@pytest.mark.parametrize("when", ["at once", "after a day"])
async def test_a_press_declines_it(four: Chat, when: str) -> None:
    await needs(four)
    if when == "after a day":
        await four.passes(days=1)
    await four.presses("Ana", "Do not write later")
    await four.passes(days=8)
    assert four.all_text("Ana").count("you asked for somebody beside you") == (when == "after a day")


async def test_nothing_is_left_of_it_after_close_in_rows_or_log(four: Chat, capfd: pytest.CaptureFixture[str]) -> None:
    await on_call(four, "Ben")
    await needs(four, "An assault")
    assert b"assault" not in on_disk(four)
    await four.presses("Ben", "I can")
    await four.types("Ben", "done 40")
    with four.database.begin() as session:
        assert session.scalars(select(Consult)).all() == []
    await four.passes(days=8)
    await four.app.forget()
    assert b"assault" not in on_disk(four)
    assert b"urgent" not in on_disk(four)
    said = "".join(capfd.readouterr())
    assert not any(words in said for words in ("Ana", "Ben", "assault"))


async def test_being_on_call_is_ones_own_affair(four: Chat) -> None:
    await on_call(four, "Ben", hours="On call at any hour")
    assert "You are on call, at any hour." in four.last("Ben")
    assert not any("on call" in four.all_text(name) for name in ("Ana", "Cleo", "Dev"))
    assert exported(four, "Ben")["on_call_at_any_hour"] == [True]  # type: ignore[index]
    await four.presses("Ben", "Not on call")
    assert "You are not on call." in four.last("Ben")
    await on_call(four, "Ben", "Cleo")
    await four.types("Cleo", "leave")
    await four.presses("Cleo", "Leave the group")
    await forgotten(four, "Ben")
    with four.database.begin() as session:
        assert session.scalars(select(OnCall)).all() == []


async def test_what_only_a_timer_may_do_does_nothing_as_a_press_and_made_up_presses_neither(four: Chat) -> None:
    group = a_group(four, {"Gil": LONDON, "Hana": LONDON}, "Other", "elsewhere")
    with four.database.begin() as session:
        ana = known(session, four.person("Ana"))
        assert ana
    await four._act("Ben", None, action=LookAgain(ana.id, 1).pack())
    assert four.sees("Ana") == []
    for action in (AskUrgently(group, "suicide"), BeOnCall(group, "any")):
        assert "a group that you are not in" in str(await four._act("Ana", None, action=action.pack()))


async def test_whoever_is_forgotten_is_not_written_to(four: Chat) -> None:
    await needs(four)
    await forgotten(four, "Ana")
    await four.passes(days=8)
    assert "you asked for somebody" not in four.all_text("Ana")
