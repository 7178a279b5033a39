"""The files for one's own calendar, read back by icalendar and, line by line, without it."""

from datetime import UTC, datetime, timedelta

from dateutil.parser import isoparse
from icalendar import Calendar, Event

from bot.meetings.rules import AHEAD
from bot.ui import Message
from bot.zones import zone
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE, meetings_of, starts


async def file_of(chat: Chat, who: str = "Ben") -> str:
    reply = await chat.types(who, "calendar")
    assert isinstance(reply, Message)
    assert reply.file
    assert (reply.file.name, reply.file.mime) == ("meetings.ics", "text/calendar")
    return reply.file.text


def read_back(file: str) -> list[Event]:
    calendar = Calendar.from_ical(file)
    assert isinstance(calendar, Calendar)
    return calendar.events


def entries(file: str) -> list[dict[str, str]]:
    """A reader of its own: lines unfolded, split at the first colon, one dict for each entry."""
    assert file.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    lines = file.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    inside = False
    for line in lines:
        name, _, value = line.partition(":")
        name, _, where = name.partition(";TZID=")
        value = datetime.fromisoformat(value).replace(tzinfo=zone(where)).isoformat() if where else value
        inside = line == "BEGIN:VEVENT" or (inside and line != "END:VEVENT")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif inside:
            found[-1].setdefault(name, value)
    return found


async def test_it_holds_the_next_meetings_at_their_instants(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    file = await file_of(chat)
    read = [(event.start, event.end) for event in read_back(file)]
    assert read == [(start, start + timedelta(minutes=90)) for start in starts(chat)]
    assert [isoparse(entry["DTSTART"]) for entry in entries(file)] == starts(chat)
    assert [isoparse(entry["DTEND"]) for entry in entries(file)] == [
        start + timedelta(minutes=90) for start in starts(chat)
    ]


async def test_every_entry_has_what_calendars_ask_for(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    file = await file_of(chat)
    assert file.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tend//")
    assert "\r\nMETHOD:PUBLISH\r\n" in file
    assert "Ana" not in file
    for entry in entries(file):
        assert isoparse(entry["DTSTAMP"]) == chat.clock.now()
        assert isoparse(entry["LAST-MODIFIED"]) <= chat.clock.now()
        assert entry["SUMMARY"] == "Tuesday circle"
        assert entry["STATUS"] == "CONFIRMED"
        assert "second Tuesday of every month at 18:30 Europe/Berlin" in entry["DESCRIPTION"]
    assert len({entry["UID"] for entry in entries(file)}) == AHEAD


async def test_a_moved_meeting_keeps_its_entry_and_counts_its_changes(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    before = entries(await file_of(chat))
    await chat.types("Ana", "settings", ROOM)
    await chat.presses("Ana", "Change the meetings")
    await chat.sends("Ana", value="second Thursday 19:00")
    after = entries(await file_of(chat))
    assert [entry["UID"] for entry in after] == [entry["UID"] for entry in before]
    assert {entry["SEQUENCE"] for entry in before} == {"0"}
    assert {entry["SEQUENCE"] for entry in after} == {"1"}
    assert isoparse(after[0]["DTSTART"]) == datetime(2026, 11, 12, 18, tzinfo=UTC)


async def test_a_meeting_that_was_called_off_goes_from_calendars_that_have_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    before = entries(await file_of(chat))
    await chat.types("Ana", "settings", ROOM)
    await chat.presses("Ana", "Change the meetings")
    await chat.sends("Ana", value="second Tuesday 18:30 except 8 December 2026")
    reply = await chat.types("Ben", "calendar")
    assert f"The next {AHEAD} meetings" in text(reply)
    after = {entry["UID"]: entry for entry in entries(await file_of(chat))}
    assert after[before[1]["UID"]]["STATUS"] == "CANCELLED"
    assert after[before[1]["UID"]]["SEQUENCE"] == "1"
    assert after[before[2]["UID"]] == before[2] | {"DESCRIPTION": after[before[2]["UID"]]["DESCRIPTION"]}


async def test_meetings_that_have_begun_are_left_out(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    first = entries(await file_of(chat))[0]["UID"]
    await chat.until(FIRST)
    assert first not in await file_of(chat)
    assert first.removesuffix("@tend") == meetings_of(chat)[0].id


async def test_a_name_that_looks_like_the_format_stays_a_name(chat: Chat) -> None:
    name = "Tea; cake, and\\n BEGIN:VEVENT"
    await a_group(chat, "Ben", name=name)
    file = await file_of(chat)
    events = read_back(file)
    assert len(events) == AHEAD
    assert {str(event["summary"]) for event in events} == {name}


async def test_the_button_gives_the_same_and_only_to_members(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ben", "meeting", ROOM)
    reply = await chat.presses("Ben", "Calendar file")
    assert isinstance(reply, Message)
    assert reply.file
    assert len(entries(reply.file.text)) == AHEAD
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    assert "a group that you are not in" in text(await chat.presses("Ben", "Calendar file"))
    assert "a group that you are not in" in text(await chat.types("Zoe", "calendar", ROOM))


async def one_file(chat: Chat, words: str) -> str:
    reply = await chat.types("Ben", words)
    assert isinstance(reply, Message)
    assert reply.file
    assert reply.file.name == "meeting.ics"
    return reply.file.text


async def test_one_meeting_alone_is_the_same_entry(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    everything = entries(await file_of(chat))
    assert entries(await one_file(chat, "calendar next")) == everything[:1]
    assert entries(await one_file(chat, "calendar 8 December")) == everything[1:2]
    await chat.types("Ben", "calendar")
    pressed = await chat.presses("Ben", "Only the next one")
    assert isinstance(pressed, Message)
    assert pressed.file
    assert entries(pressed.file.text) == everything[:1]


async def test_one_meeting_that_is_called_off_later_says_so_to_calendars(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    before = entries(await one_file(chat, "calendar next"))[0]
    await chat.passes(hours=1)
    await chat.types("Ana", "meeting cancel")
    reply = await chat.types("Ben", "calendar")
    assert isinstance(reply, Message)
    assert reply.file
    after = entries(reply.file.text)[0]
    assert (after["UID"], after["STATUS"], after["SEQUENCE"]) == (before["UID"], "CANCELLED", "1")
    assert isoparse(after["LAST-MODIFIED"]) == chat.clock.now() > isoparse(before["LAST-MODIFIED"])


async def test_a_day_without_a_meeting_and_words_that_are_none_are_answered(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "9 December" in text(await chat.types("Ben", "calendar 9 December"))
    assert "calendar next" in text(await chat.types("Ben", "calendar whenever"))
