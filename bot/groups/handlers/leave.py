"""Who is in, and leaving. Coming back is joining again."""

from bot.db import new_id
from bot.groups import membership
from bot.groups.actions import Leave, Leaving, Left, Stay
from bot.groups.handlers.agreement import stop_asking
from bot.groups.handlers.feature import groups
from bot.groups.screens import door
from bot.groups.tables import Group, Member, ever_member, members
from bot.people import Profile
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Message, Update


@groups.command("who", "who is in your group, and what time it is there")
def who(turn: Turn, words: str) -> Reply:
    member, group = membership.here(turn)
    return membership.reminded(door.who(group, members(turn.session, group.id), turn.now), member, group)


@groups.command("leave", "leave your group")
def ask_to_leave(turn: Turn, words: str) -> Reply:
    member, group = membership.here(turn)
    leaving = Leaving(group.id, member.id)
    turn.happened(leaving)
    return door.leaving(group, leaving.goes)


@groups.on(Stay)
def stay(turn: Turn, action: Stay) -> Reply:
    return Update(door.ASKED_TO_STAY)


@groups.on(Leave)
def leave(turn: Turn, action: Leave) -> Reply:
    profile = turn.profile
    once = ever_member(turn.session, action.group, profile.id) if profile else None
    if once and once.left_at:
        return Update(Message(door.NOT_TO_LEAVE))
    member, group = membership.of(turn, action.group)
    if profile:
        let_go(turn, member, group, profile)
    return Update(door.left(group))


def let_go(turn: Turn, member: Member, group: Group, profile: Profile) -> None:
    """Takes somebody out: the other slices hear of it first, then the room."""
    member.left_at = turn.now
    turn.session.flush()
    stop_asking(turn, member)
    turn.leave_unasked(profile, group.id)
    turn.happened(Left(group.id, member.id))
    turn.say(group.place, door.has_left(group, profile), key=f"groups/{group.id}/left/{new_id()}")
