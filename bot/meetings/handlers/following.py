"""What follows for meetings from what other slices tell, and from time."""

from sqlalchemy import delete, select

from bot.groups.actions import AwayChanged, Founded, Joined, Left, SettingChanged
from bot.groups.tables import Group
from bot.meetings import ahead, planning, room, telling
from bot.meetings.actions import PartChanged, Tell
from bot.meetings.handlers import own_calendar
from bot.meetings.handlers.feature import meetings
from bot.meetings.tables import Attendance, Meeting, open_meetings
from bot.turn import Turn

meetings.foresees(ahead.foresee)


@meetings.when(Founded)
def begin(turn: Turn, founded: Founded) -> None:
    planning.plan(turn, turn.session.get_one(Group, founded.group))


@meetings.when(Joined)
def welcome(turn: Turn, joined: Joined) -> None:
    planning.plan(turn, turn.session.get_one(Group, joined.group))


@meetings.when(SettingChanged)
def follow(turn: Turn, changed: SettingChanged) -> None:
    if changed.setting in ("rhythm", "zone"):
        planning.plan(turn, turn.session.get_one(Group, changed.group))
    if changed.setting == "reminders":
        for meeting in open_meetings(turn.session, changed.group):
            planning.set_timer(turn, meeting)


@meetings.when(Left)
def leave(turn: Turn, left: Left) -> None:
    """What they answered to meetings to come goes; that they were at past ones stays, as everybody's history needs."""
    to_come = select(Meeting.id).where(Meeting.group_id == left.group, Meeting.ended_at.is_(None))
    theirs = delete(Attendance).where(Attendance.member_id == left.member, Attendance.meeting_id.in_(to_come))
    turn.session.execute(theirs)
    own_calendar.end_without_groups(turn, left.member)


@meetings.when(PartChanged)
def renamed(turn: Turn, changed: PartChanged) -> None:
    room.keep_up(turn, turn.session.get_one(Meeting, changed.meeting))


@meetings.when(AwayChanged)
def back_again(turn: Turn, changed: AwayChanged) -> None:
    telling.back_again(turn, changed.profile)


@meetings.timer(Tell)
def tell(turn: Turn, action: Tell) -> None:
    telling.tell(turn, action)
