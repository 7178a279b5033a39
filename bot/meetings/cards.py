"""What one member is shown of one meeting, gathered from the rows."""

from datetime import datetime

from bot.groups.tables import Group
from bot.meetings.rules import FACILITATOR
from bot.meetings.screens import Card
from bot.meetings.tables import Meeting, answers, coming, has_part, next_after, taking
from bot.turn import Turn


def card(
    turn: Turn, group: Group, meeting: Meeting, member_id: str = "", what: str = "", was: datetime | None = None
) -> Card:
    """For this member; for nobody in particular without one."""
    found = taking(turn.session, meeting.id, FACILITATOR)
    following = next_after(turn.session, meeting)
    return Card(
        group=group,
        meeting=meeting,
        facilitator=found[1] if found else None,
        mine=bool(found and found[0].id == member_id),
        answer=answers(turn.session, meeting.id).get(member_id, ""),
        coming=coming(turn.session, meeting),
        part=has_part(turn.session, meeting.id, member_id),
        what=what,
        following=following.start if following else None,
        was=was,
    )
