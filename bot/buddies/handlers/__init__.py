"""What happens around buddies: taking part, rounds, and people who leave in the middle of one."""

from bot.buddies.handlers import keeping, rounds, sentence, taking
from bot.buddies.handlers.feature import buddies

__all__ = ["buddies", "keeping", "rounds", "sentence", "taking"]
