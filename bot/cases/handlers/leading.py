"""Keeping time and floor: pause, extend, next by whoever facilitates, and the quiet timekeeper."""

from bot.cases import course, papers, place, rules, seats
from bot.cases.actions import Extend, GoOn, NoPlace, Pause, Remind, Resume, SoonOver, StepEnds
from bot.cases.handlers.feature import cases
from bot.cases.handlers.speaking import running
from bot.cases.screens import floor, refusals
from bot.cases.tables import Case, find
from bot.formats import engine
from bot.formats.format import QUESTIONS
from bot.groups.tables import Member
from bot.port import Refused, Reply
from bot.turn import Turn


def _leading(turn: Turn, case_id: str) -> tuple[Case, Member]:
    case, member = running(turn, case_id)
    if not engine.may_lead(seats.state(turn, case), member.id):
        raise Refused(refusals.ONLY_LEADS)
    return case, member


@cases.on(Pause)
def pause(turn: Turn, action: Pause) -> Reply:
    case, _ = _leading(turn, action.case)
    course.pause(turn, case)
    return floor.PAUSED


@cases.on(Resume)
def resume(turn: Turn, action: Resume) -> Reply:
    case, _ = _leading(turn, action.case)
    course.resume(turn, case)
    return floor.RESUMED


@cases.on(Extend)
def extend(turn: Turn, action: Extend) -> Reply:
    case, _ = _leading(turn, action.case)
    if case.step != action.step:
        return refusals.STEP_PAST
    if case.paused_at:
        raise Refused(refusals.PAUSED_NOW)
    course.extend(turn, case)
    return refusals.wait(case.step_ends_at or turn.now)


@cases.on(GoOn)
def go_on(turn: Turn, action: GoOn) -> Reply:
    case, member = _leading(turn, action.case)
    before = seats.state(turn, case)
    if before.at != action.step:
        return refusals.STEP_PAST
    if case.paused_at:
        course.resume(turn, case)
        before = seats.state(turn, case)
    course.follow(turn, case, before, engine.go_on(before, member.id))
    return floor.NEXT


# Timers.


def _now_in(turn: Turn, case_id: str, step: int) -> Case | None:
    """The case, while it is going on in this step."""
    case = find(turn.session, case_id)
    return case if case and case.running and case.step == step and not case.paused_at else None


@cases.timer(StepEnds)
def step_ends(turn: Turn, action: StepEnds) -> None:
    """Over days the next phase begins. When people meet, whoever facilitates is told, and only much later it ends."""
    case = _now_in(turn, action.case, action.step)
    if case is None or case.step_ends_at is None or turn.now < case.step_ends_at:
        return
    before = seats.state(turn, case)
    leader = seats.profiles(turn, case).get(case.facilitator_id or "")
    if case.live and leader and before.step and turn.now < case.step_ends_at + rules.LEFT_LIVE:
        place.show_phase(turn, case, "up")
        key = place.key(case, f"up/{case.step}/{int(case.step_ends_at.timestamp())}")
        turn.say(leader.person, floor.time_is_up(case.id, before.step, before.at), key=key)
        return
    course.follow(turn, case, before, engine.time_is_up(before))


@cases.timer(SoonOver)
def soon_over(turn: Turn, action: SoonOver) -> None:
    case = _now_in(turn, action.case, action.step)
    if case and case.step_ends_at and turn.now < case.step_ends_at:
        place.show_phase(turn, case, "soon")


@cases.timer(Remind)
def remind(turn: Turn, action: Remind) -> None:
    """Once in each phase, to whoever is due and has not spoken, and never while they are away."""
    case = _now_in(turn, action.case, action.step)
    if case is None:
        return
    state, profile = seats.state(turn, case), seats.profiles(turn, case).get(action.member)
    if state.step is None or profile is None or profile.away(turn.now) or action.member not in engine.waiting(state):
        return
    question = papers.card(turn, case).question
    asked = action.member == case.presenter_id and state.step.may.get("peers") in QUESTIONS
    waits = floor.WAITS_FOR_ANSWER if asked else ""
    message = floor.reminder(case.id, question, state.step, state.at, case.step_ends_at, waits)
    turn.say(profile.person, message, key=place.key(case, f"reminder/{action.step}/{action.member}"))


@cases.timer(NoPlace)
def no_place(turn: Turn, action: NoPlace) -> None:
    case = find(turn.session, action.case)
    if case and case.began_at and not case.apart and case.place == action.place:
        case.apart = True
        place.open_anew(turn, case)
