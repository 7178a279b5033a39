"""Bad days: Tend was off, the platform was, the process was killed; nobody is dropped and nothing is said twice."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from bot.app import App
from bot.consults.tables import NOT_REACHED, Consult, Offer
from bot.ledger import Timer
from bot.port import Unreachable
from bot.rehearsal import settle
from tests.chat import Chat
from tests.consults.conftest import (
    LONDON,
    PEERS,
    SENTENCE,
    a_group,
    asks,
    being_asked,
    labels,
    the_one_asked,
    together,
)


async def off(chat: Chat, **time: float) -> None:
    """Tend is switched off for so long, and wakes up late."""
    chat.clock.move(chat.clock.now() + timedelta(**time))
    await settle(chat.app)


def restart(chat: Chat) -> None:
    """Another process with the same database."""
    chat.app = App(chat.database, chat.vault, chat.clock, chat.app.features, [chat.messenger])


async def test_after_three_days_off_a_request_for_now_is_over_and_its_asker_told_once(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    before = {name: len(four.sees(name)) for name in ("Ana", *PEERS)}
    await off(four, days=3)
    assert "The time for your request is over" in four.last("Ana")
    assert four.last(peer).startswith("Somebody asked for a consult here. That is over")
    new = {name: len(four.sees(name)) - before[name] for name in before}
    assert new == {"Ana": 1} | dict.fromkeys(PEERS, 0)


async def test_after_three_days_off_a_request_for_this_week_goes_on_with_one_peer(four: Chat) -> None:
    await asks(four, soon="week")
    first = the_one_asked(four)
    before = {name: len(four.sees(name)) for name in ("Ana", *PEERS)}
    await off(four, days=3)
    second = the_one_asked(four)
    assert second != first
    assert {name: len(four.sees(name)) - before[name] for name in before} == {
        name: int(name in ("Ana", second)) for name in before
    }


async def test_a_yes_after_three_days_off_still_counts_before_the_timer_has_fired(four: Chat) -> None:
    await asks(four, soon="week")
    peer = the_one_asked(four)
    four.clock.move(four.clock.now() + timedelta(days=3))
    await four.presses(peer, "I can")
    assert f"{peer} can." in four.all_text("Ana")
    assert being_asked(four) == []


async def test_a_question_that_could_not_be_brought_in_time_never_comes(four: Chat) -> None:
    for name in ("ben", "cleo", "dev"):
        four.messenger.trouble[name] = Unreachable()
    await asks(four)
    await four.passes(minutes=30)
    four.messenger.trouble.clear()
    await four.passes(seconds=1)
    await four.passes(minutes=10)
    assert len([name for name in PEERS if four.sees(name)]) == 1  # the second, within their own time
    with four.database.begin() as session:
        assert [offer.state for offer in session.scalars(select(Offer).order_by(Offer.made_at))][0] == NOT_REACHED


async def test_a_stopped_request_does_not_come_when_the_platform_is_back(four: Chat) -> None:
    for name in ("ben", "cleo", "dev"):
        four.messenger.trouble[name] = Unreachable()
    await asks(four)
    await four.passes(minutes=1)
    await four.presses("Ana", "Stop asking")
    four.messenger.trouble.clear()
    await four.passes(days=1)
    assert [four.sees(name) for name in PEERS] == [[], [], []]


async def test_an_answer_that_is_faster_than_the_platform_tells_us_counts(
    four: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question was shown, and Tend was killed before it could note so; the peer presses all the same."""
    send = four.messenger.send

    async def lost(*given: object, **named: object) -> None:
        await send(*given, **named)  # type: ignore[arg-type]
        raise Unreachable(unclear=True)

    monkeypatch.setattr(four.messenger, "send", lost)
    await asks(four)
    monkeypatch.undo()
    peer = the_one_asked(four)
    await four.presses(peer, "I can")
    await four.passes(minutes=5)
    assert f"{peer} can." in four.all_text("Ana")
    assert len(together(four, peer)) == 1
    assert [shown.message.text.split(".")[0] for shown in four.sees(peer) if not shown.reader][0] == (
        "It is yours, thank you"
    )


async def test_a_process_that_is_replaced_after_every_step_changes_nothing(four: Chat) -> None:
    restart(four)
    await four.types("Ana", "consult")
    for words in ("think with me", "now", SENTENCE, "-"):
        restart(four)
        await four.types("Ana", words)
    first = the_one_asked(four)
    restart(four)
    await four.passes(minutes=20)
    second = the_one_asked(four)
    restart(four)
    await four.types(second, "not this time")
    restart(four)
    await four.types(first, "asked")
    restart(four)
    await four.types(first, "i can")
    restart(four)
    await four.types("Ana", "done 15", together(four, "Ana")[0].where)
    assert len(together(four, first)) == 2
    assert [being_asked(four), labels(four, second)] == [[], []]


async def test_a_request_whose_timer_was_lost_ends_in_the_night(four: Chat) -> None:
    await asks(four)
    with four.database.begin() as session:
        session.execute(delete(Timer))
    await four.passes(days=1)
    assert the_one_asked(four)
    await four.app.forget()
    await settle(four.app)
    assert "The time for your request is over" in four.last("Ana")
    assert being_asked(four) == []
    with four.database.begin() as session:
        assert session.scalars(select(Consult)).all() == []


async def test_a_yes_and_a_stop_in_the_same_moment_leave_nobody_waiting(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": LONDON})
    await asks(chat)
    await chat.presses("Ben", "I can")
    await chat.presses("Ana", "Stop asking")
    assert "I open a private place for the two of you" in chat.last("Ana")
    assert len(together(chat, "Ben")) == 1
