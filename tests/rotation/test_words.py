"""The words a group needs: keep, swap, a volunteer, stepping in, and what becomes of them when meetings change."""

from datetime import UTC, datetime, timedelta

from bot.rotation.tables import Swap
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, join, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, OVER, SECOND, WEEK, facilitators, questions, starts, told


async def asked(chat: Chat, *names: str) -> None:
    await a_group(chat, *(names or GROUP_OF_THREE))
    await chat.until(datetime(2026, 11, 3, 17, 30, tzinfo=UTC))


async def roles(chat: Chat, *chosen: str) -> str:
    await chat.types("Cleo", "settings", ROOM)
    await chat.presses("Cleo", "Change the roles")
    return text(await chat.sends("Cleo", value=list(chosen)))


async def test_keeping_asks_nobody_and_is_the_same_persons_turn_next_time(chat: Chat) -> None:
    await asked(chat)
    assert "The turn is yours at the next meeting" in text(await chat.presses("Ana", "Keep it for next time"))
    assert "That stands" in text(await chat.types("Ana", "turns keep"))
    assert in_room(chat)[-1].startswith("Ana keeps the turn to facilitate for the next meeting")
    await chat.until(FIRST + OVER)
    assert not questions(chat, "Ben") + questions(chat, "Cleo")
    assert facilitators(chat) == ["Ana"]
    assert "nobody took this turn last time" in text(await chat.types("Ben", "turns"))


async def test_somebody_can_take_a_turn_that_is_kept(chat: Chat) -> None:
    await asked(chat)
    await chat.presses("Ana", "Keep it for next time")
    assert "Thank you: you facilitate" in text(await chat.presses("Ben", "I will", ROOM))
    assert "is with Ben now" in text(await chat.presses("Cleo", "I will", ROOM))
    await chat.until(FIRST + OVER)
    assert facilitators(chat)[0] == "Ben"


async def test_nobody_is_swapped_before_they_say_yes(chat: Chat) -> None:
    await asked(chat)
    await chat.presses("Ana", "Swap with…")
    assert "Asked: Ben can say yes or no" in text(await chat.presses("Ana", "Ask Ben"))
    assert facilitators(chat) == ["Ana"]
    assert "Swapped: you facilitate" in text(await chat.presses("Ben", "I will swap"))
    assert facilitators(chat) == ["Ben"]
    assert "Ben has swapped with you" in chat.last("Ana")
    assert "Ben swapped with Ana" in text(await chat.types("Cleo", "turns"))
    assert not questions(chat, "Ben")
    await chat.until(FIRST + OVER)
    assert facilitators(chat) == ["Ben", "Ana"]


async def test_a_swap_is_declined_without_a_reason_and_changes_nothing(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap ben")
    assert "nothing changes" in text(await chat.types("Ben", "turns decline"))
    assert "Ben cannot swap this time" in chat.last("Ana")
    assert facilitators(chat) == ["Ana"]
    assert "Nobody is asking you" in text(await chat.types("Ben", "turns accept"))
    assert "Ben" not in text(await chat.types("Cleo", "turns"))


async def test_a_swap_without_an_answer_runs_out(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    await chat.passes(days=3, minutes=1)
    assert "Ben has not answered" in chat.last("Ana")
    assert "no longer open" in chat.last("Ben")
    assert "Nobody is asking you to swap" in text(await chat.types("Ben", "turns accept"))
    assert facilitators(chat) == ["Ana"]


async def test_only_whoever_was_asked_can_answer(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    with chat.database.begin() as session:
        swap = session.query(Swap).one().id
    assert "Nobody is asking you to swap" in text(await chat.types("Cleo", "turns accept"))
    assert facilitators(chat) == ["Ana"]
    assert swap


async def test_a_moved_meeting_carries_its_swap_along(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    await chat.presses("Ben", "I will swap")
    await chat.types("Cleo", "meeting move 17 November 19:00", ROOM)
    assert starts(chat)[0] == datetime(2026, 11, 17, 18, tzinfo=UTC)
    assert facilitators(chat)[0] == "Ben"
    assert "your turn has moved with it" in questions(chat, "Ben")[-1].message.text
    assert not questions(chat, "Ana")[1:]


async def test_a_cancelled_meeting_gives_the_turn_back(chat: Chat) -> None:
    await asked(chat)
    await chat.presses("Ana", "I will")
    await chat.types("Cleo", "meeting cancel", ROOM)
    assert facilitators(chat) == ["Ana"]
    await chat.until(SECOND - WEEK)
    assert len(questions(chat, "Ana")) == 2
    assert "keeps the turn, since the meeting was called off" in text(await chat.types("Ben", "turns"))


async def test_a_volunteer_is_found_and_the_other_hears_who(chat: Chat) -> None:
    await asked(chat)
    assert "stays with you" in text(await chat.presses("Ana", "Ask for a volunteer"))
    assert facilitators(chat) == ["Ana"]
    assert "asked already" in text(await chat.types("Ana", "turns volunteer"))
    assert in_room(chat)[-1].startswith("Ana asks whether one of you would like to facilitate")
    await chat.presses("Ben", "I will", ROOM)
    assert facilitators(chat)[0] == "Ben"
    assert "Ben facilitates" in chat.last("Ana")
    assert "Your turn is kept" in chat.last("Ana")
    assert "is with Ben now" in text(await chat.types("Cleo", "turns take"))
    assert len([shown for shown in told(chat, "Ana") if "/volunteer/" in shown.key]) == 1
    await chat.until(FIRST + OVER)
    assert facilitators(chat) == ["Ben", "Ana"]


async def test_stepping_in_is_for_the_last_day_and_can_be_taken_back(chat: Chat) -> None:
    await asked(chat)
    await chat.presses("Ana", "I will")
    assert "Stepping in is for the last day" in text(await chat.types("Ben", "turns step in"))
    await chat.until(FIRST - timedelta(hours=2))
    await chat.types("Ben", "turns")
    assert "in place of Ana, who was told" in text(await chat.presses("Ben", "Step in for Ana"))
    assert "in your place" in told(chat, "Ana")[-1].message.text
    assert "Coming so far: Ben." in text(await chat.types("Cleo", "meeting"))
    assert facilitators(chat) == ["Ben"]
    assert "is with Ben now" in text(await chat.types("Cleo", "turns step in"))
    assert "ill" not in [word for line in in_room(chat)[-2:] for word in line.split()]
    assert "again" in text(await chat.presses("Ana", "I am there after all"))
    assert "can be there after all" in told(chat, "Ben")[-1].message.text
    assert facilitators(chat) == ["Ana"]
    assert "Ana" in text(await chat.types("Cleo", "meeting")).split("Coming so far")[1]


async def test_roles_are_switched_on_in_the_settings_and_nobody_has_two(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "Saved" in await roles(chat, "presenter", "timekeeper")
    assert sorted(facilitators(chat)) == ["Ana", "Ben", "Cleo"]
    shown = text(await chat.types("Ana", "turns"))
    assert "presents on" in shown
    assert "keeps time on" in shown
    await chat.until(FIRST - WEEK)
    assert "would you present in" in questions(chat, "Ben")[0].message.text
    await chat.types("Ben", "turns will")
    await chat.types("Cleo", "turns volunteer")
    assert "another turn at the meeting" in text(await chat.types("Ben", "turns take timekeeper"))
    await roles(chat)
    assert "have no presenter from now on" in told(chat, "Ben")[-1].message.text
    assert facilitators(chat) == ["Ana"]
    assert "has no presenter" in text(await chat.types("Ben", "turns take presenter"))


async def test_a_presenter_who_volunteers_is_nobodys_turn(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await roles(chat, "volunteer")
    assert facilitators(chat) == ["Ana"]
    assert "Whoever would like to types turns take presenter" in text(await chat.types("Ben", "turns"))
    assert "you present in" in text(await chat.types("Ben", "turns take presenter"))
    assert "You present on" in text(await chat.types("Ben", "turns"))
    await chat.types("Ben", "turns pass")
    assert facilitators(chat) == ["Ana"]


async def test_a_presenter_has_a_turn_or_volunteers_but_not_both(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "either has a turn or volunteers" in await roles(chat, "volunteer", "presenter")


async def test_the_fairness_card_is_everybodys_and_names_no_numbers_of_anybody(chat: Chat) -> None:
    await asked(chat)
    assert "nothing to count" in text(await chat.types("Ben", "turns fairness"))
    await chat.until(FIRST + OVER)
    shown = text(await chat.types("Ben", "turns fairness"))
    assert "Score: 100 of 100" in shown
    assert "settled: Ben facilitates" in shown
    assert "likely: Cleo facilitates (had not facilitated yet)" in shown
    assert shown == text(await chat.types("Cleo", "turns fairness"))


async def test_ones_own_balance_is_shown_to_oneself_alone(chat: Chat) -> None:
    await asked(chat)
    await chat.until(FIRST + OVER)
    assert "facilitator: one turn; your share would be 0.3, which is even" in text(
        await chat.types("Ana", "turns mine")
    )
    assert "facilitator: 0 turns; your share would be 0.3" in text(await chat.types("Ben", "turns mine", ROOM))
    assert not [words for words in in_room(chat) if "share" in words]
    assert "one turn; your share" not in chat.all_text("Cleo")


async def test_a_newcomer_is_not_offered_as_somebody_to_swap_with(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.until(FIRST + OVER)
    await join(chat, "Nell")
    await chat.until(SECOND - WEEK)
    shown = text(await chat.types("Ben", "turns swap"))
    assert "Ana" in shown
    assert "- Nell" not in shown
    assert "found nobody called “Nell”" in text(await chat.types("Ben", "turns swap Nell"))


async def test_leaving_closes_what_was_asked(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    assert facilitators(chat)[0] == "Ana"
    with chat.database.begin() as session:
        assert session.query(Swap).one().state == "over"


async def test_what_is_foreseen_is_settled_and_then_likely(chat: Chat) -> None:
    group = await a_group(chat, *GROUP_OF_THREE)
    with chat.database.begin() as session:
        turn = chat.app._turn(session)
        found = [one for one in turn.foreseen(group.id, SECOND + WEEK) if one.what == "facilitator"]
    assert [(one.at, one.about) for one in found] == [(FIRST, "settled"), (SECOND, "likely")]


async def test_the_balance_of_somebody_who_was_at_no_meeting_yet_counts_nothing(chat: Chat) -> None:
    await asked(chat)
    assert "nothing to count yet" in text(await chat.types("Ana", "turns mine"))
    assert "share" not in chat.last("Ana")
    await chat.until(FIRST + OVER)
    assert "You were at one meeting that is remembered." in text(await chat.types("Ana", "turns mine"))


async def test_the_fairness_card_says_why_a_turn_is_settled(chat: Chat) -> None:
    await asked(chat)
    assert "settled: Ana facilitates (first to join of those with as many turns)" in text(
        await chat.types("Ben", "turns fairness")
    )
    await chat.types("Ana", "turns swap Ben")
    await chat.types("Ben", "turns accept")
    assert "settled: Ben facilitates (by a swap)" in text(await chat.types("Cleo", "turns fairness"))


async def test_words_as_people_type_them(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await roles(chat, "presenter", "timekeeper")
    await chat.until(FIRST - timedelta(hours=2))
    assert "Asked: Cleo can say yes or no" in text(await chat.types("Ben", "turns swap presenter with Cleo"))
    assert "Asked: Ana can say yes or no" in text(await chat.types("Ben", "turns swap me with Ana"))
    assert "Asked: Cleo can say yes or no" in text(await chat.types("Ben", "turns swap my turn with Cleo"))
    assert "another turn" in text(await chat.types("Cleo", "turns step in for Ben"))
    assert "in place of Ana" in text(await chat.types("Cleo", "turns step in for ana"))
    assert "nobody called “Zoe” with a turn" in text(await chat.types("Cleo", "turns step in for Zoe"))
    assert "What happened, the latest first" in text(await chat.types("Cleo", "turns history"))
    assert "not “pass now” after it" in text(await chat.types("Cleo", "turns pass now"))


async def test_whoever_is_asked_to_swap_finds_the_question_under_turns(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    assert "asks whether you would take their turn" not in text(await chat.types("Ben", "turns"))
    await chat.types("Ana", "turns swap Ben")
    assert "Ana asks whether you would take their turn to facilitate" in text(await chat.types("Ben", "turns"))
    assert "asks whether" not in text(await chat.types("Cleo", "turns"))
    assert "Swapped: you facilitate" in text(await chat.presses("Ben", "I will swap"))
    assert "asks whether" not in text(await chat.types("Ben", "turns"))
