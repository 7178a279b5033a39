"""What is said of a change: to whoever made it, to the room, and once it is undone."""

from datetime import datetime

from bot.groups.actions import Undo
from bot.groups.screens import checkin, meets, named, titled
from bot.groups.screens.settings import LABELS, spoken
from bot.groups.tables import Change, Group
from bot.marks import when
from bot.ui import Button, Message

TOO_OLD = "That change was so long ago that it is no longer remembered. To change it, type **settings**."
NOTHING_TO_UNDO = "No setting of this group has been changed yet, so there is nothing to undo."
PLURAL = ("rhythm", "reminders", "roles", "case_days", "checkin_items")
"""Settings whose label is about several things."""


def _stands(setting: str, kept: str) -> str:
    """ "Name is “Tuesday circle”", or "Meetings are second Tuesday of every month at 18:30 Europe/Berlin"."""
    return f"{LABELS[setting]} {'are' if setting in PLURAL else 'is'} {spoken(setting, kept)}"


def unchanged(setting: str, kept: str) -> Message:
    return Message(f"{_stands(setting, kept)} already, so nothing changed and nobody was told.")


def saved(group: Group, change: Change) -> Message:
    return Message(f"Saved, and the group's room was told. {_from_to(change)}{_beside(group, change.setting)}")


def told(group: Group, change: Change, name: str) -> Message:
    """What the room hears, with the one press that undoes it."""
    return Message(
        f"{named(name)} has changed a setting of {titled(group.name)}. {_from_to(change)}"
        f"{_beside(group, change.setting)}\n"
        "Anybody in the group can undo this: press **Undo** or type **/tend undo**.",
        (Button("Undo", Undo(change.id)),),
    )


def told_and_undone(group: Group, change: Change, name: str, undoer: str) -> Message:
    """What the same message says afterwards."""
    by = f"Undone by {named(undoer)}."
    return Message(f"{named(name)} had changed a setting of {titled(group.name)}. {_from_to(change)}\n{by}")


def _from_to(change: Change) -> str:
    if change.setting == "home":
        return "The group moved from one room to another."
    before, after = spoken(change.setting, change.before), spoken(change.setting, change.after)
    return f"{LABELS[change.setting]}: from {before} to {after}."


def _beside(group: Group, setting: str) -> str:
    """What else follows from a change."""
    match setting:
        case "zone":
            return f" Meetings: {meets(group)}."
        case "checkin_weekday" | "checkin_time":
            return f" The check-in comes every {checkin(group)}, in each member's own time zone."
        case "agreement":
            return " Everybody is asked privately to read it; nobody is out. To read it at once, type **agreement**."
        case "checkin_items":
            return (
                " They are asked from the next check-in on, and how it is going as well. Nobody sees another's answers."
            )
        case _:
            return ""


def undone(group: Group, change: Change, undoer: str) -> Message:
    """What the room hears of an undoing."""
    if change.setting == "home":
        return Message(f"{named(undoer)} has moved {titled(group.name)} back to the room where it was.")
    now = f"{_stands(change.setting, change.before)} again."
    asked = " Whoever had accepted the other text is asked privately." if change.setting == "agreement" else ""
    return Message(f"{named(undoer)} has undone a change. {now}{asked or _beside(group, change.setting)}")


def put_back(change: Change) -> Message:
    """What whoever undid it reads at once."""
    if change.setting == "home":
        return Message("Undone: the group is back in the room where it was.")
    stands = _stands(change.setting, change.before)
    return Message(f"Undone: {stands[0].lower()}{stands[1:]} again.")


def undone_already(undoer: str, at: datetime) -> Message:
    return Message(f"{named(undoer)} has undone that already, on {when(at)}. Nothing more changed.")


def overtaken(group: Group, setting: str, now_is: str) -> Message:
    if setting == "home":
        return Message(f"{titled(group.name)} has moved on since then, so undoing that did nothing.")
    return Message(
        f"Somebody has changed that again since then. {_stands(setting, now_is)} now, and stays so. To change it, type "
        "**settings**."
    )
