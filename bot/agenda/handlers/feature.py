"""The slice as the dispatcher sees it, and until when an agenda can change."""

from bot.feature import Feature
from bot.meetings.tables import Meeting
from bot.turn import Turn

agenda = Feature("agenda")


def is_open(turn: Turn, meeting: Meeting) -> bool:
    """Whether its agenda can still change."""
    return meeting.cancelled_at is None and turn.now < meeting.start
