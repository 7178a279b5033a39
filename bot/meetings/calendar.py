"""Meetings as an iCalendar file (RFC 5545), which Google, Apple and Outlook read.

Every meeting is an entry of its own with a UID that it keeps when it moves, and a SEQUENCE that grows with each change:
taking the file in again moves what is there instead of doubling it. Times are instants in UTC, so that no program's own
zone rules can put a meeting at another hour than Tend does.
"""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from bot import __version__
from bot.meetings.tables import Meeting


def calendar(name: str, about: str, meetings: Iterable[Meeting], now: datetime) -> str:
    """The file's text. `name` is the group's, `about` stands beside every entry."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//Tend//Tend {__version__}//EN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for meeting in meetings:
        made.add_component(_entry(name, about, meeting, now))
    written: bytes = made.to_ical()
    return written.decode()


def _entry(name: str, about: str, meeting: Meeting, now: datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{meeting.id}@tend")
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", now)
    entry.add("dtstart", meeting.start)
    entry.add("dtend", meeting.end)
    entry.add("summary", name)
    entry.add("description", about)
    entry.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    return entry
