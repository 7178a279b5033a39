"""What becomes of a workspace from which Tend was removed: a time of grace in which everything waits, and then nothing.

Nothing is said, asked or planned there from the first moment (`bot.reach`). If Tend is let in again within the time, it
goes on as after a night without power.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, select

from bot import forget, reach
from bot.addresses import write_address
from bot.feature import Feature
from bot.ledger import Parcel, Timer
from bot.people import Profile
from bot.port import Workspace
from bot.reach import Unreached
from bot.turn import Turn
from bot.typed import Typing

GRACE = timedelta(days=30)
"""How long everything of a workspace waits for Tend to be let in again."""


@dataclass(frozen=True)
class Purged:
    """Told to the slices when what belongs to a workspace is to be deleted.

    They add to `people` whom Tend knew through it alone, where its platform gives people ids of no workspace.
    """

    workspace: Workspace
    people: set[str] = field(default_factory=set)


def sweep(turn: Turn, features: Iterable[Feature]) -> None:
    """Deletes whatever belongs to a workspace whose time of grace is over."""
    over = select(Unreached).where(Unreached.why == "uninstalled", Unreached.since < turn.now - GRACE)
    for row in turn.session.scalars(over).all():
        workspace = reach.address(row.to)
        if isinstance(workspace, Workspace):
            _purge(turn, workspace, list(features))


def _purge(turn: Turn, workspace: Workspace, features: list[Feature]) -> None:
    purged = Purged(workspace)
    turn.happened(purged)
    for profile in turn.session.scalars(select(Profile).filter_by(platform=workspace.platform)).all():
        if profile.id in purged.people or inside(turn, workspace, profile.handle):
            forget.erase(turn, profile, features)
    here = write_address(workspace)
    turn.session.execute(delete(Parcel).where(Parcel.workspace == here))
    turn.session.execute(delete(Timer).where(Timer.workspace == here))
    for row in turn.session.scalars(select(Typing).filter_by(platform=workspace.platform)).all():
        if inside(turn, workspace, row.place):
            turn.session.delete(row)
    for left in turn.session.scalars(select(Unreached).filter_by(platform=workspace.platform)).all():
        to = reach.address(left.to)
        if to == workspace or (not isinstance(to, Workspace) and inside(turn, workspace, to.id)):
            turn.session.delete(left)


def inside(turn: Turn, workspace: Workspace, id: str) -> bool:
    """Whether the id of a person or a place on its platform belongs to this workspace."""
    return turn.workspace_of(workspace.platform, id) == workspace.id
