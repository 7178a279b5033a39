"""The slice as the dispatcher sees it, who is acting in it, and which instruments can be put to people here."""

from collections.abc import Mapping

from bot.db import new_id
from bot.feature import Feature
from bot.groups.tables import memberships
from bot.instruments import Instrument, instruments
from bot.instruments.wording import NotReady
from bot.instruments.wording import worded as with_words
from bot.measures import screens
from bot.measures.tables import Taking
from bot.people import Profile
from bot.port import Refused
from bot.turn import Turn
from bot.ui import Message

measures = Feature("measures")


def me(turn: Turn) -> Profile:
    """Who acts, somebody in at least one group. Raises Refused."""
    if not memberships(turn.session, turn.heard.who):
        raise Refused(screens.NO_GROUP)
    return turn.meet()


def known(turn: Turn) -> Profile:
    """Who acts, also after leaving the group. Raises Refused."""
    if turn.profile is None:
        raise Refused(screens.NO_GROUP)
    return turn.profile


def mine(turn: Turn, id: str) -> tuple[Taking, Instrument, Profile]:
    """One's own taking. Raises Refused in the same words for another's, for none, and for one that was deleted."""
    profile, taking = turn.profile, turn.session.get(Taking, id)
    if profile is None or taking is None or taking.profile_id != profile.id:
        raise Refused(screens.NOT_YOURS)
    return taking, worded(turn, taking.instrument), profile


def worded(turn: Turn, id: str) -> Instrument:
    """An instrument that can be put to members here. Raises Refused when there is none, or its words are not loaded."""
    one = instruments().get(id)
    if one is None or not one.alone:
        raise Refused(screens.no_such(id, offered(turn)))
    try:
        return with_words(one, turn.folder)
    except NotReady as no:
        raise Refused(screens.not_ready(one, str(no))) from None


def offered(turn: Turn) -> Mapping[str, Instrument]:
    """Every instrument that a member can take here, by id."""
    found: dict[str, Instrument] = {}
    for one in instruments().values():
        try:
            found |= {one.id: with_words(one, turn.folder)} if one.alone else {}
        except NotReady:
            continue
    return found


def in_private(turn: Turn, profile: Profile, here: Message) -> Message:
    """What was asked for in a room is offered where nobody else reads."""
    turn.say(profile.person, here, key=f"measures/wanted/{profile.id}/{new_id()}")
    return screens.ONLY_IN_PRIVATE
