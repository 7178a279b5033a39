"""A facilitator falls ill when everybody else has a role: a lesser turn is left for theirs, never a presenter's."""

from datetime import timedelta

from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, join, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, OVER, WEEK, questions, seats, told
from tests.rotation.test_words import roles

HOURS = timedelta(hours=2)


async def everybody_has_a_role(chat: Chat) -> None:
    """Ana facilitates, Ben presents, Cleo keeps time, and all have said yes; it is two hours before."""
    await a_group(chat, *GROUP_OF_THREE)
    await roles(chat, "presenter", "timekeeper")
    await chat.until(FIRST - WEEK)
    for name in GROUP_OF_THREE:
        await chat.types(name, "turns will")
    assert seats(chat) == {"facilitator": "Ana", "presenter": "Ben", "timekeeper": "Cleo"}
    await chat.until(FIRST - HOURS)


async def test_whoever_keeps_time_is_asked_to_facilitate_and_whoever_presents_is_not(chat: Chat) -> None:
    await everybody_has_a_role(chat)
    await chat.types("Ana", "meeting not coming")
    assert seats(chat) == {"facilitator": "Cleo", "presenter": "Ben"}
    (asked,) = [shown for shown in questions(chat, "Cleo") if "facilitate **" in shown.message.text]
    assert "this turn comes to you instead of keeping time" in asked.message.text
    assert not [shown for shown in questions(chat, "Ben") if "facilitate **" in shown.message.text]
    assert "you facilitate" in text(await chat.presses("Cleo", "I will"))
    read = text(await chat.types("Ben", "turns"))
    assert "Cleo facilitates instead of keeping time; that turn is kept" in read
    assert "Cleo was chosen to facilitate: nobody without another turn could be asked" in read
    assert not [said for said in in_room(chat) if "Nobody is left to ask" in said]


async def test_whoever_passes_has_their_own_turn_as_before_and_is_not_asked_again(chat: Chat) -> None:
    await everybody_has_a_role(chat)
    await chat.types("Ana", "meeting not coming")
    asked = len(questions(chat, "Cleo"))
    said = text(await chat.presses("Cleo", "I can't this time"))
    assert "You keep time at that meeting, as before." in said
    assert seats(chat) == {"presenter": "Ben", "timekeeper": "Cleo"}
    assert "Cleo keeps time on Tuesday 10 November 2026, 17:30 (UTC), and said yes." in text(
        await chat.types("Ben", "turns")
    )
    assert len(questions(chat, "Cleo")) == asked
    assert "Nobody is left to ask to facilitate our meeting" in in_room(chat)[-1]


async def test_a_lesser_turn_is_kept_and_goes_to_somebody_who_has_none(chat: Chat) -> None:
    """A newcomer cannot facilitate, so whoever keeps time does, and the newcomer keeps time."""
    await a_group(chat, *GROUP_OF_THREE, rhythm="every Tuesday 18:30 from 10 November")
    await roles(chat, "presenter", "timekeeper")
    await chat.until(FIRST + 2 * WEEK + OVER)
    await join(chat, "Nell")
    await chat.until(FIRST + 3 * WEEK - HOURS)
    before = seats(chat, 3)
    assert sorted(before.values()) == sorted(GROUP_OF_THREE)
    await chat.types(before["facilitator"], "meeting not coming")
    assert seats(chat, 3) == before | {"facilitator": before["timekeeper"], "timekeeper": "Nell"}
    assert "would you keep time in" in questions(chat, "Nell")[-1].message.text


async def test_a_timekeeper_steps_in_on_the_day_and_both_have_theirs_again(chat: Chat) -> None:
    await everybody_has_a_role(chat)
    assert "Step in for Ana" not in await buttons(chat, "Ben")
    assert "Step in for Ana" in await buttons(chat, "Cleo")
    assert "another turn" in text(await chat.types("Ben", "turns step in"))
    assert "in place of Ana, who was told" in text(await chat.presses("Cleo", "Step in for Ana"))
    assert seats(chat) == {"facilitator": "Cleo", "presenter": "Ben"}
    await chat.presses("Ana", "I am there after all")
    assert seats(chat) == {"facilitator": "Ana", "presenter": "Ben", "timekeeper": "Cleo"}
    assert "You keep time again, as before." in told(chat, "Cleo")[-1].message.text


async def buttons(chat: Chat, name: str) -> list[str]:
    await chat.types(name, "turns")
    return [button.label for button in chat.sees(name)[-1].message.buttons]


async def test_a_timekeeper_can_take_a_turn_that_is_kept(chat: Chat) -> None:
    await everybody_has_a_role(chat)
    await chat.types("Ana", "turns keep")
    assert "another turn" in text(await chat.presses("Ben", "I will", ROOM))
    assert "you facilitate" in text(await chat.presses("Cleo", "I will", ROOM))
    assert seats(chat) == {"facilitator": "Cleo", "presenter": "Ben"}
