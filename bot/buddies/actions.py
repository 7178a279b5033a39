"""What can happen to buddies."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class TakePart(Action, name="buddies.join"):
    """A member would like a buddy from the next round on."""

    group: str


@dataclass(frozen=True)
class Stop(Action, name="buddies.stop"):
    """A member would rather not, from now on."""

    group: str


@dataclass(frozen=True)
class GoAround(Action, name="buddies.around"):
    """A member would like buddies from all groups of the workspace (1), or from their own alone (0)."""

    group: str
    on: int


@dataclass(frozen=True)
class BeginAround(Action, name="buddies.begin_around"):
    """A round of all groups of a workspace begins (a timer); `group` is one of them."""

    group: str


@dataclass(frozen=True)
class Met(Action, name="buddies.met"):
    """One of a pair notes for themselves that they met."""

    pair: str


@dataclass(frozen=True)
class Begin(Action, name="buddies.begin"):
    """A round of a group begins, and the one before it ends (a timer)."""

    group: str


@dataclass(frozen=True)
class Prompt(Action, name="buddies.prompt"):
    """Another week of a round has begun; `week` counts from 1 (a timer)."""

    round: str
    week: int


@dataclass(frozen=True)
class NoPlace(Action, name="buddies.no_place"):
    """No private place could be made for these people (what follows when that is found out)."""

    pair: str
