"""The meetings that were noted for one person, for their own hours."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.groups.tables import Group, Member
from bot.meetings.tables import Attendance, Meeting
from bot.zones import zone


@dataclass(frozen=True)
class Sat:
    """A meeting that is over, for one of its members: how many `people` were noted at its end, and whether they were.

    `local` is when it began on their own clocks, or the group's if theirs are unknown.
    """

    meeting: str
    group: str
    start: datetime
    local: datetime
    minutes: int
    people: int
    there: bool


def sat(session: Session, profile_id: str, zone_name: str) -> list[Sat]:
    """The meetings that were noted for a person, the latest first."""
    noted = (
        select(Meeting, Group.name, Group.zone, Attendance.there)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(Group, Group.id == Meeting.group_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(Member.profile_id == profile_id, Meeting.ended_at.is_not(None), Attendance.there.is_not(None))
    )
    found = []
    for meeting, group, group_zone, there in session.execute(noted.order_by(Meeting.start.desc(), Meeting.id)):
        local = meeting.start.astimezone(zone(zone_name or group_zone)).replace(tzinfo=None)
        found.append(Sat(meeting.id, group, meeting.start, local, meeting.minutes, meeting.people, bool(there)))
    return found
