"""Among whom a round finds buddies: a group, or all groups of its workspace for those who wish so."""

from sqlalchemy import select

from bot.actions import Action
from bot.buddies.actions import Begin, BeginAround
from bot.buddies.tables import Circle
from bot.groups.tables import Group
from bot.outbox import workspace_of
from bot.turn import Turn


def circle(turn: Turn, group: Group, *, around: bool) -> Circle:
    """The group alone, or with it every other that lives in the same workspace."""
    if not around:
        return Circle([group])
    here = workspace_of(turn, group.place)
    platform = turn.session.scalars(select(Group).where(Group.platform == group.platform).order_by(Group.id))
    return Circle([one for one in platform if workspace_of(turn, one.place) == here], around=True)


def timer(turn: Turn, group: Group, *, around: bool) -> tuple[str, Action]:
    """The key of what begins the next round, and what that is."""
    if around:
        return f"buddies/around/{group.platform}/{workspace_of(turn, group.place)}", BeginAround(group.id)
    return f"buddies/begin/{group.id}", Begin(group.id)
