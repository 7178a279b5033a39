"""Reminders a day and an hour before, and what is noted when a meeting is over.

Every meeting has one timer. However late it fires, it asks how near the meeting is now and does that alone: what was
slept through is not made up for. What one person is to hear is said by a second timer (`telling`), so that somebody
with several meetings hears of them in one message.
"""

from bot.groups.tables import Group, members
from bot.meetings import planning, room, rules, telling
from bot.meetings.actions import Ended, Reach
from bot.meetings.handlers.feature import meetings
from bot.meetings.rules import FACILITATOR, NOT_COMING
from bot.meetings.tables import Meeting, answers, attendance, taking
from bot.turn import Turn


@meetings.timer(Reach)
def reach(turn: Turn, action: Reach) -> None:
    """The meeting has come nearer."""
    meeting = turn.session.get(Meeting, action.meeting)
    if meeting is None or meeting.ended_at or meeting.cancelled_at:
        return
    group = turn.session.get_one(Group, meeting.group_id)
    if meeting.reminded_at is None and turn.now < meeting.start and members(turn.session, group.id):
        planning.plan(turn, group)  # the world's clock rules may have changed since: better told today than wrong
    if meeting.cancelled_at is None:
        _do_what_is_due(turn, group, meeting)
        planning.set_timer(turn, meeting)


def _do_what_is_due(turn: Turn, group: Group, meeting: Meeting) -> None:
    match rules.stage(meeting.start, meeting.minutes, turn.now, group.reminders):
        case "week" | "day" | "hour" as stage:
            _remind(turn, group, meeting, stage)
        case "over":
            _end(turn, group, meeting)
        case _:
            pass


def _remind(turn: Turn, group: Group, meeting: Meeting, stage: str) -> None:
    people = members(turn.session, group.id)
    if people:
        room.say(turn, group, meeting)
    meeting.reminded_at = meeting.reminded_at or turn.now
    said, asked = answers(turn.session, meeting.id), _asked_now(turn, meeting) if stage == "week" else ""
    for member, profile in people:
        if not profile.away(turn.now) and said.get(member.id) != NOT_COMING and member.id != asked:
            telling.let_know(turn, meeting, member, stage)


def _asked_now(turn: Turn, meeting: Meeting) -> str:
    """Whoever has the turn is asked a week before as well, which names the time: one message is enough."""
    found = taking(turn.session, meeting.id, FACILITATOR)
    return found[0].id if found else ""


def _end(turn: Turn, group: Group, meeting: Meeting) -> None:
    """Who was there is noted as far as Tend can know: everybody who was not away and did not say no."""
    meeting.ended_at = turn.now
    said = answers(turn.session, meeting.id)
    people = members(turn.session, group.id)
    for member, profile in people:
        there = said.get(member.id) != NOT_COMING and not profile.away(meeting.start)
        attendance(turn.session, meeting.id, member.id).there = there
        meeting.people += there
    if meeting.reminded_at is None and turn.now - meeting.end > rules.MISSED:
        _own_up(turn, meeting)
    turn.happened(Ended(meeting.id))
    if people:
        planning.plan(turn, group)


def _own_up(turn: Turn, meeting: Meeting) -> None:
    found = taking(turn.session, meeting.id, FACILITATOR)
    if found:
        telling.let_know(turn, meeting, found[0], "missed")
