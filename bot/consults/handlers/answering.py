"""Being asked: yes, not this time, silence, and no way to somebody at all."""

from collections.abc import Sequence
from dataclasses import replace

from bot.consults import course, request, tables, together
from bot.consults.actions import Can, GoOn, KeepApart, MayKnow, NotReached, NotThisTime, Report
from bot.consults.handlers.feature import consults
from bot.consults.screens import to_all, to_peer
from bot.consults.tables import DECLINED, EXPIRED, KNOWS, NOT_REACHED, OPEN, READY, TAKEN, Consult, Offer
from bot.groups.tables import memberships
from bot.peers.tables import keep, wishes
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message, Update


@consults.command("asked", "see again what a peer is asking you")
def asked(turn: Turn, words: str) -> Reply:
    mine = [member.id for member, _ in memberships(turn.session, turn.heard.who)]
    open_now = waiting_for(turn, mine)
    if not open_now:
        ready = [(offer, found) for offer, found in tables.open_offers(turn.session, mine) if offer.state == READY]
        return _awaited(*ready[0]) if ready else to_peer.NOTHING_ASKED
    offer, found = open_now[0]
    return to_peer.offer_again(offer.id, request.called(turn, found), found.soon, more=len(open_now) - 1)


def _awaited(offer: Offer, found: Consult) -> Message:
    return to_peer.others_are_awaited(offer.id, found.opens_at or found.ends_at)


def waiting_for(turn: Turn, mine: Sequence[str]) -> list[tuple[Offer, Consult]]:
    """What these members are asked and have not said yes to."""
    found = tables.open_offers(turn.session, mine)
    return [(offer, consult) for offer, consult in found if offer.state != READY and request.put(turn, offer)]


@consults.on(Can)
def can(turn: Turn, action: Can) -> Reply:
    offer, found = _asked_of_me(turn, action.offer)
    if offer is None or found is None:
        return to_peer.REQUEST_OVER
    if offer.state == TAKEN:
        return to_peer.YOURS_ALREADY
    if request.marked(turn, offer) == KNOWS:
        return to_peer.KNOWN
    if offer.state == READY:
        return _awaited(offer, found)
    return Update(course.accept(turn, offer, found)) if not found.taken_at else to_peer.SOMEBODY_ELSE


@consults.on(NotThisTime)
def not_this_time(turn: Turn, action: NotThisTime) -> Reply:
    offer, found = _asked_of_me(turn, action.offer)
    if offer is None or found is None or found.taken_at:
        return to_peer.YOURS_ALREADY if offer and offer.state == TAKEN else to_peer.REQUEST_OVER
    if offer.state == DECLINED:
        return to_peer.THANKS
    return Update(course.decline(turn, offer, found))


@consults.on(MayKnow)
def may_know(turn: Turn, action: MayKnow) -> Reply:
    """Not this time, to everybody else; and no late yes."""
    offer, found = _still_mine(turn, action.offer)
    if offer is None or found is None:
        return to_peer.REQUEST_OVER
    offer.mark = request.mark(turn, offer.id, turn.meet(), KNOWS)
    return Update(course.decline(turn, offer, found, to_peer.MAY_KNOW))


@consults.on(Report)
def report(turn: Turn, action: Report) -> Reply:
    offer, found = _still_mine(turn, action.offer)
    if offer is None or found is None:
        return to_peer.REQUEST_OVER
    return Update(course.decline(turn, offer, found, to_peer.reported(offer.id, named=not found.masked)))


def _still_mine(turn: Turn, offer_id: str) -> tuple[Offer | None, Consult | None]:
    """What was asked of who presses, while nobody has it and they have not declined."""
    offer, found = _asked_of_me(turn, offer_id)
    open_still = offer and found and not found.taken_at and offer.state in (OPEN, EXPIRED, READY)
    return (offer, found) if open_still else (None, None)


@consults.on(KeepApart)
def keep_apart(turn: Turn, action: KeepApart) -> Reply:
    """Adds the asker to the list that `peers not with` shows: it would name one who is named with a yes alone."""
    offer, found = _asked_of_me(turn, action.offer)
    if offer is None or found is None:
        return to_peer.NOBODY_TO_KEEP_APART
    if found.masked and offer.state != TAKEN:
        raise Refused(to_peer.NOT_NAMED_YET)
    profile = turn.meet()
    said = wishes(turn, profile)
    keep(turn, profile, replace(said, apart=said.apart | {request.asker(turn, found).id}))
    return to_peer.APART


def _asked_of_me(turn: Turn, offer_id: str) -> tuple[Offer | None, Consult | None]:
    """The offer and its request, as far as they still exist. Raises Refused when somebody else was asked."""
    offer = turn.session.get(Offer, offer_id)
    if offer is None or not request.put(turn, offer):
        return None, None
    if tables.profile(turn.session, offer.member_id).person != turn.heard.who:
        raise Refused(to_peer.NOT_ASKED_OF_YOU)
    return offer, tables.find(turn.session, offer.consult_id)


@consults.timer(GoOn)
def go_on(turn: Turn, action: GoOn) -> None:
    found = tables.find(turn.session, action.consult)
    if found and not found.taken_at:
        course.go_on(turn, found)
    elif found and turn.now >= found.ends_at:
        together.part(turn, found, to_all.LET_GO)


@consults.timer(NotReached)
def not_reached(turn: Turn, action: NotReached) -> None:
    offer = turn.session.get(Offer, action.offer)
    found = tables.find(turn.session, offer.consult_id) if offer else None
    if offer and found and offer.state == OPEN:
        offer.state = NOT_REACHED
        course.go_on(turn, found)
