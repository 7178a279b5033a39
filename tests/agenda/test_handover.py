"""The card for whoever facilitates: given once, in time, handed on with the turn, and never about a case."""

from datetime import timedelta

from sqlalchemy import select

from bot.agenda.handlers import agenda
from bot.agenda.rules import KEPT
from bot.agenda.tables import Handover
from bot.forget import erase
from bot.people import Profile
from bot.spoken import spoken
from bot.turn import Turn
from tests.chat import Chat, direct
from tests.groups.scene import a_group, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, WEEK, sleeps_until

DAYS = timedelta(days=3)


def cards(chat: Chat, name: str) -> list[str]:
    """What somebody was given without having asked."""
    mine = [shown for shown in chat.sees(name) if shown.where == direct(chat.person(name))]
    return [spoken(shown.message.text, "") for shown in mine if "/handover/" in shown.key]


async def test_it_comes_once_somebody_has_said_that_they_facilitate(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK + timedelta(hours=1))
    assert cards(chat, "Ana") == []
    await chat.presses("Ana", "I will")
    await chat.passes(minutes=1)
    [card] = cards(chat, "Ana")
    assert "You facilitate." in card
    assert "- open on time" in card
    assert "The agreement in force is version 1" in card
    assert "Coming so far: Ana. 2 have not said yet." in card
    await chat.until(FIRST)
    assert len(cards(chat, "Ana")) == 1
    assert cards(chat, "Ben") == []


async def test_somebody_who_has_not_said_has_it_three_days_before(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - DAYS - timedelta(minutes=1))
    assert cards(chat, "Ana") == []
    await chat.passes(minutes=2)
    assert len(cards(chat, "Ana")) == 1


async def test_an_early_yes_waits_for_the_week(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    await chat.until(FIRST + timedelta(hours=2))
    december = FIRST + timedelta(days=28)
    await chat.types("Ben", "turns will")
    await chat.until(december - WEEK - timedelta(minutes=1))
    assert cards(chat, "Ben") == []
    await chat.passes(minutes=2)
    assert len(cards(chat, "Ben")) == 1


async def test_it_is_handed_on_with_the_turn_and_comes_back_with_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    await chat.types("Ana", "turns swap Ben")
    await chat.types("Ben", "turns accept")
    await chat.passes(minutes=1)
    assert ["You facilitate." in card for card in cards(chat, "Ben")] == [True]
    assert "One member has not said yet." in cards(chat, "Ben")[0], "Ben comes, since the turn is Ben's"
    assert ["Ben facilitates now" in card for card in cards(chat, "Ana")] == [True]
    await chat.types("Ben", "turns swap Ana")
    await chat.types("Ana", "turns accept")
    await chat.passes(minutes=1)
    assert ["You facilitate." in card for card in cards(chat, "Ana")] == [True]
    assert ["Ana facilitates now" in card for card in cards(chat, "Ben")] == [True]


async def test_whoever_steps_in_on_the_day_has_it_at_once(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    await chat.until(FIRST - timedelta(hours=3))
    await chat.types("Cleo", "turns step in")
    await chat.passes(minutes=1)
    assert len(cards(chat, "Cleo")) == 1


async def test_it_keeps_up_with_a_meeting_that_moves_and_says_when_it_is_off(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I will")
    await chat.types("Ben", "meeting move to 11 November 19:00")
    await chat.passes(minutes=1)
    [card] = cards(chat, "Ana")
    assert "Wednesday 11 November 2026, 18:00" in card
    await chat.types("Ben", "meeting cancel")
    await chat.passes(minutes=1)
    assert ["was called off" in card for card in cards(chat, "Ana")] == [True]
    await chat.types("Ben", "meeting back 11 November")
    await chat.until(FIRST - DAYS + timedelta(days=1, hours=1))
    assert ["You facilitate." in card for card in cards(chat, "Ana")] == [True]


async def test_it_can_be_had_again_by_anybody_in_the_group_and_nobody_else(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "You facilitate." in text(await chat.types("Ana", "handover"))
    assert "Ana facilitates.\nWhat that asks of them:" in text(await chat.types("Ben", "handover"))
    assert "not in a group yet" in text(await chat.types("Zoe", "handover"))


async def test_a_card_that_was_slept_through_is_not_given_after_the_meeting(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await sleeps_until(chat, FIRST + timedelta(days=1))
    assert cards(chat, "Ana") == []


async def test_nobody_who_is_away_is_given_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ana", "away until 20 November")
    await chat.until(FIRST)
    assert cards(chat, "Ana") == []
    assert len(cards(chat, "Ben")) == 1


async def test_who_was_given_it_is_forgotten_with_them_and_in_two_weeks(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - DAYS + timedelta(hours=1))
    await chat.types("Ana", "turns swap Ben")
    await chat.types("Ben", "turns accept")
    with chat.database.begin() as session:
        assert len(session.scalars(select(Handover)).all()) == 2
        profile = session.scalars(select(Profile).filter_by(name="Ana")).one()
        erase(Turn(chat.clock.now(), session, chat.vault, None, chat.app.reactions), profile, (agenda,))
    chat.clock.move(FIRST + KEPT)
    await chat.app.forget()
    with chat.database.begin() as session:
        assert len(session.scalars(select(Handover)).all()) == 1
    chat.clock.move(FIRST + KEPT + timedelta(seconds=1))
    await chat.app.forget()
    with chat.database.begin() as session:
        assert session.scalars(select(Handover)).all() == []
