"""Saying something in a case: by a form, so that the floor can be kept; and passing, and hands."""

from bot.cases import course, place, seats, tables
from bot.cases.actions import DropHeld, LeaveOut, LeaveOutRound, RaiseHand, Say, SayHeld, SendWords
from bot.cases.handlers.feature import cases
from bot.cases.papers import LAST, SAY
from bot.cases.screens import draft as drafts
from bot.cases.screens import refusals, speaking
from bot.cases.tables import LISTENS, SHOWN, Case, Word
from bot.drafts.handlers import offered
from bot.formats import engine
from bot.groups.tables import Member
from bot.onlookers import Where
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Invalid


def running(turn: Turn, case_id: str) -> tuple[Case, Member]:
    """A case that is going on, for somebody who is in. Raises Refused."""
    case, member, _ = seats.mine(turn, case_id)
    if case.began_at is None:
        raise Refused(refusals.NOT_BEGUN)
    if case.closed_at:
        raise Refused(refusals.OVER.text)
    return case, member


def speaks(turn: Turn, case_id: str) -> tuple[Case, Member]:
    """The same, for somebody who did not come only to listen."""
    case, member = running(turn, case_id)
    if seats.stance(turn, case, member) == LISTENS:
        raise Refused(refusals.LISTENING)
    return case, member


@cases.on(Say)
def say(turn: Turn, action: Say) -> Reply:
    case, member = speaks(turn, action.case)
    state = seats.state(turn, case)
    step = state.step
    if step is None or state.paused:
        raise Refused(refusals.PAUSED_NOW)
    speech = engine.speech(state, member.id)
    if speech is None and engine.speak(state, member.id).verdict != "held":
        raise Refused(refusals.listens_now(step.name))
    turns = engine.floor(state)
    if speech and member.id != case.presenter_id and turns not in ("", member.id):
        raise Refused(refusals.not_your_turn(place.whose(case, turns, seats.profiles(turn, case), member.id)))
    held = speech is None
    where: Where = "private" if held or case.apart else "circle"
    sees = turn.could_see(turn.heard.who.platform, speaking.seen_by(step, held=held), where=where)
    return speaking.form(case.id, step, state.at, speech or "", held, sees)


@cases.on(SendWords)
def send(turn: Turn, action: SendWords) -> Reply:
    case, _ = speaks(turn, action.case)
    names = ("will", "why", "now") if turn.answer("will") else ("words",)
    fields = {name: turn.answer(name) for name in names}
    most = {name: drafts.words_field(name).most for name in names}
    if wrong := {n: refusals.too_long(len(words), most[n]) for n, words in fields.items() if len(words) > most[n]}:
        return Invalid(wrong)
    return offered(turn, LAST if "will" in fields else SAY, case.id, fields)


def _held(turn: Turn, case_id: str, word_id: str) -> tuple[Case, Member, Word]:
    case, member, _ = seats.mine(turn, case_id)
    word = turn.session.get(Word, word_id)
    if word is None or word.case_id != case.id or word.member_id != member.id or word.state == SHOWN:
        raise Refused(refusals.NOTHING_DRAFTED)
    return case, member, word


@cases.on(SayHeld)
def say_held(turn: Turn, action: SayHeld) -> Reply:
    case, _, word = _held(turn, action.case, action.word)
    verdict = course.say_held(turn, case, word)
    if verdict == "said":
        return speaking.GIVEN_BACK
    raise Refused(refusals.PAUSED if verdict == "paused" else refusals.STILL_KEPT)


@cases.on(DropHeld)
def drop_held(turn: Turn, action: DropHeld) -> Reply:
    case, _, word = _held(turn, action.case, action.word)
    course.drop_held(turn, case, word)
    return speaking.LEFT_UNSAID


@cases.on(LeaveOut)
def leave_out(turn: Turn, action: LeaveOut) -> Reply:
    case, member = running(turn, action.case)
    before = seats.state(turn, case)
    if before.at != action.step or before.step is None:
        return refusals.STEP_PAST
    if engine.speech(before, member.id) is None:
        return speaking.NOT_ASKED
    declines = before.step.last_word
    course.follow(turn, case, before, engine.leave_out(before, member.id))
    turn.cancel(place.key(case, f"remind/{member.id}"))
    place.keep_up(turn, case, before)
    return speaking.DECLINED if declines else speaking.PASSED


@cases.on(LeaveOutRound)
def leave_out_round(turn: Turn, action: LeaveOutRound) -> Reply:
    case, member = running(turn, action.case)
    before = seats.state(turn, case)
    outcome = engine.decline_round(before, member.id)
    if before.at != action.step or before.step is None:
        return refusals.STEP_PAST
    if outcome.state == before:
        raise Refused(refusals.NOT_YOURS_TO_LEAVE)
    course.follow(turn, case, before, outcome)
    return speaking.ROUND_LEFT_OUT


@cases.on(RaiseHand)
def raise_hand(turn: Turn, action: RaiseHand) -> Reply:
    case, member = running(turn, action.case)
    before = seats.state(turn, case)
    if engine.raise_hand(before, member.id) == before:
        return speaking.HAND_UP if member.id in before.hands else speaking.NOT_ASKED
    turn.session.get_one(tables.Seat, (case.id, member.id)).hand_at = turn.now
    turn.session.flush()
    place.show_phase(turn, case)
    return speaking.HAND_UP
