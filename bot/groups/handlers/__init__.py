"""What happens when a group is made, joined, changed or left: one file a flow, all of them handlers of one Feature."""

from bot.groups.handlers import agreement, begin, change, join, leave, move, own, person, reach, settings
from bot.groups.handlers.feature import groups

HELP = ("create", "join", "who", "agreement", "settings", "undo", "move", "zone", "away", "back", "leave")
"""The order in which the help lists the commands: as somebody comes to need them."""

groups.commands = {word: groups.commands[word] for word in HELP}

__all__ = ["agreement", "begin", "change", "groups", "join", "leave", "move", "own", "person", "reach", "settings"]
