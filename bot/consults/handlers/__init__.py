"""What we do when somebody asks for a consult, when a peer answers, when two are done, and what is kept of it."""

from bot.consults.handlers import alone, answering, asking, ending, keeping, terrible
from bot.consults.handlers.feature import consults

HELP = ("consult", "asked", "done", "stop", "urgent", "oncall", "alone")
"""The order in which the help lists the commands: as somebody comes to need them."""

consults.commands = {word: consults.commands[word] for word in HELP}

__all__ = ["alone", "answering", "asking", "consults", "ending", "keeping", "terrible"]
