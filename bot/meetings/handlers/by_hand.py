"""What any member can do to one meeting: move it, call it off, put it back. The room is told who did, and can undo it.

The meeting keeps its id, so parts, swaps and entries in calendars go along. A day and an hour that somebody types are
on the group's own wall clock, and are read back in each reader's.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.db import new_id
from bot.groups.tables import Group, Member, profile_of
from bot.meetings import acting, planning, rules
from bot.meetings.actions import AskMove, CallOff, Move, Planned, PutBack, ShowChange
from bot.meetings.handlers.feature import meetings
from bot.meetings.screens import by_hand
from bot.meetings.screens.by_hand import BACK, CANCEL, CHANGES, MOVE
from bot.meetings.tables import Meeting, open_meetings
from bot.meetings.tables.by_hand import MeetingChange, changes, holidays, put_off
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood, exists, instant, read_date, read_moment, read_other_day
from bot.turn import Turn
from bot.ui import Invalid, Message
from bot.zones import zone

TYPED = (*MOVE, *CANCEL, *BACK, *CHANGES)
"""What can be typed after `meeting` to change one."""
LEADS = MOVE
"""Of these, what people say before the meeting, and mean no room: "move the meeting to Friday"."""
_TO = re.compile(r"(?:^|\s)(?:to|for|until|till)\s+")
_LATER = re.compile(r"by (.+)|(.+) later")


def typed(turn: Turn, member: Member, group: Group, word: str, rest: str) -> Reply:
    """ "meeting move 8 December to 15 December 19:00", "meeting cancel 8 December", "meeting back", …"""
    try:
        if word in MOVE:
            return _typed_move(turn, member, group, rest)
        if word in CHANGES:
            return by_hand.history(group, changes(turn.session, group.id))
        found = put_off(turn.session, group.id, turn.now) if word in BACK else to_come(turn, group)
        meeting = meant(group, found, rest, turn.now)
        return _call_off(turn, member, group, meeting) if word in CANCEL else _put_back(turn, member, group, meeting)
    except NotUnderstood as wrong:
        return Message(str(wrong))


def _typed_move(turn: Turn, member: Member, group: Group, rest: str) -> Reply:
    tos = list(_TO.finditer(rest))
    which, when = (rest[: tos[-1].start()], rest[tos[-1].end() :]) if tos else ("", rest)
    meeting = meant(group, to_come(turn, group), which.strip().removeprefix("from "), turn.now)
    stands, today = _local(group, meeting.start), _local(group, turn.now).date()
    if not when:
        return by_hand.form(meeting, stands, zone_of(group))
    if when.strip().casefold() == "next week":  # no day yet: the same one is filled in
        return by_hand.form(meeting, datetime.combine(_week_after(today, stands.date()), stands.time()), zone_of(group))
    later = _LATER.fullmatch(when)
    if later:  # from when it is, and not from today
        local = datetime.combine(read_date(f"in {later[1] or later[2]}", stands.date()), stands.time())
    else:
        local = read_moment(when, stands, today)
    return _move(turn, member, group, meeting, local)


def _week_after(today: date, stands: date) -> date:
    """The day of the week on which it stands, in the week after this one."""
    return today + timedelta(days=7 - today.weekday() + stands.weekday())


def to_come(turn: Turn, group: Group) -> list[Meeting]:
    """Those that have not begun and are not called off, the next one first."""
    return [meeting for meeting in open_meetings(turn.session, group.id) if meeting.start > turn.now]


def meant(group: Group, found: Sequence[Meeting], words: str, now: datetime) -> Meeting:
    """The meeting on that day of the group's calendar; the next one without words. Raises Refused, NotUnderstood."""
    if not found:
        raise Refused(by_hand.NONE)
    if not words:
        return found[0]
    day = read_date(words, _local(group, now).date())
    there = [meeting for meeting in found if day in (_local(group, meeting.start).date(), meeting.on)]
    if not there:
        raise Refused(by_hand.none_on(day, found))
    return there[0]


def zone_of(group: Group) -> str:
    """Whose wall clock a meeting goes by."""
    return planning.rhythm_of(group).zone


def _local(group: Group, at: datetime) -> datetime:
    return at.astimezone(zone(zone_of(group))).replace(tzinfo=None)


def local_date(group: Group, at: datetime) -> date:
    """The day of an instant on the group's calendar."""
    return _local(group, at).date()


@meetings.on(ShowChange)
def show_change(turn: Turn, action: ShowChange) -> Reply:
    _, group, meeting = _pressed(turn, action.meeting)
    return by_hand.what(group, meeting)


@meetings.on(AskMove)
def ask_move(turn: Turn, action: AskMove) -> Reply:
    _, group, meeting = _pressed(turn, action.meeting)
    return by_hand.form(meeting, _local(group, meeting.start), zone_of(group))


@meetings.on(Move)
def move(turn: Turn, action: Move) -> Reply:
    member, group, meeting = _pressed(turn, action.meeting)
    stands = _local(group, meeting.start)
    try:
        day = read_other_day(turn.answer("day"), stands.date(), _local(group, turn.now).date())
    except NotUnderstood as wrong:
        return Invalid({"day": str(wrong)})
    try:
        local = read_moment(turn.answer("time"), datetime.combine(day, stands.time()), today=day)
    except NotUnderstood as wrong:
        return Invalid({"time": str(wrong)})
    return _move(turn, member, group, meeting, local)


@meetings.on(CallOff)
def call_off(turn: Turn, action: CallOff) -> Reply:
    return _call_off(turn, *_pressed(turn, action.meeting))


@meetings.on(PutBack)
def put_back(turn: Turn, action: PutBack) -> Reply:
    return _put_back(turn, *acting.meant(turn, action.meeting))


def _pressed(turn: Turn, meeting_id: str) -> tuple[Member, Group, Meeting]:
    member, group, meeting = acting.meant(turn, meeting_id)
    _can_change(turn, meeting)
    return member, group, meeting


def _can_change(turn: Turn, meeting: Meeting) -> None:
    if meeting.cancelled_at:
        raise Refused(by_hand.off_already(meeting))
    if meeting.start <= turn.now:
        raise Refused(by_hand.begun_already(meeting))


def _move(turn: Turn, member: Member, group: Group, meeting: Meeting, local: datetime) -> Message:
    where = zone(zone_of(group))
    at, was = instant(local, where), meeting.start
    if at == was:
        return by_hand.stands(meeting)
    _can_be_then(turn, group, local.date(), at)
    meeting.wall = rules.wall(local, where.key)
    planning.move_to(turn, meeting, at, member.id)
    _tell(turn, member, group, meeting, "moved", was)
    shown = at.astimezone(where).replace(tzinfo=None)
    return by_hand.moved(meeting, was, local, shown, where.key)


def _can_be_then(turn: Turn, group: Group, day: date, at: datetime) -> None:
    if not exists(day, zone(zone_of(group))):
        raise Refused(by_hand.no_such_day(day, zone_of(group)))
    if at <= turn.now:
        raise Refused(by_hand.past(at))
    if at - turn.now > rules.FARTHEST:
        raise Refused(by_hand.too_far(at))
    if found := next((one for one in holidays(turn.session, group.id, turn.now) if one.holds(day)), None):
        raise Refused(by_hand.on_holiday(day, found))


def _call_off(turn: Turn, member: Member, group: Group, meeting: Meeting) -> Message:
    planning.call_off(turn, meeting, "hand", member.id)
    _tell(turn, member, group, meeting, "off", meeting.start)
    return by_hand.off(meeting)


def _put_back(turn: Turn, member: Member, group: Group, meeting: Meeting) -> Message:
    """One that is off takes place; one that was moved goes back to the hour of the rhythm."""
    if meeting.off in ("rhythm", "holiday"):
        raise Refused(by_hand.off_otherwise(meeting))
    if meeting.off:
        return _on_again(turn, member, group, meeting)
    at = rules.slot(planning.rhythm_of(group), meeting.on)
    if not meeting.wall or meeting.start <= turn.now:
        return by_hand.stands(meeting)
    if at <= turn.now:
        raise Refused(by_hand.past(at))
    was, meeting.wall = meeting.start, ""
    planning.move_to(turn, meeting, at, member.id)
    _tell(turn, member, group, meeting, "moved", was)
    return by_hand.moved_back(meeting, was)


def _on_again(turn: Turn, member: Member, group: Group, meeting: Meeting) -> Message:
    if meeting.start <= turn.now:
        raise Refused(by_hand.past(meeting.start))
    planning.put_back(turn, meeting, member.id)
    _tell(turn, member, group, meeting, "back", meeting.start)
    return by_hand.back(meeting)


def _tell(turn: Turn, member: Member, group: Group, meeting: Meeting, what: str, was: datetime) -> None:
    """The history, the room, and the other slices."""
    done = {"meeting_id": meeting.id, "member_id": member.id, "what": what}
    change = MeetingChange(id=new_id(), **done, was=was, now=meeting.start, at=turn.now)
    turn.session.add(change)
    profile = profile_of(turn.session, member.id)
    said = by_hand.told(profile.name if profile else "", meeting, what, was)
    turn.say(group.place, said, key=f"meetings/{meeting.id}/{what}/{change.id}")
    turn.session.flush()
    turn.happened(Planned(group.id))
