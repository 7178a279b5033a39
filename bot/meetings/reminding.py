"""Reminders a day and an hour before, and what is noted when a meeting is over.

Every meeting has one timer. However late it fires, it asks how near the meeting is now and does that alone: what was
slept through is not made up for. What one person is to hear is collected first and said by a second timer, so that
somebody with several meetings hears of them in one message.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.groups.tables import Group, Member, members
from bot.meetings import planning, rules, screens
from bot.meetings.actions import Ended, Reach, Tell
from bot.meetings.cards import card
from bot.meetings.rules import FACILITATOR, NOT_COMING
from bot.meetings.screens import Card
from bot.meetings.tables import Attendance, Meeting, answers, attendance, taking
from bot.people import Profile
from bot.turn import Turn
from bot.ui import Message


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
    match rules.stage(meeting.start, meeting.minutes, turn.now):
        case "day" | "hour" as stage:
            _remind(turn, group, meeting, stage)
        case "over":
            _end(turn, group, meeting)
        case _:
            pass


def _remind(turn: Turn, group: Group, meeting: Meeting, stage: str) -> None:
    people = members(turn.session, group.id)
    if people:
        turn.say(group.place, _in_the_room(turn, group, meeting), key=_room_key(meeting), until=meeting.start)
    meeting.reminded_at = meeting.reminded_at or turn.now
    said = answers(turn.session, meeting.id)
    for member, profile in people:
        if not profile.away(turn.now) and said.get(member.id) != NOT_COMING:
            _let_know(turn, meeting, member, stage)


def _in_the_room(turn: Turn, group: Group, meeting: Meeting) -> Message:
    return screens.in_the_room(card(turn, group, meeting))


def _room_key(meeting: Meeting) -> str:
    return f"meetings/{meeting.id}/room"


def room_again(turn: Turn, meeting: Meeting) -> None:
    """What was said in the room names who facilitates and who comes, so it keeps up until the meeting begins."""
    if meeting.reminded_at and turn.now < meeting.start and not meeting.cancelled_at:
        group = turn.session.get_one(Group, meeting.group_id)
        turn.change(_room_key(meeting), _in_the_room(turn, group, meeting))


def _end(turn: Turn, group: Group, meeting: Meeting) -> None:
    """Who was there is noted as far as Tend can know: everybody who was not away and did not say no."""
    meeting.ended_at = turn.now
    said = answers(turn.session, meeting.id)
    people = members(turn.session, group.id)
    for member, profile in people:
        there = said.get(member.id) != NOT_COMING and not profile.away(meeting.start)
        attendance(turn.session, meeting.id, member.id).there = there
    if meeting.reminded_at is None and turn.now - meeting.end > rules.MISSED:
        _own_up(turn, meeting)
    turn.happened(Ended(meeting.id))
    if people:
        planning.plan(turn, group)


def _own_up(turn: Turn, meeting: Meeting) -> None:
    found = taking(turn.session, meeting.id, FACILITATOR)
    if found:
        _let_know(turn, meeting, found[0], "missed")


def _let_know(turn: Turn, meeting: Meeting, member: Member, what: str) -> None:
    attendance(turn.session, meeting.id, member.id).to_tell = what
    turn.at(f"meetings/tell/{member.profile_id}", turn.now, Tell(member.profile_id))


def tell(turn: Turn, action: Tell) -> None:
    """Whatever one person is to hear of, in one message; what has begun meanwhile is dropped."""
    profile = turn.session.get(Profile, action.profile)
    cards = []
    for row, group, meeting in _due(turn, action.profile):
        if not meeting.cancelled_at and (row.to_tell == "missed" or turn.now < meeting.start):
            cards.append(card(turn, group, meeting, row.member_id, row.to_tell))
        row.to_tell = ""
    if profile and cards:
        told = ",".join(f"{card.meeting.id}.{card.meeting.sequence}.{card.what}" for card in cards)
        turn.say(profile.person, screens.reminder(cards), key=f"meetings/tell/{profile.id}/{told}", until=_until(cards))


def _due(turn: Turn, profile_id: str) -> Sequence[tuple[Attendance, Group, Meeting]]:
    due = (
        select(Attendance, Group, Meeting)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Group, Group.id == Meeting.group_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(Member.profile_id == profile_id, Member.left_at.is_(None), Attendance.to_tell != "")
    )
    found = turn.session.execute(due.order_by(Meeting.start, Group.name, Meeting.id))
    return [(row.Attendance, row.Group, row.Meeting) for row in found]


def _until(cards: Sequence[Card]) -> datetime | None:
    """When the message is of no more use; one that owns up always is."""
    return None if any(card.what == "missed" for card in cards) else max(card.meeting.start for card in cards)
