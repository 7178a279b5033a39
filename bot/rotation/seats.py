"""One role at one meeting, and who has it."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions import OldAction
from bot.groups.tables import Group
from bot.meetings.actions import PartChanged
from bot.meetings.rules import COMING, LATE, PRESENTER, ROLES
from bot.meetings.tables import Meeting, Part, attendance, taking
from bot.people import Profile
from bot.rotation.rules import gives_way
from bot.rotation.tables import CAME_BY, Step, stepped
from bot.turn import Turn


@dataclass(frozen=True)
class Seat:
    """One role at one meeting of a group."""

    group: Group
    meeting: Meeting
    role: str

    @property
    def key(self) -> str:
        return f"rotation/{self.meeting.id}/{self.role}"

    def closed(self, now: datetime) -> bool:
        """Nothing about it can change any more."""
        return self.meeting.cancelled_at is not None or self.meeting.start <= now


def roles_of(group: Group) -> tuple[str, ...]:
    """The roles that a group has, in the order in which they are told."""
    chosen = group.roles.split()
    return tuple(role for role in ROLES if role in chosen or (role == PRESENTER and "volunteer" in chosen))


def handed_out(group: Group) -> tuple[str, ...]:
    """The roles that go round by turns; a presenter may volunteer instead."""
    chosen = group.roles.split()
    return tuple(role for role in ROLES if role in chosen)


def seat_of(turn: Turn, meeting_id: str, role: str) -> Seat | None:
    """None when the meeting is no longer kept. Raises OldAction for a role that this version does not know."""
    if role not in ROLES:
        raise OldAction(role)
    meeting = turn.session.get(Meeting, meeting_id)
    return Seat(turn.session.get_one(Group, meeting.group_id), meeting, role) if meeting else None


def seats_at(turn: Turn, meeting: Meeting) -> list[Seat]:
    """Every role of the group at this meeting."""
    group = turn.session.get_one(Group, meeting.group_id)
    return [Seat(group, meeting, role) for role in roles_of(group)]


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


def seat_at(turn: Turn, meeting: Meeting, member_id: str) -> Seat | None:
    """The one that this member has at this meeting; nobody has two."""
    return next((seat for seat in seats_at(turn, meeting) if has_it(turn, seat, member_id)), None)


def left_for(turn: Turn, seat: Seat, member_id: str) -> str:
    """The role that they left for this one, at the same meeting; "" if none."""
    others = (role for role in roles_of(seat.group) if gives_way(role, seat.role))
    return next((role for role in others if member_id in stepped(turn.session, seat.meeting.id, role, "moved_up")), "")


def note(turn: Turn, seat: Seat, member_id: str, what: str, why: str = "", other: str | None = None) -> None:
    """For everybody to read; the same thing once for each meeting, but for what can happen again."""
    if what in CAME_BY or member_id not in stepped(turn.session, seat.meeting.id, seat.role, what):
        step = Step(group_id=seat.group.id, meeting_id=seat.meeting.id, role=seat.role, at=turn.now)
        step.member_id, step.other_id, step.what, step.why = member_id, other, what, why
        turn.session.add(step)
        turn.session.flush()


def agrees(turn: Turn, seat: Seat, member_id: str) -> None:
    """They have said yes, so they are not asked again, and come without another press."""
    row = part(turn, seat)
    stood, row.will, row.asked_for = row.will, True, seat.meeting.start
    turn.cancel(f"{seat.key}/ask")
    note(turn, seat, member_id, "will")
    comes(turn, seat, member_id)
    if not stood:
        turn.happened(PartChanged(seat.meeting.id))


def comes(turn: Turn, seat: Seat, member_id: str) -> None:
    """Whoever takes a turn is down as coming, from before others are told whose it is: the handover counts them."""
    coming = attendance(turn.session, seat.meeting.id, member_id)
    if coming.answer not in (COMING, LATE):
        coming.answer, coming.answered_at = COMING, turn.now
