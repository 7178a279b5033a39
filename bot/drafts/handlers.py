"""Looking words through for the slices whose words go to others, and what their author does with what was found."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, select

from bot.db import new_id
from bot.drafts import screens
from bot.drafts.actions import ChangeWords, DropWords, KeepWords, SendChanged, TakeSuggestion
from bot.drafts.rules import KEPT
from bot.drafts.tables import Draft
from bot.feature import Feature
from bot.people import Profile
from bot.port import Refused, Reply
from bot.screening import apply, screen
from bot.turn import Turn
from bot.ui import Invalid, Message

drafts = Feature("drafts")


@dataclass(frozen=True)
class Purpose:
    """What words are to become. `go` is given the Turn, `about` and the words; `keep` is the label of going on."""

    label: str
    most: int
    keep: str
    go: Callable[[Turn, str, str], Reply]


PURPOSES: dict[str, Purpose] = {}
"""By name; each slice adds its own when it is loaded."""


def offered(turn: Turn, purpose: str, about: str, words: str) -> Reply:
    """Words without findings go on at once; others are shown to their author first. They are kept for that."""
    findings = screen(words)
    if not findings:
        return PURPOSES[purpose].go(turn, about, words)
    draft = Draft(id=new_id(), profile_id=turn.meet().id, purpose=purpose, about=about, version=0)
    _put(turn, draft, words)
    turn.session.add(draft)
    turn.session.flush()
    _show(turn, draft, words)
    return screens.LOOK


def waiting(turn: Turn, purpose: str, begins: str) -> Message | None:
    """Words of whoever acts that still wait for them, shown to them once more; None while none do.

    `begins`: how the purpose's own note begins.
    """
    theirs = select(Draft).where(Draft.profile_id == turn.meet().id, Draft.purpose == purpose).order_by(Draft.at.desc())
    draft = next((one for one in turn.session.scalars(theirs) if one.about.startswith(begins)), None)
    if draft is None:
        return None
    _again(turn, draft, turn.open(draft.words, cell=draft.cell))
    return screens.WAITS


def _put(turn: Turn, draft: Draft, words: str) -> None:
    """Another version; the key of the one before goes, and with it what it said."""
    turn.vault.destroy(turn.session, draft.owner)
    draft.version, draft.at = draft.version + 1, turn.now
    draft.words = turn.seal(words, owner=draft.owner, cell=draft.cell)


def _show(turn: Turn, draft: Draft, words: str) -> None:
    findings, keep = screen(words), PURPOSES[draft.purpose].keep
    if findings:
        message = screens.found(draft.id, draft.version, words, findings, keep)
    else:
        message = screens.nothing_left(draft.id, draft.version, words, keep)
    turn.say(turn.meet().person, message, key=draft.key, until=turn.now + KEPT)


def _mine(turn: Turn, draft_id: str, version: int = 0) -> tuple[Draft, str]:
    """The presser's own draft and its words. Raises Refused for anybody else's, and for one that has changed since."""
    draft, profile = turn.session.get(Draft, draft_id), turn.profile
    if draft is None or profile is None or draft.profile_id != profile.id:
        raise Refused(screens.GONE)
    if version and draft.version != version:
        raise Refused(screens.CHANGED_SINCE)
    return draft, turn.open(draft.words, cell=draft.cell)


@drafts.on(TakeSuggestion)
def take(turn: Turn, action: TakeSuggestion) -> Reply:
    draft, words = _mine(turn, action.draft, action.version)
    findings = screen(words)
    if not 1 <= action.number <= len(findings):
        raise Refused(screens.CHANGED_SINCE)
    _again(turn, draft, apply(words, findings[action.number - 1]))
    return screens.TAKEN


def _again(turn: Turn, draft: Draft, words: str) -> None:
    turn.take_back(draft.key)
    _put(turn, draft, words)
    turn.session.flush()
    _show(turn, draft, words)


@drafts.on(KeepWords)
def keep(turn: Turn, action: KeepWords) -> Reply:
    """The author has read what was found, and decides."""
    draft, words = _mine(turn, action.draft, action.version)
    purpose, about = PURPOSES[draft.purpose], draft.about
    drop(turn, draft)
    return purpose.go(turn, about, words)


@drafts.on(ChangeWords)
def change(turn: Turn, action: ChangeWords) -> Reply:
    draft, words = _mine(turn, action.draft)
    purpose = PURPOSES[draft.purpose]
    sees = turn.could_see(turn.heard.who.platform, screens.NOBODY_YET)
    return screens.form(draft.id, purpose.label, purpose.most, words, sees)


@drafts.on(SendChanged)
def send(turn: Turn, action: SendChanged) -> Reply:
    draft, _ = _mine(turn, action.draft)
    words, purpose = turn.answer("words"), PURPOSES[draft.purpose]
    if not words or len(words) > purpose.most:
        return Invalid({"words": screens.too_long(purpose.most) if words else screens.NOTHING})
    if screen(words):
        _again(turn, draft, words)
        return screens.LOOK
    about = draft.about
    drop(turn, draft)
    return purpose.go(turn, about, words)


@drafts.on(DropWords)
def drop_words(turn: Turn, action: DropWords) -> Message:
    draft, _ = _mine(turn, action.draft)
    drop(turn, draft)
    return screens.DROPPED


def drop(turn: Turn, draft: Draft) -> None:
    """Deleted, with the key that opens it and the message that showed it."""
    turn.take_back(draft.key)
    turn.vault.destroy(turn.session, draft.owner)
    turn.session.delete(draft)
    turn.session.flush()


@drafts.forgets
def sweep(turn: Turn) -> None:
    """Whoever may think that their words were sent is told that they were not."""
    for draft in turn.session.scalars(select(Draft).where(Draft.at < turn.now - KEPT)).all():
        author, label = turn.session.get_one(Profile, draft.profile_id), PURPOSES[draft.purpose].label
        turn.say(author.person, screens.expired(label), key=f"drafts/{draft.id}/expired")
        drop(turn, draft)


@drafts.erases
def erase(turn: Turn, profile: Profile) -> None:
    for draft in turn.session.scalars(select(Draft).where(Draft.profile_id == profile.id)).all():
        drop(turn, draft)
    turn.session.execute(delete(Draft).where(Draft.profile_id == profile.id))


@drafts.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """A person's own drafts, in their own words."""
    mine = turn.session.scalars(select(Draft).where(Draft.profile_id == profile.id).order_by(Draft.at))
    return {"drafts": [{"at": draft.at, "words": turn.open(draft.words, cell=draft.cell)} for draft in mine]}
