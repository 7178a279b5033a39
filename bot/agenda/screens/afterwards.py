"""The one message after a meeting, with its two questions, and what is shown of the second."""

from datetime import datetime

from bot.agenda.actions import KeptTo
from bot.agenda.rules import FULLY, LEAST, MOSTLY, NOT_TODAY
from bot.agenda.screens import name
from bot.groups.tables import Group
from bot.marks import when
from bot.meetings.actions import WasThere
from bot.meetings.tables import Meeting
from bot.pulse.rules import Level
from bot.ui import Button, Message

PEERS = (
    f"nobody in your group. It is shown one word about everybody together, from {LEAST} answers on, or nothing. Two "
    "who tell each other what they pressed can sometimes work out from that word what others did."
)
LATE = "That is closed: one can say so for a week after a meeting. Nothing happened."
NOT_THERE = "You are noted as not there that evening, so nothing happened. If you were, type **hours there**."
AGAIN = Message("You have said so already, and it is in the sum. Nobody can tell it apart there, nor can Tend.")
THANKS = Message("Thank you. It is in the sum, and nowhere else; nobody is told whether you said anything.")
_WORDS = {Level.HIGH: "we kept to it", Level.MIDDLE: "mostly", Level.LOW: "not enough"}


def after(group: Group, meeting: Meeting, sees: str) -> Message:
    """`sees` is who could see the second answer; empty where it is not asked."""
    both = "Two things, a press each; either can be left" if sees else "One thing, a press; it can be left"
    lines = [
        f"**{name(group.name)}** has met. {both}, and nobody is told whether you answered.",
        "**Were you there?** You are noted as there, for your own hours and for whose turn is next. Press or type **I "
        "was there** or **I was not there**.",
    ]
    if sees:
        lines += [
            f"**Did we keep to our agreement?** Press or type **We kept to it**, **Mostly** or **Not today**. {sees}"
        ]
    there = (Button("I was there", WasThere(meeting.id, 1)), Button("I was not there", WasThere(meeting.id, 0)))
    kept = (
        Button("We kept to it", KeptTo(meeting.id, FULLY)),
        Button("Mostly", KeptTo(meeting.id, MOSTLY)),
        Button("Not today", KeptTo(meeting.id, NOT_TODAY)),
    )
    return Message("\n".join(lines), (*there, *(kept if sees else ())))


def felt(met_at: datetime, result: str) -> str:
    """What the group is shown, among other things."""
    return f"Whether we kept to our agreement on {when(met_at, 'date')}, taken together: {_WORDS[Level(result)]}."
