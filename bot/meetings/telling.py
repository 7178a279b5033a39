"""What one person is to hear of meetings, collected first and said in one message.

Whoever has several groups, or was away while something changed, hears of everything at once. A change is told to those
who counted on what stood before: who had said whether they come, knew of a part, or had been reminded. Everybody else
reads it in the room.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.groups.tables import Group, Member, members
from bot.meetings import screens
from bot.meetings.actions import Tell
from bot.meetings.cards import card
from bot.meetings.rules import NOT_COMING
from bot.meetings.screens import Card
from bot.meetings.tables import Attendance, Meeting, Part, answers, attendance
from bot.people import Profile
from bot.turn import Turn

CHANGED = ("moved", "off", "back")
CAN_WAIT = ("week", "day", "missed")


def let_know(turn: Turn, meeting: Meeting, member: Member, what: str) -> None:
    """They hear of this meeting, with whatever else they are to hear of now; what can wait, after their quiet hours."""
    attendance(turn.session, meeting.id, member.id).to_tell = what
    profile = turn.session.get_one(Profile, member.profile_id)
    due = profile.opens(turn.now) if what in CAN_WAIT else turn.now
    turn.at(_key(profile.id), due, Tell(profile.id))


def _key(profile_id: str) -> str:
    return f"meetings/tell/{profile_id}"


def of_a_move(turn: Turn, meeting: Meeting, by: str) -> None:
    """Called before the meeting moves. Whatever was answered is asked anew, also of those who could not come."""
    asked = _asked(turn, meeting)
    counted = [member for member, _ in _counting_on(turn, meeting, by)]
    for row in _rows(turn, meeting):
        row.answer, row.answered_at = "", None
        if row.to_tell not in CHANGED:
            row.to_tell = ""
    for member in counted:
        row = attendance(turn.session, meeting.id, member.id)
        row.was = row.was or meeting.start
        if member.id not in asked:  # those are asked about the new time, which says that it moved
            let_know(turn, meeting, member, "moved")


def of_calling_off(turn: Turn, meeting: Meeting, by: str) -> None:
    """Called before the meeting is called off. Whoever could not come anyway is spared."""
    said = answers(turn.session, meeting.id)
    for member, profile in _counting_on(turn, meeting, by):
        if said.get(member.id) != NOT_COMING and not profile.away(meeting.start):
            let_know(turn, meeting, member, "off")


def of_being_back(turn: Turn, meeting: Meeting, by: str) -> None:
    """Called after it is put back: those who would have been told that it was off, or were."""
    for member, profile in _counting_on(turn, meeting, by):
        row = attendance(turn.session, meeting.id, member.id)
        if row.to_tell == "off":  # they have not heard that it was off
            row.to_tell = ""
        elif row.answer != NOT_COMING and not profile.away(meeting.start):
            let_know(turn, meeting, member, "back")


def _counting_on(turn: Turn, meeting: Meeting, by: str) -> Iterator[tuple[Member, Profile]]:
    """Who planned with the meeting as it stands, without whoever changes it: they know."""
    knowing = answers(turn.session, meeting.id).keys() | _asked(turn, meeting) | _told(turn, meeting)
    for member, profile in members(turn.session, meeting.group_id):
        if member.id != by and (meeting.reminded_at or member.id in knowing):
            yield member, profile


def _asked(turn: Turn, meeting: Meeting) -> set[str]:
    """Those who have a part and know of it."""
    parts = select(Part.member_id).where(Part.meeting_id == meeting.id, Part.asked_for.is_not(None))
    return {member for member in turn.session.scalars(parts) if member}


def _told(turn: Turn, meeting: Meeting) -> set[str]:
    """Those who have been told of an earlier change, or are about to be."""
    return {row.member_id for row in _rows(turn, meeting) if row.to_tell in CHANGED}


def _rows(turn: Turn, meeting: Meeting) -> Sequence[Attendance]:
    return turn.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)).all()


def tell(turn: Turn, action: Tell) -> None:
    """Whatever one person is to hear of, in one message; what has begun meanwhile is dropped."""
    profile = turn.session.get(Profile, action.profile)
    if profile is None:
        return
    if profile.away_until and profile.away(turn.now):
        turn.at(_key(profile.id), profile.away_until, action)
        return
    cards = []
    for row, group, meeting in _due(turn, action.profile):
        if _is_of_use(row, meeting, turn.now):
            cards.append(card(turn, group, meeting, row.member_id, row.to_tell, row.was))
        row.to_tell, row.was = "", None
    if cards:
        told = ",".join(f"{card.meeting.id}.{card.meeting.sequence}.{card.what}" for card in cards)
        turn.say(profile.person, screens.reminder(cards), key=f"{_key(profile.id)}/{told}", until=_until(cards))


def back_again(turn: Turn, profile_id: str) -> None:
    """Somebody who was away may be back before they said: what waits for them is told now."""
    if _due(turn, profile_id):
        turn.at(_key(profile_id), turn.now, Tell(profile_id))


def _is_of_use(row: Attendance, meeting: Meeting, now: datetime) -> bool:
    match row.to_tell:
        case "missed":
            return True
        case "off":
            return meeting.cancelled_at is not None and now < meeting.start
        case "moved":
            return not meeting.cancelled_at and now < meeting.start and row.was != meeting.start
        case _:
            return not meeting.cancelled_at and now < meeting.start


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
