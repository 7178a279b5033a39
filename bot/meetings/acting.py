"""Who acts on which meeting, which every press on a button of one asks first."""

from bot.groups.membership import of
from bot.groups.tables import Group, Member
from bot.meetings.screens import GONE
from bot.meetings.tables import Meeting
from bot.port import Refused
from bot.turn import Turn


def meant(turn: Turn, meeting_id: str) -> tuple[Member, Group, Meeting]:
    """Who pressed, and the meeting that they mean. Raises Refused for anybody who is not in its group now."""
    meeting = turn.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(GONE)
    return *of(turn, meeting.group_id), meeting
