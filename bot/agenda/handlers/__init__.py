"""What happens in the week before a meeting."""

from bot.agenda.handlers import handover, keeping
from bot.agenda.handlers.feature import agenda

__all__ = ["agenda", "handover", "keeping"]
