"""The presenter says in private how close questions and sentences came."""

from bot.cases import place, rating, seats, tables
from bot.cases.actions import Helps, Rate, SendRatings
from bot.cases.handlers.feature import cases
from bot.cases.screens import rating as screens
from bot.cases.screens import refusals
from bot.cases.tables import SHOWN, Case
from bot.formats.format import QUESTIONS
from bot.port import Refused, Reply
from bot.turn import Turn


def _presented(turn: Turn, case_id: str) -> Case:
    """A case that is going on and that the presser presents. Raises Refused."""
    case, member, _ = seats.mine(turn, case_id)
    if member.id != case.presenter_id:
        raise Refused(refusals.NOT_YOURS)
    if case.closed_at:
        raise Refused(refusals.OVER.text)
    return case


@cases.on(Rate)
def rate(turn: Turn, action: Rate) -> Reply:
    case = _presented(turn, action.case)
    found = rating.left(turn, case, action.step)[: screens.AT_ONCE]
    if not found:
        return screens.NOTHING
    sees = turn.could_see(turn.heard.who.platform, screens.PEERS, kept="not")
    return screens.form(case.id, action.step, [word.number for word in found], sees)


@cases.on(SendRatings)
def send(turn: Turn, action: SendRatings) -> Reply:
    case = _presented(turn, action.case)
    able = {word.number: word for word in rating.left(turn, case, action.step)}
    answers = {n: turn.answer(str(n)) for n in able}
    chosen = {n: how for n, how in answers.items() if how in dict(screens.LEVELS)}
    for number, how in chosen.items():
        rating.count(case, able[number], how)
    turn.session.flush()
    rest = rating.left(turn, case, action.step)
    if chosen and rest:
        turn.change(
            place.key(case, f"rate/{action.step}"),
            screens.asked(case.id, action.step, rating.page(turn, rest), len(rest)),
        )
    return screens.counted(len(chosen))


@cases.on(Helps)
def helps(turn: Turn, action: Helps) -> Reply:
    """A button of an older message: one question that came close."""
    case = _presented(turn, action.case)
    word = tables.numbered(turn.session, case, action.number)
    if word is None or word.state != SHOWN or word.speech not in QUESTIONS:
        raise Refused(refusals.NOTHING_HERE)
    if not word.rated:
        rating.count(case, word, screens.CLOSE)
    return screens.counted(1)
