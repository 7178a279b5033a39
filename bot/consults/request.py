"""One request: its words, its questions to peers, and how it ends; whatever course it takes."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, update

from bot.consults import rules, tables
from bot.consults.actions import Withdraw
from bot.consults.choosing import Sought
from bot.consults.rules import URGENT
from bot.consults.screens import to_peer
from bot.consults.tables import ASKED, EXPIRED, NOT_REACHED, OPEN, PAST, QUIET, READY, Consult, Offer
from bot.peers.rules import read_list
from bot.people import Profile
from bot.sealed import Sealed
from bot.turn import Turn
from bot.ui import Message


def seal(turn: Turn, words: str, asker_id: str, cell: str) -> Sealed | None:
    """With the asker's key; nothing for no words."""
    return turn.seal(words, owner=tables.profile(turn.session, asker_id).owner, cell=cell) if words else None


def sentence(turn: Turn, consult: Consult) -> str:
    """What the asker wrote, opened; empty when they wrote nothing."""
    return turn.open(consult.sentence, cell=f"consults.sentence.{consult.id}") if consult.sentence else ""


def seeks(turn: Turn, consult: Consult) -> str:
    """The languages and topics that the asker looks for, as they wrote them."""
    return turn.open(consult.seeks, cell=f"consults.seeks.{consult.id}") if consult.seeks else ""


def sought(turn: Turn, consult: Consult) -> Sought:
    return Sought(consult.asker_id, read_list(seeks(turn, consult)), consult.soon == URGENT)


def asker(turn: Turn, consult: Consult) -> Profile:
    return tables.profile(turn.session, consult.asker_id)


def called(turn: Turn, consult: Consult) -> str:
    """The asker's name for those who are asked; empty where they would rather be named later."""
    return "" if consult.masked else asker(turn, consult).name


# the questions


def mark(turn: Turn, offer_id: str, peer: Profile, said: str) -> Sealed:
    return turn.seal(said, owner=peer.owner, cell=f"consult_offers.mark.{offer_id}")


def marked(turn: Turn, offer: Offer) -> str:
    return turn.open(offer.mark, cell=f"consult_offers.mark.{offer.id}") if offer.mark else ASKED


def put(turn: Turn, offer: Offer) -> bool:
    """Whether this question was put to its peer. One that was not must show nowhere, to them least of all."""
    return marked(turn, offer) != QUIET


def withdraw(turn: Turn, offer: Offer, message: Message) -> None:
    """The question becomes this; one that has not gone out yet never does, and its peer was not asked."""
    if turn.sent(offer_key(offer)):
        turn.change(offer_key(offer), message)
    elif put(turn, offer):
        turn.take_back(offer_key(offer))
        offer.state = NOT_REACHED


def release(turn: Turn, consult: Consult, *, unseen: bool = False) -> None:
    """Everybody who said yes and waits, or could still say it, is told that it is not needed.

    With `unseen`, whoever was not told a name hears of it only later.
    """
    for offer in tables.offers(turn.session, consult):
        if offer.state not in (OPEN, EXPIRED, READY):
            continue
        unnamed, offer.state = offer.state != READY, PAST
        if unseen and unnamed and turn.sent(offer_key(offer)):
            later = timedelta(seconds=secrets.randbelow(int(rules.UNSEEN.total_seconds())))
            turn.at(f"consults/withdraw/{offer.id}", turn.now + later, Withdraw(offer.id))
        else:
            withdraw(turn, offer, to_peer.NO_LONGER_NEEDED)


# endings


def end(turn: Turn, consult: Consult, *, unseen: bool = False) -> None:
    """Nobody is asked any more, and the request goes with what was written."""
    release(turn, consult, unseen=unseen)
    forget(turn, consult)


def forget(turn: Turn, consult: Consult) -> None:
    """Deletes the request. What is left of its offers is that somebody was asked something."""
    turn.cancel(timer(consult))
    theirs = update(Offer).where(Offer.consult_id == consult.id)
    turn.session.execute(theirs.where(Offer.state != NOT_REACHED).values(state=PAST))
    for offer in tables.offers(turn.session, consult):
        offer.consult_id, offer.made_at = None, offer.made_at.replace(hour=0, minute=0, second=0, microsecond=0)
        offer.expires_at = offer.made_at  # the minute would tell who did something then, and so who asked
    turn.session.flush()
    turn.session.execute(delete(Consult).where(Consult.id == consult.id))


def offer_key(offer: Offer) -> str:
    return f"consults/offers/{offer.id}"


def timer(consult: Consult) -> str:
    return f"consults/{consult.id}"
