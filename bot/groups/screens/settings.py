"""The settings of a group in words: all of them, the form of one, and what a value is."""

from datetime import datetime

from bot.groups.actions import ChangeSetting, SaveSetting
from bot.groups.rules import LONGEST, NAME, ROLES, RULE, SETTINGS, TIME, ZONE
from bot.groups.screens import meets, titled
from bot.groups.tables import Agreement, Group
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
NO_SUCH_SETTING = "This group has no such setting any more. Type **settings** to see all of them."


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


def roles(kept: str) -> str:
    """ "facilitator, timekeeper"."""
    words = {"volunteer": "presenter who volunteers", "cofacilitator": "co-facilitator"}
    return ", ".join(words.get(key, key) for key in kept.split())


def items(kept: str) -> str:
    """ "energy, load, connection"."""
    return ", ".join(bank().get(id, id).lower() for id in kept.split(","))
