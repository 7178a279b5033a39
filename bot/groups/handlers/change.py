"""A change of a setting: kept with who and what, told to the room and to the other slices, undone by one press.

A change can be undone while its value still stands. Once somebody has changed the same setting again, undoing the
older change would undo theirs unseen, so it is left alone and says so.
"""

from collections.abc import Sequence

from bot import reach
from bot.db import new_id
from bot.groups import membership, rules
from bot.groups.actions import SettingChanged, Undo
from bot.groups.handlers.agreement import ask_everybody
from bot.groups.handlers.begin import door_key
from bot.groups.handlers.feature import groups
from bot.groups.screens import SOMEBODY_WHO_LEFT, door
from bot.groups.screens import change as screens
from bot.groups.screens.move import ROOM_TAKEN
from bot.groups.tables import Change, Group, Member, group_at, latest_change, profile_of
from bot.port import Place, Refused, Reply
from bot.turn import Turn
from bot.ui import Message


def value_of(group: Group, setting: str) -> str:
    """A setting as it stands, as it is kept in `group_changes`."""
    return str(getattr(group, setting))


def changed(turn: Turn, member: Member, group: Group, setting: str, value: str) -> Change:
    """Changes a setting, and tells everybody."""
    before = value_of(group, setting)
    change = Change(id=new_id(), group_id=group.id, member_id=member.id, setting=setting, before=before, after=value)
    change.at = turn.now
    turn.session.add(change)
    old_room = group.place
    columns = set_to(turn, group, setting, value)
    name = name_of(turn, member.id)
    turn.say(old_room, screens.told(group, change, name), key=notice_key(change))
    if group.place != old_room:
        turn.say(group.place, screens.told(group, change, name), key=f"{notice_key(change)}/there")
    tell(turn, group, columns)
    return change


def notice_key(change: Change) -> str:
    return f"groups/{change.group_id}/change/{change.id}"


def name_of(turn: Turn, member_id: str | None) -> str:
    profile = profile_of(turn.session, member_id)
    return profile.name if profile else SOMEBODY_WHO_LEFT


def set_to(turn: Turn, group: Group, setting: str, value: str) -> list[str]:
    """Sets it, keeps the Join message up with it, and says which columns of the group are different now."""
    settings = {setting: value}
    if setting == "zone":
        settings["rhythm"] = rules.in_zone(group.rhythm, group.zone, value)
    before = {column: value_of(group, column) for column in settings}
    old_room, old_door = group.place, door_key(group)
    for column, kept in settings.items():
        setattr(group, column, int(kept) if isinstance(getattr(group, column), int) else kept)
    turn.session.flush()
    if group.place != old_room:
        reach.readdress(turn, old_room, group.place)
    _keep_door(turn, group, old_door)
    return [column for column in settings if value_of(group, column) != before[column]]


def tell(turn: Turn, group: Group, columns: Sequence[str]) -> None:
    """What follows from a change comes after the room has heard of it: the other slices, and a new agreement."""
    for column in columns:
        turn.happened(SettingChanged(group.id, column))
    if "agreement" in columns:
        ask_everybody(turn, group)


def _keep_door(turn: Turn, group: Group, old_door: str) -> None:
    turn.change(door_key(group), door.door(group))
    if old_door != door_key(group):
        turn.change(old_door, door.moved_away(group))
        turn.say(group.place, door.door(group), key=door_key(group))


@groups.command("undo", "undo the latest change of your group's settings")
def undo_latest(turn: Turn, words: str) -> Reply:
    _, group = membership.here(turn)
    change = latest_change(turn.session, group.id)
    return undo(turn, Undo(change.id)) if change else Message(screens.NOTHING_TO_UNDO)


@groups.on(Undo)
def undo(turn: Turn, action: Undo) -> Reply:
    change = turn.session.get(Change, action.change)
    if change is None:
        raise Refused(screens.TOO_OLD)
    member, group = membership.of(turn, change.group_id)
    if change.undone_at:
        return screens.undone_already(name_of(turn, change.undone_by), change.undone_at)
    if value_of(group, change.setting) != change.after:
        return screens.overtaken(group, change.setting, value_of(group, change.setting))
    _check_room(turn, group, change)
    _put_back(turn, member, group, change)
    return membership.reminded(screens.put_back(change), member, group)


def _check_room(turn: Turn, group: Group, change: Change) -> None:
    """A room that was left may have another group by now."""
    if change.setting == "home" and group_at(turn.session, Place(group.platform, change.before)):
        raise Refused(ROOM_TAKEN)


def _put_back(turn: Turn, member: Member, group: Group, change: Change) -> None:
    change.undone_at, change.undone_by = turn.now, member.id
    left_room, undoer = group.place, name_of(turn, member.id)
    columns = set_to(turn, group, change.setting, change.before)
    told = screens.told_and_undone(group, change, name_of(turn, change.member_id), undoer)
    for key in (notice_key(change), f"{notice_key(change)}/there"):
        turn.change(key, told)
    turn.say(group.place, screens.undone(group, change, undoer), key=f"{notice_key(change)}/undone")
    if group.place != left_room:
        turn.say(left_room, screens.undone(group, change, undoer), key=f"{notice_key(change)}/undone/there")
    tell(turn, group, columns)
