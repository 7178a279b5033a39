"""Coming in, stepping aside and out, and the start. Whoever steps aside changes nothing that anybody else can see."""

from bot.cases import cards, coming, course, place, rules, seats, tables
from bot.cases.actions import ComeIn, Facilitate, Recuse, Start, StepOut, TakePart
from bot.cases.handlers.bringing import agreed
from bot.cases.handlers.feature import cases
from bot.cases.screens import floor, joining, refusals
from bot.cases.tables import IN, INSIDE, LISTENS, RECUSED, Case, Seat
from bot.formats.reading import every
from bot.groups.tables import Group, Member
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message


def _up(turn: Turn, case_id: str) -> tuple[Case, Member, Group]:
    """A case whose card is up and that is not over. Raises Refused."""
    case, member, group = seats.case_of(turn, case_id)
    if case.opened_at is None:
        raise Refused(refusals.NOT_OPEN_YET)
    if case.closed_at:
        raise Refused(refusals.OVER.text)
    return case, member, group


@cases.on(ComeIn)
def come_in(turn: Turn, action: ComeIn) -> Reply:
    case, member, group = _up(turn, action.case)
    instead = _may_come(turn, case, member, group)
    if instead or seats.stance(turn, case, member) in INSIDE:
        return instead or refusals.ALREADY_IN
    if case.began_at:
        return _late(turn, case, member)
    return _in(turn, case, member, leads=False)


@cases.on(Facilitate)
def facilitate(turn: Turn, action: Facilitate) -> Reply:
    case, member, group = _up(turn, action.case)
    if instead := _may_come(turn, case, member, group, refusals.PRESENTER_LEADS_NOT):
        return instead
    if case.facilitator_id == member.id:
        return refusals.ALREADY_IN
    if case.began_at:
        raise Refused(refusals.BEGUN_MASKED if case.masked else refusals.BEGUN_LED)
    if case.facilitator_id:
        raise Refused(refusals.LED_ALREADY)
    return _in(turn, case, member, leads=True)


def _may_come(
    turn: Turn, case: Case, member: Member, group: Group, its_presenter: str = refusals.ITS_PRESENTER
) -> Message | None:
    """What they have to read first, if anything. Raises Refused for the presenter and for whoever stepped aside."""
    if member.id == case.presenter_id:
        raise Refused(its_presenter)
    if instead := agreed(turn, member, group):
        return instead
    if seats.stance(turn, case, member) == RECUSED:
        raise Refused(refusals.RECUSED)
    return None


def _in(turn: Turn, case: Case, member: Member, *, leads: bool) -> Message:
    seats.sit(turn, case, member, IN)
    case.facilitator_id = member.id if leads else case.facilitator_id
    turn.session.flush()
    turn.change(place.key(case, "card"), cards.now(turn, case))
    return joining.in_now(case.id, facilitates=leads, live=case.live, masked=case.masked)


def _late(turn: Turn, case: Case, member: Member) -> Message:
    """It has begun: in until the first phase of the peers is over, and over days as a listener until the end."""
    entrance = seats.entrance(case, seats.state(turn, case))
    if entrance == "closed":
        raise Refused(refusals.BEGUN_MASKED if case.masked else refusals.BEGUN)
    coming.come_late(turn, case, member, LISTENS if entrance == "listener" else IN)
    return joining.in_late(entrance == "listener", case.live)


@cases.on(TakePart)
def take_part(turn: Turn, action: TakePart) -> Reply:
    """The first who presses has the part; whoever is not in yet comes in with it."""
    case, member, group = _up(turn, action.case)
    if instead := _may_come(turn, case, member, group):
        return instead
    asks, there = every()[case.format].roles.get(action.part, ""), seats.inside(turn, case)
    if not asks:
        raise Refused(refusals.NO_PART)
    had = next((seat.member_id for seat, _ in there if seat.part == action.part), None)
    if had:
        return refusals.ALREADY_IN if had == member.id else Message(refusals.PART_TAKEN)
    if case.facilitator_id == member.id or any(seat.part for seat, _ in there if seat.member_id == member.id):
        raise Refused(refusals.ONE_PART)
    if seats.stance(turn, case, member) not in INSIDE:
        _late(turn, case, member) if case.began_at else seats.sit(turn, case, member, IN)
    if seats.stance(turn, case, member) == LISTENS:
        raise Refused(refusals.LISTENING)
    turn.session.get_one(Seat, (case.id, member.id)).part = action.part
    turn.session.flush()
    if case.began_at:
        place.change(turn, case, "welcome", place.welcome(turn, case))
    else:
        turn.change(place.key(case, "card"), cards.now(turn, case))
    return joining.has_part(case.id, action.part, asks, begun=case.began_at is not None)


@cases.on(Recuse)
def recuse(turn: Turn, action: Recuse) -> Reply:
    """A row that nobody but this member opens; for whoever had come in it is stepping out, like any other.

    When the case is over already, nothing more of it reaches them.
    """
    case, member, _ = seats.case_of(turn, action.case)
    if member.id == case.presenter_id:
        raise Refused(refusals.ITS_PRESENTER)
    if case.opened_at is None:
        raise Refused(refusals.NOT_OPEN_YET)
    if seats.stance(turn, case, member) in INSIDE and not case.closed_at:
        coming.leave(turn, case, member.id)
    if tables.find(turn.session, action.case):  # it goes when nobody is left
        seats.sit(turn, case, member, RECUSED)
    return joining.RECUSED


@cases.on(StepOut)
def step_out(turn: Turn, action: StepOut) -> Reply:
    case, member, _ = seats.mine(turn, action.case)
    if member.id == case.presenter_id:
        raise Refused(refusals.PRESENTER_TAKES_BACK)
    if case.closed_at:
        return refusals.OVER
    begun = case.began_at is not None
    coming.leave(turn, case, member.id)
    return floor.OUT if begun else joining.OUT_BEFORE_IT_BEGAN


@cases.on(Start)
def start(turn: Turn, action: Start) -> Reply:
    case, member, _ = seats.mine(turn, action.case)
    if case.began_at:
        return joining.BEGUN_ALREADY
    if len(seats.others(turn, case)) < rules.OTHERS:
        raise Refused(refusals.TWO_MORE)
    if case.live and not case.facilitator_id:
        raise Refused(refusals.NOBODY_LEADS)
    able = (case.facilitator_id, None if case.live and not case.masked else case.presenter_id)
    if member.id not in able:
        raise Refused(refusals.ONLY_LEADS)
    if case.masked and member.id != case.presenter_id:
        return _ready(turn, case)
    course.begin(turn, case)
    return joining.started(live=case.live, masked=case.masked)


def _ready(turn: Turn, case: Case) -> Message:
    """Under a mask the presenter begins it: so an answer that does not come tells of nobody that they have left."""
    presenter = seats.presenter(turn, case)
    if presenter:
        turn.say(presenter.person, joining.begin_it(case.id), key=place.key(case, "ready"))
    return joining.READY
