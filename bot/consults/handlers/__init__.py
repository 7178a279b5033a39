"""What we do when somebody asks for a consult, when a peer answers, when two are done, and what is kept of it."""

from bot.consults.handlers import answering, asking, ending, keeping
from bot.consults.handlers.feature import consults

__all__ = ["answering", "asking", "consults", "ending", "keeping"]
