"""What happens in the week before a meeting, and with what a group wants to come back to."""

from bot.agenda.handlers import afterwards, follow_ups, handover, items, keeping, opening, page, waiting
from bot.agenda.handlers.feature import agenda

__all__ = ["afterwards", "agenda", "follow_ups", "handover", "items", "keeping", "opening", "page", "waiting"]
