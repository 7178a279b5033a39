"""What becomes of an agenda when its meeting moves, is called off, or takes place after all.

Nothing goes to another meeting by itself: whoever was to bring it is asked, and until they say it waits unseen.
"""

from bot.agenda.actions import BringNext
from bot.agenda.handlers.feature import agenda, is_open
from bot.agenda.handlers.page import changed, page, plan, room_key, timer
from bot.agenda.handlers.reading import opened
from bot.agenda.rules import ITEMS
from bot.agenda.screens import NO_MEETING
from bot.agenda.screens import items as screens
from bot.agenda.tables import Item, items, last_place, waiting_of
from bot.groups.tables import Group, Member
from bot.meetings.acting import meant
from bot.meetings.actions import BackOn, CalledOff, Moved
from bot.meetings.tables import Meeting, next_to_begin
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message


@agenda.when(Moved)
def moved(turn: Turn, told: Moved) -> None:
    """The agenda is the meeting's, so it goes along; what stands in the room about the old time says so."""
    meeting = turn.session.get_one(Meeting, told.meeting)
    turn.change(room_key(meeting.id, told.was), screens.moved_in_room(told.was, meeting.start))
    plan(turn, meeting)


@agenda.when(CalledOff)
def called_off(turn: Turn, told: CalledOff) -> None:
    meeting = turn.session.get_one(Meeting, told.meeting)
    turn.cancel(timer(meeting))
    turn.change(room_key(meeting.id, meeting.start), screens.off_in_room(meeting.start))
    for item, who in items(turn.session, meeting.id):
        item.waits = True
        if not who.away(turn.now):
            _ask(turn, item, who, meeting)
    turn.session.flush()


def _ask(turn: Turn, item: Item, who: Profile, meeting: Meeting) -> None:
    group = turn.session.get_one(Group, meeting.group_id)
    following = next_to_begin(turn.session, group.id, turn.now)
    message = screens.waits(opened(turn, item, who), group, meeting.start, following.start if following else None)
    turn.ask(who, message, key=_key(item), scope=group.id)
    if turn.sent(_key(item)):  # it was called off before, and put back
        turn.change(_key(item), message)


def _key(item: Item) -> str:
    return f"agenda/{item.id}/waits/{item.meeting_id}"


def close(turn: Turn, item: Item, said: str) -> None:
    """What its owner was asked is answered."""
    turn.change(_key(item), Message(said))


@agenda.when(BackOn)
def back_on(turn: Turn, told: BackOn) -> None:
    """What still waits is on it again, without anybody having to say so."""
    meeting = turn.session.get_one(Meeting, told.meeting)
    for item, who in items(turn.session, meeting.id, waiting=True):
        item.waits = False
        close(turn, item, screens.on_again(opened(turn, item, who), meeting.start))
    changed(turn, meeting)


@agenda.on(BringNext)
def bring_next(turn: Turn, action: BringNext) -> Reply:
    item = turn.session.get(Item, action.item)
    if item is None:
        raise Refused(screens.GONE)
    member, group, meeting = meant(turn, item.meeting_id)
    if item.member_id != member.id:
        raise Refused(screens.NOT_YOURS)
    return _bring(turn, item, member, group, meeting)


def bring_typed(turn: Turn, member: Member, group: Group) -> Reply:
    """ "agenda next"."""
    for item in waiting_of(turn.session, member.id):
        meeting = turn.session.get_one(Meeting, item.meeting_id)
        if meeting.group_id == group.id:
            return _bring(turn, item, member, group, meeting)
    raise Refused(screens.NOTHING_WAITS)


def _bring(turn: Turn, item: Item, member: Member, group: Group, meeting: Meeting) -> Message:
    if item.waits:
        following = next_to_begin(turn.session, group.id, turn.now)
        if following is None:
            raise Refused(NO_MEETING)
        if len(items(turn.session, following.id)) >= ITEMS:
            raise Refused(screens.FULL)
        close(turn, item, screens.on_again(opened(turn, item, None), following.start))
        item.position = last_place(turn.session, following.id)
        item.meeting_id, item.waits, meeting = following.id, False, following
        changed(turn, meeting)
    if not is_open(turn, meeting):
        raise Refused(screens.BEGUN)
    return page(turn, member, group, meeting, screens.on_again(opened(turn, item, None), meeting.start))
