"""Worked cases, from which anybody can see that we score as the sources do: responses, and what has to come of them.

The files' shape is described in docs/instruments.md. What a file gets wrong is said in a sentence, never passed over.
"""

from bot.instruments.vectors.check import Line, check

__all__ = ["Line", "check"]
