"""The course of a request: one peer after the other, until somebody can, or everybody was asked, or it is not needed.

The next step is worked out from the rows each time and never remembered, so that it does not matter what brought us
here: a timer, an answer, somebody who left, or three days without Tend.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update

from bot.consults import choosing, rules, tables
from bot.consults.actions import GoOn, NotReached
from bot.consults.screens import to_asker, to_peer
from bot.consults.tables import DECLINED, EXPIRED, NOT_REACHED, OPEN, PAST, Asking, Consult, Offer
from bot.db import insert_new, new_id
from bot.groups.tables import Group, Member
from bot.people import Profile
from bot.rhythm.waking import awake
from bot.sealed import Sealed
from bot.turn import Turn
from bot.ui import Message


@dataclass(frozen=True)
class Wish:
    """What the form said."""

    kind: str
    soon: str
    sentence: str
    in_place: bool


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
        sentence=_seal(turn, wish.sentence, asker, consult_id),
        in_place=wish.in_place,
        asked_at=turn.now,
        ends_at=turn.now + rules.LASTS[wish.soon],
    )
    if not made:
        return None
    turn.session.add(Asking(id=new_id(), member_id=asker.id, at=turn.now))
    return _step(turn, turn.session.get_one(Consult, consult_id))[1]


def _seal(turn: Turn, sentence: str, asker: Member, consult_id: str) -> Sealed | None:
    if not sentence:
        return None
    owner = tables.profile(turn.session, asker.id).owner
    return turn.seal(sentence, owner=owner, cell=f"consults.sentence.{consult_id}")


def sentence(turn: Turn, consult: Consult) -> str:
    """What the asker wrote, opened; empty when they wrote nothing."""
    return turn.open(consult.sentence, cell=f"consults.sentence.{consult.id}") if consult.sentence else ""


# step by step


def go_on(turn: Turn, consult: Consult) -> None:
    """Whatever is to be done now, and the asker hears of it. When nothing is, nothing happens."""
    asker = _asker(turn, consult)
    told, message = _step(turn, consult)
    if message:
        turn.say(asker.person, message, key=f"consults/{consult.id}/{told}")


def _step(turn: Turn, consult: Consult) -> tuple[str, Message | None]:
    """What the asker hears, under a name that is the same for the same step."""
    if turn.now >= consult.ends_at:
        end(turn, consult)
        return "over", to_asker.time_over(consult.group_id)
    _pass_on(turn, consult)
    group = turn.session.get_one(Group, consult.group_id)
    match choosing.next_one(turn, consult, group):
        case Offer() as current:
            turn.at(timer(consult), current.expires_at, GoOn(consult.id))
            return "", None
        case rules.Peer() as peer:
            return _ask(turn, consult, group, peer)
        case datetime() as morning:
            turn.at(timer(consult), morning, GoOn(consult.id))
            return f"morning/{morning:%Y%m%dT%H%M}", to_asker.until_morning(consult.id)
        case None:
            return _all_asked(turn, consult)


def _pass_on(turn: Turn, consult: Consult) -> None:
    """Whose time is up keeps a late yes; whom the question never reached was not asked."""
    for offer in tables.offers(turn.session, consult):
        if offer.state == OPEN and offer.expires_at <= turn.now:
            offer.state = EXPIRED
            withdraw(turn, offer, to_peer.passed_on(offer.id, _asker(turn, consult), consult.ends_at))


def _ask(turn: Turn, consult: Consult, group: Group, peer: rules.Peer) -> tuple[str, Message]:
    first = not tables.offers(turn.session, consult)
    until = min(rules.time_is_up(consult.soon, turn.now, peer.zone), consult.ends_at)
    offer = Offer(id=new_id(), consult_id=consult.id, member_id=peer.id, state=OPEN, made_at=turn.now, expires_at=until)
    turn.session.add(offer)
    turn.session.flush()
    turn.say(
        tables.profile(turn.session, peer.id).person,
        _question(turn, consult, offer, group),
        key=offer_key(offer),
        otherwise=NotReached(offer.id),
        until=until,
    )
    turn.at(timer(consult), until, GoOn(consult.id))
    night = not awake(turn.now, peer.zone)
    said = to_asker.asking_first(consult.id, group.name, consult.soon, night=night)
    return f"asking/{offer.id}", said if first else to_asker.asking_next(consult.id, consult.soon, night=night)


def _question(turn: Turn, consult: Consult, offer: Offer, group: Group) -> Message:
    """The question as this peer reads it."""
    words = sentence(turn, consult)
    return to_peer.offer(
        offer.id, _asker(turn, consult), group.name, consult.kind, consult.soon, words, offer.expires_at
    )


def _all_asked(turn: Turn, consult: Consult) -> tuple[str, Message]:
    if any(offer.state == EXPIRED for offer in tables.offers(turn.session, consult)):
        turn.at(timer(consult), consult.ends_at, GoOn(consult.id))
        return "everybody", to_asker.everybody_asked(consult.id, consult.ends_at)
    end(turn, consult)
    return "nobody", to_asker.nobody_could(consult.group_id)


def standing(turn: Turn, consult: Consult) -> Message:
    """Where a request stands, for its asker. Changes nothing."""
    return to_asker.standing(consult.asked_at, _now(turn, consult))


def _now(turn: Turn, consult: Consult) -> Message:
    group = turn.session.get_one(Group, consult.group_id)
    match choosing.next_one(turn, consult, group):
        case Offer() | rules.Peer():  # the timer is about to ask the latter
            return to_asker.asking_now(consult.id, consult.soon)
        case datetime():
            return to_asker.until_morning(consult.id)
        case None:
            return to_asker.everybody_asked(consult.id, consult.ends_at)


# endings


def decline(turn: Turn, offer: Offer, consult: Consult) -> Message:
    """This peer cannot; the next one is asked at once. The asker is never told who."""
    offer.state = DECLINED
    turn.change(offer_key(offer), to_peer.THANKS)
    go_on(turn, consult)
    return to_peer.THANKS


def end(turn: Turn, consult: Consult) -> None:
    """Nobody is asked any more, and the request goes with what was written."""
    release(turn, consult)
    forget(turn, consult)


def release(turn: Turn, consult: Consult) -> None:
    """Everybody who could still say yes is told that it is not needed."""
    for offer in tables.offers(turn.session, consult):
        if offer.state in (OPEN, EXPIRED):
            offer.state = PAST
            withdraw(turn, offer, to_peer.NO_LONGER_NEEDED)


def withdraw(turn: Turn, offer: Offer, message: Message) -> None:
    """The question becomes this; one that has not gone out yet never does, and its peer was not asked."""
    if turn.sent(offer_key(offer)):
        turn.change(offer_key(offer), message)
    else:
        turn.take_back(offer_key(offer))
        offer.state = NOT_REACHED


def forget(turn: Turn, consult: Consult) -> None:
    """Deletes the request. What is left of its offers is that somebody was asked something."""
    turn.cancel(timer(consult))
    theirs = update(Offer).where(Offer.consult_id == consult.id)
    turn.session.execute(theirs.where(Offer.state != NOT_REACHED).values(state=PAST))
    turn.session.execute(theirs.values(consult_id=None))
    turn.session.execute(delete(Consult).where(Consult.id == consult.id))


def _asker(turn: Turn, consult: Consult) -> Profile:
    return tables.profile(turn.session, consult.asker_id)


def offer_key(offer: Offer) -> str:
    return f"consults/offers/{offer.id}"


def timer(consult: Consult) -> str:
    return f"consults/{consult.id}"
