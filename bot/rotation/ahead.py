"""Who will most likely take which role at the meetings to come: what is given out already, and then a forecast.

The forecast plays the same rules on, as if everybody who is not away came. Nothing is written for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.foreseen import Foreseen
from bot.groups.tables import Group, members
from bot.meetings.ahead import coming
from bot.meetings.tables import taking
from bot.rotation import record, rules
from bot.rotation.books import Evening
from bot.rotation.seats import handed_out, roles_of
from bot.rotation.tables import reason
from bot.turn import Turn


@dataclass(frozen=True)
class Likely:
    """Who has a role at a meeting to come; `settled` when it is given out, otherwise a forecast. `on`: its date."""

    start: datetime
    on: str
    role: str
    member: str
    why: str
    settled: bool


def likely(turn: Turn, group: Group, until: datetime) -> Iterator[Likely]:
    """For every meeting up to an instant, in order."""
    people = members(turn.session, group.id)
    past = replace(record.past(turn.session, group.id), ahead=())
    for meeting in coming(turn.session, group, turn.now, until):
        seats = _settled(turn, group, meeting.meeting) if meeting.meeting else {}
        here = {member.id for member, profile in people if not profile.away(meeting.start)}
        open_roles = [role for role in handed_out(group) if role not in seats]
        absent = [member.id for member, _ in people if member.id not in here]
        choices = rules.choose(past, open_roles, dict.fromkeys(open_roles, absent), set(seats.values()))
        did = dict(seats)
        for role in roles_of(group):
            if role in seats:
                why = reason(turn.session, meeting.meeting, role, seats[role])
                yield Likely(meeting.start, str(meeting.on), role, seats[role], why, settled=True)
            elif role in choices and (member := choices[role].member) and len(people) > 1:
                did[role] = member
                yield Likely(meeting.start, str(meeting.on), role, member, choices[role].why, settled=False)
        there = here | set(did.values())
        past = replace(past, evenings=(*past.evenings, Evening(meeting.start, there, did)))


def _settled(turn: Turn, group: Group, meeting_id: str) -> dict[str, str]:
    found = {role: taking(turn.session, meeting_id, role) for role in roles_of(group)}
    return {role: one[0].id for role, one in found.items() if one}


def foresee(turn: Turn, group_id: str, until: datetime) -> Iterator[Foreseen]:
    """Who has which role, "settled" or "likely", and when they are asked."""
    group = turn.session.get_one(Group, group_id)
    for one in likely(turn, group, until + rules.ASKED):
        if one.start <= until:
            about = "settled" if one.settled else "likely"
            yield Foreseen(one.start, one.role, about=about, meeting=one.on, member=one.member)
        if turn.now < one.start - rules.ASKED <= until:
            asked = one.start - rules.ASKED
            yield Foreseen(asked, "question", about=one.role, meeting=one.on, member=one.member, own=True)
