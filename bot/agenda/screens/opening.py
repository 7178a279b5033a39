"""The opening round: who reads a sentence and when, and the sentence as it then stands in the room."""

from datetime import datetime

from bot.agenda.screens import name
from bot.groups.screens import named, titled
from bot.groups.tables import Group
from bot.marks import quoted, when
from bot.meetings.tables import Meeting
from bot.ui import Message

_LABEL = 40


def labels(group: str) -> tuple[str, str]:
    """For sharing and for taking back; `group` is empty where there is one only."""
    where = f" of {group[:_LABEL]}" if group else ""
    return f"Bring it to the opening round{where}", f"Take back from the opening round{where}"


def read_by(group: Group, meeting: Meeting, *, begun: bool, instead: bool) -> str:
    """`begun`: it stands in the room now. `instead`: another sentence of theirs stands for that meeting."""
    who = f"everybody in the room of {titled(group.name)}, with your name"
    if begun:
        return f"{who}, until the meeting that began {when(meeting.start)} is over; then it goes from there."
    place = " It takes the place of the sentence that you brought before." if instead else ""
    return (
        f"{who}, when the meeting begins, {when(meeting.start)}; nobody before that. When the meeting is over it goes "
        f"from there.{place}"
    )


def in_the_room(who: str, words: str) -> Message:
    return Message(
        f"**Opening round**: {named(who)} brings a sentence from their own check-in: “{quoted(words)}”\nNothing has to "
        "be said to it. It goes from here when the meeting is over."
    )


def off(group: Group, start: datetime) -> Message:
    return Message(
        f"**{name(group.name)}** does not meet on {when(start)}. The sentence that you had for its opening round was "
        "shown to nobody, and waits for no other meeting. To bring it to the next one: **checkin share**."
    )
