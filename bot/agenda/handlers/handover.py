"""Giving the card to whoever facilitates, handing it on when the turn goes to somebody else, and keeping it up.

A member is given the card of a meeting once. When their turn goes, their card says to whom; should it come back, the
same message is a card again.
"""

from sqlalchemy import select

from bot.agenda import rules
from bot.agenda.actions import HandOver, ShowHandover
from bot.agenda.handlers.feature import agenda
from bot.agenda.handlers.reading import felt, follow_ups, lines
from bot.agenda.screens import NO_MEETING
from bot.agenda.screens import handover as screens
from bot.agenda.tables import Handover, handovers
from bot.groups.membership import here
from bot.groups.tables import Group, Member, agreement_of, members
from bot.meetings.acting import meant
from bot.meetings.actions import BackOn, CalledOff, Moved, PartChanged, Planned
from bot.meetings.rules import FACILITATOR
from bot.meetings.tables import Meeting, Part, answers, coming, next_meeting, taking
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message


@agenda.command("handover", "what whoever facilitates the next meeting should have at hand")
def handover(turn: Turn, words: str) -> Reply:
    member, group = here(turn)
    meeting = next_meeting(turn.session, group.id, turn.now)
    if meeting is None:
        raise Refused(NO_MEETING)
    return _card(turn, group, meeting, member.id)


@agenda.on(ShowHandover)
def show(turn: Turn, action: ShowHandover) -> Reply:
    member, group, meeting = meant(turn, action.meeting)
    return _card(turn, group, meeting, member.id)


def _card(turn: Turn, group: Group, meeting: Meeting, member_id: str) -> Message:
    found = taking(turn.session, meeting.id, FACILITATOR)
    said = answers(turn.session, meeting.id)
    silent = [
        one
        for one, profile in members(turn.session, group.id)
        if one.id not in said and not profile.away(meeting.start)
    ]
    return screens.card(
        screens.Card(
            group=group,
            meeting=meeting,
            facilitator=found[1] if found else None,
            mine=bool(found and found[0].id == member_id),
            agreement=agreement_of(turn.session, group),
            coming=coming(turn.session, meeting),
            silent=len(silent),
            agenda=lines(turn, meeting.id),
            follow_ups=follow_ups(turn, group.id),
            felt=felt(turn, group.id),
        )
    )


@agenda.timer(HandOver)
def hand_over(turn: Turn, action: HandOver) -> None:
    meeting = turn.session.get(Meeting, action.meeting)
    if meeting:
        look(turn, meeting)


def look(turn: Turn, meeting: Meeting) -> None:
    """Whoever facilitates has the card, or will be given it in time; whoever no longer does reads who does."""
    found = taking(turn.session, meeting.id, FACILITATOR)
    _hand_on(turn, meeting, found)
    part = turn.session.get(Part, (meeting.id, FACILITATOR))
    if found is None or part is None or meeting.cancelled_at or meeting.start <= turn.now:
        turn.cancel(_timer(meeting))
        return
    due = rules.handed_over_at(meeting.start, will=part.will)
    if due > turn.now:
        turn.at(_timer(meeting), due, HandOver(meeting.id))
    else:
        turn.cancel(_timer(meeting))
        _give(turn, meeting, *found)


def _timer(meeting: Meeting) -> str:
    return f"agenda/handover/{meeting.id}"


def _give(turn: Turn, meeting: Meeting, member: Member, profile: Profile) -> None:
    if profile.away(turn.now):
        return
    message = _card(turn, turn.session.get_one(Group, meeting.group_id), meeting, member.id)
    row = turn.session.get(Handover, (meeting.id, member.id))
    if row is None:
        row = Handover(meeting_id=meeting.id, member_id=member.id, at=turn.now, stands=True)
        turn.session.add(row)
        turn.session.flush()
        turn.say(profile.person, message, key=row.key, until=meeting.start)
    elif not row.stands:
        row.stands = True
        turn.change(row.key, message)


def _hand_on(turn: Turn, meeting: Meeting, found: tuple[Member, Profile] | None) -> None:
    group = turn.session.get_one(Group, meeting.group_id)
    for row in handovers(turn.session, meeting.id):
        if row.stands and not (found and found[0].id == row.member_id):
            row.stands = False
            turn.change(row.key, screens.handed_on(group, meeting.start, found[1] if found else None))


def keep_up(turn: Turn, meeting: Meeting) -> None:
    """What stands on the card has changed."""
    group = turn.session.get_one(Group, meeting.group_id)
    for row in handovers(turn.session, meeting.id):
        if row.stands and turn.now < meeting.start and not meeting.cancelled_at:
            turn.change(row.key, _card(turn, group, meeting, row.member_id))


# What other slices tell.


@agenda.when(PartChanged)
def part_changed(turn: Turn, told: PartChanged) -> None:
    look(turn, turn.session.get_one(Meeting, told.meeting))


@agenda.when(Planned)
def planned(turn: Turn, told: Planned) -> None:
    parts = select(Part.meeting_id).where(Part.role == FACILITATOR, Part.member_id.is_not(None))
    ahead = select(Meeting).where(Meeting.group_id == told.group, Meeting.start > turn.now, Meeting.id.in_(parts))
    for meeting in turn.session.scalars(ahead.order_by(Meeting.start, Meeting.id)).all():
        look(turn, meeting)


@agenda.when(Moved)
def moved(turn: Turn, told: Moved) -> None:
    keep_up(turn, turn.session.get_one(Meeting, told.meeting))


@agenda.when(CalledOff)
def called_off(turn: Turn, told: CalledOff) -> None:
    meeting = turn.session.get_one(Meeting, told.meeting)
    turn.cancel(_timer(meeting))
    group = turn.session.get_one(Group, meeting.group_id)
    for row in handovers(turn.session, meeting.id):
        if row.stands:
            row.stands = False
            turn.change(row.key, screens.off(group, meeting.start))


@agenda.when(BackOn)
def back_on(turn: Turn, told: BackOn) -> None:
    look(turn, turn.session.get_one(Meeting, told.meeting))
