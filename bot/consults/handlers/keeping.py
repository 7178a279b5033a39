"""How consults are forgotten: by date, when somebody leaves or goes away, when somebody asks to be erased."""

from sqlalchemy import delete, select

from bot import outbox, typed
from bot.consults import course, hours, request, rules, tables, together
from bot.consults.actions import GoOn, Withdraw
from bot.consults.handlers.alone import stop_writing
from bot.consults.handlers.answering import go_on
from bot.consults.handlers.feature import consults
from bot.consults.handlers.terrible import stop_looking
from bot.consults.screens import to_all, to_asker, to_peer
from bot.consults.tables import OPEN, PAST, Consult, NotAlone, Offer, OnCall
from bot.groups.actions import AwayChanged, Left
from bot.groups.tables import all_memberships
from bot.ledger import Parcel
from bot.people import Profile
from bot.turn import Turn


@consults.forgets
def sweep(turn: Turn) -> None:
    """What is past its time. A request whose timer was lost ends here, so that nobody waits for ever."""
    for consult in turn.session.scalars(select(Consult).where(Consult.ends_at < turn.now)).all():
        go_on(turn, GoOn(consult.id))
    _forget_traces(turn)
    tables.forget_offers(turn.session, turn.now - rules.LATELY)


def _forget_traces(turn: Turn) -> None:
    """Where messages stand, and who typed there, says who was with whom; of consults that have ended, that goes too."""
    still = [f"consults/{consult}/" for consult in turn.session.scalars(select(Consult.id))]
    past = *outbox.under("consults/"), Parcel.key.endswith("/place"), Parcel.done_at < turn.now - rules.TRACES
    for key in turn.session.scalars(select(Parcel.key).where(*past)).all():
        if not key.startswith(tuple(still)) and (said := turn.sent(key)):
            typed.forget_people(turn.session, said.where)
    offered = turn.session.scalars(select(Offer).where(Offer.consult_id.is_not(None)))
    but = [*still, *(request.offer_key(offer) for offer in offered)]
    outbox.forget(turn.session, "consults/", turn.now - rules.TRACES, but=but)


@consults.when(Left)
def leave(turn: Turn, left: Left) -> None:
    """Whoever leaves is asked nothing more, and nobody is asked for them."""
    turn.session.execute(delete(OnCall).where(OnCall.member_id == left.member))
    for consult in tables.under_way(turn.session, [left.member]):
        together.part(turn, consult, to_all.ONE_LEFT)
    if mine := tables.waiting(turn.session, left.member):
        request.end(turn, mine, unseen=mine.masked)
        person = tables.profile(turn.session, left.member).person
        turn.say(person, to_asker.LEFT, key=f"consults/{mine.id}/left")
    for offer, consult in tables.open_offers(turn.session, [left.member]):
        request.withdraw(turn, offer, to_peer.NO_LONGER_NEEDED)
        offer.state = PAST
        course.go_on(turn, consult)


@consults.timer(Withdraw)
def withdraw(turn: Turn, action: Withdraw) -> None:
    if offer := turn.session.get(Offer, action.offer):
        request.withdraw(turn, offer, to_peer.NO_LONGER_NEEDED)


@consults.when(AwayChanged)
def go_away(turn: Turn, changed: AwayChanged) -> None:
    """Whoever goes away is no longer waited for; their late yes still counts."""
    profile = turn.session.get_one(Profile, changed.profile)
    members = [member.id for member, _ in all_memberships(turn.session, profile.id)]
    for offer, consult in tables.open_offers(turn.session, members):
        if profile.away(turn.now) and offer.state == OPEN:
            offer.expires_at = turn.now
            course.go_on(turn, consult)
    if profile.gone_at:
        _stop_asking_for(turn, members)


def _stop_asking_for(turn: Turn, members: list[str]) -> None:
    """Nobody is asked for somebody who is no longer there to be helped."""
    for member in members:
        if mine := tables.waiting(turn.session, member):
            request.end(turn, mine, unseen=mine.masked)


@consults.erases
def erase(turn: Turn, profile: Profile) -> None:
    """Everything of theirs here. For the others it is as if they had left their groups."""
    for member, group in all_memberships(turn.session, profile.id):
        leave(turn, Left(group.id, member.id))
        turn.session.execute(delete(Offer).where(Offer.member_id == member.id))
    stop_looking(turn, profile)
    stop_writing(turn, profile)
    hours.erase(turn, profile)


@consults.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """A person's own requests, in their own words, when they were asked, and their minutes."""
    members = [member.id for member, _ in all_memberships(turn.session, profile.id)]
    requests = turn.session.scalars(select(Consult).where(Consult.asker_id.in_(members)).order_by(Consult.asked_at))
    asked = turn.session.scalars(select(Offer).where(Offer.member_id.in_(members)).order_by(Offer.made_at))
    return {
        "requests": [_request(turn, consult) for consult in requests],
        "asked_at": hours.asked(turn, profile, members),
        "was_asked": [{"at": offer.made_at, "answer": offer.state} for offer in asked if request.put(turn, offer)],
        "on_call_at_any_hour": list(turn.session.scalars(select(OnCall.any_hour).where(OnCall.member_id.in_(members)))),
        "writes_after_weeks": row.weeks if (row := turn.session.get(NotAlone, profile.id)) else None,
        "minutes": [vars(noted) for noted in hours.noted(turn, profile)],
    }


def _request(turn: Turn, consult: Consult) -> dict[str, object]:
    return {
        "asked_at": consult.asked_at,
        "what_would_help": consult.kind,
        "how_soon": consult.soon,
        "sentence": request.sentence(turn, consult),
        "looks_for": request.seeks(turn, consult),
        "taken_at": consult.taken_at,
    }
