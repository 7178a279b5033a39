"""A case from the card to the last word, over days and live."""

from bot.ui import Form, Message
from tests.cases.conftest import BODY, OTHERS, brings, has_the_last_word, holds, place_text, says, together
from tests.chat import ROOM, Chat


async def test_a_case_over_days_from_card_to_note(five: Chat) -> None:
    await holds(five)
    assert BODY in place_text(five, "Ben")
    assert BODY not in five.all_text("Ewa")
    assert "2 of 8: Clarifying questions" in place_text(five, "Ben")
    for name in ("Cleo", "Dev"):
        await says(five, name, f"How long has it been? ({len(name)})")
    await five.presses("Ben", "Pass")
    await says(five, "Ana", "About a year.")
    assert "3 of 8: Probing questions" in place_text(five, "Ben")
    await five.passes(days=3)
    assert "5 of 8: The group talks" in place_text(five, "Ben")
    for name in ("Ben", "Cleo", "Dev"):
        await says(five, name, f"I picture a door. ({len(name)})")
    await says(five, "Ana", "The door fits.")
    for name in ("Ana", "Ben", "Cleo", "Dev"):
        await five.presses(name, "Pass")
    await has_the_last_word(five, why="It was the door.")
    assert "This case is over" in place_text(five, "Ben")
    note = next(shown for shown in five.sees("Ana") if "Your note of this consultation" in shown.message.text)
    assert "It was the door." in note.message.text
    assert "It was the door." not in place_text(five, "Ben")


async def test_a_live_case_goes_by_minutes_and_the_facilitators_word(five: Chat) -> None:
    await holds(five, "Balint group", pace="live")
    assert "1 of 7: The story" in together(five, "Cleo")[-1].message.text
    await five.passes(minutes=8)
    assert "Two minutes are left." in place_text(five, "Cleo")
    await five.passes(minutes=2)
    assert "The time is up" in place_text(five, "Cleo")
    await five.presses("Ben", "Extend")
    await five.presses("Ben", "Next")
    assert "2 of 7: Questions about facts" in place_text(five, "Cleo")
    await five.presses("Cleo", "Raise my hand")
    assert "Hands: Cleo." in place_text(five, "Dev")
    await five.presses("Ben", "Hold the case")
    await five.passes(minutes=30)
    assert "Paused" in place_text(five, "Dev")
    await five.presses("Ben", "Go on with it")
    await five.presses("Ben", "Next")
    assert "Culture, identity and power" in place_text(five, "Cleo")
    await five.presses("Ben", "Skip this round")
    assert "4 of 7: The group imagines" in place_text(five, "Cleo")
    reply = await five.presses("Ana", "Say something")
    assert isinstance(reply, Form)
    assert reply.submit == "Keep it"
    await five.sends("Ana", words="I was sad there.")
    assert "I was sad there." not in place_text(five, "Cleo")
    await five.presses("Ben", "Next")
    assert "While you were listening you wrote" in five.all_text("Ana")
    await five.presses("Ana", "Say it now")
    assert "I was sad there." in place_text(five, "Cleo")


async def test_the_room_reads_the_card_and_never_the_case(five: Chat) -> None:
    await brings(five)
    room = next(shown for shown in five.sees("Ewa") if shown.where == ROOM)
    assert "brings a case" in room.message.text
    assert "30 days after it is over" in room.message.text
    assert BODY not in five.all_text("Ewa")
    reply = await five.presses(OTHERS[0], "Start")
    assert isinstance(reply, Message)
    assert "You are not in this case" in reply.text
