"""Answering: what comes next is computed from the answers that are there, so any press can come twice or late."""

from sqlalchemy import select

from bot.actions import OldAction
from bot.checkins import rules
from bot.checkins.actions import (
    AskAgain,
    Continue,
    Finish,
    KeepSentence,
    Rate,
    Reconsider,
    Skip,
    Start,
    Write,
)
from bot.checkins.handlers.feature import checkins, me, mine, sees
from bot.checkins.handlers.keeping import keep_answer, keep_sentence
from bot.checkins.handlers.planning import begin, hours_of, plan_next, plan_of
from bot.checkins.handlers.sharing import audiences
from bot.checkins.rules import Asking
from bot.checkins.screens import questions
from bot.checkins.tables import Checkin, Sentence, answered
from bot.db import new_id
from bot.people import Profile
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Form, Invalid, Message, Update


@checkins.on(Start)
def start(turn: Turn, action: Start) -> Reply:
    """This week's check-in: begun now if nobody has yet, otherwise where it stands."""
    profile = me(turn)
    checkin = _this_week(turn, profile)
    if turn.heard.private:
        return step(turn, checkin, profile)
    turn.say(profile.person, step(turn, checkin, profile), key=f"checkins/{checkin.id}/wanted/{new_id()}")
    return questions.IN_PRIVATE


def _this_week(turn: Turn, profile: Profile) -> Checkin:
    hours = hours_of(turn, profile)
    assert hours  # noqa: S101 -- `me` has seen a group
    week = rules.week_of(rules.today(turn.now, hours.zone))
    plan = plan_of(turn, profile)
    planned = plan.next_at if plan.next_week == week and plan.next_at else turn.now
    checkin = begin(turn, profile, Asking(week, planned))
    plan_next(turn, profile)
    return checkin


def step(turn: Turn, checkin: Checkin, profile: Profile, note: str = "") -> Message:
    """Where a check-in stands: its first open question, or what can still be done."""
    item = rules.next_item(checkin.asked, answered(turn.session, checkin.id))
    if item:
        return questions.question(checkin, item, sees(turn, profile), note)
    written, late = _written(turn, checkin), checkin.late(turn.now)
    share = audiences(turn, checkin, profile) if written else []
    return questions.sentence_offered(checkin, sees(turn, profile), note, share, written=written, late=late)


def _written(turn: Turn, checkin: Checkin) -> bool:
    return turn.session.scalar(select(Sentence.checkin_id).filter_by(checkin_id=checkin.id)) is not None


@checkins.on(Rate)
def rate(turn: Turn, action: Rate) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    if action.item not in checkin.asked or action.value not in rules.SCALE:
        raise OldAction(action.name)
    kept = keep_answer(turn, checkin, profile, action.item, action.value)
    checkin.skipped = False
    plan_next(turn, profile)
    return Update(step(turn, checkin, profile, kept.said(checkin)))


@checkins.on(Continue)
def go_on(turn: Turn, action: Continue) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    checkin.skipped = False
    return Update(step(turn, checkin, profile))


@checkins.on(Skip)
def skip(turn: Turn, action: Skip) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    again, checkin.skipped = checkin.skipped, True
    some = bool(answered(turn.session, checkin.id))
    return Update(questions.skipped(checkin, plan_next(turn, profile), some=some, again=again))


@checkins.on(Reconsider)
def reconsider(turn: Turn, action: Reconsider) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    if checkin.late(turn.now):
        return Update(questions.too_late_to_change(checkin))
    return Update(questions.which_answer(checkin, sees(turn, profile)))


@checkins.on(AskAgain)
def ask_again(turn: Turn, action: AskAgain) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    if action.item not in checkin.asked:
        raise OldAction(action.name)
    return Update(questions.question(checkin, rules.ITEMS[action.item], sees(turn, profile)))


@checkins.on(Write)
def write(turn: Turn, action: Write) -> Form:
    checkin, profile = mine(turn, action.checkin)
    return questions.sentence_form(checkin, sees(turn, profile), written=_written(turn, checkin))


@checkins.on(KeepSentence)
def sentence(turn: Turn, action: KeepSentence) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    words = turn.answer("sentence")
    if not words:
        return Invalid({"sentence": questions.SAY_SOMETHING})
    kept = keep_sentence(turn, checkin, profile, words)
    share = audiences(turn, checkin, profile)
    return questions.sentence_kept(checkin, kept.said(checkin), plan_next(turn, profile), share)


@checkins.on(Finish)
def finish(turn: Turn, action: Finish) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    return Update(questions.done(checkin, plan_next(turn, profile), late=checkin.late(turn.now)))
