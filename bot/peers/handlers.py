"""One's own page for peers: looked at and changed by its owner, asked for by the slices that match people."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import delete

from bot.feature import Feature
from bot.groups.tables import members, memberships
from bot.peers import rules, screens, tables
from bot.peers.actions import ChangeApart, ChangeWishes, SaveApart, SaveWishes
from bot.peers.rules import Hours, TooLong, TooMany, Wishes
from bot.peers.tables import PeerWishes
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood, read_span
from bot.turn import Turn
from bot.ui import Invalid, Message

peers = Feature("peers")


@peers.command(
    "peers", "languages, topics and hours by which a peer is found; and, in private, not with whom", also=screens.ALSO
)
def page(turn: Turn, words: str) -> Reply:
    first, _, rest = words.partition(" ")
    if words.casefold().startswith("not with"):
        return change_apart(turn, ChangeApart())
    if words.casefold() == "topics":
        return screens.bank(rules.topics())
    if first.casefold() in _READ and rest:
        return _by_words(turn, first.casefold(), rest)
    return _card(turn, _me(turn))


def _me(turn: Turn) -> Profile:
    """Whoever asks, in private or where only they see the answer. Raises Refused for somebody in no group."""
    if turn.profile is None or not memberships(turn.session, turn.heard.who):
        raise Refused(screens.NO_GROUP)
    return turn.profile


def _card(turn: Turn, profile: Profile, note: str = "") -> Message:
    sees = turn.could_see(profile.platform, screens.PEERS_SEE)
    return screens.card(tables.wishes(turn, profile), profile.zone, sees, note)


@peers.on(ChangeWishes)
def change(turn: Turn, action: ChangeWishes) -> Reply:
    return screens.form(tables.wishes(turn, _me(turn)))


@peers.on(SaveWishes)
def save(turn: Turn, action: SaveWishes) -> Reply:
    profile = _me(turn)
    said, wrong = tables.wishes(turn, profile), {}
    for name, read in _READ.items():
        try:
            said = read(said, turn.answer(name))
        except ValueError as why:
            wrong[name] = _sentence(why)
    if wrong:
        return Invalid(wrong)
    tables.keep(turn, profile, said)
    return _card(turn, profile, screens.SAVED)


def _by_words(turn: Turn, name: str, words: str) -> Message:
    profile = _me(turn)
    try:
        tables.keep(turn, profile, _READ[name](tables.wishes(turn, profile), words))
    except ValueError as why:
        return Message(_sentence(why))
    return _card(turn, profile, screens.SAVED)


def _sentence(why: ValueError) -> str:
    match why:
        case TooMany():
            return screens.TOO_MANY
        case TooLong():
            return screens.too_long(str(why))
        case NotUnderstood():
            return screens.not_hours(why)
        case _:
            return screens.not_hours(None)


def _languages(said: Wishes, words: str) -> Wishes:
    return replace(said, languages=rules.read_languages(words))


def _topics(said: Wishes, words: str) -> Wishes:
    return replace(said, topics=rules.read_list(words))


def _hours(said: Wishes, words: str) -> Wishes:
    """Raises NotUnderstood for a time that cannot be read, ValueError when there are not two."""
    parts = [part for part in words.replace("–", " to ").replace("-", " to ").casefold().split(" to ") if part.strip()]
    first, last = (part.strip().removeprefix("from ") for part in parts)
    return replace(said, hours=Hours(*read_span(first, last)))


_READ: dict[str, Callable[[Wishes, str], Wishes]] = {
    "languages": _languages,
    "topics": _topics,
    "hours": _hours,
}


@peers.on(ChangeApart)
def change_apart(turn: Turn, action: ChangeApart) -> Reply:
    """In a form, or in private: names belong where nobody else looks over a shoulder."""
    profile = _me(turn)
    around = _around(turn, profile)
    if not around:
        return screens.NOBODY_ELSE
    if turn.heard.private or turn.heard.forms == "now":
        return screens.apart_form(around, tables.wishes(turn, profile).apart)
    return screens.open_here(_sees_apart(turn, profile)) if turn.heard.forms == "press" else screens.IN_PRIVATE


def _sees_apart(turn: Turn, profile: Profile) -> str:
    return turn.could_see(profile.platform, screens.NOBODY_SEES)


def _around(turn: Turn, profile: Profile) -> Sequence[Profile]:
    """Everybody in their groups, by name."""
    groups = [group.id for _, group in memberships(turn.session, profile.person)]
    found = {other.id: other for group in groups for _, other in members(turn.session, group) if other is not profile}
    return sorted(found.values(), key=lambda other: (other.name.casefold(), other.id))


@peers.on(SaveApart)
def save_apart(turn: Turn, action: SaveApart) -> Reply:
    """Whoever was not on the form, since they left the group, stays as they were."""
    profile = _me(turn)
    said, around = tables.wishes(turn, profile), {other.id for other in _around(turn, profile)}
    chosen = {id for name in turn.heard.answers or {} for id in turn.chosen(name)}
    off = (said.apart - around) | (chosen & around)
    tables.keep(turn, profile, replace(said, apart=off))
    return screens.apart_saved(_sees_apart(turn, profile))


@peers.erases
def erase(turn: Turn, profile: Profile) -> None:
    """Their own page. In another's, their id stands for nobody any more."""
    turn.session.execute(delete(PeerWishes).where(PeerWishes.profile_id == profile.id))


@peers.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """What they said of themselves, and whom they keep apart, by name where that is still known."""
    said = tables.wishes(turn, profile)
    others = (turn.session.get(Profile, id) for id in sorted(said.apart))
    return {
        "languages": said.languages,
        "topics": said.topics,
        "hours": screens.spoken(said.hours),
        "not_with": [other.name for other in others if other],
    }
