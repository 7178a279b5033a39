"""Instruments: questionnaires as data, how they are scored, and where the wording of those that others hold comes from.

Nothing here knows groups or chats. A definition holds facts: item numbers, values, scoring, norms, sources. The wording
of an instrument that somebody else holds is never among them: whoever runs Tend loads it from their own copy.
"""

from bot.instruments.change import Change, change
from bot.instruments.definition import Answer, Instrument, Item, Scale, UnknownAnswer
from bot.instruments.library import instrument, instruments

__all__ = [
    "Answer",
    "Change",
    "Instrument",
    "Item",
    "Scale",
    "UnknownAnswer",
    "change",
    "instrument",
    "instruments",
]
