"""Who is in a case and who they are to the engine, from the rows each time. Who has stepped aside is nowhere in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.cases import tables
from bot.cases.screens import COLLEAGUE, MASK
from bot.cases.screens.refusals import NO_CASE, NOT_IN
from bot.cases.tables import HELD, IN, INSIDE, STANCE, Case, Seat
from bot.formats import engine
from bot.formats.engine import Entrance, State
from bot.formats.plan import plan
from bot.formats.reading import every
from bot.groups import membership
from bot.groups.screens import named
from bot.groups.tables import Group, Member, members
from bot.people import Profile
from bot.port import Refused
from bot.sealed import Sealed
from bot.turn import Turn
from bot.zones import zone

AWAY = "away"
"""Who stands in the engine for a presenter under a mask who has left: somebody who is waited for as anybody is."""
SEATS = "seats of a case"
"""Under which a session remembers who is in a case, by its id."""


def case_of(turn: Turn, case_id: str) -> tuple[Case, Member, Group]:
    """A case of the presser's own group. Raises Refused when there is none any more, or they are not in the group."""
    case = tables.find(turn.session, case_id)
    if case is None:
        raise Refused(NO_CASE)
    member, group = membership.of(turn, case.group_id)
    return case, member, group


def mine(turn: Turn, case_id: str) -> tuple[Case, Member, Group]:
    """The same, for somebody who is in. Nobody else gets past here, whatever they press."""
    case, member, group = case_of(turn, case_id)
    if stance(turn, case, member) not in INSIDE:
        raise Refused(NOT_IN)
    return case, member, group


def entrance(case: Case, state: State) -> Entrance:
    """As what somebody can still come in. Under a mask nobody can once it has begun: what its presenter told goes when
    they leave, and by what is missing one could tell that they have.
    """
    return "closed" if case.masked and case.began_at else engine.entrance(state)


def lay(turn: Turn, case: Case) -> None:
    """A seat for everybody who is in the group, so that having one says nothing."""
    turn.session.info.pop((SEATS, case.id), None)
    for member, profile in members(turn.session, case.group_id):
        if turn.session.get(Seat, (case.id, member.id)) is None:
            turn.session.add(Seat(case_id=case.id, member_id=member.id, stance=_sealed(turn, case.id, member, profile)))
    turn.session.flush()


def sit(turn: Turn, case: Case, member: Member, said: str = "") -> None:
    """Keeps what a member says to a card; with nothing, forgets what they had said.

    Every seat of the case is sealed anew with it: by no two copies of the database can be told whose has changed.
    """
    lay(turn, case)
    for seat in tables.all_seats(turn.session, case):
        if seat.member_id == member.id:
            profile = turn.session.get_one(Profile, member.profile_id)
            seat.stance = _sealed(turn, case.id, member, profile, said)
            seat.done_in, seat.hand_at, seat.part, seat.late_at, seat.since = None, None, "", None, 0
        else:
            seat.stance = turn.reseal(seat.stance, cell=_cell(seat.case_id, seat.member_id))
    turn.session.flush()


def _sealed(turn: Turn, case_id: str, member: Member, profile: Profile, said: str = "") -> Sealed:
    return turn.seal(said.ljust(STANCE), owner=profile.owner, cell=_cell(case_id, member.id))


def _cell(case_id: str, member_id: str) -> str:
    return f"case_seats.stance.{case_id}.{member_id}"


def stance(turn: Turn, case: Case, member: Member) -> str:
    """IN, LISTENS, RECUSED, or empty for somebody who said nothing."""
    seat = turn.session.get(Seat, (case.id, member.id))
    return _opened(turn, seat) if seat else ""


def _opened(turn: Turn, seat: Seat) -> str:
    return turn.open(seat.stance, cell=_cell(seat.case_id, seat.member_id)).rstrip()


def inside(turn: Turn, case: Case) -> Sequence[tuple[Seat, Profile]]:
    """Everybody who is in, the presenter among them, and those who listen."""
    return [(seat, profile) for seat, profile, _ in _there(turn, case)]


def _there(turn: Turn, case: Case) -> list[tuple[Seat, Profile, str]]:
    """Those who are in, and as what: read once in a Turn, until somebody sits or rises."""
    found: list[tuple[Seat, Profile, str]] | None = turn.session.info.get((SEATS, case.id))
    if found is None:
        every_ = [(seat, profile, _opened(turn, seat)) for seat, profile in tables.seats(turn.session, case)]
        found = turn.session.info[SEATS, case.id] = [one for one in every_ if one[2] in INSIDE]
    return found


def profiles(turn: Turn, case: Case) -> dict[str, Profile]:
    return {seat.member_id: profile for seat, profile in inside(turn, case)}


def presenter(turn: Turn, case: Case) -> Profile | None:
    return profiles(turn, case).get(case.presenter_id or "")


def others(turn: Turn, case: Case) -> list[Seat]:
    """Everybody who is in besides the presenter."""
    return [seat for seat, _ in inside(turn, case) if seat.member_id != case.presenter_id]


def zones(turn: Turn, case: Case) -> dict[str, ZoneInfo]:
    group = turn.session.get_one(Group, case.group_id)
    theirs = {id: zone(profile.zone or group.zone) for id, profile in profiles(turn, case).items()}
    return {AWAY: zone(group.zone), **theirs}


def name(case: Case, member_id: str | None, people: dict[str, Profile]) -> str:
    """What somebody is called in this case. Under a mask nobody is named: by who is missing one could tell."""
    if case.masked:
        return MASK if member_id == case.presenter_id else COLLEAGUE
    return named(people[member_id].name if member_id and member_id in people else "")


def state(turn: Turn, case: Case) -> State:
    """The case as the engine sees it."""
    there = [(seat, profile) for seat, profile, said in _there(turn, case) if said == IN]
    form = every()[case.format]
    lead = case.facilitator_id if case.facilitator_id in [seat.member_id for seat, _ in there] else ""
    raised = sorted((seat for seat, _ in there if seat.hand_at), key=lambda seat: seat.hand_at or _EVER)
    return State(
        steps=plan(form, case.help, culture=case.culture != "left out", number=case.number),  # type: ignore[arg-type]
        presenter=case.presenter_id or AWAY,
        facilitator=lead or "",
        peers=tuple(seat.member_id for seat, _ in there if seat.member_id not in (case.presenter_id, lead)),
        live=case.live,
        at=case.step,
        paused=case.paused_at is not None,
        done=frozenset(seat.member_id for seat, _ in there if seat.done_in == case.step),
        held=frozenset(word.member_id for word in tables.words(turn.session, case, HELD)),
        hands=tuple(seat.member_id for seat in raised),
        culture=case.culture,
        last_word=case.last_word,
        beside=frozenset(seat.member_id for seat, _ in there if seat.part in form.leads),
    )


_EVER = datetime.min.replace(tzinfo=UTC)
