"""The words about a group's holidays."""

from collections.abc import Sequence
from datetime import date

from bot.groups.tables import Group
from bot.marks import when
from bot.meetings.actions import AddHoliday, AskHoliday, DropHoliday
from bot.meetings.rules import LONGEST_HOLIDAY
from bot.meetings.screens import name
from bot.meetings.screens.by_hand import span
from bot.meetings.tables import Meeting
from bot.meetings.tables.by_hand import Holiday
from bot.rhythm import say_date
from bot.ui import Button, Form, Message, Text

HOW = "type for example **holiday 24 December to 6 January**, or **holiday 1 May** for one day"
NONE = f"No holiday is noted, so there is none to take back. To note one, {HOW}."
GONE = "That holiday was taken back already, so nothing changed. Type **holiday** to see what is noted."
_MOST_LISTED = 8


def page(group: Group, found: Sequence[Holiday]) -> Message:
    """What is noted, each with its own press to take it back."""
    lines = [f"- {span(one.first, one.last)}" for one in found[:_MOST_LISTED]]
    head = f"**{name(group.name)}** does not meet on these days:" if lines else "No holiday is noted yet."
    foot = f"Any member may note one; the room is told. Press Add a holiday, or {HOW}."
    back = ["To take one back, press it, or type **holiday back 24 December**."] if lines else []
    buttons = [Button(f"Take back: {_short(one)}", DropHoliday(one.id)) for one in found[:_MOST_LISTED]]
    return Message(
        "\n".join([head, *lines, foot, *back]), (Button("Add a holiday", AskHoliday(group.id), "primary"), *buttons)
    )


def _short(one: Holiday) -> str:
    """Short enough to be read whole on a phone's button."""
    return f"{one.first.day} {one.first:%b}" + ("" if one.first == one.last else f" to {one.last.day} {one.last:%b}")


def form(group_id: str) -> Form:
    first = Text("first", "First day without a meeting", "For example: 24 December", most=60)
    last = Text("last", "Last day", "Leave it empty for a single day.", most=60, required=False)
    return Form("A holiday", AddHoliday(group_id), (first, last), "Save")


def added(holiday: Holiday, off: Sequence[Meeting]) -> Message:
    text = f"Noted, and the room is told: no meetings on {span(holiday.first, holiday.last)}. {_off(off)}"
    back = Button("Take it back", DropHoliday(holiday.id))
    return Message(f"{text}\nTo take it back, press Take it back or type **holiday back {_first(holiday)}**.", (back,))


def _first(holiday: Holiday) -> str:
    return f"{holiday.first.day} {holiday.first:%B}"


def told(who: str, holiday: Holiday, off: Sequence[Meeting]) -> Message:
    """To the room."""
    text = f"{name(who)} has noted a holiday of the group: {span(holiday.first, holiday.last)}. {_off(off)}"
    how = f"Anybody in the group can undo this: press Take it back or type **/tend holiday back {_first(holiday)}**."
    return Message(f"{text}\n{how}", (Button("Take it back", DropHoliday(holiday.id)),))


def _off(off: Sequence[Meeting]) -> str:
    if not off:
        return "No planned meeting falls into it."
    lines = [f"- {when(meeting.start)}" for meeting in off[:_MOST_LISTED]]
    more = [f"- and {len(off) - _MOST_LISTED} more"] if len(off) > _MOST_LISTED else []
    head = "This meeting is off:" if len(off) == 1 else "These meetings are off:"
    return "\n".join([head, *lines, *more])


def dropped(first: date, last: date, back: Sequence[Meeting]) -> Message:
    return Message(f"Taken back, and the room is told: {span(first, last)} is no holiday. {_back(back)}")


def told_back(who: str, first: date, last: date, back: Sequence[Meeting]) -> Message:
    """To the room."""
    return Message(f"{name(who)} has taken a holiday of the group back: {span(first, last)}. {_back(back)}")


def _back(back: Sequence[Meeting]) -> str:
    if not back:
        return "No meeting had been off for it."
    lines = [f"- {when(meeting.start)}" for meeting in back[:_MOST_LISTED]]
    more = [f"- and {len(back) - _MOST_LISTED} more"] if len(back) > _MOST_LISTED else []
    head = "This meeting takes place again:" if len(back) == 1 else "These meetings take place again:"
    return "\n".join([head, *lines, *more])


def stands(first: date, last: date) -> Message:
    return Message(f"{span(first, last)} is a holiday of the group already, so nothing changed and nobody was told.")


def none_on(day: date) -> str:
    return f"I found no holiday on {say_date(day)}, so nothing changed. Type **holiday** to see what is noted."


def too_long(first: date, last: date) -> str:
    most = LONGEST_HOLIDAY.days // 7
    return (
        f"I understood {span(first, last)}, which is longer than {most} weeks, so nothing changed. To note one, {HOW}."
    )
