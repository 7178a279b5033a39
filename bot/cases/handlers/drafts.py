"""What words in a case become once their author is done with them: something said, the last word, news afterwards.

The case itself, which is put up, is in `bringing`.
"""

from bot.cases import course, place, seats
from bot.cases.actions import ChangeWords, DropWords, KeepWords, PutUp, SendChanged, TakeSuggestion
from bot.cases.handlers.feature import cases
from bot.cases.handlers.speaking import speaks
from bot.cases.papers import DRAFTS, LAST, NEWS, SAY
from bot.cases.screens import after, refusals, speaking
from bot.cases.screens import draft as screens
from bot.drafts import actions, handlers, kept
from bot.drafts.purpose import PURPOSES, Fields, Purpose
from bot.formats import engine
from bot.formats.advice import disguised
from bot.formats.format import QUESTIONS
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message


def _advice(turn: Turn, case_id: str, fields: Fields) -> str:
    """Advice counts only where the phase is no place for it."""
    case, member, _ = seats.case_of(turn, case_id)
    if not case.running:
        return ""
    speech = engine.speech(seats.state(turn, case), member.id)
    heard = case.help == "listen" and speech == "reflection" and member.id != case.presenter_id
    advice = disguised(fields.get("words", "")) if speech in QUESTIONS or heard else ""
    return screens.sounds_like(advice, asks=not heard) if advice else ""


def _say(turn: Turn, case_id: str, fields: Fields) -> Message:
    """To those who are in, or kept until its author's phase. Raises Refused when it can be neither now."""
    case, member = speaks(turn, case_id)
    before = seats.state(turn, case)
    turns = engine.floor(before)
    match course.speak(turn, case, member.id, fields):
        case "held":
            return speaking.HELD
        case "said":
            return speaking.SAID_LAST if "will" in fields else speaking.SAID
        case "paused":
            raise Refused(refusals.PAUSED)
        case "not your turn":
            raise Refused(refusals.not_your_turn(place.whose(case, turns, seats.profiles(turn, case), member.id)))
    raise Refused(refusals.no_longer(before.step.name if before.step else ""))


def _tell_news(turn: Turn, case_id: str, fields: Fields) -> Message:
    case, member, _ = seats.mine(turn, case_id)
    if member.id != case.presenter_id:
        raise Refused(refusals.NOT_YOURS)
    course.tell_news(turn, case, fields.get("words", ""))
    return after.TOLD


PURPOSES[SAY] = Purpose(screens.SAY, screens.SAY_IT, _say, screens.fields, beside=_advice)
PURPOSES[LAST] = Purpose(screens.WILL, screens.SAY_IT, _say, screens.fields)
PURPOSES[NEWS] = Purpose(after.NEWS, screens.SAY_IT, _tell_news, screens.fields)


Older = TakeSuggestion | ChangeWords | KeepWords | PutUp | DropWords


def show_again(turn: Turn, action: Older) -> Reply:
    """An older button: what waits is shown once more, with those of today."""
    found = (handlers.waiting(turn, purpose, action.case) for purpose in DRAFTS)
    if shown := next(filter(None, found), None):
        return shown
    raise Refused(refusals.NOTHING_DRAFTED)


for kind in (TakeSuggestion, ChangeWords, KeepWords, PutUp, DropWords):
    cases.on(kind)(show_again)  # type: ignore[arg-type]  # called with these kinds only


@cases.on(SendChanged)
def send_changed(turn: Turn, action: SendChanged) -> Reply:
    """An older form."""
    draft = next(filter(None, (kept.latest(turn, purpose, action.case) for purpose in DRAFTS)), None)
    if draft is None:
        raise Refused(refusals.NOTHING_DRAFTED)
    return handlers.send(turn, actions.SendChanged(draft.id))
