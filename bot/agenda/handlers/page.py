"""The agenda as a member reads it and as it stands in the room, and the order that whoever facilitates puts it in."""

from datetime import datetime

from bot.agenda import rules
from bot.agenda.actions import AskRoom, Day, Earlier, Show
from bot.agenda.handlers import handover
from bot.agenda.handlers.feature import agenda, is_open
from bot.agenda.handlers.reading import felt, follow_ups, lines, opened
from bot.agenda.screens import items as screens
from bot.agenda.tables import Item, items, waiting_of
from bot.groups.tables import Group, Member, profile_of
from bot.meetings.acting import meant
from bot.meetings.rules import FACILITATOR
from bot.meetings.tables import Meeting, taking
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message


def page(turn: Turn, member: Member, group: Group, meeting: Meeting, first: str = "") -> Message:
    waiting = [opened(turn, item, None) for item in waiting_of(turn.session, member.id) if _of(turn, item, group)]
    shown = screens.Page(
        group=group,
        meeting=meeting,
        lines=lines(turn, meeting.id, member.id),
        follow_ups=follow_ups(turn, group.id),
        felt=felt(turn, group.id),
        waiting=waiting,
        may_order=is_open(turn, meeting) and _may_order(turn, meeting, member),
        open=is_open(turn, meeting),
    )
    return screens.page(shown, first)


def _of(turn: Turn, item: Item, group: Group) -> bool:
    return turn.session.get_one(Meeting, item.meeting_id).group_id == group.id


@agenda.on(Show)
def show(turn: Turn, action: Show) -> Reply:
    return page(turn, *meant(turn, action.meeting))


# The room.


def changed(turn: Turn, meeting: Meeting) -> None:
    """The room's message and the facilitator's card keep up; the room has one once the day has come."""
    turn.session.flush()
    turn.change(room_key(meeting.id, meeting.start), _in_the_room(turn, meeting))
    plan(turn, meeting)
    handover.keep_up(turn, meeting)


def plan(turn: Turn, meeting: Meeting) -> None:
    """The timer that shows it in the room."""
    if is_open(turn, meeting) and items(turn.session, meeting.id):
        turn.at(timer(meeting), max(turn.now, meeting.start - rules.SHOWN), Day(meeting.id))
    else:
        turn.cancel(timer(meeting))


def timer(meeting: Meeting) -> str:
    """Of timers that are due at the same instant, the kernel takes this one after the meeting's own."""
    return f"room/agenda/{meeting.id}"


def room_key(meeting_id: str, start: datetime) -> str:
    """Another one when the meeting is at another time."""
    return f"agenda/{meeting_id}/room/{int(start.timestamp())}"


@agenda.timer(Day)
def show_in_room(turn: Turn, action: Day) -> None:
    meeting = turn.session.get(Meeting, action.meeting)
    if meeting and is_open(turn, meeting) and items(turn.session, meeting.id):
        group = turn.session.get_one(Group, meeting.group_id)
        turn.say(group.place, _in_the_room(turn, meeting), key=room_key(meeting.id, meeting.start), until=meeting.start)


def _in_the_room(turn: Turn, meeting: Meeting) -> Message:
    return screens.in_the_room(meeting, lines(turn, meeting.id), follow_ups(turn, meeting.group_id))


@agenda.on(AskRoom)
def ask_room(turn: Turn, action: AskRoom) -> Reply:
    member, group, meeting = meant(turn, action.meeting)
    return ask(turn, member, group, meeting)


def ask(turn: Turn, member: Member, group: Group, meeting: Meeting) -> Message:
    """Once for each time of the meeting, whoever asks."""
    if not is_open(turn, meeting):
        raise Refused(screens.BEGUN)
    who = profile_of(turn.session, member.id)
    key = f"agenda/{meeting.id}/asked/{int(meeting.start.timestamp())}"
    stood = turn.sent(key) is not None
    turn.say(group.place, screens.ask_room(who.name if who else "", meeting), key=key, until=meeting.start)
    return screens.asked(stood=stood)


# The order.


def _may_order(turn: Turn, meeting: Meeting, member: Member) -> bool:
    """Whoever facilitates; anybody while nobody does."""
    found = taking(turn.session, meeting.id, FACILITATOR)
    return found is None or found[0].id == member.id


@agenda.on(Earlier)
def earlier(turn: Turn, action: Earlier) -> Reply:
    item = turn.session.get(Item, action.item)
    if item is None or item.waits:
        raise Refused(screens.GONE)
    member, group, meeting = meant(turn, item.meeting_id)
    ids = [one.id for one, _ in items(turn.session, meeting.id)]
    place = ids.index(item.id)
    first = max(0, place - 1)
    ids[first], ids[place] = ids[place], ids[first]
    return _in_order(turn, member, group, meeting, ids)


def typed_order(turn: Turn, member: Member, group: Group, meeting: Meeting, letters: str) -> Reply:
    """ "agenda order C A"."""
    ids = rules.order([item.id for item, _ in items(turn.session, meeting.id)], letters)
    if ids is None:
        raise Refused(screens.no_order(lines(turn, meeting.id)))
    return _in_order(turn, member, group, meeting, ids)


def _in_order(turn: Turn, member: Member, group: Group, meeting: Meeting, ids: list[str]) -> Message:
    if not is_open(turn, meeting):
        raise Refused(screens.BEGUN)
    if not _may_order(turn, meeting, member):
        raise Refused(screens.NOT_FACILITATING)
    for item, _ in items(turn.session, meeting.id):
        item.position = ids.index(item.id) + 1
    changed(turn, meeting)
    return page(turn, member, group, meeting, screens.ORDERED)
