"""Giving a turn to whoever is next, and passing it on: what every occasion comes down to.

A turn is given out for the next meeting, and for any other that is less than a week away. Whoever is passed over on the
way is written down with the reason, since that is what keeps their turn for them.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from bot.actions import OldAction
from bot.groups.tables import Group, members
from bot.meetings.actions import PartChanged
from bot.meetings.rules import FACILITATOR, NOT_COMING
from bot.meetings.tables import Meeting, Part, answers, open_meetings, taking
from bot.people import Profile
from bot.rotation import rules, screens
from bot.rotation.actions import Ask
from bot.rotation.tables import Step, held, passed_over, standings
from bot.turn import Turn

ROLES = (FACILITATOR,)
"""The roles that are handed out."""


@dataclass(frozen=True)
class Seat:
    """One role at one meeting."""

    group: Group
    meeting: Meeting
    role: str

    @property
    def key(self) -> str:
        return f"rotation/{self.meeting.id}/{self.role}"

    def closed(self, now: datetime) -> bool:
        """Nothing about it can change any more."""
        return self.meeting.cancelled_at is not None or self.meeting.start <= now


def seat_of(turn: Turn, meeting_id: str, role: str) -> Seat | None:
    """None when the meeting is no longer kept. Raises OldAction for a role that this version does not hand out."""
    if role not in ROLES:
        raise OldAction(role)
    meeting = turn.session.get(Meeting, meeting_id)
    return Seat(turn.session.get_one(Group, meeting.group_id), meeting, role) if meeting else None


def part(turn: Turn, seat: Seat) -> Part:
    """The row of this seat, made when there is none yet."""
    found = turn.session.get(Part, (seat.meeting.id, seat.role))
    if found is None:
        found = Part(meeting_id=seat.meeting.id, role=seat.role, since=turn.now, will=False)
        turn.session.add(found)
    return found


def taker(turn: Turn, seat: Seat) -> Profile | None:
    """Who has the turn."""
    found = taking(turn.session, seat.meeting.id, seat.role)
    return found[1] if found else None


def has_it(turn: Turn, seat: Seat, member_id: str) -> bool:
    found = taking(turn.session, seat.meeting.id, seat.role)
    return bool(found and found[0].id == member_id)


def note(turn: Turn, seat: Seat, member_id: str, what: str, why: str = "") -> None:
    """For everybody to read; the same thing once for each meeting."""
    if what == "chosen" or member_id not in passed_over(turn.session, seat.meeting.id, seat.role, what):
        step = Step(group_id=seat.group.id, meeting_id=seat.meeting.id, role=seat.role, at=turn.now)
        step.member_id, step.what, step.why = member_id, what, why
        turn.session.add(step)
        turn.session.flush()


def look(turn: Turn, group_id: str) -> None:
    """Sees to it that the turns which should be given out are, and that whoever has one can take it."""
    group = turn.session.get_one(Group, group_id)
    for number, meeting in enumerate(open_meetings(turn.session, group_id)):
        near = number == 0 or meeting.start - rules.ASKED <= turn.now
        if near and meeting.start > turn.now:
            for role in ROLES:
                see_to(turn, Seat(group, meeting, role))


def see_to(turn: Turn, seat: Seat) -> None:
    found = taking(turn.session, seat.meeting.id, seat.role)
    if found is None:
        give(turn, seat)
    elif why := found[1].absence(_needed_at(turn, seat)):
        let_go(turn, seat, found[0].id, why)
    else:
        _ask_in_time(turn, seat)


def _needed_at(turn: Turn, seat: Seat) -> datetime:
    """Somebody who was asked is needed at the meeting; somebody who was not must be here to be asked."""
    asked = part(turn, seat).asked_for
    return seat.meeting.start if asked else _asked_at(turn, seat)


def _asked_at(turn: Turn, seat: Seat) -> datetime:
    return max(turn.now, seat.meeting.start - rules.ASKED)


def _ask_in_time(turn: Turn, seat: Seat) -> None:
    """A week before; at once when they were asked about another time before."""
    asked = part(turn, seat).asked_for
    if asked != seat.meeting.start:
        turn.at(f"{seat.key}/ask", turn.now if asked else _asked_at(turn, seat), Ask(seat.meeting.id, seat.role))


def give(turn: Turn, seat: Seat) -> None:
    """To the first in order who can take it; to nobody when nobody can."""
    profiles = {member.id: profile for member, profile in members(turn.session, seat.group.id)}
    if len(profiles) < 2:
        return _leave_empty(turn, seat)
    order = rules.in_order(standings(turn.session, seat.meeting, seat.role), held=held(turn.session, seat.group.id))
    declined = passed_over(turn.session, seat.meeting.id, seat.role, "passed", "unreached")
    asked = [standing for standing in order if standing.member not in declined]
    for standing, runner_up in zip_longest(asked, asked[1:]):
        cannot = _cannot(turn, seat, standing.member, profiles[standing.member])
        if not cannot:
            return sit(turn, seat, standing.member, "chosen", rules.why(standing, runner_up))
        note(turn, seat, standing.member, cannot)
    return _tell_of_nobody(turn, seat)


def _cannot(turn: Turn, seat: Seat, member_id: str, profile: Profile) -> str:
    """Why they cannot be asked this time, or ""."""
    if absence := profile.absence(_asked_at(turn, seat)):
        return absence
    return "not_coming" if answers(turn.session, seat.meeting.id).get(member_id) == NOT_COMING else ""


def sit(turn: Turn, seat: Seat, member_id: str, what: str, why: str = "") -> None:
    """From now on the turn is theirs; the room hears of it if it was told that there was nobody."""
    row = part(turn, seat)
    was_missing = row.member_id is None and row.asked_for is not None
    row.member_id, row.since, row.asked_for, row.will = member_id, turn.now, None, False
    note(turn, seat, member_id, what, why)
    _ask_in_time(turn, seat)
    who = taker(turn, seat)
    if who and was_missing:
        turn.say(seat.group.place, screens.somebody(seat.meeting, who), key=f"{seat.key}/found/{_stamp(turn)}")
    turn.happened(PartChanged(seat.meeting.id))


def _leave_empty(turn: Turn, seat: Seat) -> None:
    row = part(turn, seat)
    before, row.member_id, row.since, row.asked_for, row.will = row.member_id, None, turn.now, None, False
    turn.session.flush()
    if before:
        turn.happened(PartChanged(seat.meeting.id))


def _tell_of_nobody(turn: Turn, seat: Seat) -> None:
    """In the room, once each time that it comes to this, and not before somebody would have been asked."""
    row = part(turn, seat)
    if row.member_id is None and row.asked_for == seat.meeting.start:
        return
    _leave_empty(turn, seat)
    if _asked_at(turn, seat) > turn.now:
        turn.at(f"{seat.key}/ask", _asked_at(turn, seat), Ask(seat.meeting.id, seat.role))
        return
    row.asked_for = seat.meeting.start
    said = screens.nobody(seat.meeting, seat.role)
    turn.say(seat.group.place, said, key=f"{seat.key}/nobody/{_stamp(turn)}", until=seat.meeting.start)


def let_go(turn: Turn, seat: Seat, member_id: str, why: str) -> None:
    """They cannot take it: the next is found. Somebody who is away and knew of it hears that it has passed on."""
    knew = part(turn, seat).asked_for is not None
    note(turn, seat, member_id, why)
    gone = taker(turn, seat)
    give(turn, seat)
    if why == "away" and knew and gone:
        said = screens.passed_on(seat.group, seat.meeting, taker(turn, seat))
        turn.say(gone.person, said, key=f"{seat.key}/passed_on/{member_id}/{_stamp(turn)}")


def _stamp(turn: Turn) -> int:
    return int(turn.now.timestamp())
