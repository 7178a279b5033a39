"""What somebody means who types words after `turns`: what they want to do, and with which role."""

import re
from dataclasses import dataclass

from bot.groups.tables import Group, Member
from bot.meetings.rules import COFACILITATOR, FACILITATOR, PRESENTER, TIMEKEEPER
from bot.meetings.tables import Meeting, next_meeting, next_to_begin
from bot.port import Refused
from bot.rotation import screens
from bot.rotation.changing import wanted
from bot.rotation.seats import Seat, roles_of, seat_at, taker
from bot.rotation.tables import stepped
from bot.turn import Turn

VERBS = {
    "will": "will",
    "yes": "will",
    "pass": "pass",
    "no": "pass",
    "keep": "keep",
    "swap": "swap",
    "volunteer": "volunteer",
    "take back": "take back",
    "take": "take",
    "step in": "step in",
    "stepin": "step in",
    "accept": "accept",
    "decline": "decline",
    "fairness": "fairness",
    "history": "history",
    "mine": "mine",
    "balance": "mine",
}
"""The longer ones stand before the shorter ones that they begin with."""
ROLES = {
    "facilitator": FACILITATOR,
    "co-facilitator": COFACILITATOR,
    "cofacilitator": COFACILITATOR,
    "presenter": PRESENTER,
    "timekeeper": TIMEKEEPER,
}
TO_HOLD = ("will", "pass", "keep", "swap", "volunteer")
"""What is said of a turn that one has; the others are about somebody else's, or nobody's."""
_MINE = re.compile(r"^(me |my turn )?with ", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """`verb` is "" for words that mean nothing; `role` is "" when none was named. `rest`: a name."""

    verb: str
    role: str
    rest: str


def read(words: str) -> Typed:
    """ "swap Ana", "swap presenter with Ana", "take presenter", "step in timekeeper", "step in for Ana"."""
    spoken = " ".join(words.split())
    for start, verb in VERBS.items():
        if spoken.casefold() == start or spoken.casefold().startswith(f"{start} "):
            return _with_name(verb, spoken[len(start) :].strip()) or Typed("", "", spoken)
    return Typed("", "", spoken)


def _with_name(verb: str, rest: str) -> Typed | None:
    """ "presenter", "presenter with Ana", "for Ana". None when there is more than the verb can have behind it."""
    first, _, more = rest.partition(" ")
    if verb == "swap":
        role = ROLES.get(first.casefold(), "")
        return Typed(verb, role, _MINE.sub("", more if role else rest))
    if verb == "step in" and first.casefold() == "for":
        return Typed(verb, "", more)
    role = ROLES.get(rest.casefold(), "")
    return Typed(verb, role, "") if role or not rest else None


def seat_meant(turn: Turn, member: Member, group: Group, typed: Typed) -> Seat:
    """At the next meeting: the one that they have, the role that they name, or the one that anybody can have."""
    later = next_meeting if typed.verb in ("step in", "take back") else next_to_begin
    meeting = later(turn.session, group.id, turn.now)
    if meeting is None:
        raise Refused(screens.NO_MEETING)
    if typed.role:
        return Seat(group, meeting, typed.role)
    if typed.verb == "step in" and typed.rest:
        return _seat_of_name(turn, group, meeting, typed.rest)
    held = seat_at(turn, meeting, member.id)
    if held and typed.verb in TO_HOLD:
        return held
    seats = [Seat(group, meeting, role) for role in roles_of(group)]
    return next((seat for seat in seats if _fits(turn, seat, member, typed.verb)), seats[0])


def _seat_of_name(turn: Turn, group: Group, meeting: Meeting, name: str) -> Seat:
    """Whose turn it is at this meeting, by the name or the beginning of it. Raises Refused."""
    seats = [(seat, taker(turn, seat)) for seat in (Seat(group, meeting, role) for role in roles_of(group))]
    wanted = name.casefold()
    exact = [seat for seat, who in seats if who and who.name.casefold() == wanted]
    near = exact or [seat for seat, who in seats if who and who.name.casefold().startswith(wanted)]
    if len(near) != 1:
        raise Refused(screens.changing.no_turn_of(name, meeting))
    return near[0]


def _fits(turn: Turn, seat: Seat, member: Member, verb: str) -> bool:
    """Whether this is a seat for which the words make sense."""
    done = {"pass": "passed", "keep": "kept", "take back": "absent"}
    if verb in done:
        return member.id in stepped(turn.session, seat.meeting.id, seat.role, done[verb])
    if verb in ("will", "take"):
        holder = taker(turn, seat)
        return holder is None or any(
            wanted(turn, seat, one) for one in stepped(turn.session, seat.meeting.id, seat.role, "asked_group")
        )
    return False
