"""Two settled turns change places, turns when a meeting is put back, and what is kept of a swap when somebody goes."""

from sqlalchemy import select

from bot.forget import export
from bot.people import Profile
from bot.rotation.tables import Swap
from bot.turn import Turn
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, text
from tests.meetings.scene import (
    DAY,
    FIRST,
    GROUP_OF_THREE,
    SLICES,
    WEEK,
    facilitators,
    forget_person,
    questions,
    seats,
    told,
)
from tests.rotation.test_words import asked, roles


async def test_two_roles_of_one_meeting_change_places_and_neither_is_asked_again(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await roles(chat, "presenter", "timekeeper")
    await chat.until(FIRST - WEEK)
    assert seats(chat) == {"facilitator": "Ana", "presenter": "Ben", "timekeeper": "Cleo"}
    await chat.types("Ana", "turns swap Ben")
    assert "Ana would take yours to present on Tuesday 10 November 2026" in chat.last("Ben")
    heard = {name: len(told(chat, name)) for name in GROUP_OF_THREE}
    assert "Swapped: you facilitate" in text(await chat.presses("Ben", "I will swap"))
    assert seats(chat) == {"facilitator": "Ben", "presenter": "Ana", "timekeeper": "Cleo"}
    assert "You have their turn to present on Tuesday 10 November 2026" in chat.last("Ana")
    await chat.passes(days=2)
    assert {name: len(told(chat, name)) for name in GROUP_OF_THREE} == heard | {"Ana": heard["Ana"] + 1}


async def test_two_meetings_change_places(chat: Chat) -> None:
    """Twice a week, so that two meetings are settled at once."""
    await a_group(chat, *GROUP_OF_THREE, rhythm="every Tuesday and Thursday 18:30")
    assert [seats(chat, n)["facilitator"] for n in (0, 1)] == ["Ana", "Ben"]
    await chat.types("Ana", "turns swap Ben")
    assert "Ana would take yours to facilitate on Thursday 5 November 2026" in chat.last("Ben")
    await chat.types("Ben", "turns accept")
    assert [seats(chat, n)["facilitator"] for n in (0, 1)] == ["Ben", "Ana"]
    assert "You have their turn to facilitate on Thursday 5 November 2026" in chat.last("Ana")
    await chat.types("Cleo", "meeting move 3 November to 4 November", ROOM)
    assert [seats(chat, n)["facilitator"] for n in (0, 1)] == ["Ben", "Ana"]
    await chat.passes(days=5)
    assert facilitators(chat)[:2] == ["Ben", "Ana"]


async def test_turns_are_as_they_were_when_a_meeting_is_put_back(chat: Chat) -> None:
    await asked(chat)
    await chat.presses("Ana", "I will")
    await chat.types("Cleo", "meeting cancel", ROOM)
    assert seats(chat, 1) == {"facilitator": "Ana"}  # the same turn, at the next meeting
    before = len(questions(chat, "Ana"))
    await chat.types("Ben", "meeting back", ROOM)
    assert [seats(chat, n).get("facilitator") for n in (0, 1)] == ["Ana", None]
    assert "Ana facilitates on Tuesday 10 November 2026" in text(await chat.types("Cleo", "turns"))
    await chat.until(FIRST + DAY)
    assert len(questions(chat, "Ana")) == before
    assert seats(chat, 1) == {"facilitator": "Ben"}


async def test_a_swap_that_was_open_stays_closed_when_a_meeting_is_put_back(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    await chat.types("Cleo", "meeting cancel", ROOM)
    assert "no longer open" in chat.all_text("Ben")
    await chat.types("Cleo", "meeting back", ROOM)
    assert "Nobody is asking you to swap" in text(await chat.types("Ben", "turns accept"))
    assert seats(chat) == {"facilitator": "Ana"}


async def test_whoever_swapped_has_it_when_a_meeting_is_put_back(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    await chat.types("Ben", "turns accept")
    await chat.types("Cleo", "meeting cancel", ROOM)
    await chat.types("Cleo", "meeting back", ROOM)
    assert seats(chat) == {"facilitator": "Ben"}


async def test_swaps_are_shown_to_both_and_go_with_either(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    assert [own["asked_by_me"] for own in swaps(chat, "Ana")] == [True]
    assert [(own["asked_by_me"], own["state"], own["start"]) for own in swaps(chat, "Ben")] == [(False, "asked", FIRST)]
    assert swaps(chat, "Cleo") == []
    assert "Ben" not in str(swaps(chat, "Ana"))
    forget_person(chat, "Ana")
    await chat.passes(minutes=1)
    with chat.database.begin() as session:
        assert session.scalars(select(Swap)).all() == []
    assert swaps(chat, "Ben") == []
    assert "Nobody is asking you to swap" in text(await chat.types("Ben", "turns accept"))


async def test_a_question_names_nobody_who_was_forgotten(chat: Chat) -> None:
    await asked(chat)
    await chat.types("Ana", "turns swap Ben")
    forget_person(chat, "Ana")
    await chat.passes(minutes=1)
    assert "Ana asks whether" not in chat.all_text("Ben")


def swaps(chat: Chat, name: str) -> list[dict[str, object]]:
    with chat.database.begin() as session:
        one = session.scalars(select(Profile).filter_by(name=name)).one()
        kept = export(Turn(chat.clock.now(), session, chat.vault), one, SLICES)["rotation"]
        assert isinstance(kept, dict)
        return list(kept["swaps"])
