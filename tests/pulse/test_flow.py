"""A pulse from its opening to its result, as the people in it see it."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db import Kept
from bot.people import Profile
from bot.pulse.tables import Copy, Draft, Share, Wave
from bot.sealed import DataKey
from bot.ui import Message
from tests.chat import ROOM, Chat
from tests.checkins.people import utc
from tests.pulse.people import SIX, answer, ask, gather, hand_in, join, leave, opened, wave


def count(chat: Chat, table: type[Kept]) -> int | None:
    return ask(chat, lambda session: session.scalar(select(func.count()).select_from(table)))


def room(chat: Chat) -> str:
    return [
        shown.message.text for shown in chat.messenger.shown if shown.where == ROOM and shown.key.startswith("pulse/")
    ][-1]


async def test_six_answer_and_the_room_reads_a_word_for_each_topic(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    hand_in(chat, {name: [5, 1, 5, 1, 5, 5, 5, 1, 5] for name in SIX})
    assert "no result" not in room(chat)
    await chat.passes(days=7)
    assert "- Exhaustion: high\n- Distance: low\n- Meaning: high" in room(chat)
    kept = wave(chat)
    assert (kept.closed, kept.totals) == (True, None)
    assert count(chat, Draft) == 0
    assert ask(chat, lambda session: session.scalar(select(DataKey.id).filter_by(owner=kept.owner))) is None


async def test_four_answers_are_withheld_with_the_reason(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX[:4], 5))
    await chat.passes(days=7)
    assert "no result is shown" in room(chat)
    assert "Fewer than 5 have answered" in room(chat)
    assert "opening round" in room(chat)
    assert wave(chat).respondents is None


async def test_one_who_skips_a_second_pulse_holds_it_back_and_the_same_six_show_a_trend(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX, 5))
    await chat.passes(days=28)
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX[:5], 1))
    await chat.passes(days=28)
    assert "Nearly the same people" in room(chat)
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX, 1))
    await chat.passes(days=28)
    assert "- Meaning: low (the time before: high)" in room(chat)


async def test_a_small_group_has_no_pulse(chat: Chat) -> None:
    gather(chat, SIX[:4])
    await chat.types("Ana", "pulse")
    assert "Opening one takes 5 members, and your group has 4" in chat.last("Ana")
    assert "Open a pulse" not in chat.last("Ana")
    await chat.types("Ana", "pulse open")
    assert "A pulse needs at least 5 members, and your group has 4" in chat.last("Ana")
    assert count(chat, Wave) == 0


async def test_a_group_that_became_small_is_shown_nothing(chat: Chat) -> None:
    gather(chat, SIX[:5])
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX[:5], 3))
    leave(chat, "Ana")
    await chat.passes(days=7)
    assert "fewer than 5 members now" in room(chat)


async def test_everybody_is_reminded_in_the_same_words_and_once(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    hand_in(chat, {"Ana": 3})
    await chat.passes(days=5)
    said = [shown for shown in chat.messenger.shown if "/reminded/" in shown.key]
    assert len(said) == 6
    assert len({shown.message for shown in said}) == 1
    assert [chat.last(name).count("closes") for name in SIX] == [1] * 6


async def test_stopping_and_going_on_later(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await chat.presses("Ana", "Answer the pulse")
    await chat.presses("Ana", "often")
    await chat.passes(days=2)
    await chat.types("Ana", "pulse")
    assert "question 2 of 9" in chat.last("Ana")
    await chat.types("Ana", "3")
    assert "question 3 of 9" in chat.last("Ana")


async def test_a_press_that_comes_again_changes_nothing(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await chat.presses("Ana", "Answer the pulse")
    await chat.presses("Ana", "often")
    await chat.again(chat.event)
    await chat.again(chat.event)
    await chat.types("Ana", "pulse")
    assert "question 2 of 9" in chat.last("Ana")


async def test_an_answer_can_be_changed_until_it_is_handed_in(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await answer(chat, "Ana", 1)
    await chat.presses("Ana", "Change an answer")
    await chat.presses("Ana", "Question 4")
    assert "question 4 of 9" in chat.last("Ana")
    await chat.presses("Ana", "nearly always")
    assert "All 9 questions are answered" in chat.last("Ana")
    await chat.presses("Ana", "Hand in")
    assert "Your answers are in the sums" in chat.last("Ana")
    await chat.types("Ana", "pulse")
    assert "cannot be changed or taken out" in chat.last("Ana")


async def test_late_answers_go_to_nobody_and_are_told_so_kindly(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await answer(chat, "Ana")
    chat.clock.move(chat.clock.now() + timedelta(days=7, minutes=1))  # the timer has not come yet
    await chat.presses("Ana", "Hand in")
    assert "Thank you for coming to it all the same" in chat.all_text("Ana")
    await chat.passes(minutes=1)
    assert "Fewer than 5" in room(chat)
    assert count(chat, Draft) == 0


async def test_a_name_is_shared_by_its_owner_alone_and_stands_beside_the_result(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await answer(chat, "Ana", 1)
    await chat.presses("Ana", "Share with my name")
    assert "Exhaustion: 2.3" in chat.last("Ana")
    await chat.presses("Ana", "Share them")
    hand_in(chat, dict.fromkeys(SIX[1:], 5))
    assert "2.3" not in "".join(map(chat.all_text, SIX[1:]))
    await chat.passes(days=7)
    assert "Ana has chosen to share their own answers" in chat.all_text("Ben")
    assert "Exhaustion: 2.3" in chat.all_text("Ben")
    assert "Meaning: high" in chat.all_text("Ben")  # the other five, without her
    assert count(chat, Share) == 0


async def test_sharing_can_be_taken_back_while_it_is_open(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await answer(chat, "Ana", 1)
    await chat.presses("Ana", "Share with my name")
    await chat.presses("Ana", "Share them")
    await chat.types("Ana", "pulse")
    await chat.presses("Ana", "Take that back")
    assert "nothing has been handed in yet" in chat.last("Ana")
    await chat.presses("Ana", "Not this time")
    await chat.passes(days=7)
    assert "share their own answers" not in chat.all_text("Ben")


async def test_a_copy_exists_only_for_who_pressed_for_one(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await answer(chat, "Ana", 1)
    await chat.presses("Ana", "Hand in, keep a copy")
    hand_in(chat, {"Ben": 1})
    await chat.types("Ana", "pulse mine")
    assert "exhaustion 2.3, distance 2.3, meaning 1.0" in chat.last("Ana")
    await chat.types("Ben", "pulse mine")
    assert "You have no copies" in chat.last("Ben")
    await chat.types("Ana", "pulse mine", ROOM)
    assert "Tend has put a button for them" in chat.last("Ana") or "can be shown" in chat.last("Ana")
    await chat.types("Ana", "pulse mine")
    await chat.presses("Ana", "Delete my copies")
    assert count(chat, Copy) == 0


async def test_a_rhythm_opens_pulses_and_can_be_stopped(chat: Chat) -> None:
    gather(chat)
    await chat.types("Ana", "pulse first Monday 09:00", ROOM)
    assert "first Monday of every month at 09:00" in room(chat)
    await chat.passes(days=36)
    assert "It is time for the pulse" in chat.all_text("Ben")
    await chat.types("Ben", "pulse off", ROOM)
    await chat.passes(days=60)
    assert count(chat, Wave) == 1


async def test_it_can_be_opened_by_typing_and_what_is_no_rhythm_says_what_would_be(chat: Chat) -> None:
    gather(chat)
    said = await chat.types("Ana", "pulse monthly", ROOM)
    assert isinstance(said, Message)
    assert "pulse first Monday 09:00" in said.text
    await chat.types("Ana", "pulse open", ROOM)
    assert "To begin, press Answer the pulse" in chat.last("Ben")


async def test_a_rhythm_of_every_week_is_too_often(chat: Chat) -> None:
    gather(chat)
    await chat.types("Ana", "pulse every Monday 09:00", ROOM)
    assert "every four weeks or more rarely" in chat.last("Ana")


async def test_a_group_can_ask_for_more_answers_and_never_for_fewer(chat: Chat) -> None:
    gather(chat)
    for words in ("pulse least 4", "pulse least 0", "pulse least -7", "pulse least few"):
        await chat.types("Ana", words, ROOM)
        assert "whole number from 5 to 12" in chat.last("Ana")
    await chat.types("Ana", "pulse least 6", ROOM)
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX[:5], 3))
    await chat.passes(days=7)
    assert "Fewer than 6 have answered" in room(chat)


async def test_the_promise_of_an_open_pulse_stands_when_the_group_decides_anew(chat: Chat) -> None:
    gather(chat)
    await chat.types("Ana", "pulse least 6", ROOM)
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX[:5], 3))
    await chat.types("Ben", "pulse least 5", ROOM)
    await chat.passes(days=7)
    assert "Fewer than 6 have answered" in room(chat)


async def test_a_second_pulse_within_four_weeks_is_refused(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    await chat.passes(days=8)
    await opened(chat)
    assert "every four weeks or more rarely" in chat.last("Ana")


async def test_a_newcomer_may_answer_and_somebody_who_left_may_not(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    join(chat, "Gil", "Europe/Berlin")
    await answer(chat, "Gil")
    await answer(chat, "Ana")
    leave(chat, "Ana")
    await chat.presses("Ana", "Hand in")
    assert "a group that you are not in" in chat.last("Ana")
    await chat.presses("Gil", "Hand in")
    assert "in the sums" in chat.last("Gil")


async def test_a_closed_pulse_offers_nothing_that_would_be_refused(chat: Chat) -> None:
    """Neither its message in the room, nor the word."""
    gather(chat)
    await opened(chat)
    await chat.passes(days=7, hours=1)
    [said] = [one for one in chat.messenger.shown if one.where == ROOM and one.key.endswith("/opened")]
    assert "has closed" in said.message.text
    assert said.message.buttons == ()
    soon = await chat.types("Ana", "pulse")
    assert isinstance(soon, Message)
    assert "Any member may open one after" in soon.text
    assert "Open a pulse" not in [button.label for button in soon.buttons]
    await chat.passes(days=30)
    later = await chat.types("Ana", "pulse")
    assert isinstance(later, Message)
    assert "Open a pulse" in [button.label for button in later.buttons]


async def test_the_questions_wait_out_the_quiet_hours_of_each(chat: Chat) -> None:
    gather(chat)

    def night(session: Session) -> None:
        for profile in (session.get_one(Profile, name) for name in ("Ana", "Finn")):
            profile.asked_from, profile.asked_until = "10:00", "20:00"

    ask(chat, night)
    chat.clock.move(utc("2026-11-02 20:00"))
    await opened(chat, "Ben")
    await chat.passes(hours=12)
    assert [asked(chat, name) for name in ("Ana", "Ben", "Finn")] == [False, True, False]
    await chat.types("Finn", "leave")
    await chat.presses("Finn", "Leave the group")
    await chat.passes(hours=1)
    assert [asked(chat, name) for name in ("Ana", "Finn")] == [True, False]


def asked(chat: Chat, name: str) -> bool:
    return any(shown.key.endswith(f"/asked/{name}-g") for shown in chat.sees(name))
