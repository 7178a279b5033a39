"""What happens around a pulse: opening, answering, handing in, closing, one's own copies, and what is forgotten."""

from bot.pulse.handlers import answering, closing, handing_in, keeping, opening, own, rhythm
from bot.pulse.handlers.feature import pulse

__all__ = ["answering", "closing", "handing_in", "keeping", "opening", "own", "pulse", "rhythm"]
