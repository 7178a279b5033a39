"""One's own clock and absences: they belong to the person, across all of their groups."""

from datetime import datetime

from bot.groups import reading
from bot.groups.actions import AskZone, AwayChanged, ComeBack, SaveAway, SaveZone, ZoneChanged
from bot.groups.handlers.agreement import ask
from bot.groups.handlers.feature import groups
from bot.groups.screens import NOT_IN_A_GROUP
from bot.groups.screens import person as screens
from bot.groups.tables import memberships
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood
from bot.turn import Turn
from bot.ui import Invalid, Message, Update
from bot.zones import zone as zone_called


def _me(turn: Turn) -> Profile:
    profile = turn.profile
    if profile is None:
        raise Refused(NOT_IN_A_GROUP)
    return profile


@groups.command("zone", "see or change your own time zone")
def zone(turn: Turn, words: str) -> Reply:
    profile = _me(turn)
    if not words:
        return screens.zone(profile, turn.now) if profile.zone else screens.zone_form("")
    try:
        return _set_zone(turn, profile, words)
    except NotUnderstood as wrong:
        return Message(str(wrong))


@groups.on(AskZone)
def ask_zone(turn: Turn, action: AskZone) -> Reply:
    return screens.zone_form(_me(turn).zone)


@groups.on(SaveZone)
def save_zone(turn: Turn, action: SaveZone) -> Reply:
    try:
        return _set_zone(turn, _me(turn), turn.answer("zone"))
    except NotUnderstood as wrong:
        return Invalid({"zone": str(wrong)})


def _set_zone(turn: Turn, profile: Profile, words: str) -> Message:
    profile.zone, profile.zone_is_theirs = zone_called(words).key, True
    turn.session.flush()
    turn.happened(ZoneChanged(profile.id))
    return screens.zone_saved(profile, turn.now)


@groups.command("away", "be left in peace until a day, for example: away until 14 December")
def away(turn: Turn, words: str) -> Reply:
    profile = _me(turn)
    if not words:
        return screens.away_now(profile) if profile.away(turn.now) else screens.away_form()
    try:
        if days := reading.read_days_away(words, profile.zone, turn.now):
            return screens.back_or_away(*days)
        return _go(turn, profile, words)
    except NotUnderstood as wrong:
        return Message(str(wrong))


@groups.on(SaveAway)
def save_away(turn: Turn, action: SaveAway) -> Reply:
    try:
        return _go(turn, _me(turn), turn.answer("until"))
    except NotUnderstood as wrong:
        return Invalid({"until": str(wrong)})


def _go(turn: Turn, profile: Profile, words: str) -> Message:
    _set_away(turn, profile, reading.read_return(words, profile.zone, turn.now))
    return screens.gone(profile)


@groups.command("back", "you are no longer away")
def back(turn: Turn, words: str) -> Reply:
    return _come_back(turn)


@groups.on(ComeBack)
def come_back(turn: Turn, action: ComeBack) -> Reply:
    return Update(_come_back(turn))


def _come_back(turn: Turn) -> Message:
    profile = _me(turn)
    if not profile.away(turn.now):
        return screens.NOT_AWAY
    _set_away(turn, profile, None)
    for member, group in memberships(turn.session, profile.person):
        ask(turn, group, member, profile)
    return screens.BACK


def _set_away(turn: Turn, profile: Profile, until: datetime | None) -> None:
    profile.away_until = until
    turn.session.flush()
    if until:
        turn.leave_unasked(profile)
    turn.happened(AwayChanged(profile.id))
