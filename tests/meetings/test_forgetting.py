"""What goes by itself, what goes with a person, and what a person can see of their own."""

from datetime import timedelta

from sqlalchemy import select

from bot.forget import export
from bot.meetings.rules import KEPT
from bot.meetings.tables import Attendance, Meeting, Part
from bot.people import Profile
from bot.turn import Turn
from tests.chat import Chat
from tests.groups.scene import a_group
from tests.meetings.scene import (
    FIRST,
    GROUP_OF_THREE,
    SLICES,
    facilitators,
    forget_person,
    meetings_of,
    reminders,
    was_there,
)


async def test_meetings_go_when_they_are_old(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST + timedelta(hours=2))
    chat.clock.move(FIRST + KEPT)
    await chat.app.forget()
    assert meetings_of(chat)[0].start == FIRST
    chat.clock.move(FIRST + KEPT + timedelta(seconds=1))
    await chat.app.forget()
    assert meetings_of(chat)[0].start > FIRST
    with chat.database.begin() as session:
        assert not session.scalars(select(Attendance)).all()


async def test_whoever_is_forgotten_leaves_dates_and_roles_without_their_name(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ana", "meeting coming")
    await chat.until(FIRST + timedelta(hours=2))
    forget_person(chat, "Ana")
    past = meetings_of(chat)[0]
    assert was_there(chat, past) == {"Ben": True, "Cleo": True}
    with chat.database.begin() as session:
        assert session.get_one(Meeting, past.id).start == FIRST
        assert session.get_one(Part, (past.id, "facilitator")).member_id is None
    assert facilitators(chat) == ["Ben"]


async def test_whoever_is_forgotten_is_not_reminded_and_their_turn_goes_to_another(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    forget_person(chat, "Ana")
    assert facilitators(chat) == ["Ben"]
    await chat.until(FIRST)
    assert not reminders(chat, "Ana")
    assert "Ana" not in chat.last("Cleo")


async def test_everybody_can_see_what_is_kept_of_them(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting not coming")
    await chat.until(FIRST + timedelta(hours=2))
    with chat.database.begin() as session:
        ben = session.scalars(select(Profile).filter_by(name="Ben")).one()
        kept = export(Turn(chat.clock.now(), session, chat.vault), ben, SLICES)["meetings"]
    assert isinstance(kept, dict)
    (row,) = kept["meetings"]
    assert (row["group"], row["start"], row["answer"], row["there"]) == ("Tuesday circle", FIRST, "not", False)
