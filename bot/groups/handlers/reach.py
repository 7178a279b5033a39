"""When a member or the group's room cannot be reached: who is told, once, and what is taken up again afterwards.

The room reads one sentence about somebody's closed direct messages, always the same and always at noon: neither its
words nor its moment say what waits. About the room, its members are told privately, since they lead it together.
"""

from datetime import datetime

from sqlalchemy import select

from bot import reach
from bot.groups import rules
from bot.groups.actions import AwayChanged, Ending, Nudge
from bot.groups.handlers.agreement import ask
from bot.groups.handlers.feature import groups
from bot.groups.handlers.leave import let_go
from bot.groups.screens import reach as screens
from bot.groups.tables import Group, all_memberships, ever_members, group_at, members, memberships
from bot.people import Profile, known
from bot.port import Person, Place
from bot.purge import Purged, inside
from bot.reach import Found, Lost, Waits
from bot.turn import Turn

# A member.


@groups.when(Waits)
def plan_nudge(turn: Turn, waits: Waits) -> None:
    profile = known(turn.session, waits.person)
    group = profile and _where(turn, profile)
    if profile and group:
        turn.at(f"groups/nudge/{profile.id}", rules.nudge_at(turn.now, group.zone), Nudge(profile.id))


def _where(turn: Turn, profile: Profile) -> Group | None:
    """One room is enough: that of the group they joined first, of those that can be written to."""
    mine = [group for _, group in memberships(turn.session, profile.person)]
    return next((group for group in mine if not reach.row_of(turn.session, group.place)), None)


@groups.timer(Nudge)
def nudge(turn: Turn, action: Nudge) -> None:
    """If something still waits for them, and once for each time that their messages are closed."""
    profile = turn.session.get(Profile, action.profile)
    if profile is None or profile.away(turn.now):
        return
    row, group = reach.row_of(turn.session, profile.person), _where(turn, profile)
    if row and group and row.why == "closed" and reach.waiting(turn, profile.person):
        turn.say(group.place, screens.nudge(profile), key=_nudge_key(profile, row.since))


def _nudge_key(profile: Profile, since: datetime) -> str:
    return f"groups/nudge/{profile.id}/{int(since.timestamp())}"


@groups.when(Lost)
def lost(turn: Turn, lost: Lost) -> None:
    match lost.to:
        case Person() if lost.why == "gone":
            _tell_slices(turn, lost.to)
        case Place():
            _tell_members(turn, lost, lost.to)
        case _:
            pass


def _tell_slices(turn: Turn, person: Person) -> None:
    if profile := known(turn.session, person):
        turn.happened(AwayChanged(profile.id))


@groups.when(Found)
def found(turn: Turn, found: Found) -> None:
    match found.to:
        case Person():
            _back(turn, found, found.to)
        case Place():
            _room_again(turn, found, found.to)
        case _:
            pass


def _back(turn: Turn, found: Found, person: Person) -> None:
    profile = known(turn.session, person)
    if profile is None:
        return
    turn.take_back(_nudge_key(profile, found.since))
    if found.why == "gone":
        turn.happened(AwayChanged(profile.id))
        for member, group in memberships(turn.session, person):
            ask(turn, group, member, profile)


# The room.


def _tell_members(turn: Turn, lost: Lost, room: Place) -> None:
    group = group_at(turn.session, room)
    for member, profile in members(turn.session, group.id) if group else ():
        if group and not profile.away(turn.now):
            key = _room_key(group, member.id, lost.since)
            turn.say(profile.person, screens.room_lost(group, lost.why), key=key, until=turn.now + rules.OLD_NEWS)


def _room_again(turn: Turn, found: Found, room: Place) -> None:
    group = group_at(turn.session, room)
    for member, _ in members(turn.session, group.id) if group else ():
        if group:
            turn.change(_room_key(group, member.id, found.since), screens.room_found(group))


def _room_key(group: Group, member_id: str, since: datetime) -> str:
    return f"groups/{group.id}/room/{int(since.timestamp())}/{member_id}"


# The whole workspace.


@groups.when(Purged)
def purge(turn: Turn, purged: Purged) -> None:
    """Its groups end. Whoever is and was in no other group was known through them alone."""
    for group in turn.session.scalars(select(Group).filter_by(platform=purged.workspace.platform)).all():
        if inside(turn, purged.workspace, group.home):
            _end(turn, group, purged)


def _end(turn: Turn, group: Group, purged: Purged) -> None:
    people = ever_members(turn.session, group.id)
    for member, profile in people:
        if member.left_at is None:
            let_go(turn, member, group, profile)
    turn.happened(Ending(group.id))
    turn.session.delete(group)
    turn.session.flush()
    purged.people.update(who.id for _, who in people if not all_memberships(turn.session, who.id))
