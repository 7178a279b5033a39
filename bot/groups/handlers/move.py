"""A group moves to another room: typed there by a member, told in both rooms, undone by one press."""

from bot.groups import membership
from bot.groups.actions import MoveHere
from bot.groups.handlers.change import changed
from bot.groups.handlers.feature import groups
from bot.groups.screens import NOT_IN_A_GROUP
from bot.groups.screens import move as screens
from bot.groups.screens.also import ALSO_MOVE
from bot.groups.tables import Group, Member, group_at, memberships
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message


@groups.command("move", "bring your group to another room: type move here in that room", also=ALSO_MOVE)
def move(turn: Turn, words: str) -> Reply:
    if turn.heard.private or words.casefold() != "here":
        return Message(screens.MOVE_TO_A_ROOM)
    mine = memberships(turn.session, turn.heard.who)
    if not mine:
        raise Refused(NOT_IN_A_GROUP)
    if len(mine) == 1 or group_at(turn.session, turn.heard.where):
        return _move(turn, *mine[0])
    return screens.which_moves([group for _, group in mine])


@groups.on(MoveHere)
def move_this(turn: Turn, action: MoveHere) -> Reply:
    return _move(turn, *membership.of(turn, action.group))


def _move(turn: Turn, member: Member, group: Group) -> Reply:
    room = turn.heard.where
    if turn.heard.private:
        raise Refused(screens.MOVE_TO_A_ROOM)
    if standing := group_at(turn.session, room):
        raise Refused(screens.HERE_ALREADY if standing.id == group.id else screens.ROOM_TAKEN)
    if room.platform != group.platform:
        raise Refused(screens.MOVE_TO_A_ROOM)
    changed(turn, member, group, "home", room.id)
    return screens.moved()
