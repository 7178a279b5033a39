"""What can be done with a turn besides yes and no: keep it, look for a volunteer, take one, step in for somebody."""

from bot.groups.membership import of
from bot.groups.tables import Member
from bot.meetings.rules import NOT_COMING
from bot.meetings.tables import answers, attendance, taking
from bot.port import Refused, Reply
from bot.rotation import choosing, record, rules, screens
from bot.rotation.actions import AskGroup, Keep, StepIn, Take, TakeBack
from bot.rotation.seats import Seat, agrees, comes, has_it, left_for, note, part, roles_of, seat_at, seat_of, taker
from bot.rotation.tables import stepped
from bot.turn import Turn


def asked_of(turn: Turn, meeting_id: str, role: str) -> tuple[Member, Seat]:
    """Who pressed, and the seat they mean. Raises Refused unless they are a member and the meeting is to come."""
    member, seat = pressed(turn, meeting_id, role)
    if seat.closed(turn.now):
        raise Refused(screens.too_late(seat.meeting))
    return member, seat


def pressed(turn: Turn, meeting_id: str, role: str) -> tuple[Member, Seat]:
    seat = seat_of(turn, meeting_id, role)
    if seat is None:
        raise Refused(screens.GONE)
    member, _ = of(turn, seat.group.id)
    if role not in roles_of(seat.group):
        raise Refused(screens.no_such_role(role))
    return member, seat


def holds(turn: Turn, meeting_id: str, role: str) -> tuple[Member, Seat]:
    """The same for somebody who has the turn. Raises Refused for everybody else."""
    member, seat = asked_of(turn, meeting_id, role)
    if not has_it(turn, seat, member.id):
        raise Refused(screens.not_yours(seat.meeting, taker(turn, seat)))
    return member, seat


def keep(turn: Turn, action: Keep) -> Reply:
    """The same person next time; at this meeting nobody, unless somebody would like to."""
    member, seat = asked_of(turn, action.meeting, action.role)
    stood = taker(turn, seat) is None and member.id in stepped(turn.session, seat.meeting.id, seat.role, "kept")
    if not stood:
        _, seat = holds(turn, action.meeting, action.role)
        who = taker(turn, seat)
        note(turn, seat, member.id, "kept")
        choosing.leave_empty(turn, seat)
        choosing.close_swaps(turn, seat)
        said = screens.changing.room_of_keeping(seat, who.name if who else "")
        turn.say(seat.group.place, said, key=f"{seat.key}/kept/{choosing.stamp(turn)}", until=seat.meeting.start)
    return screens.changing.kept(seat, stood=stood)


def ask_group(turn: Turn, action: AskGroup) -> Reply:
    member, seat = holds(turn, action.meeting, action.role)
    stood = wanted(turn, seat, member.id)
    if not stood:
        who = taker(turn, seat)
        note(turn, seat, member.id, "asked_group")
        said = screens.changing.wanted(seat, who.name if who else "")
        turn.say(seat.group.place, said, key=_wanted_key(seat, member.id), until=seat.meeting.start)
    return screens.changing.group_asked(seat, stood=stood)


def wanted(turn: Turn, seat: Seat, holder_id: str) -> bool:
    """Whoever has the turn has asked the group for a volunteer."""
    return holder_id in stepped(turn.session, seat.meeting.id, seat.role, "asked_group")


def _wanted_key(seat: Seat, holder_id: str) -> str:
    return f"{seat.key}/wanted/{holder_id}"


def take(turn: Turn, action: Take) -> Reply:
    """A turn that nobody has, or for which a volunteer is wanted. Of two at once, the first has it."""
    member, seat = asked_of(turn, action.meeting, action.role)
    found = taking(turn.session, seat.meeting.id, seat.role)
    if found and found[0].id == member.id:
        return said_yes(turn, seat, member)
    if found and not wanted(turn, seat, found[0].id):
        raise Refused(screens.changing.has_it_already(seat, found[1]))
    able(turn, seat, member)
    if found is None:
        choosing.move_up(turn, seat, member.id, "took")
        return said_yes(turn, seat, member)
    note(turn, seat, found[0].id, "gave")
    choosing.move_up(turn, seat, member.id, "volunteered")
    choosing.close_swaps(turn, seat)
    who = taker(turn, seat)
    turn.change(_wanted_key(seat, found[0].id), screens.changing.found(seat, who))
    told = screens.changing.volunteer_found(seat, who)
    turn.say(found[1].person, told, key=f"{seat.key}/volunteer/{found[0].id}/{choosing.stamp(turn)}")
    return said_yes(turn, seat, member)


def able(turn: Turn, seat: Seat, member: Member) -> None:
    """Raises Refused for somebody who cannot take it even if they want to."""
    if not rules.may(record.past(turn.session, seat.group.id, seat.meeting.id), seat.role, member.id):
        raise Refused(screens.newcomer(seat.role))
    if answers(turn.session, seat.meeting.id).get(member.id) == NOT_COMING:
        raise Refused(screens.NOT_COMING_YET)
    other = seat_at(turn, seat.meeting, member.id)
    if other and not rules.gives_way(other.role, seat.role):
        raise Refused(screens.busy(seat.meeting, other.role))


def said_yes(turn: Turn, seat: Seat, member: Member) -> Reply:
    row = part(turn, seat)
    stood = row.will
    agrees(turn, seat, member.id)
    return screens.asking.will(seat.group, seat.meeting, seat.role, stood=stood)


def step_in(turn: Turn, action: StepIn) -> Reply:
    """For somebody who cannot be there, from a day before the meeting until its end."""
    member, seat = pressed(turn, action.meeting, action.role)
    found = taking(turn.session, seat.meeting.id, seat.role)
    if seat.meeting.cancelled_at or seat.meeting.end <= turn.now:
        raise Refused(screens.too_late(seat.meeting))
    if found is None:
        return take(turn, Take(action.meeting, action.role))
    if found[0].id == member.id:
        return said_yes(turn, seat, member)
    if turn.now < seat.meeting.start - rules.STEPPING_IN:
        raise Refused(screens.changing.too_early(seat, found[1]))
    if stepped(turn.session, seat.meeting.id, seat.role, "absent") - {member.id}:
        raise Refused(screens.changing.has_it_already(seat, found[1]))
    able(turn, seat, member)
    note(turn, seat, found[0].id, "absent")
    away = attendance(turn.session, seat.meeting.id, found[0].id)
    away.answer, away.answered_at = NOT_COMING, turn.now  # whoever cannot be there is not counted as having been
    _in_place_of(turn, seat, member, found[0].id, "stepped_in")
    told = screens.changing.replaced(seat, taker(turn, seat))
    turn.say(found[1].person, told, key=f"{seat.key}/replaced/{choosing.stamp(turn)}")
    return screens.changing.stepped_in(seat, found[1])


def _in_place_of(turn: Turn, seat: Seat, member: Member, other_id: str, what: str) -> None:
    before = taker(turn, seat)
    comes(turn, seat, member.id)
    choosing.move_up(turn, seat, member.id, what, other=other_id)
    agrees(turn, seat, member.id)
    choosing.close_swaps(turn, seat)
    said = screens.changing.room_of_stepping_in(seat, taker(turn, seat), before)
    turn.say(seat.group.place, said, key=f"{seat.key}/{what}/{choosing.stamp(turn)}")


def back_to(turn: Turn, seat: Seat, member_id: str) -> str:
    """Whoever moved up and need not after all has the role that they left, which is returned, if it is free."""
    role = left_for(turn, seat, member_id)
    left = Seat(seat.group, seat.meeting, role)
    if not role or taker(turn, left) or seat_at(turn, seat.meeting, member_id):
        return ""
    choosing.sit(turn, left, member_id, "back")
    if member_id in stepped(turn.session, seat.meeting.id, role, "will"):
        agrees(turn, left, member_id)
    return role


def take_back(turn: Turn, action: TakeBack) -> Reply:
    """Somebody stepped in for them, and they can be there after all."""
    member, seat = pressed(turn, action.meeting, action.role)
    found = taking(turn.session, seat.meeting.id, seat.role)
    if found and found[0].id == member.id:
        return said_yes(turn, seat, member)
    if member.id not in stepped(turn.session, seat.meeting.id, seat.role, "absent") or not found:
        raise Refused(screens.changing.nothing_to_take_back(seat))
    if seat.meeting.cancelled_at or seat.meeting.end <= turn.now:
        raise Refused(screens.too_late(seat.meeting))
    if other := seat_at(turn, seat.meeting, member.id):
        raise Refused(screens.busy(seat.meeting, other.role))
    _in_place_of(turn, seat, member, found[0].id, "back")
    again = back_to(turn, seat, found[0].id)
    told = screens.changing.given_back(seat, taker(turn, seat), again)
    turn.say(found[1].person, told, key=f"{seat.key}/given_back/{choosing.stamp(turn)}")
    return screens.changing.taken_back(seat, found[1])
