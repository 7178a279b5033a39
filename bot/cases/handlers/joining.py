"""Coming in, stepping aside and out, and the start. Whoever steps aside changes nothing that anybody else can see."""

from bot.cases import course, place, rules, seats, tables
from bot.cases.actions import ComeIn, Facilitate, Recuse, Start, StepOut
from bot.cases.handlers.bringing import agreed
from bot.cases.handlers.feature import cases
from bot.cases.screens import card as screens
from bot.cases.screens import floor, refusals
from bot.cases.tables import IN, RECUSED, Case
from bot.groups.tables import Group, Member
from bot.port import Refused, Reply
from bot.turn import Turn


def _up(turn: Turn, case_id: str) -> tuple[Case, Member, Group]:
    """A case whose card is up and that has not begun. Raises Refused."""
    case, member, group = seats.case_of(turn, case_id)
    if case.opened_at is None:
        raise Refused(refusals.NOT_OPEN_YET)
    if case.began_at:
        raise Refused(refusals.BEGUN)
    return case, member, group


@cases.on(ComeIn)
def come_in(turn: Turn, action: ComeIn) -> Reply:
    return _in(turn, action.case, leads=False)


@cases.on(Facilitate)
def facilitate(turn: Turn, action: Facilitate) -> Reply:
    return _in(turn, action.case, leads=True)


def _in(turn: Turn, case_id: str, *, leads: bool) -> Reply:
    case, member, group = _up(turn, case_id)
    if member.id == case.presenter_id:
        raise Refused(refusals.PRESENTER_LEADS_NOT if leads else refusals.ITS_PRESENTER)
    if instead := agreed(turn, member, group):
        return instead
    said = seats.stance(turn, case, member)
    if said == RECUSED:
        raise Refused(refusals.RECUSED)
    if leads and case.facilitator_id not in (None, member.id):
        raise Refused(refusals.LED_ALREADY)
    if said == IN and (not leads or case.facilitator_id == member.id):
        return refusals.ALREADY_IN
    seats.sit(turn, case, member, IN)
    case.facilitator_id = member.id if leads else case.facilitator_id
    turn.session.flush()
    turn.change(place.key(case, "card"), place.card_now(turn, case))
    return screens.in_now(leads, case.live)


@cases.on(Recuse)
def recuse(turn: Turn, action: Recuse) -> Reply:
    """Before the start it is a row that nobody but this member opens; later it is stepping out, like any other.

    When the case is over already, nothing more of it reaches them.
    """
    case, member, _ = seats.case_of(turn, action.case)
    if member.id == case.presenter_id:
        raise Refused(refusals.ITS_PRESENTER)
    if case.opened_at is None:
        raise Refused(refusals.NOT_OPEN_YET)
    if seats.stance(turn, case, member) == IN and not case.closed_at:
        course.leave(turn, case, member.id)
    if tables.find(turn.session, action.case):  # it goes when nobody is left
        seats.sit(turn, case, member, RECUSED)
    return screens.RECUSED


@cases.on(StepOut)
def step_out(turn: Turn, action: StepOut) -> Reply:
    case, member, _ = seats.mine(turn, action.case)
    if member.id == case.presenter_id:
        raise Refused(refusals.PRESENTER_TAKES_BACK)
    if case.closed_at:
        return refusals.OVER
    course.step_out(turn, case, member.id)
    return floor.OUT


@cases.on(Start)
def start(turn: Turn, action: Start) -> Reply:
    case, member, _ = seats.mine(turn, action.case)
    if case.began_at:
        return screens.BEGUN_ALREADY
    others = len(seats.inside(turn, case)) - 1
    if others < rules.OTHERS:
        raise Refused(refusals.TWO_MORE)
    if case.live and not case.facilitator_id:
        raise Refused(refusals.NOBODY_LEADS)
    if member.id not in (case.presenter_id, case.facilitator_id) or (case.live and member.id != case.facilitator_id):
        raise Refused(refusals.ONLY_LEADS)
    course.begin(turn, case)
    return screens.started(case.live)
