"""The weekly check-in: the bank of questions that a group chooses from, and the anchor that is asked every week.

They are Tend's own and stand for themselves, one by one: there is no total, so groups may choose as they like, and no
line of anybody's trend mixes two questions.
"""

from bot.instruments.definition import Instrument
from bot.instruments.library import instrument

FROM = ("tend-week", "tend-more")
"""The instruments that the bank is made of, in the order in which their questions are offered."""
ANCHOR = "going"
"""The item of `tend-anchor`: whatever a group chooses, it is asked as well, in the same words, after the others."""
FEWEST, MOST = 2, 4
"""How many questions a group can choose, besides the anchor."""
USUAL = ("energy", "load", "connection")
"""What a group is asked that has not chosen."""


def bank() -> dict[str, str]:
    """The name of each question that can be chosen, by its id."""
    return {item.id: one.scale(item.id).title for one in map(instrument, FROM) for item in one.items}


def asked() -> list[Instrument]:
    """Everything that a check-in's question can come from."""
    return [instrument(id) for id in (*FROM, "tend-anchor")]
