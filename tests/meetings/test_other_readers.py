"""Calendar files as others read them: every instant stays itself in zones where clocks do strange things.

One reader goes by the rules in the file alone, as RFC 5545 tells it, and in UTC. vobject is another, and a CalDAV
server takes the files in and gives them back.
"""

import base64
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import radicale.config
import vobject
from icalendar import Calendar, Timezone
from radicale.app import Application

from bot.meetings import calendar
from bot.meetings.tables import Meeting
from bot.meetings.zone_rules import zone_rules
from bot.rhythm import parse
from bot.zones import zone
from tests.rhythm.histories import changes

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
ZONES = (
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "America/St_Johns",
    "Asia/Kathmandu",
    "America/Vancouver",
)
AT_NIGHT = ("every Sunday 00:30", "every Sunday 01:45", "every Sunday 02:15", "every Sunday 03:30")


def meetings(where: str, rule: str, count: int = 52) -> list[Meeting]:
    """A year of weekly ones has every night on which clocks change."""
    found = parse(rule, zone=where, today=NOW.date()).following(NOW)
    return [
        Meeting(
            id=f"meeting-{n}",
            group_id="g",
            on=one.on,
            start=one.at,
            minutes=90,
            sequence=n % 3,
            changed_at=NOW,
            cancelled_at=NOW if n % 5 == 4 else None,
        )
        for n, one in enumerate(islice(found, count))
    ]


def entries(where: str, rule: str, count: int = 52) -> calendar.Entries:
    return calendar.Entries("Tuesday circle", rule, zone(where), meetings(where, rule, count))


def onsets(rules: Timezone) -> list[tuple[datetime, timedelta]]:
    """When each offset of a file's zone begins, in UTC: the wall's time by the offset before."""
    parts: list[Any] = [*rules.standard, *rules.daylight]
    return sorted((part.DTSTART.replace(tzinfo=UTC) - part.TZOFFSETFROM, part.TZOFFSETTO) for part in parts)


def by_the_rules(local: datetime, rules: list[tuple[datetime, timedelta]]) -> datetime:
    """The instant of a wall's time: the offset of the last onset before it, the earlier one where there are two."""
    held = zip(rules, [*rules[1:], (datetime.max.replace(tzinfo=UTC), timedelta())], strict=True)
    fitting = [at for (on, offset), (off, _) in held if on <= (at := local.replace(tzinfo=UTC) - offset) < off]
    return fitting[0]


@pytest.mark.parametrize("where", ZONES)
def test_the_rules_in_a_file_are_enough_to_know_every_instant(where: str) -> None:
    for rule in AT_NIGHT:
        made = entries(where, rule)
        read = Calendar.from_ical(calendar.file(made, NOW))
        assert isinstance(read, Calendar)
        rules = onsets(read.timezones[0])
        for meeting, event in zip(made.meetings, read.events, strict=True):
            for expected, name in ((meeting.start, "DTSTART"), (meeting.end, "DTEND")):
                written: Any = event[name]
                in_zone = "TZID" in written.params
                got = by_the_rules(written.dt.replace(tzinfo=None), rules) if in_zone else written.dt
                assert got == expected, (rule, name)


@pytest.mark.parametrize("where", ZONES)
def test_vobject_reads_every_instant(where: str) -> None:
    for rule in AT_NIGHT[2:4]:
        made = entries(where, rule)
        vobject.icalendar.registerTzid(where, None)  # it would go by the rules of the file before
        read = vobject.readOne(calendar.file(made, NOW))
        assert [str(part.tzid.value) for part in read.vtimezone_list] == [where]
        for meeting, event in zip(made.meetings, read.vevent_list, strict=True):
            told = event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)
            assert told == (meeting.start, meeting.end), rule
            assert event.uid.value == f"{meeting.id}@tend"
            assert event.status.value == ("CANCELLED" if meeting.cancelled_at else "CONFIRMED")


@pytest.mark.parametrize("where", ZONES)
def test_the_changes_of_half_a_century_are_those_of_the_package(where: str) -> None:
    first, last = datetime(1990, 1, 2, tzinfo=UTC), datetime(2040, 12, 30, tzinfo=UTC)
    found = onsets(zone_rules(zone(where), first, last))
    assert [at for at, _ in found[1:] if first < at < last] == [at for at in changes(where) if first < at < last]
    assert all(at.astimezone(zone(where)).utcoffset() == offset for at, offset in found)


@pytest.mark.parametrize("later", [0, 60])
def test_an_hour_that_the_wall_shows_twice_is_said_in_utc(later: int) -> None:
    made = entries("Europe/London", "every Sunday 00:30")
    [night] = [meeting for meeting in made.meetings if meeting.on == date(2027, 10, 31)]
    night.start += timedelta(minutes=75 + later)  # 01:45 on the wall, before and after the clocks go back to 01:00
    text = calendar.file(calendar.Entries("Circle", "", made.zone, [night]), NOW)
    assert f"DTSTART:{night.start:%Y%m%dT%H%M%SZ}\r\n" in text
    assert f"DTEND:{night.end:%Y%m%dT%H%M%SZ}\r\n" in text


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def caldav(tmp_path: Path) -> Iterator[HTTPConnection]:
    settings = radicale.config.load()
    kept = {"filesystem_folder": str(tmp_path)}
    settings.update({"storage": kept, "auth": {"type": "none"}, "logging": {"level": "error"}}, "test")
    with make_server("127.0.0.1", 0, Application(settings), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        server.shutdown()
        thread.join()


def asked(caldav: HTTPConnection, method: str, path: str, body: str = "") -> tuple[int, str]:
    headers = {"Authorization": f"Basic {base64.b64encode(b'ana:tea').decode()}", "Content-Type": "text/calendar"}
    caldav.request(method, path, body.encode(), headers)
    answer = caldav.getresponse()
    return answer.status, answer.read().decode()


def test_a_caldav_server_takes_the_files_in_and_gives_them_back(caldav: HTTPConnection) -> None:
    """The server keeps the first rules that it reads of a zone, those of the single meeting, for all files."""
    made = entries("Australia/Lord_Howe", "second Tuesday 18:30", 12)
    vobject.icalendar.registerTzid(made.zone.key, None)
    alone = calendar.Entries(made.name, made.about, made.zone, made.meetings[:1])
    assert asked(caldav, "MKCALENDAR", "/ana/one/")[0] == 201
    assert asked(caldav, "PUT", "/ana/one/meeting-0@tend.ics", calendar.file(alone, NOW))[0] == 201
    assert asked(caldav, "PUT", "/ana/all/", calendar.file(made, NOW))[0] == 201
    assert asked(caldav, "PUT", "/ana/fed/", calendar.feed("Mine", [made], timedelta(hours=1)))[0] == 201
    for path, kept in (("/ana/one/meeting-0@tend.ics", alone), ("/ana/all/", made), ("/ana/fed/", made)):
        status, text = asked(caldav, "GET", path)
        assert status == 200
        given = {event.uid.value: event for event in vobject.readOne(text).vevent_list}
        assert {uid: event.dtstart.value.astimezone(UTC) for uid, event in given.items()} == {
            f"{meeting.id}@tend": meeting.start for meeting in kept.meetings
        }
        off = {uid: event.sequence.value for uid, event in given.items() if event.status.value == "CANCELLED"}
        assert off == {f"{meeting.id}@tend": str(meeting.sequence) for meeting in kept.meetings if meeting.cancelled_at}
