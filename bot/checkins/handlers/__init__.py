"""What happens around check-ins: planning, answering, sharing, one's own hours and weeks, and what is kept of it."""

from bot.checkins.handlers import answering, hours, keeping, planning, quiet, sharing, weeks
from bot.checkins.handlers.feature import checkins

__all__ = ["answering", "checkins", "hours", "keeping", "planning", "quiet", "sharing", "weeks"]
