"""What stands about a meeting in the group's room, kept up with who comes, who facilitates and what becomes of it."""

from bot.groups.tables import Group
from bot.meetings import screens
from bot.meetings.cards import card
from bot.meetings.tables import Meeting
from bot.turn import Turn
from bot.ui import Message


def say(turn: Turn, group: Group, meeting: Meeting) -> None:
    """Once for each time at which the meeting was to be."""
    turn.say(group.place, _now(turn, group, meeting), key=_key(meeting), until=meeting.start)


def keep_up(turn: Turn, meeting: Meeting) -> None:
    """What was said names who facilitates and who comes, so it keeps up until the meeting begins."""
    if meeting.reminded_at and turn.now < meeting.start and not meeting.cancelled_at:
        turn.change(_key(meeting), _now(turn, turn.session.get_one(Group, meeting.group_id), meeting))


def close(turn: Turn, meeting: Meeting, said: Message) -> None:
    """Called before a meeting moves or is called off: nobody is to read the old time as if it stood."""
    if meeting.reminded_at:
        turn.change(_key(meeting), said)


def _now(turn: Turn, group: Group, meeting: Meeting) -> Message:
    return screens.in_the_room(card(turn, group, meeting))


def _key(meeting: Meeting) -> str:
    return f"meetings/{meeting.id}/{meeting.sequence}/room"
