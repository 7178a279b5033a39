"""Whom a request goes to next, worked out from the rows each time and never remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.consults import rules, tables
from bot.consults.tables import OPEN, READY, Consult, Offer
from bot.groups import membership
from bot.groups.tables import Group, members
from bot.peers.rules import Hours, Wishes, shared, understand
from bot.peers.tables import apart, wishes
from bot.people import Profile
from bot.turn import Turn
from bot.zones import zone


@dataclass(frozen=True)
class Sought:
    """Who asks, which languages and topics they look for, in words that are theirs, and whether those on call are."""

    asker_id: str
    words: tuple[str, ...] = ()
    urgent: bool = False


def peers(turn: Turn, group: Group, sought: Sought, asked: Sequence[Offer] = ()) -> list[rules.Peer]:
    """Who may be asked and was not yet: in the group on its agreement as it stands, not away, and not the asker."""
    lately = tables.offered(turn.session, group.id, turn.now - rules.LATELY)
    asker = tables.profile(turn.session, sought.asker_id)
    mine, not_these = wishes(turn, asker), {sought.asker_id, *(offer.member_id for offer in asked)}
    found = [
        (profile, _peer(member.id, clock(profile, group), lately.get(member.id), wishes(turn, profile), mine, sought))
        for member, profile in members(turn.session, group.id)
        if member.id not in not_these and membership.has_accepted(member, group) and not profile.away(turn.now)
    ]
    return _on_call(turn, group, asker, found) if sought.urgent else [peer for _, peer in found]


def _on_call(turn: Turn, group: Group, asker: Profile, found: Sequence[tuple[Profile, rules.Peer]]) -> list[rules.Peer]:
    """Those of them who are on call, with their hours for that. Who is kept apart from the asker is not on call for
    them; nobody can tell, as nobody is told who is, and no minute is lost.
    """
    rota = tables.on_call(turn.session, group.id)
    able = [(profile, peer) for profile, peer in found if peer.id in rota and not apart(turn, profile, asker)]
    return [replace(peer, hours=ANY_HOUR) if rota[peer.id] else peer for _, peer in able]


ANY_HOUR = Hours(time(), time())


def _peer(
    id: str, here: ZoneInfo, lately: tuple[int, int] | None, theirs: Wishes, mine: Wishes, sought: Sought
) -> rules.Peer:
    tongue = rules.FITS if understand(mine, theirs) else rules.FOREIGN
    if sought.words and not shared(sought.words, theirs.languages):
        tongue = max(tongue, rules.UNDERSTANDS)
    offers, last = lately or (0, 0)
    return rules.Peer(id, here, offers, last, theirs.hours, tongue, shared(sought.words, theirs.topics))


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
