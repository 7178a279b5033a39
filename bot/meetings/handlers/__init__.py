"""What we do about meetings: who comes, what members change by hand, reminders, hours, calendars, and what follows."""

from bot.meetings.handlers import by_hand, coming, following, holiday, hours, keeping, own_calendar, reminding
from bot.meetings.handlers.feature import meetings

HELP = ("meeting", "holiday", "hours", "calendar")
"""The order in which the help lists the commands: as somebody comes to need them."""

meetings.commands = {word: meetings.commands[word] for word in HELP}

__all__ = ["by_hand", "coming", "following", "holiday", "hours", "keeping", "meetings", "own_calendar", "reminding"]
