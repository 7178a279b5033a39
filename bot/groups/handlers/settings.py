"""The settings page: every setting with a button, each a form of its own. Any member may."""

from bot.groups import membership, reading, rules
from bot.groups.actions import ChangeSetting, SaveSetting
from bot.groups.handlers.change import changed, value_of
from bot.groups.handlers.feature import groups
from bot.groups.screens import settings as screens
from bot.groups.screens.also import ALSO
from bot.groups.screens.change import saved, unchanged
from bot.groups.tables import Group, add_agreement, agreement_of
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood
from bot.turn import Turn
from bot.ui import Invalid


@groups.command("settings", "see and change your group's settings", also=ALSO)
def overview(turn: Turn, words: str) -> Reply:
    member, group = membership.here(turn)
    if words.casefold() == "questions":
        return open_form(turn, ChangeSetting(group.id, rules.QUESTIONS))
    coming = turn.next_foreseen(rules.MEETING, group.id)
    page = screens.overview(group, agreement_of(turn.session, group), coming)
    return membership.reminded(page, member, group)


@groups.on(ChangeSetting)
def open_form(turn: Turn, action: ChangeSetting) -> Reply:
    _, group = membership.of(turn, action.group)
    _known(action.setting)
    return screens.form(group, action.setting, _as_typed(turn, group, action.setting))


@groups.on(SaveSetting)
def save(turn: Turn, action: SaveSetting) -> Reply:
    member, group = membership.of(turn, action.group)
    _known(action.setting)
    try:
        value = reading.read(action.setting, turn.answer("value"), zone=group.zone, now=turn.now)
    except NotUnderstood as wrong:
        return Invalid({"value": str(wrong)})
    if value == _as_typed(turn, group, action.setting):
        return unchanged(action.setting, value_of(group, action.setting))
    change = changed(turn, member, group, action.setting, _kept(turn, group, action.setting, value))
    said = saved(group, change)
    return said if action.setting == "agreement" else membership.reminded(said, member, group)


def _known(setting: str) -> None:
    if setting not in (*rules.SETTINGS, rules.QUESTIONS):
        raise Refused(screens.NO_SUCH_SETTING)


def _as_typed(turn: Turn, group: Group, setting: str) -> str:
    """The value as somebody could have typed it: of the agreement, its text."""
    return agreement_of(turn.session, group).text if setting == "agreement" else value_of(group, setting)


def _kept(turn: Turn, group: Group, setting: str, value: str) -> str:
    """The value as it is kept: of the agreement, a new version."""
    return str(add_agreement(turn.session, group.id, value, turn.now)) if setting == "agreement" else value
