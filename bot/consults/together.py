"""From the yes of a peer to done: two people in a private place, and nothing of it kept but a date and minutes."""

from bot.consults import choosing, course, rules, tables
from bot.consults.actions import GoOn, NoPlace
from bot.consults.screens import to_asker, to_both, to_peer
from bot.consults.tables import TAKEN, Consult, Minutes, Offer
from bot.db import new_id
from bot.groups.tables import Group
from bot.people import Profile
from bot.port import Circle
from bot.rhythm import say_date
from bot.turn import Turn
from bot.ui import Message


def take(turn: Turn, offer: Offer, consult: Consult) -> Message:
    """The yes of a peer: theirs if they are the first."""
    if not tables.take(turn.session, consult, turn.now):
        return to_peer.SOMEBODY_ELSE
    offer.state, consult.ends_at = TAKEN, turn.now + rules.LEFT_OPEN
    turn.at(course.timer(consult), consult.ends_at, GoOn(consult.id))
    course.release(turn, consult)
    asker, peer = the_two(turn, consult)
    words = course.sentence(turn, consult)
    _gather(turn, consult, asker, peer, words if consult.in_place else "")
    turn.say(asker.person, to_asker.together(consult.id, peer), key=f"consults/{consult.id}/taken")
    answered = to_peer.yours(asker, words)
    turn.change(course.offer_key(offer), answered)
    return answered


def _gather(turn: Turn, consult: Consult, asker: Profile, peer: Profile, words: str) -> None:
    group = turn.session.get_one(Group, consult.group_id)
    topic = to_both.topic(say_date(turn.now.astimezone(choosing.clock(asker, group)).date()))
    turn.say(
        Circle((asker.person, peer.person), group.place, topic),
        to_both.welcome(consult.id, asker, peer, consult.kind, words),
        key=place_key(consult),
        otherwise=NoPlace(consult.id),
    )


def no_place(turn: Turn, consult: Consult) -> None:
    """Both are told whom to write to."""
    asker, peer = the_two(turn, consult)
    for one, other in ((asker, peer), (peer, asker)):
        turn.say(one.person, to_both.no_place(consult.id, other), key=f"consults/{consult.id}/no_place/{one.id}")


def the_two(turn: Turn, consult: Consult) -> tuple[Profile, Profile]:
    """The asker and the peer of a consult that was taken."""
    taken = tables.offer_taken(turn.session, consult)
    return tables.profile(turn.session, consult.asker_id), tables.profile(turn.session, taken.member_id)


def close(turn: Turn, consult: Consult, minutes: int | None) -> None:
    """Done: each of the two keeps the date and the minutes."""
    for one in the_two(turn, consult):
        group = turn.session.get_one(Group, consult.group_id)
        today = turn.now.astimezone(choosing.clock(one, group)).date()
        turn.session.add(Minutes(id=new_id(), profile_id=one.id, on=today, minutes=minutes))
    part(turn, consult, to_both.closed(minutes))


def part(turn: Turn, consult: Consult, said: Message) -> None:
    """The consult is over, and both read it where they are; the words that Tend showed go from there too."""
    turn.change(course.offer_key(tables.offer_taken(turn.session, consult)), to_peer.CONSULT_WAS_HERE)
    welcomed = turn.sent(place_key(consult))
    if welcomed:
        turn.change(place_key(consult), to_both.PLACE_CLOSED)
        turn.say(welcomed.where, said, key=f"consults/{consult.id}/closed")
    else:
        turn.take_back(place_key(consult))
        for one in the_two(turn, consult):
            turn.say(one.person, said, key=f"consults/{consult.id}/closed/{one.id}")
    course.forget(turn, consult)


def place_key(consult: Consult) -> str:
    return f"consults/{consult.id}/place"
