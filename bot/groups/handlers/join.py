"""Joining: press or type *join*, read the agreement, accept it. A time zone is asked for only if nobody gave one."""

from bot.db import insert_new, new_id
from bot.groups import rules
from bot.groups.actions import Enter, Join, Joined, NotNow
from bot.groups.handlers.agreement import accept_now, show
from bot.groups.handlers.feature import groups
from bot.groups.screens import NOT_A_MEMBER, agreement, door
from bot.groups.tables import Group, Member, agreement_of, ever_member, group_at, member
from bot.people import Profile, hinted_zone
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Invalid, Message, Update
from bot.zones import UnknownZone
from bot.zones import zone as zone_called


@groups.command("join", "be in the group of the room where you type this")
def join_here(turn: Turn, words: str) -> Reply:
    group = group_at(turn.session, turn.heard.where)
    if group is None:
        raise Refused(door.JOIN_IN_A_ROOM if turn.heard.private else door.NO_GROUP_HERE)
    return _ask(turn, group)


@groups.on(Join)
def join(turn: Turn, action: Join) -> Reply:
    """Only in the group's room: who can be there is up to the people who are there."""
    group = _group(turn, action.group)
    if turn.heard.where != group.place:
        raise Refused(door.ELSEWHERE)
    return _ask(turn, group)


def _group(turn: Turn, group_id: str) -> Group:
    group = turn.session.get(Group, group_id)
    if group is None:
        raise Refused(NOT_A_MEMBER)
    return group


def _ask(turn: Turn, group: Group) -> Reply:
    mine = member(turn.session, group.id, turn.heard.who)
    if mine is None:
        return agreement.to_join(group, agreement_of(turn.session, group))
    return door.in_already(group, mine) if mine.accepted == group.agreement else show(turn, mine, group)


@groups.on(NotNow)
def not_now(turn: Turn, action: NotNow) -> Reply:
    return Update(agreement.LATER)


@groups.on(Enter)
def enter(turn: Turn, action: Enter) -> Reply:
    group = _group(turn, action.group)
    if mine := member(turn.session, group.id, turn.heard.who):
        return (
            door.in_already(group, mine) if mine.accepted == group.agreement else accept_now(turn, mine, group, action)
        )
    if action.version != group.agreement:
        return agreement.changed_meanwhile(group, agreement_of(turn.session, group), member=False)
    try:
        own_zone = _own_zone(turn)
    except UnknownZone as unknown:
        return Invalid({"zone": str(unknown)})
    if not own_zone and not _zone_without_asking(turn):
        return door.which_zone(group, action.version)
    return _in_place(turn, _let_in(turn, group, own_zone))


def _own_zone(turn: Turn) -> str:
    """What they answered when they were asked for their zone; empty when they were not."""
    return zone_called(turn.answer("zone")).key if turn.heard.answers is not None else ""


def _zone_without_asking(turn: Turn) -> str:
    known = turn.profile
    return (known.zone if known else "") or hinted_zone(turn.heard)


def _in_place(turn: Turn, message: Message) -> Reply:
    """The agreement's message becomes this one; an answered form has no message of its own."""
    return Update(message) if turn.heard.answers is None else message


def _let_in(turn: Turn, group: Group, own_zone: str) -> Message:
    profile = turn.meet()
    if own_zone:
        profile.zone, profile.zone_is_theirs = own_zone, True
    mine = _made_member(turn, group, profile)
    turn.session.flush()
    turn.happened(Joined(group.id, mine.id))
    turn.say(group.place, door.has_joined(group, profile), key=f"groups/{group.id}/joined/{new_id()}")
    return door.welcome(group, profile, turn.now, turn.next_foreseen(rules.MEETING, group.id))


def _made_member(turn: Turn, group: Group, profile: Profile) -> Member:
    """Somebody who comes back is the same member as before, joined today."""
    row = {"id": new_id(), "group_id": group.id, "profile_id": profile.id}
    insert_new(turn.session, Member, **row, joined_at=turn.now, accepted=group.agreement)
    mine = ever_member(turn.session, group.id, profile.id)
    assert mine is not None  # noqa: S101 -- it was inserted, now or before
    mine.joined_at, mine.left_at, mine.accepted = turn.now, None, group.agreement
    return mine
