"""Protection: hidden at once, taken back at any time, and everybody's safety before everything else."""

from bot.cases import course, ending, papers, place, seats, tables
from bot.cases.actions import Report, Safety, TakeBack
from bot.cases.handlers.feature import cases
from bot.cases.handlers.speaking import running
from bot.cases.screens import protecting, refusals
from bot.cases.tables import REPORTED, SHOWN, Case, Word
from bot.groups.tables import Group
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message


@cases.on(Report)
def report(turn: Turn, action: Report) -> Reply:
    case, _, _ = seats.mine(turn, action.case)
    return hide(turn, case, action.number)


def hide(turn: Turn, case: Case, number: int) -> Message:
    """From everybody but its author, who is told why and never by whom."""
    if number == 0:
        return _hide_body(turn, case)
    if number <= case.said and tables.numbered(turn.session, case, number) is None:
        place.take_back(turn, case, f"word/{number}")  # of a presenter who has left, it may still stand
        return protecting.HIDDEN_ALREADY
    word = _shown(turn, case, number, REPORTED)
    if word.state == REPORTED:
        return protecting.HIDDEN_ALREADY
    word.state = REPORTED
    turn.session.flush()
    ending.unsay(turn, case, word)
    _tell_author(turn, case, word.member_id, number, papers.spoken(turn, word))
    return protecting.HIDDEN


def _hide_body(turn: Turn, case: Case) -> Message:
    if case.hidden:
        return protecting.HIDDEN_ALREADY
    case.hidden = True
    place.take_back(turn, case, "body")
    _tell_author(turn, case, case.presenter_id or "", 0, papers.card(turn, case).body)
    return protecting.HIDDEN


def _tell_author(turn: Turn, case: Case, member_id: str, number: int, words: str) -> None:
    author = seats.profiles(turn, case).get(member_id)
    if author:
        turn.say(author.person, protecting.reported(number, words), key=place.key(case, f"reported/{number}"))


def _shown(turn: Turn, case: Case, number: int, *also: str) -> Word:
    word = tables.numbered(turn.session, case, number)
    if word is None or word.state not in (SHOWN, *also):
        raise Refused(refusals.NOTHING_HERE)
    return word


@cases.on(TakeBack)
def take_back(turn: Turn, action: TakeBack) -> Reply:
    case, member, _ = seats.mine(turn, action.case)
    return unsay(turn, case, member.id, action.number)


def unsay(turn: Turn, case: Case, member_id: str, number: int) -> Message:
    word = _shown(turn, case, number, REPORTED)
    if word.member_id != member_id:
        raise Refused(refusals.NOT_YOUR_WORDS)
    turn.take_back(place.key(case, f"reported/{number}"))
    turn.session.delete(word)
    turn.session.flush()
    ending.unsay(turn, case, word)
    return protecting.TAKEN_BACK


@cases.on(Safety)
def safety(turn: Turn, action: Safety) -> Reply:
    """Anybody who is in. That it was shown is all that is noted."""
    case, _ = running(turn, action.case)
    return stop_for_safety(turn, case)


def stop_for_safety(turn: Turn, case: Case) -> Message:
    group = turn.session.get_one(Group, case.group_id)
    course.pause(turn, case)
    case.safety_shown = True
    place.tell(turn, case, f"safety/{int(turn.now.timestamp())}", protecting.safety(group.duty))
    return protecting.SAFETY_SHOWN
