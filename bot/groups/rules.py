"""What is true of a group's settings: which there are, and how long changes are kept."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.rhythm import instant, recall
from bot.zones import zone as zone_called

SETTINGS = (
    "name",
    "zone",
    "rhythm",
    "checkin_weekday",
    "checkin_time",
    "agreement",
    "reminders",
    "roles",
    "case_days",
    "duty",
)
"""Columns of `groups` that any member may change by a form, in the order in which they are shown."""
QUESTIONS = "checkin_items"
"""One more, which has a word of its own and no button: a page has room for ten."""
REMINDERS = ("week", "day", "hour")
"""How long before a meeting its members can be reminded of it, each as the group likes."""
LONGEST = {"name": 60, "zone": 60, "rhythm": 400, "checkin_time": 20, "agreement": 1500, "case_days": 20, "duty": 600}
"""Characters of a setting, as typed."""
LONGEST_RULE = 200
"""Characters of a meeting rule as it is read back, in sentences that have other things to say as well."""
MOST_CASE_DAYS = 60
"""How long a group may keep what was written in a case after its end; less than it is known where messages stand."""
CHANGES_KEPT = timedelta(days=365)
"""How long it is remembered who changed what."""
LONGEST_AWAY = timedelta(days=731)
"""A date further off is more likely a slip of the finger than a leave."""
NUDGED_AT = time(12)
"""When a room reads that something waits for one of its members, on the group's clock."""
OLD_NEWS = timedelta(days=7)
"""How long it is of use to be told that the room cannot be written to."""
ROLES = {
    "cofacilitator": "Co-facilitator",
    "presenter": "Presenter by turns",
    "volunteer": "Presenter who volunteers",
    "timekeeper": "Timekeeper",
}
"""What a group can have at its meetings besides a facilitator, as it is kept and as it is shown: without commas, since
several are typed with commas between them.
"""
MEETING = "meeting"
"""What a meeting is called among what is foreseen. Only those who keep meetings know which were moved or called off."""
RULE, ZONE, TIME, NAME = "second Tuesday 18:30", "Europe/Berlin", "09:00", "Tuesday circle"
"""Examples of what can be typed."""


def in_zone(rhythm: str, before: str, after: str) -> str:
    """The same rule on another zone's clocks, if it went by the zone `before`; otherwise as it is."""
    kept = recall(rhythm)
    return replace(kept, zone=after).words() if kept.zone == before else rhythm


def nudge_at(now: datetime, zone: str) -> datetime:
    """The next noon on the group's clock."""
    clock = zone_called(zone)
    here = now.astimezone(clock).date()
    noons = (instant(datetime.combine(here + timedelta(days=days), NUDGED_AT), clock) for days in (0, 1))
    return next(noon for noon in noons if noon > now)


def today(now: datetime, zone: str) -> date:
    return now.astimezone(zone_called(zone or "UTC")).date()
