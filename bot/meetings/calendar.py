"""Meetings as an iCalendar file (RFC 5545), which Google, Apple and Outlook read.

Every meeting is an entry of its own with a UID that it keeps when it moves, and a SEQUENCE that grows with each change:
taking the file in again moves what is there instead of doubling it. Times stand on the wall clock of the group's zone,
whose rules come along, so that no program's own idea of the zone puts a meeting at another hour than Tend does.

A file is published (METHOD:PUBLISH), also one for a single meeting. A request is a letter from an organizer to named
attendees with mail addresses (RFC 5546): programs that open one offer to answer it by mail, and to nobody here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import __version__
from bot.meetings.tables import Meeting
from bot.meetings.zone_rules import zone_rules

if TYPE_CHECKING:  # it takes a tenth of a second, and is imported when the first file is asked for
    from icalendar import Calendar, Event


@dataclass(frozen=True)
class Entries:
    """A group's meetings as entries: its `name` is their title, `about` stands beside each, `zone` is whose wall."""

    name: str
    about: str
    zone: ZoneInfo
    meetings: Sequence[Meeting]


def file(entries: Entries, now: datetime) -> str:
    """The text of a file that somebody takes into their calendar once."""
    made = _calendar(entries.name)
    made.add("method", "PUBLISH")
    return _written(made, [entries], now)


def feed(name: str, groups: Sequence[Entries], refresh: timedelta) -> str:
    """The text that stands at an address to which calendars come again, every `refresh` or so.

    It is the same to the letter as long as nothing changes.
    """
    from icalendar import vDuration

    made = _calendar(name)
    made.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(refresh))
    return _written(made, groups, None)


def _calendar(name: str) -> "Calendar":
    from icalendar import Calendar

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//Tend//Tend {__version__}//EN")
    made.add("calscale", "GREGORIAN")
    made.add("name", name)
    made.add("x-wr-calname", name)
    return made


def _written(made: "Calendar", groups: Sequence[Entries], now: datetime | None) -> str:
    for zone in {one.zone.key: one.zone for one in groups if one.meetings}.values():
        there = [meeting for one in groups if one.zone == zone for meeting in one.meetings]
        made.add_component(zone_rules(zone, min(m.start for m in there), max(m.end for m in there)))
    for one in groups:
        for meeting in one.meetings:
            made.add_component(_entry(one, meeting, now))
    written: bytes = made.to_ical()
    return written.decode()


def _entry(group: Entries, meeting: Meeting, now: datetime | None) -> "Event":
    from icalendar import Event

    entry = Event()
    entry.add("uid", f"{meeting.id}@tend")
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", now or meeting.changed_at)
    entry.add("last-modified", meeting.changed_at)
    for name, at in zip(("dtstart", "dtend"), _on_the_wall(meeting, group.zone), strict=True):
        entry.add(name, at)
    entry.add("summary", group.name)
    entry.add("description", group.about)
    entry.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if meeting.cancelled_at else "OPAQUE")
    return entry


def _on_the_wall(meeting: Meeting, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end; in UTC when one is in an hour that the wall shows twice: readers differ in which one they take."""
    here = meeting.start.astimezone(zone), meeting.end.astimezone(zone)
    return (meeting.start, meeting.end) if any(_twice(at) for at in here) else here


def _twice(at: datetime) -> bool:
    return at.utcoffset() != at.replace(fold=1 - at.fold).utcoffset()
