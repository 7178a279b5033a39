"""Whoever reads a phase in their own conversation is shown what they can do in it, and nothing else."""

from bot.ui import Form, Message
from tests.cases.conftest import OTHERS, says, writes
from tests.chat import Chat

LEADS = {"Hold the case", "Extend", "Next"}
ALWAYS = {"Safety", "Step out"}


def can_press(chat: Chat, name: str) -> set[str]:
    """Under the phase that is on, as this person reads it in their own conversation."""
    phases = [s.message for s in chat.sees(name) if "Step out" in _labels(s.message) or "Safety" in _labels(s.message)]
    return _labels(phases[-1])


def _labels(message: Message) -> set[str]:
    return {button.label for button in message.buttons}


async def under_a_mask(chat: Chat, format: str = "Consultancy protocol", **more: str) -> None:
    """Each reads it apart. Ben facilitates."""
    await writes(chat, format, **more)
    await chat.types("Ana", "case mask")
    await chat.presses("Ana", "No to both: put it up")
    for number, name in enumerate(OTHERS[:3]):
        await chat.presses(name, "I'm in and facilitate" if number == 0 else "I'm in")
    await chat.presses("Ben", "Start")
    await chat.presses("Ana", "Start")


async def test_whoever_came_to_listen_is_shown_nothing_to_say(begun: Chat) -> None:
    for _ in range(4):
        await begun.presses("Ben", "Next")
    await begun.presses("Ewa", "I'm in")
    assert can_press(begun, "Ewa") == ALWAYS
    listed = await begun.types("Ewa", "case")
    assert isinstance(listed, Message)
    assert _labels(listed) == {"Step out", "Bring a case"}


async def test_each_is_shown_what_they_can_do_in_this_phase(five: Chat) -> None:
    await under_a_mask(five)
    assert "facts" in five.all_text("Cleo")
    assert can_press(five, "Cleo") == ALWAYS | {"Say something", "Pass"}
    assert can_press(five, "Ben") == ALWAYS | LEADS | {"Say something", "Pass"}
    assert can_press(five, "Ana") == {"Safety", "Say something"}  # an answer; there is nothing yet to pass on
    await says(five, "Cleo", "How long has it been?")
    assert can_press(five, "Ana") == {"Safety", "Say something", "Pass"}
    assert can_press(five, "Cleo") == ALWAYS | {"Say something"}


async def test_in_a_silence_what_is_shown_keeps_words_for_later(five: Chat) -> None:
    await under_a_mask(five)
    for _ in range(9):
        if "what they write meanwhile is kept" in five.last("Cleo"):
            break
        await five.presses("Ben", "Next")
    assert can_press(five, "Ana") == {"Safety", "Say something"}
    form = await five.presses("Ana", "Say something")
    assert isinstance(form, Form)
    assert form.title == "Kept until your phase"


async def test_where_it_goes_round_only_whose_turn_it_is_may_speak(five: Chat) -> None:
    await under_a_mask(five, "Solution-focused reflecting team", pace="live")
    for _ in range(9):
        if "It goes round" in five.all_text("Ben"):
            break
        await five.presses("Ben", "Next")
    assert can_press(five, "Cleo") == ALWAYS | {"Say something", "Pass", "Raise my hand"}
    assert can_press(five, "Dev") == ALWAYS | {"Pass", "Raise my hand"}
    await five.presses("Cleo", "Pass")
    assert "Say something" in can_press(five, "Dev")
    await five.presses("Dev", "Raise my hand")
    assert "Raise my hand" not in can_press(five, "Dev")


async def test_while_it_is_paused_only_whoever_facilitates_goes_on(five: Chat) -> None:
    await under_a_mask(five)
    await five.presses("Cleo", "Safety")
    assert can_press(five, "Cleo") == ALWAYS
    assert can_press(five, "Ben") == ALWAYS | {"Go on with it", "Next"}
    assert "when whoever facilitates is ready" in five.all_text("Cleo")
