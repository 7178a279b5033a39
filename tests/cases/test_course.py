"""A case from the card to the last word, over days and live."""

from datetime import timedelta

from sqlalchemy import select

from bot.cases.ahead import ENDS
from bot.cases.tables import Word
from bot.groups.tables import Group
from bot.turn import Turn
from bot.ui import Form, Message
from tests.cases.conftest import BODY, OTHERS, brings, has_the_last_word, holds, offered, place_text, says, together
from tests.chat import ROOM, Chat


async def test_a_case_over_days_from_card_to_note(begun: Chat) -> None:
    assert BODY in place_text(begun, "Ben")
    assert BODY not in begun.all_text("Ewa")
    assert "2 of 8: Clarifying questions" in place_text(begun, "Ben")
    for name in ("Cleo", "Dev"):
        await says(begun, name, f"How long has it been? ({len(name)})")
    await begun.presses("Ben", "Pass")
    await says(begun, "Ana", "About a year.")
    assert "3 of 8: Probing questions" in place_text(begun, "Ben")
    await begun.passes(days=3)
    assert "5 of 8: The group talks" in place_text(begun, "Ben")
    for name in ("Ben", "Cleo", "Dev"):
        await says(begun, name, f"I picture a door. ({len(name)})")
    await says(begun, "Ana", "The door fits.")
    for name in ("Ana", "Ben", "Cleo", "Dev"):
        await begun.presses(name, "Pass")
    await has_the_last_word(begun, why="It was the door.")
    assert "This case is over" in place_text(begun, "Ben")
    note = next(shown for shown in begun.sees("Ana") if "Your note of this consultation" in shown.message.text)
    assert "It was the door." in note.message.text
    assert "It was the door." not in place_text(begun, "Ben")


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


async def test_the_room_reads_the_card_and_never_the_case(up: Chat) -> None:
    room = next(shown for shown in up.sees("Ewa") if shown.where == ROOM)
    assert "brings a case" in room.message.text
    assert "30 days after it is over" in room.message.text
    assert BODY not in up.all_text("Ewa")
    reply = await up.presses(OTHERS[0], "Start")
    assert isinstance(reply, Message)
    assert "You are not in this case" in reply.text


async def test_in_the_first_phase_of_the_peers_somebody_can_still_come_in(begun: Chat) -> None:
    await says(begun, "Cleo", "How long has it been?")
    reply = await begun.presses("Ewa", "I'm in")
    assert "may speak when the others may" in getattr(reply, "text", "")
    assert all(words in begun.all_text("Ewa") for words in (BODY, "How long has it been?", "2 of 8"))
    assert place_text(begun, "Ben").count("How long has it been?") == 1  # nothing is told twice to those who were in
    assert "Ewa has come in as well" in place_text(begun, "Ben")
    assert "Ana, Cleo, Dev, Ewa, Ben" in place_text(begun, "Ben")
    await says(begun, "Ewa", "Since when do you notice?")
    assert "Since when do you notice?" in place_text(begun, "Dev")
    for name in ("Ben", "Dev"):
        await begun.presses(name, "Pass")
    await says(begun, "Ana", "About a year.")
    assert "3 of 8" in begun.all_text("Ewa")


async def test_over_days_somebody_comes_in_later_to_listen(begun: Chat) -> None:
    await begun.passes(days=2)
    assert "You can still come in to listen" not in begun.all_text("Dev")
    await begun.presses("Ewa", "I'm in")
    assert BODY in begun.all_text("Ewa")
    refused = await begun._act("Ewa", None, action=offered(begun, "Cleo", "Say something"))
    assert "You came in to listen" in getattr(refused, "text", "")
    assert "1 more listens" in place_text(begun, "Ben")
    await says(begun, "Cleo", "What are you afraid of?")
    assert "What are you afraid of?" in begun.all_text("Ewa")
    await begun.passes(days=1)
    assert "This is the only reminder" not in begun.all_text("Ewa")
    await begun.presses("Ewa", "Step out")
    assert BODY not in begun.all_text("Ewa")
    assert "What are you afraid of?" not in begun.all_text("Ewa")
    assert place_text(begun, "Ben").count(BODY) == 1


async def test_a_live_case_closes_behind_those_who_are_in(five: Chat) -> None:
    await holds(five, "Balint group", pace="live")
    come_in = offered(five, "Ewa", "I'm in")
    for _ in range(2):
        await five.presses("Ben", "Next")
    refused = await five._act("Ewa", None, action=come_in)
    assert "gone too far" in getattr(refused, "text", "")
    assert BODY not in five.all_text("Ewa")


async def test_minutes_of_whoever_comes_late_count_from_then(five: Chat) -> None:
    await holds(five, "Balint group", pace="live")
    await five.passes(minutes=7)
    await five.presses("Ewa", "I'm in")
    await five.passes(minutes=2)
    await five.presses("Ben", "Next")
    await five.types("Ewa", "case hours")
    assert "0 h 2 min" in five.all_text("Ewa")


async def test_whoever_came_late_is_together_with_the_others_when_somebody_steps_out(begun: Chat) -> None:
    await begun.presses("Ewa", "I'm in")
    await begun.presses("Dev", "Step out")
    assert BODY in place_text(begun, "Ewa")
    assert begun.all_text("Ewa").count(BODY) == 1


async def test_parts_of_a_format_go_to_the_first_who_presses(five: Chat) -> None:
    await brings(five, "Balint group", pace="live")
    assert "Co-leader: nobody yet" in five.last("Ewa")
    await five.presses("Ben", "I'm in and facilitate")
    reply = await five.presses("Cleo", "I'm in as co-leader")
    assert "Watches over the time" in getattr(reply, "text", "")
    assert "Cleo (co-leader)" in five.last("Ewa")
    await five.presses("Dev", "I'm in")
    await five.presses("Ben", "Start")
    assert "Co-leader: Cleo." in place_text(five, "Dev")
    assert "Whoever facilitates does that" in getattr(await five.presses("Dev", "Next"), "text", "")
    await five.presses("Cleo", "Next")
    assert "2 of 7" in place_text(five, "Dev")


async def test_a_part_that_nobody_has_can_be_taken_when_it_has_begun(five: Chat) -> None:
    await holds(five, "Kollegiale Beratung")
    assert "Secretary: nobody yet." in place_text(five, "Dev")
    take = next(b.action for s in five.sees("Ben") for b in s.message.buttons if b.label == "I'll be secretary")
    for name, said in (("Ben", "one is enough"), ("Dev", "You are in, as secretary"), ("Cleo", "Somebody else has")):
        assert said in getattr(await five._act(name, None, action=take), "text", "")
    assert "Secretary: Dev." in place_text(five, "Cleo")


async def test_words_held_in_the_last_silence_come_back_when_it_is_over(five: Chat) -> None:
    await holds(five, "Consultancy, short")
    for _ in range(2):
        await five.presses("Ben", "Next")
    await five.presses("Ana", "Say something")
    await five.sends("Ana", words="I was sad there.")
    await five.presses("Ben", "Next")
    assert "While you were listening you wrote" in five.all_text("Ana")
    await five.presses("Ana", "Say it now")
    assert "I was sad there." in place_text(five, "Cleo")
    assert "This case is over" not in place_text(five, "Cleo")
    await has_the_last_word(five)
    assert "This case is over" in place_text(five, "Cleo")


async def test_what_is_unsaid_at_the_end_is_deleted(five: Chat) -> None:
    await holds(five, "Consultancy, short")
    for _ in range(2):
        await five.presses("Ben", "Next")
    await five.presses("Ana", "Say something")
    await five.sends("Ana", words="I was sad there.")
    for _ in range(2):
        await five.presses("Ben", "Next")
    assert "The case is over, so it stays unsaid" in five.all_text("Ana")
    with five.database.begin() as session:
        assert session.scalars(select(Word)).all() == []


async def test_a_rehearsal_tells_when_the_phases_end(begun: Chat) -> None:
    with begun.database.begin() as session:
        turn = Turn(begun.clock.now(), session, begun.vault, foresights=begun.app.foresights)
        group = session.scalars(select(Group.id)).one()
        ahead = [one for one in turn.foreseen(group, turn.now + timedelta(days=40)) if one.what == ENDS]
    assert [one.about for one in ahead][:2] == ["Clarifying questions", "Probing questions"]
    assert ahead[-1].about == "The last word"
    assert "case phase ends, Clarifying questions" in getattr(await begun.types("Ana", "rehearse"), "text", "")
    for one in ahead:  # nobody speaks, so each lasts to its end
        await begun.until(one.at - timedelta(seconds=1))
        assert one.about in place_text(begun, "Ben").rsplit(" of 8: ")[-1]
    await begun.passes(seconds=1)
    assert "This case is over" in place_text(begun, "Ben")
    assert "case phase ends" not in getattr(await begun.types("Ana", "rehearse"), "text", "")
