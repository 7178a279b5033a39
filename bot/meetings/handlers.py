"""What happens when somebody asks for a meeting, answers whether they come, or a group's rhythm changes."""

from collections.abc import Iterator

from sqlalchemy import delete, select, update

from bot.actions import OldAction
from bot.feature import Feature
from bot.groups.actions import AwayChanged, Founded, Joined, Left, SettingChanged
from bot.groups.membership import here
from bot.groups.tables import Group, Member, memberships
from bot.meetings import (
    ahead,
    by_hand,
    holiday,
    hours,
    own_calendar,
    planning,
    reminding,
    room,
    rules,
    screens,
    telling,
)
from bot.meetings.acting import meant
from bot.meetings.actions import (
    AddHoliday,
    AskHoliday,
    AskMove,
    Attend,
    CallOff,
    DropHoliday,
    EndFeed,
    GiveCalendar,
    GiveInvitation,
    Move,
    NotComing,
    PartChanged,
    PutBack,
    Reach,
    RenewFeed,
    ShowChange,
    ShowFeed,
    Tell,
    WasThere,
)
from bot.meetings.cards import card
from bot.meetings.rules import COMING, LATE, NOT_COMING
from bot.meetings.screens import also
from bot.meetings.tables import (
    Attendance,
    CalendarFeed,
    Holiday,
    Meeting,
    MeetingChange,
    attendance,
    next_after,
    next_meeting,
    open_meetings,
)
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message

meetings = Feature("meetings")
meetings.foresees(ahead.foresee)
meetings.timer(Reach)(reminding.reach)
meetings.timer(Tell)(telling.tell)
meetings.on(WasThere)(hours.was_there)
meetings.on(AskHoliday)(holiday.ask)
meetings.on(AddHoliday)(holiday.add)
meetings.on(DropHoliday)(holiday.drop)
meetings.on(ShowChange)(by_hand.show_change)
meetings.on(AskMove)(by_hand.ask_move)
meetings.on(Move)(by_hand.move)
meetings.on(CallOff)(by_hand.call_off)
meetings.on(PutBack)(by_hand.put_back)
meetings.on(GiveCalendar)(own_calendar.give_file)
meetings.on(GiveInvitation)(own_calendar.give_invitation)
meetings.on(ShowFeed)(own_calendar.show_feed)
meetings.on(RenewFeed)(own_calendar.renew_feed)
meetings.on(EndFeed)(own_calendar.end_feed)

SAYING = {
    "coming": COMING,
    "yes": COMING,
    "late": LATE,
    "coming late": LATE,
    "not coming": NOT_COMING,
    "not": NOT_COMING,
    "no": NOT_COMING,
}
"""What can be typed after `meeting`, and the answer that it is."""


@meetings.command(
    "meeting",
    "the next meeting, who facilitates it, and whether you come",
    also=also.ALSO,
    leads=by_hand.LEADS,
)
def show(turn: Turn, words: str) -> Reply:
    member, group = here(turn)
    word, _, rest = words.strip().partition(" ")
    if word.casefold() in by_hand.TYPED:
        return by_hand.typed(turn, member, group, word.casefold(), rest.strip())
    meeting = next_meeting(turn.session, group.id, turn.now)
    typed = " ".join(words.casefold().split())
    if meeting is None:
        return screens.no_meeting(group)
    if typed in SAYING:
        return _answer(turn, member, group, meeting, SAYING[typed])
    return (
        screens.not_understood(words)
        if typed
        else screens.meeting_card(card(turn, group, meeting, member.id), turn.now)
    )


@meetings.front
def at_the_door(turn: Turn, profile: Profile | None) -> Iterator[Message]:
    for member, group in memberships(turn.session, turn.heard.who):
        meeting = next_meeting(turn.session, group.id, turn.now)
        yield (
            screens.meeting_card(card(turn, group, meeting, member.id), turn.now)
            if meeting
            else screens.no_meeting(group)
        )


@meetings.on(Attend)
def attend(turn: Turn, action: Attend) -> Reply:
    member, group, meeting = meant(turn, action.meeting)
    if action.answer not in rules.ANSWERS:
        raise OldAction(action.answer)
    return _answer(turn, member, group, meeting, action.answer)


def _answer(turn: Turn, member: Member, group: Group, meeting: Meeting, answer: str) -> Message:
    _still_to_come(turn, meeting)
    before = card(turn, group, meeting, member.id)
    row = attendance(turn.session, meeting.id, member.id)
    row.answer, row.answered_at = answer, turn.now
    if answer == NOT_COMING:
        row.to_tell = ""
        turn.session.flush()
        turn.happened(NotComing(meeting.id, member.id))
    room.keep_up(turn, meeting)
    after = card(turn, group, meeting, member.id)
    return screens.answered(after, stood=before.answer == answer, passed=before.mine and not after.mine)


def _still_to_come(turn: Turn, meeting: Meeting) -> None:
    if meeting.cancelled_at:
        raise Refused(screens.called_off_already(meeting))
    if meeting.start <= turn.now:
        following = next_after(turn.session, meeting)
        raise Refused(screens.passed_already(meeting, following.start if following else None))


@meetings.command(
    "holiday", "days on which your group does not meet, for example: holiday 24 Dec to 6 Jan", also=also.ALSO_HOLIDAY
)
def holiday_command(turn: Turn, words: str) -> Reply:
    return holiday.typed(turn, words.strip())


@meetings.command(
    "hours",
    "your own minutes in meetings by month, for you alone; hours bacp counts as that body does",
    also=also.ALSO_HOURS,
)
def hours_command(turn: Turn, words: str) -> Reply:
    return hours.typed(turn, words)


@meetings.command(
    "calendar",
    "the coming meetings for your own calendar: a file, or calendar feed for an address",
    also=also.ALSO_CALENDAR,
)
def calendar_command(turn: Turn, words: str) -> Reply:
    return own_calendar.typed(turn, words)


# What other slices tell.


@meetings.when(Founded)
def begin(turn: Turn, founded: Founded) -> None:
    planning.plan(turn, turn.session.get_one(Group, founded.group))


@meetings.when(Joined)
def welcome(turn: Turn, joined: Joined) -> None:
    planning.plan(turn, turn.session.get_one(Group, joined.group))


@meetings.when(SettingChanged)
def follow(turn: Turn, changed: SettingChanged) -> None:
    if changed.setting in ("rhythm", "zone"):
        planning.plan(turn, turn.session.get_one(Group, changed.group))
    if changed.setting == "reminders":
        for meeting in open_meetings(turn.session, changed.group):
            planning.set_timer(turn, meeting)


@meetings.when(Left)
def part(turn: Turn, left: Left) -> None:
    """What they answered to meetings to come goes; that they were at past ones stays, as everybody's history needs."""
    to_come = select(Meeting.id).where(Meeting.group_id == left.group, Meeting.ended_at.is_(None))
    theirs = delete(Attendance).where(Attendance.member_id == left.member, Attendance.meeting_id.in_(to_come))
    turn.session.execute(theirs)
    own_calendar.end_without_groups(turn, left.member)


@meetings.when(PartChanged)
def renamed(turn: Turn, changed: PartChanged) -> None:
    room.keep_up(turn, turn.session.get_one(Meeting, changed.meeting))


@meetings.when(AwayChanged)
def back_again(turn: Turn, changed: AwayChanged) -> None:
    telling.back_again(turn, changed.profile)


# Forgetting.


@meetings.forgets
def sweep(turn: Turn) -> None:
    turn.session.execute(delete(Meeting).where(Meeting.start < turn.now - rules.KEPT))
    turn.session.execute(delete(Holiday).where(Holiday.last < (turn.now - rules.KEPT).date()))


@meetings.erases
def erase(turn: Turn, profile: Profile) -> None:
    """Their attendance goes. Meetings and what was done to them stay, and lose the name with the member's row."""
    theirs = select(Member.id).where(Member.profile_id == profile.id)
    turn.session.execute(update(MeetingChange).where(MeetingChange.member_id.in_(theirs)).values(member_id=None))
    turn.session.execute(update(Holiday).where(Holiday.member_id.in_(theirs)).values(member_id=None))
    turn.session.execute(delete(Attendance).where(Attendance.member_id.in_(theirs)))
    turn.session.execute(delete(CalendarFeed).where(CalendarFeed.profile_id == profile.id))


@meetings.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """Which meetings they answered to, which they were at, and since when their calendar has an address."""
    feed = turn.session.get(CalendarFeed, profile.id)
    own = (
        select(Group.name.label("group"), Meeting.start, Attendance.answer, Attendance.answered_at, Attendance.there)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Group, Group.id == Meeting.group_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(Member.profile_id == profile.id)
    )
    told = {"meetings": [dict(row) for row in turn.session.execute(own.order_by(Meeting.start)).mappings()]}
    return told | ({"calendar_address_since": feed.made_at} if feed else {})
