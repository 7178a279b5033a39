"""What happens in the week before a meeting, and with what a group wants to come back to."""

from bot.agenda.handlers import follow_ups, handover, items, keeping, page, waiting
from bot.agenda.handlers.feature import agenda

__all__ = ["agenda", "follow_ups", "handover", "items", "keeping", "page", "waiting"]
