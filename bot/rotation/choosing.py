"""Giving turns to whoever is next, and passing them on: what every occasion comes down to.

Turns are given out for the next meeting, and for any other that is less than a week away, all roles of a meeting
together. Whoever is passed over on the way is written down with the reason, since that is what keeps their turn for
them.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.groups.tables import Group, Member, members
from bot.meetings.actions import PartChanged
from bot.meetings.rules import FACILITATOR, NOT_COMING
from bot.meetings.tables import Meeting, answers, open_meetings, taking
from bot.people import Profile
from bot.rotation import record, rules, screens
from bot.rotation.actions import Ask
from bot.rotation.books import Past
from bot.rotation.seats import Seat, handed_out, note, part, roles_of, seat_at, taker
from bot.rotation.tables import DECLINED, open_swaps, stepped
from bot.turn import Turn


def look(turn: Turn, group_id: str) -> None:
    """Sees to it that the turns which should be given out are, and that whoever has one can take it."""
    group = turn.session.get_one(Group, group_id)
    for number, meeting in enumerate(open_meetings(turn.session, group_id)):
        near = number == 0 or meeting.start - rules.ASKED <= turn.now
        if near and meeting.start > turn.now:
            _see_to(turn, group, meeting)


def _see_to(turn: Turn, group: Group, meeting: Meeting) -> None:
    empty = []
    for role in roles_of(group):
        seat = Seat(group, meeting, role)
        found = taking(turn.session, meeting.id, role)
        if found is None:
            empty += [role] if role in handed_out(group) and not _left_empty(turn, seat) else []
        elif why := found[1].absence(_needed_at(turn, seat)):
            let_go(turn, seat, found[0].id, why)
        else:
            _ask_in_time(turn, seat)
    if empty:
        give(turn, group, meeting, empty)


def _left_empty(turn: Turn, seat: Seat) -> bool:
    """Somebody keeps it for the next meeting, and nobody is to do it at this one."""
    return bool(stepped(turn.session, seat.meeting.id, seat.role, "kept"))


def _needed_at(turn: Turn, seat: Seat) -> datetime:
    """Somebody who was asked is needed at the meeting; somebody who was not must be here to be asked."""
    asked = part(turn, seat).asked_for
    return seat.meeting.start if asked else _asked_at(turn, seat.meeting)


def _asked_at(turn: Turn, meeting: Meeting) -> datetime:
    return max(turn.now, meeting.start - rules.ASKED)


def _ask_in_time(turn: Turn, seat: Seat) -> None:
    """A week before; at once when they were asked about another time before."""
    asked = part(turn, seat).asked_for
    if asked != seat.meeting.start:
        due = turn.now if asked else _asked_at(turn, seat.meeting)
        turn.at(f"{seat.key}/ask", due, Ask(seat.meeting.id, seat.role))


def give(turn: Turn, group: Group, meeting: Meeting, roles: Sequence[str]) -> None:
    """Each of these roles to the first in order who can take it; to nobody when nobody can."""
    people = members(turn.session, group.id)
    seats = {role: Seat(group, meeting, role) for role in roles}
    if len(people) < 2:
        for seat in seats.values():
            leave_empty(turn, seat)
        return
    books = record.past(turn.session, group.id, meeting.id)
    cannot, reasons = unable(turn, meeting, people)
    busy = in_seats(turn, group, meeting, but=roles) | stepped(turn.session, meeting.id, "", "gave")
    choices = rules.choose(books, roles, dict.fromkeys(roles, cannot), busy)
    for role, choice in choices.items():
        for member in choice.before:
            if member in reasons:
                note(turn, seats[role], member, reasons[member])
        if choice.member:
            sit(turn, seats[role], choice.member, "chosen", choice.why)
    for role in (role for role, choice in choices.items() if choice.member is None):
        if role != FACILITATOR or not _moved_up(turn, seats[role], books, cannot):
            _tell_of_nobody(turn, seats[role])


def _moved_up(turn: Turn, seat: Seat, books: Past, cannot: set[str]) -> bool:
    """Somebody with a lesser turn facilitates, if anybody can; theirs goes on, or stays empty."""
    gave = stepped(turn.session, seat.meeting.id, "", "gave")
    seats = {role: taking(turn.session, seat.meeting.id, role) for role in rules.UP if role in roles_of(seat.group)}
    holders = {role: found[0].id for role, found in seats.items() if found}
    left = rules.stand_in(books, holders, cannot | gave)
    if left:
        move_up(turn, seat, holders[left], "chosen", "up")
    return left is not None


def move_up(turn: Turn, seat: Seat, member_id: str, what: str, why: str = "", other: str | None = None) -> None:
    """The turn is theirs, and whatever turn they had at this meeting is kept for them and goes to the next."""
    left = seat_at(turn, seat.meeting, member_id)
    if left:
        note(turn, left, member_id, "moved_up")
        leave_empty(turn, left)
        close_swaps(turn, left)
    sit(turn, seat, member_id, what, why, other)
    if left:
        give_instead(turn, left)


def unable(turn: Turn, meeting: Meeting, people: Sequence[tuple[Member, Profile]]) -> tuple[set[str], dict[str, str]]:
    """Who cannot be asked for this meeting, and the reasons of those who have not said so about a turn already."""
    said = answers(turn.session, meeting.id)
    reasons: dict[str, str] = {}
    for member, profile in people:
        if why := profile.absence(_asked_at(turn, meeting)):
            reasons[member.id] = why
        elif said.get(member.id) == NOT_COMING:
            reasons[member.id] = "not_coming"
    return reasons.keys() | stepped(turn.session, meeting.id, "", *DECLINED), reasons


def in_seats(turn: Turn, group: Group, meeting: Meeting, but: Sequence[str] = ()) -> set[str]:
    """Who has a role at this meeting already."""
    found = [taking(turn.session, meeting.id, role) for role in roles_of(group) if role not in but]
    return {one[0].id for one in found if one}


def sit(turn: Turn, seat: Seat, member_id: str, what: str, why: str = "", other: str | None = None) -> None:
    """From now on the turn is theirs; the room hears of it if it was told that there was nobody."""
    row = part(turn, seat)
    was_missing = row.member_id is None and row.asked_for is not None
    row.member_id, row.since, row.asked_for, row.will = member_id, turn.now, None, False
    note(turn, seat, member_id, what, why, other)
    _ask_in_time(turn, seat)
    who = taker(turn, seat)
    if who and was_missing:
        told = screens.asking.somebody(seat.meeting, seat.role, who)
        turn.say(seat.group.place, told, key=f"{seat.key}/found/{stamp(turn)}")
    turn.happened(PartChanged(seat.meeting.id))


def leave_empty(turn: Turn, seat: Seat) -> None:
    row = part(turn, seat)
    before, row.member_id, row.since, row.asked_for, row.will = row.member_id, None, turn.now, None, False
    turn.cancel(f"{seat.key}/ask")
    turn.session.flush()
    if before:
        turn.happened(PartChanged(seat.meeting.id))


def _tell_of_nobody(turn: Turn, seat: Seat) -> None:
    """In the room, once each time that it comes to this, and not before somebody would have been asked."""
    row = part(turn, seat)
    if row.member_id is None and row.asked_for == seat.meeting.start:
        return
    leave_empty(turn, seat)
    if seat.role not in rules.MISSED:
        return
    if _asked_at(turn, seat.meeting) > turn.now:
        turn.at(f"{seat.key}/ask", _asked_at(turn, seat.meeting), Ask(seat.meeting.id, seat.role))
        return
    row.asked_for = seat.meeting.start
    said = screens.asking.nobody(seat.meeting, seat.role)
    turn.say(seat.group.place, said, key=f"{seat.key}/nobody/{stamp(turn)}", until=seat.meeting.start)


def let_go(turn: Turn, seat: Seat, member_id: str, why: str) -> None:
    """They cannot take it: the next is found. Somebody who is away and knew of it hears that it has passed on."""
    knew = part(turn, seat).asked_for is not None
    note(turn, seat, member_id, why)
    gone = taker(turn, seat)
    give_instead(turn, seat)
    if why == "away" and knew and gone:
        said = screens.asking.passed_on(seat, taker(turn, seat))
        turn.say(gone.person, said, key=f"{seat.key}/passed_on/{member_id}/{stamp(turn)}")


def give_instead(turn: Turn, seat: Seat) -> None:
    """To the next who can, or to nobody where people come forward by themselves."""
    if seat.role in handed_out(seat.group):
        give(turn, seat.group, seat.meeting, (seat.role,))
    else:
        leave_empty(turn, seat)


def close_swaps(turn: Turn, seat: Seat) -> None:
    """The turn went another way: what was asked about it is no longer open."""
    for swap in open_swaps(turn.session, seat.meeting.id, seat.role):
        swap.state = "over"
        turn.change(f"rotation/swap/{swap.id}", screens.swapping.closed(seat))
        turn.cancel(f"rotation/swap/{swap.id}")


def stamp(turn: Turn) -> int:
    return int(turn.now.timestamp())
