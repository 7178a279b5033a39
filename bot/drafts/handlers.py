"""Looking words through for the slices whose words go to others, and what their author does with what was found."""

from collections.abc import Callable

from sqlalchemy import select

from bot.drafts import kept, screens
from bot.drafts.actions import AnswerNo, ChangeWords, DropWords, KeepWords, SendChanged, TakeSuggestion
from bot.drafts.kept import drop, opened
from bot.drafts.purpose import PURPOSES, WORDS, Fields, Purpose
from bot.drafts.rules import KEPT
from bot.drafts.tables import Draft
from bot.feature import Feature
from bot.people import Profile
from bot.port import Refused, Reply
from bot.screening import apply
from bot.turn import Turn
from bot.ui import Invalid, Message

drafts = Feature("drafts")


def sentence(label: str, most: int, keep: str, go: Callable[[Turn, str, str], Reply]) -> Purpose:
    """A purpose of one field of at most so many characters."""
    return Purpose(
        label,
        keep,
        lambda turn, about, fields: go(turn, about, fields[WORDS]),
        lambda fields: [screens.field(label, most, fields[WORDS])],
    )


def offered(turn: Turn, purpose: str, about: str, words: str | Fields) -> Reply:
    """Words without findings go on at once; others are shown to their author first. They are kept for that."""
    fields, of = {WORDS: words} if isinstance(words, str) else words, PURPOSES[purpose]
    waits = of.before(turn, about)
    if waits is None and of.asks is None and of.look(turn, about, fields).clean:
        return of.go(turn, about, fields)
    draft = kept.begin(turn, purpose, about, fields)
    return waits or _show(turn, draft, screens.LOOK)


def waiting(turn: Turn, purpose: str, about: str) -> Message | None:
    """Words of whoever acts that still wait for them, shown to them once more; None while none do."""
    draft = kept.latest(turn, purpose, about)
    return again(turn, draft, opened(turn, draft), screens.WAITS) if draft else None


def again(turn: Turn, draft: Draft, fields: Fields, said: Message) -> Message:
    """Another version, shown to its author; `said` is what they are told at once."""
    kept.write(turn, draft, fields)
    return PURPOSES[draft.purpose].before(turn, draft.about) or _show(turn, draft, said)


def _show(turn: Turn, draft: Draft, said: Message) -> Message:
    fields, purpose = opened(turn, draft), PURPOSES[draft.purpose]
    looked = purpose.look(turn, draft.about, fields)
    if not looked.clean:
        message = screens.found(draft.id, draft.version, fields, looked, purpose)
    elif purpose.asks:
        message = purpose.asks(draft.id, draft.version)
    else:
        message = screens.nothing_left(draft.id, draft.version, fields, purpose)
    turn.say(turn.meet().person, message, key=draft.key, until=turn.now + KEPT)
    return said


def _mine(turn: Turn, draft_id: str, version: int = 0) -> tuple[Draft, Purpose, dict[str, str]]:
    """The presser's own draft and its words. Raises Refused for anybody else's, and for one that has changed since."""
    draft, profile = turn.session.get(Draft, draft_id), turn.profile
    if draft is None or profile is None or draft.profile_id != profile.id:
        raise Refused(screens.GONE)
    if version and draft.version != version:
        raise Refused(screens.CHANGED_SINCE)
    return draft, PURPOSES[draft.purpose], opened(turn, draft)


@drafts.on(TakeSuggestion)
def take(turn: Turn, action: TakeSuggestion) -> Reply:
    draft, purpose, fields = _mine(turn, action.draft, action.version)
    findings = purpose.look(turn, draft.about, fields).findings
    if not 1 <= action.number <= len(findings):
        raise Refused(screens.CHANGED_SINCE)
    name, finding = findings[action.number - 1]
    return again(turn, draft, fields | {name: apply(fields[name], finding)}, screens.TAKEN)


@drafts.on(KeepWords)
def keep(turn: Turn, action: KeepWords) -> Reply:
    """The author has read what was found, and decides."""
    draft, purpose, fields = _mine(turn, action.draft, action.version)
    if purpose.asks is None:
        return _on(turn, draft, purpose, fields)
    kept.write(turn, draft, fields)
    turn.say(turn.meet().person, purpose.asks(draft.id, draft.version), key=draft.key, until=turn.now + KEPT)
    return screens.QUESTIONS_NEXT


@drafts.on(AnswerNo)
def answer_no(turn: Turn, action: AnswerNo) -> Reply:
    return _on(turn, *_mine(turn, action.draft, action.version))


def _on(turn: Turn, draft: Draft, purpose: Purpose, fields: Fields) -> Reply:
    about = draft.about
    drop(turn, draft)
    return purpose.go(turn, about, fields)


@drafts.on(ChangeWords)
def change(turn: Turn, action: ChangeWords) -> Reply:
    draft, purpose, fields = _mine(turn, action.draft)
    marked = [name for name, _ in purpose.look(turn, draft.about, fields).findings]
    sees = turn.could_see(turn.heard.who.platform, screens.NOBODY_YET)
    return screens.form(draft.id, purpose.fields(fields), marked, sees)


@drafts.on(SendChanged)
def send(turn: Turn, action: SendChanged) -> Reply:
    draft, purpose, fields = _mine(turn, action.draft)
    written = {name: turn.answer(name) for name in fields if name in (turn.heard.answers or {})}
    fields |= written
    if wrong := {one.name: why for one in purpose.fields(fields) if (why := screens.wrong(one))}:
        return Invalid(wrong)
    clean = purpose.look(turn, draft.about, fields).clean
    if clean and purpose.asks is None:
        return _on(turn, draft, purpose, fields)
    return again(turn, draft, fields, screens.LOOK)


@drafts.on(DropWords)
def drop_words(turn: Turn, action: DropWords) -> Message:
    draft, _, _ = _mine(turn, action.draft)
    _leave(turn, draft)
    return screens.DROPPED


def _leave(turn: Turn, draft: Draft) -> None:
    purpose, about = PURPOSES[draft.purpose], draft.about
    drop(turn, draft)
    purpose.left(turn, about)


@drafts.forgets
def sweep(turn: Turn) -> None:
    """Whoever may think that their words were sent is told that they were not."""
    for draft in turn.session.scalars(select(Draft).where(Draft.at < turn.now - KEPT)).all():
        author, label = turn.session.get_one(Profile, draft.profile_id), PURPOSES[draft.purpose].label
        turn.say(author.person, screens.expired(label), key=f"drafts/{draft.id}/expired")
        _leave(turn, draft)


@drafts.erases
def erase(turn: Turn, profile: Profile) -> None:
    for draft in turn.session.scalars(select(Draft).where(Draft.profile_id == profile.id)).all():
        drop(turn, draft)


@drafts.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """A person's own drafts, in their own words."""
    mine = turn.session.scalars(select(Draft).where(Draft.profile_id == profile.id).order_by(Draft.at))
    return {"drafts": [{"at": draft.at, **opened(turn, draft)} for draft in mine]}
