"""A group begins in the room where it meets, by one form. Its founder joins through the same door as everybody."""

from bot.db import insert_new, new_id
from bot.groups import reading, rules
from bot.groups.actions import Begin, Founded
from bot.groups.handlers.feature import groups
from bot.groups.screens import agreement, door
from bot.groups.tables import Group, add_agreement, agreement_of, group_at
from bot.people import hinted_name, hinted_zone
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood
from bot.turn import Turn
from bot.ui import Invalid

FIELDS = ("name", "zone", "rhythm", "checkin_weekday", "checkin_time")


@groups.command("create", "begin a group in the room where you type this")
def create(turn: Turn, words: str) -> Reply:
    if standing := _standing(turn):
        return door.taken(standing)
    known = turn.profile
    return door.form(words[: rules.LONGEST["name"]], (known and known.zone) or hinted_zone(turn.heard))


@groups.on(Begin)
def begin(turn: Turn, action: Begin) -> Reply:
    """Nothing is kept of the founder but what the room is told; they become a member by accepting."""
    if standing := _standing(turn):
        return door.taken(standing)
    values, why = _understood(turn)
    if why:
        return Invalid(why)
    group = _made(turn, values)
    turn.say(group.place, door.door(group, _founder(turn)), key=door_key(group))
    turn.happened(Founded(group.id))
    first = turn.next_foreseen(rules.MEETING, group.id)
    return agreement.to_join(group, agreement_of(turn.session, group), door.begun(group, first))


def _standing(turn: Turn) -> Group | None:
    """The group that the room has already. Raises Refused where there is no room."""
    if turn.heard.private:
        raise Refused(door.BEGIN_IN_A_ROOM)
    return group_at(turn.session, turn.heard.where)


def _understood(turn: Turn) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed as it is kept, and by field why it could not be read."""
    values: dict[str, str] = {}
    why: dict[str, str] = {}
    for field in FIELDS:
        try:
            values[field] = reading.read(field, turn.answer(field), zone=values.get("zone", "UTC"), now=turn.now)
        except NotUnderstood as wrong:
            why[field] = str(wrong)
    return values, why


def _made(turn: Turn, values: dict[str, str]) -> Group:
    id, room = new_id(), turn.heard.where
    settings = values | {"checkin_weekday": int(values["checkin_weekday"])}
    place = {"platform": room.platform, "home": room.id}
    insert_new(turn.session, Group, id=id, agreement=1, made_at=turn.now, **place, **settings)
    add_agreement(turn.session, id, agreement.FIRST, turn.now)
    return turn.session.get_one(Group, id)


def _founder(turn: Turn) -> str:
    known = turn.profile
    return hinted_name(turn.heard) or (known.name if known else "")


def door_key(group: Group) -> str:
    """Under which the message with the Join button stands in the group's room."""
    return f"groups/{group.id}/door/{group.home}"
