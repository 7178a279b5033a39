"""Who may: the one question that every slice asks of a press, answered in one place.

An action is a request, not a permission: a button can reach somebody who has left, or who never was in the group.
Somebody who has not accepted the latest agreement is still in: they are reminded, never turned away.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.groups import screens
from bot.groups.screens.agreement import NOT_ACCEPTED
from bot.groups.tables import Group, Member, group_at, memberships
from bot.outbox import workspace_of
from bot.port import Refused
from bot.turn import Turn
from bot.ui import Message


def here(turn: Turn) -> tuple[Member, Group]:
    """Who typed a command, and the group they mean: the room's, or in private their only one. Raises Refused."""
    event = turn.heard
    mine = memberships(turn.session, event.who)
    room = group_at(turn.session, event.where)
    if room:
        return _in(turn, mine, room.id)
    if len(mine) == 1:
        return _in(turn, mine, mine[0][1].id)
    raise Refused(screens.which_group([group.name for _, group in mine]) if mine else screens.NOT_IN_A_GROUP)


def of(turn: Turn, group_id: str) -> tuple[Member, Group]:
    """Who pressed, as a member of this group. Raises Refused for anybody who is not in it now."""
    return _in(turn, memberships(turn.session, turn.heard.who), group_id)


def _in(turn: Turn, mine: Sequence[tuple[Member, Group]], group_id: str) -> tuple[Member, Group]:
    for member, group in mine:
        if group.id == group_id:
            belongs(turn, group)
            return member, group
    raise Refused(screens.NOT_A_MEMBER)


def belongs(turn: Turn, group: Group) -> None:
    """What is done about a group happens in its workspace, also from a direct message, whose id may carry none."""
    turn.workspace = turn.workspace or workspace_of(turn, group.place)


def has_accepted(member: Member, group: Group) -> bool:
    """Whether they accepted the agreement as it stands now."""
    return member.accepted == group.agreement


def reminded(message: Message, member: Member, group: Group) -> Message:
    """The message, with a sentence beneath it for a member who has not accepted the agreement as it stands now."""
    return message if has_accepted(member, group) else replace(message, text=f"{message.text}\n\n{NOT_ACCEPTED}")
