"""After a meeting: one message, two presses, and nothing by which anybody's answer could be told."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations_with_replacement

import pytest
from sqlalchemy import select

from bot.agenda.handlers import agenda
from bot.agenda.rules import ASKED_FOR, FULLY, KEPT, KEPT_TO, LEAST, NOT_TODAY
from bot.agenda.screens.afterwards import THANKS
from bot.agenda.tables import Round
from bot.feature import PutBack
from bot.forget import erase, export
from bot.ledger import Heard
from bot.people import Profile
from bot.pulse.rules import Level, level
from bot.spoken import spoken
from bot.turn import Turn
from tests.chat import Chat, direct
from tests.groups.scene import a_group, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, meetings_of, sleeps_until, was_there

OVER, HOUR = FIRST + timedelta(minutes=91), timedelta(hours=1)
SEVEN = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus")
SIX = SEVEN[:6]
FELT = "Whether we kept to our agreement on"


def after(chat: Chat, name: str) -> list[str]:
    mine = [shown for shown in chat.sees(name) if shown.where == direct(chat.person(name))]
    return [spoken(shown.message.text, "") for shown in mine if "/after/" in shown.key]


def rounds(chat: Chat) -> list[Round]:
    with chat.database.begin() as session:
        return list(session.scalars(select(Round).order_by(Round.met_at)))


async def six_have_met(chat: Chat) -> None:
    await a_group(chat, *SEVEN)
    await chat.types("Gus", "meeting not coming")
    await chat.until(OVER)


async def say(chat: Chat, **answers: str) -> None:
    for name, label in answers.items():
        assert text(await chat.presses(name, label)) == text(THANKS)


async def test_whoever_was_there_has_one_message_with_both_questions(chat: Chat) -> None:
    await six_have_met(chat)
    for name in SIX:
        [said] = after(chat, name)
        assert "Were you there?" in said
        assert "Did we keep to our agreement?" in said
        assert "Who could see this: nobody in your group" in said
    assert after(chat, "Gus") == []


async def test_attendance_is_each_ones_own(chat: Chat) -> None:
    await six_have_met(chat)
    assert "you were not there" in text(await chat.presses("Ben", "I was not there"))
    assert was_there(chat, meetings_of(chat)[0])["Ben"] is False
    assert was_there(chat, meetings_of(chat)[0])["Ana"] is True


async def test_a_group_that_could_never_be_shown_anything_is_not_asked(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(OVER)
    [said] = after(chat, "Ana")
    assert "Were you there?" in said
    assert "agreement" not in said
    assert rounds(chat) == []


async def test_six_answers_come_to_a_word_after_a_week_and_not_before(chat: Chat) -> None:
    await six_have_met(chat)
    await say(chat, Ana="We kept to it", Ben="Mostly", Cleo="Mostly", Dan="Mostly", Eva="Mostly", Finn="Mostly")
    assert FELT not in text(await chat.types("Ana", "agenda"))
    await chat.until(OVER + ASKED_FOR + HOUR)
    assert f"{FELT} Tuesday 10 November 2026, taken together: mostly." in text(await chat.types("Gus", "agenda"))
    assert f"{FELT} Tuesday 10 November 2026" in text(await chat.types("Gus", "handover"))
    [one] = rounds(chat)
    assert (one.closed, one.totals) == (True, None)


async def test_five_answers_come_to_nothing_at_all(chat: Chat) -> None:
    await six_have_met(chat)
    await say(chat, Ana="Not today", **dict.fromkeys(SIX[1:5], "We kept to it"))
    await chat.until(OVER + ASKED_FOR + HOUR)
    for name in SEVEN:
        assert FELT not in text(await chat.types(name, "agenda"))
        assert FELT not in text(await chat.types(name, "handover"))
    [one] = rounds(chat)
    assert (one.result, one.totals, one.people) == (None, None, None)


async def test_a_round_that_was_open_in_a_copy_that_was_put_back_comes_to_nothing(chat: Chat) -> None:
    """It may have come to a word since, with one answer more."""
    await six_have_met(chat)
    await say(chat, **dict.fromkeys(SIX, "We kept to it"))
    chat.app.change(lambda turn: turn.happened(PutBack()))
    [one] = rounds(chat)
    assert (one.closed, one.result, one.totals, one.people) == (True, None, None, None)
    assert "That is closed" in text(await chat.presses("Ana", "Mostly"))


async def test_nearly_the_same_people_a_second_time_come_to_nothing(chat: Chat) -> None:
    """Two words that differ by one person's answer would say what that answer was."""
    await six_have_met(chat)
    await say(chat, **dict.fromkeys(SIX, "We kept to it"))
    december = FIRST + timedelta(days=28)
    await chat.until(december - HOUR)
    await chat.until(december + timedelta(minutes=91))
    await say(chat, **dict.fromkeys(SEVEN, "Not today"))
    await chat.until(december + ASKED_FOR + timedelta(hours=3))
    assert [one.result for one in rounds(chat)] == ["high", None]
    assert f"{FELT} Tuesday 10 November 2026" in text(await chat.types("Ana", "agenda"))


async def test_one_answer_each_which_nobody_can_take_out(chat: Chat) -> None:
    await six_have_met(chat)
    await chat.presses("Ana", "We kept to it")
    assert "You have said so already" in text(await chat.presses("Ana", "Not today"))
    await chat.presses("Ben", "I was not there")
    assert "You are noted as not there" in text(await chat.presses("Ben", "Mostly"))
    assert "a group that you are not in" in text(await _presses_anothers(chat, "Zoe", "Ana", "Mostly"))
    assert "You are noted as not there" in text(await _presses_anothers(chat, "Gus", "Ana", "Mostly"))
    await chat.until(OVER + ASKED_FOR + HOUR)
    assert "That is closed" in text(await chat.presses("Cleo", "Mostly"))


async def _presses_anothers(chat: Chat, name: str, whose: str, label: str) -> object:
    """A button that was never shown to them."""
    shown, action = chat._button(whose, label)
    return await chat._act(name, direct(chat.person(name)), action=action)


async def test_what_is_kept_is_as_long_whatever_was_pressed_and_nothing_is_kept_of_the_press(chat: Chat) -> None:
    await six_have_met(chat)
    heard, lengths = _heard(chat), []
    for name, label in (("Ana", "We kept to it"), ("Ben", "Not today"), ("Cleo", "Mostly")):
        await chat.presses(name, label)
        [one] = rounds(chat)
        assert one.totals is not None
        assert one.people is not None
        lengths.append((len(one.totals), len(one.people)))
    assert len(set(lengths)) == 1
    assert _heard(chat) == heard


def _heard(chat: Chat) -> int:
    with chat.database.begin() as session:
        return len(session.scalars(select(Heard)).all())


async def test_a_meeting_that_was_slept_through_is_asked_about_only_the_same_day(chat: Chat) -> None:
    await a_group(chat, *SIX)
    await sleeps_until(chat, OVER + timedelta(days=2))
    assert all(after(chat, name) == [] for name in SIX)


async def test_nobody_is_asked_who_is_away_by_then(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + HOUR)
    await chat.types("Ben", "away until 1 December")
    await chat.until(OVER)
    assert after(chat, "Ben") == []
    assert len(after(chat, "Ana")) == 1


async def test_who_said_something_is_theirs_to_see_and_goes_without_their_name(chat: Chat) -> None:
    await six_have_met(chat)
    await say(chat, **dict.fromkeys(SIX, "Mostly"))
    await chat.until(OVER + ASKED_FOR + HOUR)
    with chat.database.begin() as session:
        profile = session.scalars(select(Profile).filter_by(name="Ana")).one()
        turn = Turn(chat.clock.now(), session, chat.vault, None, chat.app.reactions)
        before = export(turn, profile, (agenda,))
        assert "said_about_the_agreement_of" in str(before)
        assert "2026" in str(before)
        erase(turn, profile, (agenda,))
        assert "2026, 11, 10" not in str(export(turn, profile, (agenda,)))
    assert [one.result for one in rounds(chat)] == ["in the middle"]


async def test_a_round_that_came_to_nothing_is_forgotten(chat: Chat) -> None:
    await six_have_met(chat)
    await chat.until(OVER + ASKED_FOR + HOUR)
    assert len(rounds(chat)) == 1
    chat.clock.move(OVER + ASKED_FOR + KEPT + HOUR)
    await chat.app.forget()
    assert rounds(chat) == []


TWO_COMPARE = {6: 1, 7: 2, 8: 2}
"""How many answers are left possible, at the least, to two who compare; all three from nine on."""


@pytest.mark.parametrize("people", range(LEAST, 13))
def test_what_a_word_leaves_possible_is_as_the_privacy_page_says(people: int) -> None:
    """Counted over all answers: to an outsider, to a member, who knows their own, and to two who compare theirs."""
    outside: dict[Level, set[int]] = defaultdict(set)
    inside: dict[tuple[Level, int], set[int]] = defaultdict(set)
    compared: dict[tuple[Level, int, int], set[int]] = defaultdict(set)
    for answers in combinations_with_replacement(KEPT_TO, people):
        word = level(sum(answers), people)
        outside[word].update(answers)
        for own in set(answers):
            others = _without(own, answers)
            inside[word, own].update(others)
            for their in set(others):
                compared[word, own, their].update(_without(their, others))
    assert all(possible == set(KEPT_TO) for possible in [*outside.values(), *inside.values()])
    assert min(len(possible) for possible in compared.values()) == TWO_COMPARE.get(people, 3)
    assert {level(FULLY * people, people), level(NOT_TODAY * people, people)} == {Level.HIGH, Level.LOW}


def _without(one: int, answers: Sequence[int]) -> list[int]:
    rest = list(answers)
    rest.remove(one)
    return rest


async def test_five_who_were_there_are_not_asked(chat: Chat) -> None:
    """With five, whoever said "not today" and reads "we kept to it" would know that nobody else did."""
    await a_group(chat, *SIX)
    await chat.types("Finn", "meeting not coming")
    await chat.until(OVER)
    [said] = after(chat, "Ana")
    assert "agreement" not in said
    assert rounds(chat) == []


async def test_the_sentence_beside_the_question_promises_no_more_than_is_true(chat: Chat) -> None:
    await six_have_met(chat)
    [said] = after(chat, "Ana")
    assert "from 6 answers on, or nothing. Two who tell each other what they pressed can sometimes work out" in said
