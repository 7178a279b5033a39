"""What can happen in the week before a meeting."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class HandOver(Action, name="agenda.hand_over"):
    """It is time to give the card to whoever facilitates (a timer)."""

    meeting: str


@dataclass(frozen=True)
class ShowHandover(Action, name="agenda.handover"):
    """A member wants to see the card of a meeting."""

    meeting: str
