"""Every word of the inbox."""

from dataclasses import replace

from bot.inbox.actions import Done
from bot.marks import length
from bot.ui import Button, Message

NOTHING = Message(
    "Nothing waits for you. What Tend has for you comes as a direct message; if your direct messages are closed to it, "
    "it waits here, for thirty days at most."
)
COMES_HERE = Message(
    "What waits for you comes here now. If it does not, your direct messages are still closed to Tend; then type "
    "**/tend inbox** in your group's room, where only you see the answer."
)
LAST = Message("That was all that waited for you. If you open your direct messages to Tend, the next comes there.")
MOST_BUTTONS, MOST_TEXT = 10, 2000
ALSO = {
    "done": "you have read what was shown",
}
"""What can be typed after `inbox`, and what it does."""


def waiting(message: Message, mark: int, number: int) -> Message:
    """One message as it would have come, and how to go on. `number` of them wait; `mark` is that of this one."""
    head = "This waits for you" if number == 1 else f"{number} messages wait for you. The first"
    text = f"{head}; type **inbox done** when you have read it.\n\n{message.text}"
    fits = length(text) <= MOST_TEXT
    done = Button("I have read it", Done(mark))
    return replace(message, text=text if fits else message.text, buttons=(*message.buttons[: MOST_BUTTONS - 1], done))
