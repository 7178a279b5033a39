"""Taking part or not, and where one stands."""

from datetime import datetime

from bot.buddies import rules, screens, tables
from bot.buddies.actions import GoAround, Met, Stop, TakePart
from bot.buddies.handlers.around import timer
from bot.buddies.handlers.feature import buddies
from bot.buddies.screens import ALSO
from bot.buddies.tables import Seat, TakingPart
from bot.db import insert_new
from bot.groups import membership
from bot.groups.tables import Group, Member
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message
from bot.zones import zone


@buddies.command(
    "buddies", "two or three who look in on each other for some weeks: take part, or see where you stand", also=ALSO
)
def typed(turn: Turn, words: str) -> Reply:
    member, group = membership.here(turn)
    match " ".join(words.casefold().split()):
        case "":
            return _page(turn, member, group)
        case "on" | "take part" | "join":
            return take_part(turn, TakePart(group.id))
        case "across" | "across groups":
            return go_around(turn, GoAround(group.id, 1))
        case "here" | "only in my group":
            return go_around(turn, GoAround(group.id, 0))
        case "off" | "stop":
            return stop(turn, Stop(group.id))
    return screens.not_understood(words)


def _page(turn: Turn, member: Member, group: Group) -> Message:
    now_with = tables.current(turn.session, member.id, turn.now)
    others, ends = [], None
    if now_with:
        pair, round = now_with
        others = [profile for other, profile in tables.seated(turn.session, pair.id) if other.id != member.id]
        ends = round.ends
    row = turn.session.get(TakingPart, member.id)
    key, _ = timer(turn, group, around=bool(row and row.around))
    return screens.page(group, others, ends, turn.due(key), part=row is not None, around=bool(row and row.around))


@buddies.on(TakePart)
def take_part(turn: Turn, action: TakePart) -> Reply:
    member, group = membership.of(turn, action.group)
    insert_new(turn.session, TakingPart, member_id=member.id, since=turn.now, around=False)
    around = turn.session.get_one(TakingPart, member.id).around
    return screens.taken(next_try(turn, group, around=around), around=around)


@buddies.on(GoAround)
def go_around(turn: Turn, action: GoAround) -> Reply:
    """From the next round on; the one that is under way goes on as it is."""
    member, group = membership.of(turn, action.group)
    insert_new(turn.session, TakingPart, member_id=member.id, since=turn.now, around=bool(action.on))
    turn.session.get_one(TakingPart, member.id).around = bool(action.on)
    return screens.taken(next_try(turn, group, around=bool(action.on)), around=bool(action.on))


def next_try(turn: Turn, group: Group, *, around: bool) -> datetime:
    """When the next round begins; from now on that is certain."""
    key, begin = timer(turn, group, around=around)
    begins = turn.due(key)
    if begins is None:
        begins = rules.next_round(turn.now, zone(group.zone))
        turn.at(key, begins, begin)
    return begins


@buddies.on(Stop)
def stop(turn: Turn, action: Stop) -> Reply:
    member, _ = membership.of(turn, action.group)
    row = turn.session.get(TakingPart, member.id)
    if row is None:
        raise Refused(screens.NOT_IN)
    turn.session.delete(row)
    return screens.STOPPED


@buddies.on(Met)
def met(turn: Turn, action: Met) -> Reply:
    """Whoever presses notes it for themselves; the others note their own."""
    seat = _seat(turn, action.pair)
    if seat is None:
        raise Refused(screens.NOT_YOURS)
    seat.met_at = turn.now
    return screens.MET


def _seat(turn: Turn, pair_id: str) -> Seat | None:
    profile = turn.profile
    mine = (found for found, who in tables.seated(turn.session, pair_id) if profile and who.id == profile.id)
    member: Member | None = next(mine, None)
    return turn.session.get(Seat, (pair_id, member.id)) if member else None
