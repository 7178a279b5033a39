"""What can happen to what somebody says of themselves to their peers."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class ChangeWishes(Action, name="peers.change"):
    """Somebody wants the form for languages, topics and hours."""


@dataclass(frozen=True)
class SaveWishes(Action, name="peers.save"):
    """That form, filled in."""


@dataclass(frozen=True)
class ChangeApart(Action, name="peers.change_apart"):
    """Somebody wants the form of those with whom they are not matched."""


@dataclass(frozen=True)
class SaveApart(Action, name="peers.save_apart"):
    """That form, filled in."""
