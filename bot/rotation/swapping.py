"""Swapping a turn: one asks, the other says yes or no without reasons, and nothing changes before a yes.

A swap hangs on its meeting, so a meeting that moves takes it along. When the other has a turn of their own, at the same
meeting in another role or at another meeting in the same one, the two turns change places; otherwise the turn is kept
for whoever gave it.
"""

from sqlalchemy import or_, select

from bot.db import new_id
from bot.groups.membership import of
from bot.groups.tables import Member, members, profile_of
from bot.meetings.rules import NOT_COMING
from bot.meetings.tables import answers, open_meetings
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rotation import choosing, record, rules, screens
from bot.rotation.actions import Agree, AskSwap, Decline, Expire, SwapWith
from bot.rotation.changing import holds
from bot.rotation.choosing import close_swaps
from bot.rotation.seats import Seat, agrees, comes, has_it, note, seat_at, seat_of, taker
from bot.rotation.tables import Swap, asked_of, open_swaps
from bot.turn import Turn
from bot.ui import Message, Update

MOST = 8
"""Names that are offered with a button; any other can be typed."""


def swap_with(turn: Turn, action: SwapWith) -> Reply:
    member, seat = holds(turn, action.meeting, action.role)
    people = free(turn, seat, member)
    if not people:
        raise Refused(screens.swapping.NOBODY)
    return screens.swapping.whom(seat, people[:MOST])


def free(turn: Turn, seat: Seat, member: Member) -> list[tuple[Member, Profile]]:
    """Who can be asked: here, coming as far as is known, not new. First those whose own turn is next."""
    past = record.past(turn.session, seat.group.id, seat.meeting.id)
    people = {one.id: (one, profile) for one, profile in members(turn.session, seat.group.id)}
    said = answers(turn.session, seat.meeting.id)
    soon = rules.evenly(past, seat.role, (), choosing.in_seats(turn, seat.group, seat.meeting))
    order = [*soon, *(one for one in people if one not in soon)]
    return [
        people[one]
        for one in order
        if one != member.id
        and not people[one][1].away(turn.now)
        and not people[one][1].away(seat.meeting.start)
        and said.get(one) != NOT_COMING
        and rules.may(past, seat.role, one)
    ]


def typed(turn: Turn, seat: Seat, words: str) -> Reply:
    """ "turns swap Ana"."""
    if not words:
        return swap_with(turn, SwapWith(seat.meeting.id, seat.role))
    member, _ = holds(turn, seat.meeting.id, seat.role)
    wanted = " ".join(words.removeprefix("with ").casefold().split())
    can = free(turn, seat, member)
    exact = [one for one in can if one[1].name.casefold() == wanted]
    near = exact or [one for one in can if one[1].name.casefold().startswith(wanted)]
    if len(near) != 1:
        raise Refused(screens.swapping.no_such_member(words))
    return ask_swap(turn, AskSwap(seat.meeting.id, seat.role, near[0][0].id))


def ask_swap(turn: Turn, action: AskSwap) -> Reply:
    """One question at a time: asking another closes the one before."""
    member, seat = holds(turn, action.meeting, action.role)
    profile = next((who for one, who in free(turn, seat, member) if one.id == action.member), None)
    asker = taker(turn, seat)
    if profile is None or asker is None:
        raise Refused(screens.swapping.NOBODY)
    waiting = open_swaps(turn.session, seat.meeting.id, seat.role)
    if any(swap.asked_id == action.member for swap in waiting):
        return screens.swapping.asked(profile, stood=True)
    close_swaps(turn, seat)
    swap = Swap(id=new_id(), meeting_id=seat.meeting.id, role=seat.role, state="asked", at=turn.now)
    swap.asker_id, swap.asked_id = member.id, action.member
    turn.session.add(swap)
    turn.session.flush()
    said = screens.swapping.question(seat, asker, _theirs(turn, seat, action.member, member.id))
    until = min(turn.now + rules.SWAP_OPEN, seat.meeting.start)
    asked = Message(said.text, screens.swapping.answers(swap.id))
    turn.ask(profile, asked, key=_key(swap), scope=seat.meeting.group_id, otherwise=Expire(swap.id), until=until)
    turn.at(_key(swap), until, Expire(swap.id))
    return screens.swapping.asked(profile, stood=False)


def _key(swap: Swap) -> str:
    return f"rotation/swap/{swap.id}"


def _theirs(turn: Turn, seat: Seat, asked_id: str, asker_id: str) -> Seat | None:
    """The turn of theirs that would change places with this one, if they have one that the asker can take."""
    past = record.past(turn.session, seat.group.id, seat.meeting.id)
    if here := seat_at(turn, seat.meeting, asked_id):
        return here if rules.may(past, here.role, asker_id) else None
    for meeting in open_meetings(turn.session, seat.group.id):
        other = Seat(seat.group, meeting, seat.role)
        if meeting.start > turn.now and has_it(turn, other, asked_id):
            return other if seat_at(turn, meeting, asker_id) is None else None
    return None


def agree(turn: Turn, action: Agree) -> Reply:
    member, swap, seat = _answering(turn, action.swap)
    if swap.state == "agreed" and has_it(turn, seat, member.id):
        return Update(screens.swapping.agreed(seat, profile_of(turn.session, swap.asker_id)))
    if swap.state != "asked" or seat.closed(turn.now) or not has_it(turn, seat, swap.asker_id):
        raise Refused(screens.swapping.OVER)
    theirs = _theirs(turn, seat, member.id, swap.asker_id)
    busy = seat_at(turn, seat.meeting, member.id)
    if busy and theirs is None:
        raise Refused(screens.busy(seat.meeting, busy.role))
    swap.state = "agreed"
    turn.cancel(_key(swap))
    _change_places(turn, seat, member, swap, theirs)
    asker = profile_of(turn.session, swap.asker_id)
    if asker:
        told = screens.swapping.swapped(seat, taker(turn, seat), theirs)
        turn.say(asker.person, told, key=f"{_key(swap)}/agreed")
    return Update(screens.swapping.agreed(seat, asker))


def _change_places(turn: Turn, seat: Seat, member: Member, swap: Swap, theirs: Seat | None) -> None:
    if theirs:
        choosing.sit(turn, theirs, swap.asker_id, "swapped", other=member.id)
        if theirs.meeting.start - rules.ASKED <= turn.now:
            agrees(turn, theirs, swap.asker_id)
        close_swaps(turn, theirs)
    else:
        note(turn, seat, swap.asker_id, "gave")
    comes(turn, seat, member.id)
    choosing.sit(turn, seat, member.id, "swapped", other=swap.asker_id)
    agrees(turn, seat, member.id)


def decline(turn: Turn, action: Decline) -> Reply:
    _, swap, seat = _answering(turn, action.swap)
    if swap.state not in ("asked", "declined"):
        raise Refused(screens.swapping.OVER)
    if swap.state == "asked":
        swap.state = "declined"
        turn.cancel(_key(swap))
        _tell_asker(turn, swap, screens.swapping.not_this_time(seat, profile_of(turn.session, swap.asked_id)), "no")
    return Update(screens.swapping.declined())


def expire(turn: Turn, action: Expire) -> None:
    """No answer is a no that nobody had to say."""
    swap = turn.session.get(Swap, action.swap)
    seat = seat_of(turn, swap.meeting_id, swap.role) if swap else None
    if swap is None or seat is None or swap.state != "asked":
        return
    swap.state = "over"
    turn.change(_key(swap), screens.swapping.closed(seat))
    if not seat.closed(turn.now) and has_it(turn, seat, swap.asker_id):
        _tell_asker(turn, swap, screens.swapping.no_answer(seat, profile_of(turn.session, swap.asked_id)), "over")


def _tell_asker(turn: Turn, swap: Swap, said: Message, how: str) -> None:
    asker = profile_of(turn.session, swap.asker_id)
    if asker:
        turn.say(asker.person, said, key=f"{_key(swap)}/{how}")


def _answering(turn: Turn, swap_id: str) -> tuple[Member, Swap, Seat]:
    """Who answers, and what. Raises Refused for everybody but whoever was asked."""
    swap = turn.session.get(Swap, swap_id)
    seat = seat_of(turn, swap.meeting_id, swap.role) if swap else None
    if swap is None or seat is None:
        raise Refused(screens.swapping.OVER)
    member, _ = of(turn, seat.group.id)
    if member.id != swap.asked_id:
        raise Refused(screens.swapping.NOTHING_ASKED)
    return member, swap, seat


def typed_answer(turn: Turn, member: Member, word: str) -> Reply:
    """ "turns accept" and "turns decline", about the latest that waits."""
    swap = asked_of(turn.session, member.id)
    if swap is None:
        raise Refused(screens.swapping.NOTHING_ASKED)
    reply = agree(turn, Agree(swap.id)) if word == "accept" else decline(turn, Decline(swap.id))
    return reply.message if isinstance(reply, Update) else reply


def stop(turn: Turn, member_id: str) -> None:
    """Somebody has left, or a role is no more: nothing that they asked or were asked is open."""
    for meeting_seat, swap in _open_of(turn, member_id):
        swap.state = "over"
        turn.cancel(_key(swap))
        turn.change(_key(swap), screens.swapping.closed(meeting_seat))


def _open_of(turn: Turn, member_id: str) -> list[tuple[Seat, Swap]]:
    mine = select(Swap).where(Swap.state == "asked", or_(Swap.asker_id == member_id, Swap.asked_id == member_id))
    found = [(seat_of(turn, swap.meeting_id, swap.role), swap) for swap in turn.session.scalars(mine)]
    return [(seat, swap) for seat, swap in found if seat]
