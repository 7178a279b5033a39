"""The words for a group's settings: all of them, the form of one, and what changed from what to what."""

from datetime import datetime

from bot.groups.actions import ChangeSetting, MoveHere, SaveSetting, Undo
from bot.groups.rules import LONGEST, NAME, ROLES, RULE, SETTINGS, TIME, ZONE
from bot.groups.screens import checkin, meets, named, titled
from bot.groups.tables import Agreement, Change, Group
from bot.instruments.weekly import FEWEST, MOST, bank
from bot.marks import quoted, when
from bot.rhythm import WEEKDAYS, recall
from bot.rhythm.vocabulary import listed
from bot.ui import Button, Choice, Field, Form, Message, Text, options

LABELS = {
    "name": "Name",
    "zone": "Time zone",
    "rhythm": "Meetings",
    "roles": "Roles",
    "checkin_items": "Check-in questions",
    "checkin_weekday": "Check-in day",
    "checkin_time": "Check-in hour",
    "agreement": "Agreement",
    "reminders": "Reminders",
    "case_days": "Case texts",
    "duty": "Safety card",
    "home": "Room",
}
_CHANGE = {
    "name": "Change the name",
    "zone": "Change the time zone",
    "rhythm": "Change the meetings",
    "roles": "Change the roles",
    "checkin_weekday": "Change the check-in day",
    "checkin_time": "Change the check-in hour",
    "agreement": "Change the agreement",
    "reminders": "Change the reminders",
    "case_days": "Change how long cases stay",
    "duty": "Change the safety card",
}
"""None of them is a word that can be typed by itself: whoever types *agreement* wants to read it."""
_TITLES = {
    "name": "Name of the group",
    "zone": "Time zone of meetings",
    "rhythm": "When the group meets",
    "roles": "Roles at meetings",
    "checkin_items": "What is asked",
    "checkin_weekday": "Day of the check-in",
    "checkin_time": "Hour of the check-in",
    "agreement": "Agreement of the group",
    "reminders": "Reminders of meetings",
    "case_days": "How long cases stay",
    "duty": "Safety card",
}
_HELP = {
    "name": f"For example: {NAME}",
    "zone": f"For example: {ZONE}",
    "rhythm": f"For example: {RULE}",
    "checkin_time": f"For example: {TIME}, in each member's own time zone",
    "agreement": "Everybody will be asked to read and accept the new text.",
    "case_days": "Days after a case is over. For cases that are up already, what their card says holds.",
    "duty": "Numbers and rules of your own country or county; shown when somebody presses Safety.",
}
TOO_OLD = "That change was so long ago that it is no longer remembered. To change it, type **settings**."
NOTHING_TO_UNDO = "No setting of this group has been changed yet, so there is nothing to undo."
MOVE_TO_A_ROOM = (
    "To move your group, type **/tend move here** in the room where it should live. To move a meeting, type "
    "**meeting move** and when it is to be."
)
ROOM_TAKEN = "Another group lives in that room, so yours stayed where it is."
NO_SUCH_SETTING = "This group has no such setting any more. Type **settings** to see all of them."
HERE_ALREADY = "Your group lives in this room already. To move it, type **/tend move here** in the other room."


def overview(group: Group, agreement: Agreement, coming: datetime | None) -> Message:
    """All settings, numbered as their buttons are. `coming`: when the next meeting is."""
    meeting = f"; next on {when(coming)}" if coming else ""
    values = [
        titled(group.name),
        group.zone,
        f"{meets(group)}{meeting}",
        WEEKDAYS[group.checkin_weekday],
        f"{group.checkin_time}, in each member's own time zone",
        f"version {agreement.version}, since {when(agreement.since, 'date')} (type **agreement** to read it)",
        said_reminders(group.reminders),
        roles(group.roles),
        f"deleted {group.case_days} days after their end",
        "written" if group.duty else "not written yet",
    ]
    lines = [f"{n}. {LABELS[s]}: {value}" for n, (s, value) in enumerate(zip(SETTINGS, values, strict=True), 1)]
    return Message(
        "\n".join(
            [
                f"**Settings of {titled(group.name)}**",
                *lines,
                f"The check-in asks about {items(group.checkin_items)}; **settings questions** changes that.",
                "Press one to change it, or type its number. Any member may; the group's room is told, and anybody in "
                "the group can undo it. To move the group to another room, type **/tend move here** there.",
            ]
        ),
        tuple(Button(_CHANGE[setting], ChangeSetting(group.id, setting)) for setting in SETTINGS),
    )


def form(group: Group, setting: str, value: str) -> Form:
    """One setting, filled in as it stands."""
    return Form(_TITLES[setting], SaveSetting(group.id, setting), (_field(setting, value),), "Save")


def _field(setting: str, value: str) -> Field:
    if setting == "checkin_weekday":
        days = options([(str(number), day) for number, day in enumerate(WEEKDAYS)])
        return Choice("value", LABELS[setting], days, value=(value,))
    if setting == "reminders":
        before = options([(name, f"{words} before") for name, words in BEFORE.items()])
        chosen = tuple(name for name in value.split(",") if name in BEFORE)
        help = "None of them: no reminders. Everybody reads them in their own time zone."
        return Choice("value", "How long before?", before, help, many=True, value=chosen, required=False)
    if setting == "roles":
        can = options(list(ROLES.items()))
        help = "A facilitator there always is. All go round fairly; nobody has two at once."
        chosen = tuple(key for key in value.split() if key in ROLES)
        return Choice("value", "Besides a facilitator", can, help, many=True, value=chosen, required=False)
    if setting == "checkin_items":
        of = options(list(bank().items()))
        help = f"{FEWEST} to {MOST} of them. One more is asked every week: how it is going, all in all."
        return Choice("value", "Which questions?", of, help, many=True, value=tuple(value.split(",")))
    long = setting in ("agreement", "duty")
    return Text("value", LABELS[setting], _HELP[setting], long=long, most=LONGEST[setting], value=value)


BEFORE = {"week": "a week", "day": "a day", "hour": "an hour"}
"""`rules.REMINDERS` in words."""


def said_reminders(kept: str) -> str:
    """ "a day and an hour before"."""
    said = [BEFORE[name] for name in kept.split(",") if name in BEFORE]
    return f"{listed(said)} before" if said else "none"


def spoken(setting: str, kept: str) -> str:
    """A kept value as it is told to people."""
    match setting:
        case "name":
            return titled(kept)
        case "rhythm":
            return recall(kept).spoken()
        case "roles":
            return roles(kept)
        case "checkin_items":
            return items(kept)
        case "checkin_weekday":
            return WEEKDAYS[int(kept)]
        case "agreement":
            return f"version {kept}"
        case "reminders":
            return said_reminders(kept)
        case "case_days":
            return f"deleted {kept} days after their end"
        case "duty":
            return f"“{quoted(kept)}”" if kept else "empty"
        case _:
            return quoted(kept)


PLURAL = ("rhythm", "reminders", "roles", "case_days", "checkin_items")
"""Settings whose label is about several things."""


def _stands(setting: str, kept: str) -> str:
    """ "Name is “Tuesday circle”", or "Meetings are second Tuesday of every month at 18:30 Europe/Berlin"."""
    return f"{LABELS[setting]} {'are' if setting in PLURAL else 'is'} {spoken(setting, kept)}"


def roles(kept: str) -> str:
    """ "facilitator, timekeeper"."""
    words = {"volunteer": "presenter who volunteers", "cofacilitator": "co-facilitator"}
    return ", ".join(words.get(key, key) for key in kept.split())


def items(kept: str) -> str:
    """ "energy, load, connection"."""
    return ", ".join(bank().get(id, id).lower() for id in kept.split(","))


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


def moved() -> Message:
    return Message("Moved. Both rooms were told, and reminders come here from now on.")


def which_moves(groups: list[Group]) -> Message:
    """Asked of somebody in several groups."""
    buttons = tuple(Button(group.name[:75], MoveHere(group.id)) for group in groups[:10])
    names = ", ".join(titled(group.name) for group in groups[:10])
    return Message(f"Which of your groups should live in this room: {names}? Press it, or type its name.", buttons)
