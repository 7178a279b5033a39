"""What a group's pulse asks: an instrument, cut down to what a group may be shown, with its words.

Every question has to be answered: whoever left some out would stand in a smaller crowd. So what is only for some people
is not asked, and no score is made of too little.
"""

from functools import cache

from bot.instruments import Instrument, instrument, instruments
from bot.instruments.wording import NotReady
from bot.instruments.wording import worded as with_words
from bot.port import Refused
from bot.pulse import rules
from bot.pulse.screens import choosing as screens
from bot.turn import Turn


@cache
def defined(id: str) -> Instrument:
    """Without the words of those that others hold. Raises KeyError."""
    return _for_a_group(instrument(id))


def _for_a_group(one: Instrument) -> Instrument:
    scales = tuple(scale for scale in one.scales if scale.shown and not scale.only)
    asked = {id for scale in scales for id in scale.items}
    return one.model_copy(update={"scales": scales, "items": tuple(item for item in one.items if item.id in asked)})


def worded(turn: Turn, id: str) -> Instrument:
    """As it is put to people. Raises Refused with why it cannot be."""
    one = defined(id)
    if why := never(one):
        raise Refused(why)
    try:
        found = with_words(one if one.ready else instrument(id), turn.folder)
    except NotReady as no:
        raise Refused(screens.not_ready(one, str(no))) from None
    if any(len(answer.label) > screens.LABEL for item in found.items for answer in found.choices(item.id)):
        raise Refused(screens.too_long(one))
    return _for_a_group(found)


def never(one: Instrument) -> str:
    """Why no group can be asked this, whatever is loaded here; empty when one can."""
    if not one.shown.group:
        return screens.owner_alone(one)
    if any(len(one.choices(item.id)) > rules.BUTTONS_MOST for item in one.items):
        return screens.too_many_answers(one)
    return ""


def possible() -> list[Instrument]:
    """Every instrument that a group could be asked where its wording is loaded, our own first."""
    return [defined(id) for id in instruments() if not never(defined(id))]


def called(words: str) -> Instrument | None:
    """By id, title or another of its names."""
    wanted = words.casefold().strip()
    for one in instruments().values():
        if wanted in (one.id, one.title.casefold(), *one.also) or wanted.replace(" ", "-") == one.id:
            return defined(one.id)
    return None
