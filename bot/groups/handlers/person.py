"""One's own clock and absences: they belong to the person, across all of their groups."""

from datetime import datetime

from bot.groups import reading
from bot.groups.actions import AskZone, AwayChanged, ComeBack, GoAway, SaveAway, SaveZone, ZoneChanged
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


@groups.command("away", "be left in peace until a day, or from one day to another, for example: away until 14 December")
def away(turn: Turn, words: str) -> Reply:
    profile = _me(turn)
    if not words:
        return _absence(turn, profile) or screens.away_form()
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


def _absence(turn: Turn, profile: Profile) -> Message | None:
    if profile.away(turn.now):
        return screens.away_now(profile)
    return screens.going(profile) if profile.away_from else None


def _go(turn: Turn, profile: Profile, words: str) -> Message:
    starts, ends = reading.read_absence(words, profile.zone, turn.now)
    if starts and profile.away(turn.now):
        return screens.already_away(profile)
    _set_away(turn, profile, starts, ends)
    return screens.going(profile) if starts else screens.gone(profile)


@groups.timer(GoAway)
def go_away(turn: Turn, action: GoAway) -> None:
    """The profile's row decides: a timer of an absence that was planned anew, or called off, does nothing."""
    profile = turn.session.get(Profile, action.profile)
    if profile and profile.away_from and action.at == int(profile.away_from.timestamp()) and profile.away(turn.now):
        _set_away(turn, profile, None, profile.away_until)


@groups.command("back", "you are no longer away")
def back(turn: Turn, words: str) -> Reply:
    return _come_back(turn)


@groups.on(ComeBack)
def come_back(turn: Turn, action: ComeBack) -> Reply:
    return Update(_come_back(turn))


def _come_back(turn: Turn) -> Message:
    profile = _me(turn)
    if not profile.away(turn.now):
        return _stay(turn, profile)
    _set_away(turn, profile, None, None)
    for member, group in memberships(turn.session, profile.person):
        ask(turn, group, member, profile)
    return screens.BACK


def _stay(turn: Turn, profile: Profile) -> Message:
    if profile.away_from is None:
        return screens.NOT_AWAY
    _set_away(turn, profile, None, None)
    return screens.STAYING


def _set_away(turn: Turn, profile: Profile, starts: datetime | None, ends: datetime | None) -> None:
    """At once, unless it starts later; what else must know hears of it now, since turns are shared out ahead."""
    profile.away_from, profile.away_until = starts, ends
    turn.session.flush()
    leaving = f"groups/away/{profile.id}"
    if starts:
        turn.at(leaving, starts, GoAway(profile.id, int(starts.timestamp())))
    else:
        turn.cancel(leaving)
    if ends and not starts:
        turn.leave_unasked(profile)
    turn.happened(AwayChanged(profile.id))
