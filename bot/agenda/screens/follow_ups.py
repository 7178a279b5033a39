"""What a group wants to come back to."""

from collections.abc import Sequence

from bot.agenda.actions import Done, NotDone, Note, SaveNote
from bot.agenda.rules import DONE_KEPT, FOLLOW_UP, OPEN
from bot.agenda.screens import READ_BY, Noted, fitting, name, noted
from bot.groups.tables import Group
from bot.marks import quoted
from bot.ui import Button, Form, Message, Text

LABEL = "What shall we come back to?"
KEEP = "Note it as it is"
EMPTY = "There is nothing in it yet. A few words are enough, for example: how the ending went."
TOO_LONG = f"That is longer than {FOLLOW_UP} characters. What you wrote is still here: please shorten it to a line."
GONE = "That is no longer noted, so nothing happened. Type **followups** to see what is."
FULL = f"There are {OPEN} open already, which is as many as Tend keeps. Please mark some as done first."
_HOW = "To note something, press the button or type **followups add**."
_STANDS = "It stands on the next facilitator's card until it is done: **followups done A**."
_MOST_LISTED = 20
_MOST_BUTTONS = 8


def page(group: Group, found: Sequence[Noted], first: str = "", undo: str = "") -> Message:
    """`first` is a sentence about what has just happened; `undo` the id of what was marked as done."""

    def lines(most: int) -> list[str]:
        more = len(found) - most
        return [
            *([first] if first else []),
            f"**What {name(group.name)} wants to come back to**",
            *([noted(one) for one in found[:most]] or ["Nothing is open."]),
            *([f"and {more} more"] if more > 0 else []),
            f"{_STANDS} {_HOW}" if found else _HOW,
        ]

    buttons = [Button(f"{one.letter} is done", Done(one.id)) for one in found[:_MOST_BUTTONS]]
    back = [Button("Not done after all", NotDone(undo))] if undo else []
    return Message(
        fitting(lines, _MOST_LISTED), (Button("Note a follow-up", Note(group.id), "primary"), *back, *buttons)
    )


def form(group: Group, words: str = "") -> Form:
    return Form(
        "To come back to",
        SaveNote(group.id),
        (
            Text("words", LABEL, READ_BY, most=FOLLOW_UP, value=words[:FOLLOW_UP]),
            Text("whose", "Whose is it, if anybody's?", "A name of your group, or nothing.", most=80, required=False),
        ),
        "Note it",
    )


def no_member(words: str) -> str:
    return f"I found nobody called “{quoted(words[:60])}” in your group. A name as in **who**, or nothing, will do."


def done(words: str) -> str:
    return f"Done: “{quoted(words)}”. It is deleted in {DONE_KEPT.days} days; until then it can be put back."


NOTED = "Noted."
BACK = "It is open again."


def no_letter(words: str) -> str:
    return f"I found nothing called “{quoted(words[:60])}” there. Type **followups** to see the letters."


def not_understood(words: str) -> Message:
    heard = f"I understood **followups**, but not “{quoted(words[:60])}” after it."
    return Message(f"{heard} For example: **followups add**, **followups done A**, or **followups** alone.")
