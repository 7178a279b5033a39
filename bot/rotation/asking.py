"""Putting the question to whoever has a turn: a week before, at once when it came later, and never twice."""

from bot.groups.tables import Member
from bot.meetings.rules import DAY
from bot.meetings.tables import Part, taking
from bot.people import Profile
from bot.rotation import choosing, rules, screens
from bot.rotation.actions import Ask, Unheard
from bot.rotation.seats import Seat, has_it, left_for, part, seat_of
from bot.turn import Turn


def ask(turn: Turn, action: Ask) -> None:
    """A week before, or at once when the turn came later than that."""
    seat = seat_of(turn, action.meeting, action.role)
    if seat is None or seat.closed(turn.now):
        return
    found = taking(turn.session, seat.meeting.id, seat.role)
    if found is None:
        choosing.give_instead(turn, seat)
    elif why := found[1].absence(turn.now):
        choosing.let_go(turn, seat, found[0].id, why)
    elif part(turn, seat).asked_for != seat.meeting.start:
        _put_question(turn, seat, *found)


def _put_question(turn: Turn, seat: Seat, member: Member, profile: Profile) -> None:
    row = part(turn, seat)
    before, row.asked_for, row.will = row.asked_for, seat.meeting.start, False
    if _left_to_reminder(turn, seat, row):
        return
    turn.ask(
        profile,
        screens.asking.ask(seat, left_for(turn, seat, member.id), moved=before is not None),
        key=f"{seat.key}/asked/{member.id}/{seat.meeting.sequence}/{int(turn.now.timestamp())}",
        scope=seat.meeting.group_id,
        otherwise=Unheard(seat.meeting.id, seat.role, member.id),
        until=seat.meeting.start,
    )


def _left_to_reminder(turn: Turn, seat: Seat, row: Part) -> bool:
    """After downtime, when the reminder is due as well and names them: one message is enough."""
    due = max(row.since, seat.meeting.start - rules.ASKED)
    return turn.now - due > rules.LATE and seat.meeting.start - turn.now <= DAY


def unheard(turn: Turn, action: Unheard) -> None:
    seat = seat_of(turn, action.meeting, action.role)
    if seat and not seat.closed(turn.now) and has_it(turn, seat, action.member):
        choosing.let_go(turn, seat, action.member, "unreached")
