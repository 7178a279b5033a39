"""Tend in one terminal: numbers press buttons, questions fill in forms, and you are one person at a time.

It proves that every flow can be finished by typing, and it is the shortest example of an adapter.
"""

from adapters.terminal.keyboard import lines
from adapters.terminal.terminal import Terminal

__all__ = ["Terminal", "lines"]
