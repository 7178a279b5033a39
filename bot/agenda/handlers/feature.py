"""The slice as the dispatcher sees it, and who acts on which meeting."""

from bot.agenda.screens import GONE
from bot.feature import Feature
from bot.groups.membership import of
from bot.groups.tables import Group, Member
from bot.meetings.tables import Meeting
from bot.port import Refused
from bot.turn import Turn

agenda = Feature("agenda")


def meant(turn: Turn, meeting_id: str) -> tuple[Member, Group, Meeting]:
    """Who pressed, and the meeting that they mean. Raises Refused for anybody who is not in its group now."""
    meeting = turn.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(GONE)
    return *of(turn, meeting.group_id), meeting


def is_open(turn: Turn, meeting: Meeting) -> bool:
    """Whether its agenda can still change."""
    return meeting.cancelled_at is None and turn.now < meeting.start
