"""The course of a request: peers in turn, until one can, or those who are wanted, or everybody was asked.

The next step is worked out from the rows each time and never remembered, so that it does not matter what brought us
here: a timer, an answer, somebody who left, or three days without Tend.
"""

from dataclasses import dataclass
from datetime import datetime

from bot import reach
from bot.consults import choosing, hours, request, rules, tables, together
from bot.consults.actions import GoOn, NotReached
from bot.consults.choosing import Waiting
from bot.consults.request import asker, called, timer
from bot.consults.screens import to_asker, to_peer, urgent
from bot.consults.tables import ASKED, DECLINED, EXPIRED, OPEN, QUIET, READY, Consult, Offer
from bot.db import insert_new, new_id
from bot.groups.tables import Group, Member
from bot.peers.tables import apart
from bot.people import Profile
from bot.turn import Turn
from bot.ui import Message


@dataclass(frozen=True)
class Wish:
    """What the form said."""

    kind: str
    soon: str
    sentence: str = ""
    seeks: str = ""
    in_place: bool = False
    masked: bool = False
    wanted: int = rules.ONE


def begin(turn: Turn, asker: Member, group: Group, wish: Wish) -> Message | None:
    """Asks the first peer, and says so. None when this member has a request open already."""
    consult_id = new_id()
    made = insert_new(
        turn.session,
        Consult,
        id=consult_id,
        group_id=group.id,
        asker_id=asker.id,
        kind=wish.kind,
        soon=wish.soon,
        sentence=request.seal(turn, wish.sentence, asker.id, f"consults.sentence.{consult_id}"),
        seeks=request.seal(turn, wish.seeks, asker.id, f"consults.seeks.{consult_id}"),
        in_place=wish.in_place,
        masked=wish.masked,
        wanted=wish.wanted,
        asked_at=turn.now,
        ends_at=turn.now + rules.LASTS[wish.soon],
    )
    if not made:
        return None
    if wish.soon != rules.URGENT:
        hours.note_asking(turn, tables.profile(turn.session, asker.id), asker.id)
    return _step(turn, turn.session.get_one(Consult, consult_id))[1]


# step by step


def go_on(turn: Turn, consult: Consult) -> None:
    """Whatever is to be done now, and the asker hears of it. When nothing is, nothing happens."""
    person = asker(turn, consult).person
    told, message = _step(turn, consult)
    if message:
        turn.say(person, message, key=f"consults/{consult.id}/{told}")


def _step(turn: Turn, consult: Consult) -> tuple[str, Message | None]:
    """What the asker hears, under a name that is the same for the same step."""
    if not tables.yeses(turn.session, consult):
        consult.opens_at = None  # whoever said the first yes has taken it back
    if _waited_enough(turn, consult):
        together.open_place(turn, consult)
        return "", None
    if turn.now >= consult.ends_at:
        request.end(turn, consult)
        return "over", (urgent.over if _urgent(consult) else to_asker.time_over)(consult.group_id)
    _pass_on(turn, consult)
    group = turn.session.get_one(Group, consult.group_id)
    match choosing.next_one(turn, consult, group, request.sought(turn, consult)):
        case rules.Peer() as peer:
            return _ask_as_many(turn, consult, group, peer)
        case Waiting(until, asked):
            _wake(turn, consult, until)
            quiet = asked or tables.yeses(turn.session, consult)
            return ("", None) if quiet else (f"morning/{until:%Y%m%dT%H%M}", _until_morning(consult))
        case None:
            return _all_asked(turn, consult)


def _urgent(consult: Consult) -> bool:
    return consult.soon == rules.URGENT


def _until_morning(consult: Consult) -> Message:
    return (urgent.until_hours if _urgent(consult) else to_asker.until_morning)(consult.id)


def _waited_enough(turn: Turn, consult: Consult) -> bool:
    """Whether those of three who have said yes begin without the others."""
    until = min(consult.opens_at or consult.ends_at, consult.ends_at)
    return turn.now >= until and bool(tables.yeses(turn.session, consult))


def _wake(turn: Turn, consult: Consult, at: datetime) -> None:
    turn.at(timer(consult), min(at, consult.opens_at or at, consult.ends_at), GoOn(consult.id))


def _pass_on(turn: Turn, consult: Consult) -> None:
    """Whose time is up keeps a late yes; whom the question never reached was not asked."""
    for offer in tables.offers(turn.session, consult):
        if offer.state == OPEN and offer.expires_at <= turn.now:
            offer.state = EXPIRED
            words = urgent.passed_on if _urgent(consult) else to_peer.passed_on
            request.withdraw(turn, offer, words(offer.id, called(turn, consult), consult.ends_at))


def _ask_as_many(turn: Turn, consult: Consult, group: Group, peer: rules.Peer) -> tuple[str, Message]:
    """As many at once as are wanted; the asker hears of it once."""
    first = not tables.offers(turn.session, consult)
    night, told, until = not rules.awake(turn.now, peer), "", consult.ends_at
    following: rules.Peer | Waiting | None = peer
    while isinstance(following, rules.Peer):
        offer = _ask(turn, consult, group, following)
        told, until = told or offer.id, min(until, offer.expires_at)
        following = choosing.next_one(turn, consult, group, request.sought(turn, consult))
    _wake(turn, consult, following.until if following else until)
    if _urgent(consult):
        return f"asking/{told}", (urgent.asking if first else urgent.asking_next)(consult.id)
    if first:
        return f"asking/{told}", to_asker.asking_first(consult, group.name, night=night)
    return f"asking/{told}", to_asker.asking_next(consult.id, consult.soon, night=night)


def _ask(turn: Turn, consult: Consult, group: Group, peer: rules.Peer) -> Offer:
    """Puts the question; for those who would rather not meet only its time goes by, as with somebody busy."""
    until, profile = rules.time_is_up(consult.soon, turn.now, peer), tables.profile(turn.session, peer.id)
    quiet, offer_id = not _urgent(consult) and _apart(turn, consult, profile), new_id()
    offer = Offer(
        id=offer_id,
        consult_id=consult.id,
        member_id=peer.id,
        state=OPEN,
        made_at=turn.now,
        expires_at=min(until, consult.ends_at),
        mark=request.mark(turn, offer_id, profile, QUIET if quiet else ASKED),
        number=tables.next_number(turn.session, group.id),
    )
    turn.session.add(offer)
    turn.session.flush()
    if not quiet:
        _say(turn, consult, offer, group, profile)
    elif _known_as_closed(turn, profile):
        turn.at(f"consults/unreached/{offer.id}", turn.now, NotReached(offer.id))
    return offer


def _known_as_closed(turn: Turn, peer: Profile) -> bool:
    """A question put to them would come back at once, so one that is not put does too."""
    row = reach.row_of(turn.session, peer.person)
    return row is not None and not row.trying


def _say(turn: Turn, consult: Consult, offer: Offer, group: Group, peer: Profile) -> None:
    words, seeks = request.sentence(turn, consult), request.seeks(turn, consult)
    name, until = called(turn, consult), offer.expires_at
    turn.say(
        peer.person,
        urgent.offer(offer.id, name, group.name, words, until)
        if _urgent(consult)
        else to_peer.offer(offer.id, name, group.name, consult, words, seeks, until),
        key=request.offer_key(offer),
        otherwise=NotReached(offer.id),
        until=until,
    )


def _apart(turn: Turn, consult: Consult, peer: Profile) -> bool:
    """Whether this peer and the asker, or somebody who could come along, would rather not meet."""
    asked = [one for one in tables.offers(turn.session, consult) if one.state in (OPEN, EXPIRED, READY)]
    others = [tables.profile(turn.session, one.member_id) for one in asked if consult.wanted > 1]
    return any(apart(turn, peer, other) for other in [asker(turn, consult), *others])


def _all_asked(turn: Turn, consult: Consult) -> tuple[str, Message | None]:
    if tables.yeses(turn.session, consult):
        together.open_place(turn, consult)
        return "", None
    if any(offer.state == EXPIRED for offer in tables.offers(turn.session, consult)):
        _wake(turn, consult, consult.ends_at)
        return "everybody", _everybody_asked(consult)
    request.end(turn, consult)
    return "nobody", (urgent.nobody if _urgent(consult) else to_asker.nobody_could)(consult.group_id)


def _everybody_asked(consult: Consult) -> Message:
    return (urgent.everybody_asked if _urgent(consult) else to_asker.everybody_asked)(consult.id, consult.ends_at)


def standing(turn: Turn, consult: Consult) -> Message:
    """Where a request stands, for its asker. Changes nothing."""
    return to_asker.standing(consult.asked_at, _now(turn, consult))


def _now(turn: Turn, consult: Consult) -> Message:
    group = turn.session.get_one(Group, consult.group_id)
    if ready := tables.yeses(turn.session, consult):
        names = [tables.profile(turn.session, offer.member_id).name for offer in ready]
        return to_asker.some_can(consult.id, names, consult.opens_at or consult.ends_at)
    match choosing.next_one(turn, consult, group, request.sought(turn, consult)):
        case Waiting(_, False):
            return _until_morning(consult)
        case Waiting() | rules.Peer():  # the timer is about to ask the latter
            return to_asker.asking_now(consult.id, consult.soon)
        case None:
            return _everybody_asked(consult)


# answers


def accept(turn: Turn, offer: Offer, consult: Consult) -> Message:
    """The yes of a peer: theirs while there is a seat. With the last seat, or the only one, the place is opened."""
    already = tables.yeses(turn.session, consult)
    if len(already) >= consult.wanted:
        return to_peer.SOMEBODY_ELSE
    offer.state = READY
    turn.session.flush()
    if len(already) + 1 == consult.wanted:
        return together.open_place(turn, consult, offer)
    consult.opens_at = consult.opens_at or min(turn.now + rules.PATIENCE[consult.soon], consult.ends_at)
    answered = to_peer.others_are_awaited(offer.id, consult.opens_at)
    turn.change(request.offer_key(offer), answered)
    _tell_who_can(turn, consult, offer)
    go_on(turn, consult)
    return answered


def _tell_who_can(turn: Turn, consult: Consult, offer: Offer) -> None:
    key = f"consults/{consult.id}/can/{offer.id}"
    turn.say(asker(turn, consult).person, _now(turn, consult), key=key)


def decline(turn: Turn, offer: Offer, consult: Consult, said: Message = to_peer.THANKS) -> Message:
    """This peer cannot, and reads why that is well; the next one is asked at once. The asker is never told who."""
    offer.state = DECLINED
    turn.change(request.offer_key(offer), said)
    go_on(turn, consult)
    return said
