"""What can happen around support."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class ShowSupport(Action, name="support.show"):
    """Somebody wants the support card now. Nothing is kept of it, and nobody is told."""
