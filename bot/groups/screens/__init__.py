"""Every word that is shown about groups: here the refusals and how names are written, beside it one file a flow."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.groups.tables import Group
from bot.marks import quoted
from bot.rhythm import WEEKDAYS, recall, say_date, say_time
from bot.rhythm.vocabulary import listed
from bot.zones import zone as zone_called

NOT_A_MEMBER = "That belongs to a group that you are not in, so nothing happened. Its room has a Join button."
NOT_IN_A_GROUP = (
    "You are not in a group yet. In your group's room, press Join, or type **/tend create** there to begin one."
)

SOMEBODY_WHO_LEFT = "Somebody who is no longer here"


def which_group(names: Sequence[str]) -> str:
    """Somebody in several groups typed in private what is about one. Many names are not listed."""
    among = f": {listed([titled(name) for name in names])}" if len(names) <= MOST_NAMED else ""
    return f"You are in several groups{among}. Please type that in the room of the one that you mean."


MOST_NAMED = 4


def titled(name: str) -> str:
    """A group's name in quotation marks."""
    return f"“{quoted(name)}”"


def named(name: str) -> str:
    """A person's name as part of a sentence."""
    return quoted(name or "Somebody")


def clock(now: datetime, zone: str) -> str:
    """What a wall in that zone shows now, e.g. "Monday 09:14"; the words of somebody else's clock, not the reader's."""
    local = now.astimezone(zone_called(zone))
    return f"{WEEKDAYS[local.weekday()]} {say_time(local.time())}"


def day(at: datetime, zone: str) -> str:
    """The date of an instant on somebody else's wall."""
    return say_date(date_in(at, zone))


def date_in(at: datetime, zone: str) -> date:
    return at.astimezone(zone_called(zone or "UTC")).date()


def meets(group: Group) -> str:
    """ "second Tuesday of every month at 18:30 Europe/Berlin"."""
    return recall(group.rhythm).spoken()


def checkin(group: Group) -> str:
    """ "Friday at 09:00"."""
    return f"{WEEKDAYS[group.checkin_weekday]} at {group.checkin_time}"
