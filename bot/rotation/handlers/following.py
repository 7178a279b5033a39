"""What meetings and groups tell, and what it means for turns: one called off, somebody away, a role switched off."""

from sqlalchemy import select

from bot.groups.actions import AwayChanged, Left, SettingChanged
from bot.groups.tables import Group, memberships
from bot.meetings.actions import BackOn, CalledOff, Ended, NotComing, Planned
from bot.meetings.tables import Meeting, Part, open_meetings, taking
from bot.people import Profile
from bot.rotation import choosing, screens, swapping
from bot.rotation.handlers.feature import rotation
from bot.rotation.seats import Seat, has_it, note, part, roles_of, seats_at, taker
from bot.turn import Turn


@rotation.when(Planned)
def planned(turn: Turn, told: Planned) -> None:
    choosing.look(turn, told.group)


@rotation.when(SettingChanged)
def roles_changed(turn: Turn, told: SettingChanged) -> None:
    """A role that is switched off leaves its turns to come; whoever knew of theirs hears so."""
    if told.setting != "roles":
        return
    group = turn.session.get_one(Group, told.group)
    for meeting in open_meetings(turn.session, group.id):
        if meeting.start > turn.now:
            _without_old_roles(turn, group, meeting)
    choosing.look(turn, told.group)


def _without_old_roles(turn: Turn, group: Group, meeting: Meeting) -> None:
    for role in set(_roles_at(turn, meeting)) - set(roles_of(group)):
        _switch_off(turn, Seat(group, meeting, role))


def _roles_at(turn: Turn, meeting: Meeting) -> list[str]:
    return list(turn.session.scalars(select(Part.role).where(Part.meeting_id == meeting.id)))


def _switch_off(turn: Turn, seat: Seat) -> None:
    who, knew = taker(turn, seat), part(turn, seat).asked_for is not None
    choosing.leave_empty(turn, seat)
    choosing.close_swaps(turn, seat)
    if who and knew:
        key = f"{seat.key}/off/{choosing.stamp(turn)}"
        turn.say(who.person, screens.changing.switched_off(seat), key=key)


@rotation.when(CalledOff)
def called_off(turn: Turn, told: CalledOff) -> None:
    """Nobody does it, so the same turn is the same person's at the next meeting."""
    for seat in _seats(turn, told.meeting):
        found = taking(turn.session, seat.meeting.id, seat.role)
        choosing.close_swaps(turn, seat)
        if found:
            note(turn, seat, found[0].id, "called_off")


@rotation.when(BackOn)
def back_on(turn: Turn, told: BackOn) -> None:
    """Whoever was to have their turn later instead, and has not been asked for that yet, has it now.

    Roles that were switched off while it was called off are off here too.
    """
    if back := turn.session.get(Meeting, told.meeting):
        _without_old_roles(turn, turn.session.get_one(Group, back.group_id), back)
    for seat in _seats(turn, told.meeting):
        found = taking(turn.session, seat.meeting.id, seat.role)
        for meeting in open_meetings(turn.session, seat.group.id):
            later = Seat(seat.group, meeting, seat.role)
            has = found and meeting.start > seat.meeting.start and has_it(turn, later, found[0].id)
            if has and part(turn, later).asked_for is None:
                choosing.leave_empty(turn, later)


@rotation.when(NotComing)
def not_coming(turn: Turn, told: NotComing) -> None:
    """Whoever has a turn and does not come passes it with the same press."""
    for seat in _seats(turn, told.meeting):
        if has_it(turn, seat, told.member):
            choosing.let_go(turn, seat, told.member, "not_coming")
            choosing.close_swaps(turn, seat)


@rotation.when(Ended)
def ended(turn: Turn, told: Ended) -> None:
    for seat in _seats(turn, told.meeting):
        found = taking(turn.session, seat.meeting.id, seat.role)
        if found:
            note(turn, seat, found[0].id, "did")


@rotation.when(Left)
def left(turn: Turn, told: Left) -> None:
    swapping.stop(turn, told.member)
    for meeting in open_meetings(turn.session, told.group):
        for seat in seats_at(turn, meeting):
            if part(turn, seat).member_id == told.member and not seat.closed(turn.now):
                choosing.let_go(turn, seat, told.member, "left")


@rotation.when(AwayChanged)
def away_changed(turn: Turn, told: AwayChanged) -> None:
    """Somebody who goes away passes their turn on; somebody who comes back may take one that nobody has."""
    profile = turn.session.get_one(Profile, told.profile)
    for _, group in memberships(turn.session, profile.person):
        choosing.look(turn, group.id)


def _seats(turn: Turn, meeting_id: str) -> list[Seat]:
    meeting = turn.session.get(Meeting, meeting_id)
    return seats_at(turn, meeting) if meeting else []
