"""Every word about the meetings in a member's own calendar."""

from collections.abc import Sequence

from bot.groups.screens.settings import said_reminders
from bot.groups.tables import Group
from bot.marks import when
from bot.meetings.actions import EndFeed, GiveCalendar, GiveInvitation, RenewFeed, ShowFeed
from bot.meetings.screens import name
from bot.meetings.tables import Meeting
from bot.rhythm import NotUnderstood, Rhythm
from bot.ui import Button, File, Message

_MOST_FILES = 4
_AN_ADDRESS = "an address that your calendar keeps up with by itself"
_HOW = (
    "For example: **calendar** for all meetings to come, **calendar next** or **calendar 8 December** for one, "
    "**calendar feed** for " + _AN_ADDRESS + "."
)


def all_to_come(group: Group, count: int, first: Meeting, file: str, *, feeds: bool) -> Message:
    """`feeds`: whether calendars reach this Tend."""
    how_many = f"The next {count} meetings" if count > 1 else "The next meeting"
    lines = [
        f"{how_many} of **{name(group.name)}**, for your own calendar. The file holds times and the group's name, "
        "nobody else's. When meetings move, type **calendar** again: the new file moves the entries you have.",
        "**calendar next** gives the next one alone" + (f"; **calendar feed** {_AN_ADDRESS}." if feeds else "."),
    ]
    buttons = (Button("Only the next one", GiveInvitation(first.id)),)
    more = (Button("An address instead", ShowFeed()),) if feeds else ()
    return Message("\n".join(lines), buttons + more, file=File("meetings.ics", "text/calendar", file))


def one(group: Group, meeting: Meeting, file: str) -> Message:
    if meeting.cancelled_at:
        text = f"The meeting of **{name(group.name)}** on {when(meeting.start)} was called off. The file says so to "
        text += "your calendar; if the entry stays there all the same, delete it by hand."
    else:
        text = f"The meeting of **{name(group.name)}** on {when(meeting.start)}, for your own calendar. The file holds "
        text += "its time and the group's name, nobody else's. If it moves, the file of that day moves the entry."
    return Message(text, file=File("meeting.ics", "text/calendar", file))


def not_understood(wrong: NotUnderstood) -> Message:
    return Message(f"{wrong} {_HOW}")


def unknown(word: str) -> Message:
    heard = f"I understood **calendar feed**, but not “{name(word)}” after it. "
    return Message(
        heard + "For example: **calendar feed** to see your address, **calendar feed new** for another one, "
        "**calendar feed off** to end it."
    )


def beside(rhythm: Rhythm, reminders: str) -> str:
    """What stands beside every entry. `reminders` as in `groups.reminders`."""
    said = said_reminders(reminders)
    return f"{rhythm.spoken()}." + ("" if said == "none" else f" Tend reminds you {said}.")


# The address.


def address(address: str, groups: int, *, instead: bool = False) -> Message:
    """`instead`: an earlier one has just ended."""
    whose = "your group" if groups == 1 else f"your {groups} groups"
    first = "Your old address has ended. The new one:" if instead else "Your own address for your calendar:"
    lines = [
        first,
        address,
        f"- It shows the meetings of {whose}, as they move and are called off, and nobody's name.",
        "- In Google Calendar: Other calendars, From URL. In Apple's: New Calendar Subscription. In Outlook: Add "
        "calendar, Subscribe from web.",
        "- Calendars look again after some hours, so a late change reaches you sooner from Tend itself.",
        "- Whoever has the address can read the times, and calendars on the web keep it: please do not pass it on. "
        "**calendar feed new** gives you another one and ends this one; **calendar feed off** ends it.",
    ]
    return Message("\n".join(lines), (Button("Another address", RenewFeed()), Button("End it", EndFeed())))


def ended(*, was_there: bool) -> Message:
    if not was_there:
        return Message("You have no address for your calendar, so nothing changed. **calendar feed** makes one.")
    return Message(
        "Your address has ended: nothing is found there any more. Your calendar may keep what it saw last; you can "
        "delete the subscription there. **calendar feed** makes a new address."
    )


def no_address(groups: Sequence[Group]) -> Message:
    """Calendars do not reach this Tend."""
    buttons = tuple(Button(_file_of(group, len(groups)), GiveCalendar(group.id)) for group in groups[:_MOST_FILES])
    return Message(
        "Calendars cannot fetch anything from this Tend: whoever runs it has given it no address of its own. There is "
        "the file instead. Press the button, or type **calendar** in your group's room; after a change, take it in "
        "again, and it moves the entries you have.",
        buttons,
    )


def _file_of(group: Group, of: int) -> str:
    return "Calendar file" if of == 1 else f"File: {group.name[:60]}"


def feed_name(groups: Sequence[str]) -> str:
    """What the calendar is called."""
    return groups[0] if len(groups) == 1 else "Peer groups"
