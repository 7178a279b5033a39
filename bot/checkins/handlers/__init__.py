"""What happens around check-ins: planning, answering, one's own hours, one's own weeks, and what is kept of it all."""

from bot.checkins.handlers import answering, hours, keeping, planning, weeks
from bot.checkins.handlers.feature import checkins

__all__ = ["answering", "checkins", "hours", "keeping", "planning", "weeks"]
