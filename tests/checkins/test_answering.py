"""A check-in from the question to the thanks: by buttons, by typing alone, twice, late, and by somebody else."""

import pytest
from sqlalchemy import select

from bot.checkins.tables import Answer, Checkin
from bot.ui import Form, Invalid, Message, Update
from tests.chat import ROOM, Chat, direct
from tests.checkins.people import ask, found, join, questions, utc, weeks

SECRET = "I kept thinking about the lighthouse"


@pytest.fixture
async def asked(chat: Chat) -> Chat:
    """Ana in Berlin was asked on Monday 9 November at 08:00."""
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    await chat.passes(days=7)
    return chat


def kept(chat: Chat) -> dict[str, bool]:
    """Which items have an answer, and whether it came late."""
    return ask(chat, lambda session: {a.item: a.late for a in session.scalars(select(Answer))})


async def test_by_buttons(asked: Chat) -> None:
    chat = asked
    assert questions(chat, "Ana") == 1
    for label in ("4", "5 very heavy", "1 on my own", "3"):
        await chat.presses("Ana", label)
    assert kept(chat) == {"energy": False, "load": False, "connection": False, "going": False}
    assert len([shown for shown in chat.sees("Ana") if "Check-in, week of 9 November" in shown.message.text]) == 1
    assert isinstance(await chat.presses("Ana", "Add a sentence"), Form)
    reply = await chat.sends("Ana", sentence=SECRET)
    assert isinstance(reply, Message)
    assert "Thank you. Saved." in reply.text
    await chat.presses("Ana", "Done")
    assert "Monday 16 November 2026, 08:00 (Europe/Berlin)" in chat.all_text("Ana")
    assert SECRET not in chat.all_text("Ana")


async def test_by_typing_alone(asked: Chat) -> None:
    chat = asked
    for typed in ("4", "5", "1", "3"):
        await chat.types("Ana", typed)
    assert "all 4 questions are answered" in chat.last("Ana")
    await chat.types("Ana", "1")
    assert "A sentence for yourself" in chat.last("Ana")
    await chat.types("Ana", SECRET)
    assert "Thank you. Saved." in chat.last("Ana")
    assert SECRET not in chat.all_text("Ana")
    await chat.types("Ana", "weeks")
    assert "9 November: energy 4, load 5, connection 1" in chat.last("Ana")


async def test_a_sentence_that_is_too_long_is_not_repeated_either(asked: Chat) -> None:
    for typed in ("4", "5", "1", "3", "1", "much to say. " * 50):
        await asked.types("Ana", typed)
    assert "500 fit" in asked.last("Ana")
    assert "much to say" not in asked.all_text("Ana")


async def test_the_promise_stands_beside_every_question(asked: Chat) -> None:
    for label in ("2", "2", "2", "2"):
        assert "Who could see this: nobody in your group" in asked.last("Ana")
        assert "Get support now" in asked.last("Ana")
        await asked.presses("Ana", label)
    assert "Who could see this: nobody in your group" in asked.last("Ana")


async def test_a_second_press_changes_nothing_and_says_so(asked: Chat) -> None:
    shown = asked.sees("Ana")[0].message
    await asked.presses("Ana", "4")
    again = await asked._act("Ana", None, action=shown.buttons[3].action)
    assert isinstance(again, Update)
    assert "saved already" in again.message.text
    assert "question 2 of 4" in again.message.text
    other = await asked._act("Ana", None, action=shown.buttons[1].action)
    assert "Changed." in str(other)
    assert len(kept(asked)) == 1


async def test_an_answer_can_be_changed_until_the_window_closes(asked: Chat) -> None:
    for label in ("4", "3", "2", "3"):
        await asked.presses("Ana", label)
    await asked.passes(hours=71)
    await asked.presses("Ana", "Change an answer")
    await asked.presses("Ana", "Load")
    await asked.presses("Ana", "1 light")
    assert "Changed." in asked.last("Ana")
    await asked.presses("Ana", "Change an answer")
    energy = asked._button("Ana", "Energy")[1]
    await asked.passes(hours=2)
    await asked.types("Ana", "weeks")
    assert "energy 4, load 1, connection 2" in asked.last("Ana")
    await asked._act("Ana", None, action=energy)
    await asked.types("Ana", "5")
    assert "the answer that you gave before stays" in asked.last("Ana")
    await asked.types("Ana", "weeks")
    assert "energy 4, load 1, connection 2" in asked.last("Ana")


async def test_late_answers_are_kept_for_their_owner_and_the_reply_says_so(asked: Chat) -> None:
    await asked.presses("Ana", "4")
    await asked.passes(hours=73)
    await asked.presses("Ana", "3")
    assert "it came late; it is kept for you all the same" in asked.last("Ana")
    assert kept(asked) == {"energy": False, "load": True}
    await asked.presses("Ana", "2")
    assert "Change an answer" not in asked.last("Ana")
    await asked.types("Ana", "weeks")
    assert "energy 4, load 3, connection 2" in asked.last("Ana")


@pytest.mark.parametrize(("typed", "asks"), [((), 1), (("4",), 0), (("skip this week",), 0)])
async def test_looking_early_without_an_answer_takes_no_question_away(
    chat: Chat, typed: tuple[str, ...], asks: int
) -> None:
    """Ana's hour is Friday; on Tuesday she types the word."""
    chat.clock.move(utc("2026-11-03 12:00"))
    found(chat, weekday=4)
    join(chat, "Ana", "Europe/Berlin")
    for words in ("checkin", *typed):
        await chat.types("Ana", words)
    before = len(chat.sees("Ana"))
    await chat.until(utc("2026-11-06 08:00"))
    assert len(chat.sees("Ana")) - before == asks
    await chat.until(utc("2026-11-12 08:00"))
    assert len(chat.sees("Ana")) - before == asks, "once"


@pytest.mark.parametrize("typed", ["0", "6", "7", "17"])
async def test_a_number_beyond_the_scale_presses_nothing(asked: Chat, typed: str) -> None:
    said = await asked.types("Ana", typed)
    assert isinstance(said, Message)
    assert "This goes from 1 to 5" in said.text
    assert kept(asked) == {}
    await asked.types("Ana", "5")
    assert kept(asked) == {"energy": False}


async def test_an_older_week_can_still_be_answered_after_the_next_was_asked(asked: Chat) -> None:
    old = asked.sees("Ana")[0].message.buttons[0].action
    await asked.passes(days=7)
    await asked._act("Ana", None, action=old)
    await asked.types("Ana", "weeks")
    assert "- 9 November: energy 1" in asked.last("Ana")
    assert "16 November:" not in asked.last("Ana")


async def test_skipping_is_nothing_and_can_be_undone(asked: Chat) -> None:
    await asked.presses("Ana", "Skip this week")
    assert "counts as nothing at all" in asked.last("Ana")
    assert "Monday 16 November" in asked.last("Ana")
    skip = f"checkins.skip:{ask(asked, lambda session: session.scalars(select(Checkin.id)).one())}"
    assert "skipped already" in str(await asked._act("Ana", None, action=skip))
    await asked.types("Ana", "weeks")
    assert "nothing to show yet" in asked.last("Ana")
    await asked.presses("Ana", "Answer after all")
    await asked.presses("Ana", "5 plenty")
    await asked.presses("Ana", "Skip this week")
    assert "What you had answered before stays saved" in asked.all_text("Ana")
    assert kept(asked) == {"energy": False}


async def test_nobody_is_reminded_and_nobody_is_told(asked: Chat) -> None:
    before = len(asked.messenger.shown)
    await asked.passes(days=6)
    assert len(asked.messenger.shown) == before


async def test_an_empty_sentence_is_asked_for_again(asked: Chat) -> None:
    for label in ("4", "3", "2", "3"):
        await asked.presses("Ana", label)
    await asked.presses("Ana", "Add a sentence")
    assert isinstance(await asked.sends("Ana", sentence="  "), Invalid)


async def test_a_form_that_is_sent_twice_is_kept_once_and_another_sentence_replaces_it(asked: Chat) -> None:
    for label in ("4", "3", "2", "3"):
        await asked.presses("Ana", label)
    await asked.presses("Ana", "Add a sentence")
    await asked.sends("Ana", sentence=SECRET)
    assert "saved already" in str(await asked.sends("Ana", sentence=SECRET))
    assert "Thank you. Saved." in str(await asked.sends("Ana", sentence="calmer now"))
    await asked.types("Ana", "weeks")
    await asked.presses("Ana", "My sentences")
    assert "calmer now" in asked.last("Ana")
    assert SECRET not in asked.last("Ana")
    await asked.presses("Ana", "Put away")
    assert "calmer now" not in asked.all_text("Ana")


async def test_checkin_begins_this_weeks_early_and_it_is_not_asked_again(chat: Chat) -> None:
    found(chat, weekday=3)
    join(chat, "Ana", "Europe/Berlin")
    await chat.types("Ana", "checkin")
    assert "question 1 of 4" in chat.last("Ana")
    await chat.types("Ana", "4")
    await chat.types("Ana", "checkin")
    assert "question 2 of 4" in chat.last("Ana")
    await chat.passes(days=6)
    assert weeks(chat, "Ana") == ["2026-W45"]
    assert questions(chat, "Ana") == 0
    await chat.passes(days=6)
    assert weeks(chat, "Ana") == ["2026-W45", "2026-W46"]


async def test_begun_early_it_closes_when_the_planned_one_would(chat: Chat) -> None:
    found(chat, weekday=3)
    join(chat, "Ana", "Europe/Berlin")
    await chat.types("Ana", "checkin")
    for _ in range(4):
        await chat.types("Ana", "3")
    assert "until Sunday 8 November 2026, 08:00" in chat.last("Ana")


async def test_checkin_in_a_room_answers_in_private(asked: Chat) -> None:
    await asked.types("Ana", "checkin", ROOM)
    assert any("please look at your direct messages" in s.message.text for s in asked.sees("Ana") if s.where == ROOM)
    assert all("question" not in shown.message.text for shown in asked.messenger.shown if shown.where == ROOM)
    assert asked.sees("Ana")[-1].where == direct(asked.person("Ana"))


async def test_somebody_elses_check_in_is_refused(asked: Chat) -> None:
    join(asked, "Ben", "Europe/London")
    action = asked.sees("Ana")[0].message.buttons[2].action
    assert "not yours" in str(await asked._act("Ben", None, action=action))
    assert "not yours" in str(await asked._act("Stranger", None, action=action))
    assert kept(asked) == {}


async def test_outside_a_group_there_are_no_check_ins(chat: Chat) -> None:
    for words in ("checkin", "checkin hour 8am", "pause until 14 Dec", "resume", "weeks"):
        assert "not in one yet" in str(await chat.types("Zoe", words))


async def test_a_forged_answer_is_no_answer(asked: Chat) -> None:
    id = ask(asked, lambda session: session.scalars(select(Checkin.id)).one())
    for forged in (f"checkins.rate:{id}:energy:6", f"checkins.rate:{id}:mood:3", f"checkins.again:{id}:mood"):
        assert "older version" in str(await asked._act("Ana", None, action=forged))
    assert kept(asked) == {}
