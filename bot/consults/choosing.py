"""Whom a request goes to next, worked out from the rows each time and never remembered."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.consults import rules, tables
from bot.consults.tables import OPEN, Consult, Offer
from bot.groups import membership
from bot.groups.tables import Group, members
from bot.people import Profile
from bot.turn import Turn
from bot.zones import zone


def peers(turn: Turn, group: Group, asker_id: str, asked: Sequence[Offer] = ()) -> list[rules.Peer]:
    """Who may be asked and was not yet: in the group on its agreement as it stands, not away, and not the asker."""
    lately = tables.offered(turn.session, group.id, turn.now - rules.LATELY)
    not_these = {asker_id, *(offer.member_id for offer in asked)}
    return [
        rules.Peer(member.id, clock(profile, group), *lately.get(member.id, ()))
        for member, profile in members(turn.session, group.id)
        if member.id not in not_these and membership.has_accepted(member, group) and not profile.away(turn.now)
    ]


def clock(profile: Profile, group: Group) -> ZoneInfo:
    """Somebody's zone; the group's, where theirs is unknown."""
    return zone(profile.zone or group.zone)


Next = Offer | rules.Peer | datetime | None
"""Who is being asked; else who is to be asked; else when somebody is awake; None when everybody was asked."""


def next_one(turn: Turn, consult: Consult, group: Group) -> Next:
    """What is to be done now for a request that nobody has taken. Changes nothing."""
    asked = tables.offers(turn.session, consult)
    if current := next((offer for offer in asked if offer.state == OPEN), None):
        return current
    left = peers(turn, group, consult.asker_id, asked)
    morning = rules.first_morning(left, turn.now)
    asleep = morning if morning and morning < consult.ends_at else None
    return rules.whom(left, consult.soon, consult.id, turn.now) or asleep
