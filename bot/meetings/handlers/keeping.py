"""What goes by date, what goes when somebody is forgotten, and what they are shown as their own."""

from sqlalchemy import delete, select, update

from bot.groups.tables import Group, Member
from bot.meetings import rules
from bot.meetings.handlers.feature import meetings
from bot.meetings.tables import Attendance, Meeting
from bot.meetings.tables.by_hand import Holiday, MeetingChange
from bot.meetings.tables.own_calendar import CalendarFeed
from bot.people import Profile
from bot.turn import Turn


@meetings.forgets
def sweep(turn: Turn) -> None:
    turn.session.execute(delete(Meeting).where(Meeting.start < turn.now - rules.KEPT))
    turn.session.execute(delete(Holiday).where(Holiday.last < (turn.now - rules.KEPT).date()))


@meetings.erases
def erase(turn: Turn, profile: Profile) -> None:
    """Their attendance goes. Meetings and what was done to them stay, and lose the name with the member's row."""
    theirs = select(Member.id).where(Member.profile_id == profile.id)
    turn.session.execute(update(MeetingChange).where(MeetingChange.member_id.in_(theirs)).values(member_id=None))
    turn.session.execute(update(Holiday).where(Holiday.member_id.in_(theirs)).values(member_id=None))
    turn.session.execute(delete(Attendance).where(Attendance.member_id.in_(theirs)))
    turn.session.execute(delete(CalendarFeed).where(CalendarFeed.profile_id == profile.id))


@meetings.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """Which meetings they answered to, which they were at, and since when their calendar has an address."""
    feed = turn.session.get(CalendarFeed, profile.id)
    own = (
        select(Group.name.label("group"), Meeting.start, Attendance.answer, Attendance.answered_at, Attendance.there)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Group, Group.id == Meeting.group_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(Member.profile_id == profile.id)
    )
    told = {"meetings": [dict(row) for row in turn.session.execute(own.order_by(Meeting.start)).mappings()]}
    return told | ({"calendar_address_since": feed.made_at} if feed else {})
