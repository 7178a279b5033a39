"""From the last yes that was wanted to done: a private place, and nothing of it kept but a date and minutes."""

from collections.abc import Sequence

from bot.consults import choosing, hours, request, rules, tables
from bot.consults.actions import GoOn, NoPlace
from bot.consults.request import asker
from bot.consults.screens import to_all, to_asker, to_peer
from bot.consults.tables import READY, TAKEN, Consult, Offer
from bot.groups.tables import Group
from bot.people import Profile
from bot.port import Circle
from bot.rhythm import say_date
from bot.turn import Turn
from bot.ui import Message


def open_place(turn: Turn, consult: Consult, answering: Offer | None = None) -> Message:
    """For the asker and everybody who has said yes. Returns what the one who is `answering` reads."""
    if not tables.take(turn.session, consult, turn.now):
        return to_peer.SOMEBODY_ELSE
    coming = [offer for offer in tables.yeses(turn.session, consult) if offer.state == READY]
    for offer in coming:
        offer.state = TAKEN
    consult.ends_at = turn.now + rules.LEFT_OPEN
    turn.at(request.timer(consult), consult.ends_at, GoOn(consult.id))
    request.release(turn, consult)
    words = request.sentence(turn, consult) if consult.soon != rules.URGENT else ""
    _gather(turn, consult, words if consult.in_place else "")
    first, *peers = everybody(turn, consult)
    turn.say(first.person, to_asker.together(consult.id, peers), key=f"consults/{consult.id}/taken")
    answered = to_peer.yours(first, words, many=len(peers))
    for offer in coming:
        turn.change(request.offer_key(offer), answered)
    return answered


def _gather(turn: Turn, consult: Consult, words: str) -> None:
    group = turn.session.get_one(Group, consult.group_id)
    first, *peers = everybody(turn, consult)
    topic = to_all.topic(say_date(turn.now.astimezone(choosing.clock(first, group)).date()))
    turn.say(
        Circle((first.person, *(peer.person for peer in peers)), group.place, topic),
        to_all.welcome(consult.id, first, peers, consult.kind, words),
        key=place_key(consult),
        otherwise=NoPlace(consult.id),
    )


def no_place(turn: Turn, consult: Consult) -> None:
    """Everybody is told whom to write to."""
    for one in everybody(turn, consult):
        others = [other for other in everybody(turn, consult) if other is not one]
        turn.say(one.person, to_all.no_place(consult.id, others), key=f"consults/{consult.id}/no_place/{one.id}")


def everybody(turn: Turn, consult: Consult) -> Sequence[Profile]:
    """The asker and then the peers of a consult that was taken."""
    peers = [tables.profile(turn.session, offer.member_id) for offer in tables.yeses(turn.session, consult)]
    return [asker(turn, consult), *peers]


def close(turn: Turn, consult: Consult, minutes: int | None) -> None:
    """Done: each of them keeps the date and the minutes."""
    group = turn.session.get_one(Group, consult.group_id)
    for number, one in enumerate(everybody(turn, consult)):
        today = turn.now.astimezone(choosing.clock(one, group)).date()
        hours.note(turn, one, hours.Noted(today, minutes, gave=number > 0))
    part(turn, consult, to_all.closed(minutes))


def part(turn: Turn, consult: Consult, said: Message) -> None:
    """The consult is over, and all read it where they are; the words that Tend showed go from there too."""
    for offer in tables.yeses(turn.session, consult):
        turn.change(request.offer_key(offer), to_peer.CONSULT_WAS_HERE)
    welcomed = turn.sent(place_key(consult))
    if welcomed:
        turn.change(place_key(consult), to_all.PLACE_CLOSED)
        turn.say(welcomed.where, said, key=f"consults/{consult.id}/closed")
    else:
        turn.take_back(place_key(consult))
        for one in everybody(turn, consult):
            turn.say(one.person, said, key=f"consults/{consult.id}/closed/{one.id}")
    request.forget(turn, consult)


def place_key(consult: Consult) -> str:
    return f"consults/{consult.id}/place"
