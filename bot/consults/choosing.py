"""Whom a request goes to next, worked out from the rows each time and never remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.consults import rules, tables
from bot.consults.tables import OPEN, READY, Consult, Offer
from bot.groups import membership
from bot.groups.tables import Group, members
from bot.peers.rules import Wishes, shared, understand
from bot.peers.tables import wishes
from bot.people import Profile
from bot.turn import Turn
from bot.zones import zone


@dataclass(frozen=True)
class Sought:
    """Who asks, and which languages and topics they look for, in words that are theirs."""

    asker_id: str
    words: tuple[str, ...] = ()


def peers(turn: Turn, group: Group, sought: Sought, asked: Sequence[Offer] = ()) -> list[rules.Peer]:
    """Who may be asked and was not yet: in the group on its agreement as it stands, not away, and not the asker."""
    lately = tables.offered(turn.session, group.id, turn.now - rules.LATELY)
    mine = wishes(turn, tables.profile(turn.session, sought.asker_id))
    not_these = {sought.asker_id, *(offer.member_id for offer in asked)}
    return [
        _peer(member.id, clock(profile, group), lately.get(member.id), wishes(turn, profile), mine, sought.words)
        for member, profile in members(turn.session, group.id)
        if member.id not in not_these and membership.has_accepted(member, group) and not profile.away(turn.now)
    ]


def _peer(
    id: str, here: ZoneInfo, lately: tuple[int, datetime] | None, theirs: Wishes, mine: Wishes, sought: tuple[str, ...]
) -> rules.Peer:
    tongue = rules.FITS if understand(mine, theirs) else rules.FOREIGN
    if sought and not shared(sought, theirs.languages):
        tongue = max(tongue, rules.UNDERSTANDS)
    offers, last = lately or (0, None)
    return rules.Peer(id, here, offers, last, theirs.hours, tongue, shared(sought, theirs.topics))


def clock(profile: Profile, group: Group) -> ZoneInfo:
    """Somebody's zone; the group's, where theirs is unknown."""
    return zone(profile.zone or group.zone)


@dataclass(frozen=True)
class Waiting:
    """Nothing is to be done before `until`: somebody is `asked`, or nobody is in before then."""

    until: datetime
    asked: bool


def next_one(turn: Turn, consult: Consult, group: Group, sought: Sought) -> rules.Peer | Waiting | None:
    """Who is to be asked now, or what is waited for; None when everybody was asked. Changes nothing."""
    asked = tables.offers(turn.session, consult)
    current = [offer.expires_at for offer in asked if offer.state == OPEN]
    seats = sum(offer.state in (OPEN, READY) for offer in asked)
    left = peers(turn, group, sought, asked) if seats < consult.wanted else []
    if peer := rules.whom(left, consult.soon, consult.id, turn.now):
        return peer
    morning = rules.first_morning(left, turn.now)
    asleep = [morning] if morning and morning < consult.ends_at else []
    return Waiting(min(current + asleep), bool(current)) if current or asleep else None
