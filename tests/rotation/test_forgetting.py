"""What the history keeps of somebody who was forgotten, and what they can see of their own."""

from datetime import timedelta

from sqlalchemy import select

from bot.forget import export
from bot.people import Profile
from bot.rotation.tables import Step
from bot.turn import Turn
from tests.chat import Chat
from tests.groups.scene import a_group, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, SLICES, WEEK, facilitators, forget_person, questions


async def test_the_history_keeps_dates_and_roles_without_the_name(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    forget_person(chat, "Ana")
    shown = text(await chat.types("Cleo", "turns"))
    assert "Tuesday 10 November 2026: Somebody who has left facilitated" in shown
    assert "Ana" not in shown
    with chat.database.begin() as session:
        steps = session.scalars(select(Step).where(Step.what == "did")).all()
        assert [(step.role, step.member_id) for step in steps] == [("facilitator", None)]


async def test_a_turn_to_come_goes_to_the_next_who_is_asked(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    forget_person(chat, "Ana")
    await chat.passes(seconds=1)
    assert facilitators(chat) == ["Ben"]
    assert len(questions(chat, "Ben")) == 1


async def test_the_others_turns_go_on_as_if_they_had_left(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    forget_person(chat, "Ana")
    await chat.passes(days=100)
    assert facilitators(chat)[:4] == ["Ben", "Cleo", "Ben", "Cleo"]


async def test_everybody_can_see_what_the_history_says_of_them(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - WEEK)
    await chat.presses("Ana", "I can't this time")
    with chat.database.begin() as session:
        ana = session.scalars(select(Profile).filter_by(name="Ana")).one()
        kept = export(Turn(chat.clock.now(), session, chat.vault), ana, SLICES)["rotation"]
    assert isinstance(kept, dict)
    assert [(step["role"], step["what"], step["start"]) for step in kept["turns"]] == [
        ("facilitator", "chosen", FIRST),
        ("facilitator", "passed", FIRST),
    ]
