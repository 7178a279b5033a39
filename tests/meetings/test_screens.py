"""Whatever people call themselves and however many they are, every message can be shown everywhere."""

from datetime import UTC, date, datetime, timedelta

from bot.groups.tables import Group
from bot.marks import length
from bot.meetings import screens
from bot.meetings.screens import Card, own_calendar
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.ui import Message

START = datetime(2026, 9, 30, 17, 30, tzinfo=UTC)
GROUP = Group(id="g" * 12, name="G" * 60)
MEETING = Meeting(
    id="m" * 12, group_id=GROUP.id, on=date(2026, 9, 30), start=START, minutes=90, sequence=0, changed_at=START
)
SOMEBODY = Profile(id="p" * 12, name="N" * 200)


def card(what: str = "", *, mine: bool = False, answer: str = "not") -> Card:
    return Card(GROUP, MEETING, SOMEBODY, mine, answer, [(SOMEBODY, True)] * 50, True, what, START)


def every_message() -> list[Message]:
    many = [card("hour", mine=True) for _ in range(20)]
    moved = [(MEETING, START)] * 12
    return [
        screens.meeting_card(card(), START - timedelta(days=1)),
        screens.meeting_card(card(mine=True), START),
        screens.in_the_room(card()),
        screens.reminder([card("day", mine=True)]),
        screens.reminder(many),
        screens.reminder([card("missed"), *many]),
        screens.reminder([card("missed")] * 20),
        screens.answered(card(), stood=True, passed=True),
        screens.changed(moved, [MEETING] * 12, [MEETING] * 2),
        screens.no_meeting(GROUP),
        screens.not_understood("x" * 2000),
        own_calendar.all_to_come(GROUP, 12, MEETING, "", feeds=True),
        own_calendar.one(GROUP, MEETING, ""),
        own_calendar.address("https://tend.example/" + "x" * 200, 9, instead=True),
        own_calendar.unknown("x" * 2000),
        own_calendar.no_address([GROUP] * 9),
    ]


def test_every_message_fits() -> None:
    """Building one that does not fit raises; here the longest are built."""
    assert max(length(message.text) for message in every_message()) <= 2000


def test_a_merged_reminder_tells_what_it_left_out() -> None:
    message = screens.reminder([card("day") for _ in range(7)])
    assert "- and 2 more; **meeting**, typed in each room, shows them" in message.text
    assert len(message.buttons) == 8
    assert "more; **meeting**" not in screens.reminder([card("day") for _ in range(5)]).text


def test_many_who_come_are_counted() -> None:
    assert "and 38 more." in screens.in_the_room(card()).text
