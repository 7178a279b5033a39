"""What an author does with words that only they have read: take a suggestion, change them, keep them, drop them."""

from collections.abc import Mapping

from bot.cases import course, drafting, papers, place, seats
from bot.cases.actions import ChangeWords, DropWords, KeepWords, SendChanged, TakeSuggestion
from bot.cases.ending import withdraw
from bot.cases.handlers.bringing import formats
from bot.cases.handlers.feature import cases
from bot.cases.screens import after, floor, refusals
from bot.cases.screens import draft as screens
from bot.cases.tables import BODY, NEWS, Case, Draft
from bot.formats import engine
from bot.formats.format import QUESTIONS
from bot.groups.tables import Member
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Invalid, Message


def _mine(turn: Turn, case_id: str, version: int = 0) -> tuple[Case, Member, Draft]:
    """The presser's own draft. Raises Refused when there is none any more, or it has changed since it was shown."""
    case, member, _ = seats.case_of(turn, case_id)
    draft = turn.session.get(Draft, (case.id, member.id))
    if draft is None:
        raise Refused(refusals.NOTHING_DRAFTED)
    if version and draft.version != version:
        raise Refused(refusals.CHANGED_SINCE)
    return case, member, draft


def look(turn: Turn, case: Case, member: Member, purpose: str, fields: Mapping[str, str]) -> drafting.Looked:
    """What stands in the way of saying it at once. Advice counts only where the phase is no place for it."""
    if purpose == BODY or not case.running:
        return drafting.look(fields, questions_only=False)
    speech = engine.speech(seats.state(turn, case), member.id)
    heard = case.help == "listen" and speech == "reflection" and member.id != case.presenter_id
    return drafting.look(fields, questions_only=speech in QUESTIONS or heard)


def offered(
    turn: Turn, case: Case, member: Member, purpose: str, step: int, fields: Mapping[str, str], *, sure: bool = False
) -> Message | Invalid:
    """Words that were written: said when nothing was found, otherwise shown to their author first. A case that has no
    format yet gets one before it is looked through.
    """
    if purpose == BODY and not case.format:
        drafting.keep(turn, case, turn.meet(), member.id, purpose, step, fields)
        return formats(case)
    looked = look(turn, case, member, purpose, fields)
    if sure or (looked.clean and purpose != BODY):
        return said(turn, case, member, purpose, fields)
    draft = drafting.keep(turn, case, turn.meet(), member.id, purpose, step, fields)
    drafting.ask(turn, case, turn.meet(), draft, looked)
    return screens.LOOK


def said(turn: Turn, case: Case, member: Member, purpose: str, fields: Mapping[str, str]) -> Message | Invalid:
    """Out of the draft, if there is one, and to those who are in."""
    if purpose == NEWS:
        from_draft(turn, case, member)
        course.tell_news(turn, case, fields.get("words", ""))
        return after.TOLD
    before = seats.state(turn, case)
    name = before.step.name if before.step else ""
    turns = engine.floor(before)
    verdict = course.speak(turn, case, member.id, fields)
    match verdict:
        case "said" | "held":
            from_draft(turn, case, member)
            last = verdict == "said" and "will" in fields
            return floor.HELD if verdict == "held" else floor.SAID_LAST if last else floor.SAID
        case "paused":
            return Invalid({}, refusals.PAUSED)
        case "not your turn":
            return Invalid({}, refusals.not_your_turn(place.whose(case, turns, seats.profiles(turn, case), member.id)))
        case _:
            return Invalid({}, refusals.no_longer(name))


def from_draft(turn: Turn, case: Case, member: Member) -> None:
    draft = turn.session.get(Draft, (case.id, member.id))
    if draft:
        drafting.drop(turn, case, draft)


@cases.on(TakeSuggestion)
def take(turn: Turn, action: TakeSuggestion) -> Reply:
    case, member, draft = _mine(turn, action.case, action.version)
    fields = papers.draft_words(turn, draft)
    changed = drafting.taken(fields, look(turn, case, member, draft.purpose, fields), action.number)
    if changed is None:
        raise Refused(refusals.CHANGED_SINCE)
    reply = offered(turn, case, member, draft.purpose, draft.step, changed)
    return screens.TAKEN if reply is screens.LOOK else _told(reply)


@cases.on(ChangeWords)
def change(turn: Turn, action: ChangeWords) -> Reply:
    case, member, draft = _mine(turn, action.case)
    fields = papers.draft_words(turn, draft)
    marked = [name for name, _ in look(turn, case, member, draft.purpose, fields).findings]
    sees = turn.could_see(turn.heard.who.platform, screens.NOBODY_YET)
    return screens.change(case.id, fields, marked, sees)


@cases.on(SendChanged)
def send_changed(turn: Turn, action: SendChanged) -> Reply:
    case, member, draft = _mine(turn, action.case)
    fields = papers.draft_words(turn, draft)
    written = {name: turn.answer(name) for name in fields if name in (turn.heard.answers or {})}
    wrong = _wrong(screens.change(case.id, fields | written, list(written)).fields, written)
    return Invalid(wrong) if wrong else offered(turn, case, member, draft.purpose, draft.step, fields | written)


def _wrong(fields: object, written: Mapping[str, str]) -> dict[str, str]:
    shown = {field.name: field for field in fields}  # type: ignore[attr-defined]
    most = {name: shown[name].most for name in written if name in shown}
    return {n: refusals.too_long(len(words), most[n]) for n, words in written.items() if len(words) > most.get(n, 1500)}


@cases.on(KeepWords)
def keep(turn: Turn, action: KeepWords) -> Reply:
    case, member, draft = _mine(turn, action.case, action.version)
    if draft.purpose == BODY:
        drafting.questions(turn, case, turn.meet(), draft)
        return screens.TWO_QUESTIONS_NEXT
    fields = papers.draft_words(turn, draft)
    return _told(offered(turn, case, member, draft.purpose, draft.step, fields, sure=True))


def _told(reply: Message | Invalid) -> Message:
    """A press has no form that could stay open: the words wait in the draft, and why is said."""
    return Message(reply.sentence) if isinstance(reply, Invalid) else reply


@cases.on(DropWords)
def drop(turn: Turn, action: DropWords) -> Reply:
    case, member, draft = _mine(turn, action.case)
    drafting.drop(turn, case, draft)
    if draft.purpose == BODY and case.opened_at is None:
        withdraw(turn, case)
    return screens.DROPPED
