"""Who comes into a case and steps out of it, before it begins and while it goes on, and what the others see of that."""

from bot.cases import cards, ending, place, seats, tables
from bot.cases.course import drop_held, follow, remind_of
from bot.cases.screens import arriving
from bot.cases.tables import GIVEN_BACK, HELD, IN, LISTENS, Case, Seat
from bot.formats import engine
from bot.groups.tables import Member
from bot.turn import Turn


def leave(turn: Turn, case: Case, member_id: str) -> None:
    """Somebody is no longer in, before it begins or while it goes on."""
    if case.began_at:
        return step_out(turn, case, member_id)
    _rise(turn, case, member_id)
    turn.change(place.key(case, "card"), cards.now(turn, case))
    return None


def _rise(turn: Turn, case: Case, member_id: str) -> None:
    if case.facilitator_id == member_id:
        case.facilitator_id = None
    seats.sit(turn, case, turn.session.get_one(Member, member_id))


def come_late(turn: Turn, case: Case, member: Member, said: str) -> None:
    """Somebody comes in when it has begun: they read all of it in their own conversation, and the others hear so."""
    name = seats.name(case, member.id, {member.id: turn.meet()})
    place.tell(
        turn, case, f"came/{member.id}/{int(turn.now.timestamp())}", arriving.came(name, listens=said == LISTENS)
    )
    seats.sit(turn, case, member, said)
    seat = turn.session.get_one(Seat, (case.id, member.id))
    seat.since, seat.late_at = case.place, turn.now
    turn.session.flush()
    state = seats.state(turn, case)
    place.change(turn, case, "welcome", place.welcome(turn, case))
    place.tell_all(turn, case, only=member.id)
    if said == IN:
        remind_of(turn, case, state, member.id)
    place.show_phase(turn, case)


def step_out(turn: Turn, case: Case, member_id: str) -> None:
    """Somebody is no longer in. From a shared place the others move to one of their own, where all stands again."""
    before, seat = seats.state(turn, case), turn.session.get_one(Seat, (case.id, member_id))
    apart = place.reads_apart(case, seat)
    outcome = engine.step_out(before, member_id)
    for word in tables.words(turn.session, case, HELD, GIVEN_BACK):
        if word.member_id == member_id:
            drop_held(turn, case, word)
    turn.cancel(place.key(case, f"remind/{member_id}"))
    _rise(turn, case, member_id)
    if outcome.closed:
        return ending.withdraw(turn, case)
    if apart:
        place.let_go(turn, case, member_id)
    else:
        place.open_anew(turn, case)
    return follow(turn, case, before, outcome)
