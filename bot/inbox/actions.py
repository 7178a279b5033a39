"""What can happen to what waits."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class Open(Action, name="inbox.open"):
    """Somebody wants to read what waits for them."""


@dataclass(frozen=True)
class Done(Action, name="inbox.done"):
    """They have read this message, and want the next; `parcel` is its mark (`reach.marked`)."""

    parcel: int
