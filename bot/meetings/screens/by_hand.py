"""The words about moving a meeting, calling it off, and putting it back."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.groups.screens import SOMEBODY_WHO_LEFT
from bot.groups.tables import Group
from bot.marks import when
from bot.meetings.actions import AskMove, CallOff, Move, PutBack
from bot.meetings.screens import name
from bot.meetings.tables import Meeting
from bot.meetings.tables.by_hand import Holiday, ToldChange
from bot.rhythm import say_date, say_time
from bot.ui import Button, Form, Message, Text

MOVE, CANCEL, BACK = ("move", "reschedule", "postpone"), ("cancel", "off"), ("back",)
CHANGES = ("changes", "history")
"""What can be typed after `meeting` for each."""
NONE = "There is no such meeting to come, so nothing changed. Type **meeting** to see the next one."
_EXAMPLE = "**meeting move to Thursday 19:00**, or **meeting move 8 December to 15 December** for another one"
_MOST_LISTED = 4
_MOST_CHANGES = 8


def what(group: Group, meeting: Meeting) -> Message:
    """What can be done to one meeting."""
    back = (Button("Back to its usual time", PutBack(meeting.id)),) if meeting.wall else ()
    return Message(
        f"The meeting of **{name(group.name)}** on {when(meeting.start)}: press Move it or Call it off. Any member "
        "may; the room is told who did, and anybody in the group can put it back. "
        f"You can type it as well: {_EXAMPLE}; **meeting cancel** calls it off.",
        (Button("Move it", AskMove(meeting.id)), Button("Call it off", CallOff(meeting.id), "danger"), *back),
    )


def form(meeting: Meeting, local: datetime, zone: str) -> Form:
    """`local` is when it is now, on the clocks of `zone`."""
    day = Text("day", "Which day instead?", "For example: 15 December, or Thursday", most=60, value=_day(local.date()))
    hour = Text("time", "At what time?", f"On the clocks of {zone}"[:100], most=20, value=say_time(local.time()))
    return Form("Move the meeting", Move(meeting.id), (day, hour), "Move")


def _day(day: date) -> str:
    return say_date(day).partition(" ")[2]


def none_on(day: date, found: Sequence[Meeting]) -> str:
    listed = "\n".join(f"- {when(meeting.start)}" for meeting in found[:_MOST_LISTED])
    return f"I found no such meeting on {say_date(day)}, so nothing changed. The next ones are:\n{listed}"


def moved(meeting: Meeting, was: datetime, asked: datetime, shown: datetime, zone: str) -> Message:
    """`asked` is what was typed and `shown` what clocks show then: later where clocks skip that hour."""
    skipped = (
        f" Clocks in {zone} skip {say_time(asked.time())} that night, so it is {say_time(shown.time())} there."
        if asked != shown
        else ""
    )
    return _done(f"Moved from {when(was)} to {when(meeting.start)}.{skipped}", meeting, "Put it back")


def moved_back(meeting: Meeting, was: datetime) -> Message:
    return Message(f"Back at its usual time: {when(meeting.start)}, no longer {when(was)}. {_TOLD}")


_TOLD = "The room is told, and so is privately whoever had counted on what stood before."


def off(meeting: Meeting) -> Message:
    return _done(f"Called off: there is no meeting on {when(meeting.start)}.", meeting, "Put it back")


def back(meeting: Meeting) -> Message:
    return Message(f"It takes place after all, on {when(meeting.start)}. {_TOLD}")


def _done(text: str, meeting: Meeting, label: str) -> Message:
    return Message(
        f"{text} {_TOLD} To undo it, press {label} or type **meeting back**.", (Button(label, PutBack(meeting.id)),)
    )


def told(who: str, meeting: Meeting, what: str, was: datetime) -> Message:
    """To the room."""
    done = {
        "moved": f"has moved our meeting: it was on {when(was)}, it is on {when(meeting.start)}.",
        "off": f"has called off our meeting on {when(meeting.start)}.",
        "back": f"has put our meeting back: it takes place on {when(meeting.start)}.",
    }[what]
    asked = " What you answered was about the old time; please say again whether you come." if what == "moved" else ""
    undo = {"moved": bool(meeting.wall), "off": True, "back": False}[what]
    how = "\nAnybody in the group can undo this: press Put it back or type **/tend meeting back**." if undo else ""
    buttons = (Button("Put it back", PutBack(meeting.id)),) if undo else ()
    return Message(f"{name(who or SOMEBODY_WHO_LEFT)} {done}{asked}{how}", buttons)


def stands(meeting: Meeting) -> Message:
    return Message(f"The meeting is on {when(meeting.start)} as it stands, so nothing changed and nobody was told.")


def off_already(meeting: Meeting) -> str:
    off = f"The meeting on {when(meeting.start)} is called off already, so nothing changed."
    return f"{off} **meeting back** puts it back."


def off_otherwise(meeting: Meeting) -> str:
    if meeting.off == "holiday":
        return f"The meeting on {when(meeting.start)} is off for a holiday. Type **holiday** to take the holiday back."
    return f"The meeting on {when(meeting.start)} is no longer in the group's rhythm. Type **settings** to change that."


def begun_already(meeting: Meeting) -> str:
    return f"That meeting began on {when(meeting.start)}, so it stays as it was. Type **meeting** to see the next one."


def past(at: datetime) -> str:
    return f"I understood {when(at)}, which has passed, so nothing changed. For example: {_EXAMPLE}."


def too_far(at: datetime) -> str:
    return f"I understood {when(at)}, more than a year from now, so nothing changed. For example: {_EXAMPLE}."


def on_holiday(day: date, holiday: Holiday) -> str:
    free = f"{say_date(day)} is in your holiday, {span(holiday.first, holiday.last)}, so nothing changed."
    return f"{free} Choose another day, or type **holiday** to take the holiday back first."


def span(first: date, last: date) -> str:
    return say_date(first) if first == last else f"{say_date(first)} to {say_date(last)}"


def no_such_day(day: date, zone: str) -> str:
    return f"Clocks in {zone} skipped {say_date(day)}: there was no such day. Please choose another one."


def history(group: Group, steps: Sequence[ToldChange]) -> Message:
    """What was done to meetings by hand, the latest first, with who did it."""
    if not steps:
        return Message(f"Nobody has moved or called off a meeting of **{name(group.name)}** yet. To do it: {_EXAMPLE}.")
    lines = [f"**What changed in the meetings of {name(group.name)}**, the latest first:"]
    return Message("\n".join([*lines, *(_step(step) for step in steps[:_MOST_CHANGES])]))


def _step(step: ToldChange) -> str:
    done = {
        "moved": f"moved the meeting of {when(step.was)} to {when(step.now)}",
        "off": f"called off the meeting of {when(step.was)}",
        "back": f"put back the meeting of {when(step.was)}",
    }[step.what]
    return f"- {name(step.name or SOMEBODY_WHO_LEFT)} {done}"
