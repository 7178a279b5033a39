"""Sharing one sentence, which nothing but a press on one audience does. Who there is to share with, other slices know.

They are asked anew at the press, so that a button from last week cannot reach people whom its line did not name.
"""

from collections.abc import Sequence

from bot.checkins.actions import Audience, SentenceShared, SentenceTakenBack, Share, ShareWith, TakeBack, WhoCouldRead
from bot.checkins.handlers.feature import checkins, me, mine
from bot.checkins.screens import sharing as screens
from bot.checkins.tables import Checkin, Sentence, sentences_of
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message, Update


def audiences(turn: Turn, checkin: Checkin, profile: Profile) -> list[Audience]:
    asked = WhoCouldRead(profile.id, checkin.id)
    turn.happened(asked)
    return asked.found


def by_words(turn: Turn, words: str) -> Reply:
    """ "checkin share": the latest sentence."""
    profile = me(turn)
    latest = next(iter(sentences_of(turn.session, profile.id)), None)
    return _page(turn, latest[0], profile) if latest else screens.NO_SENTENCE


@checkins.on(Share)
def share(turn: Turn, action: Share) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    return _page(turn, checkin, profile) if turn.session.get(Sentence, checkin.id) else screens.NO_SENTENCE


def _page(turn: Turn, checkin: Checkin, profile: Profile, note: str = "") -> Message:
    found = audiences(turn, checkin, profile)
    sees = turn.could_see(profile.platform, screens.PEERS, where="circle")
    return screens.page(checkin, found, sees, note) if found else screens.NOBODY


@checkins.on(ShareWith)
def share_with(turn: Turn, action: ShareWith) -> Reply:
    checkin, profile = mine(turn, action.checkin)
    sentence = turn.session.get(Sentence, checkin.id)
    found = _meant(audiences(turn, checkin, profile), action)
    if sentence is None or found is None:
        raise Refused(screens.TOO_LATE)
    if not found.stands:
        words = turn.open(sentence.words, cell=sentence.cell)
        turn.happened(SentenceShared(profile.id, checkin.id, found.kind, found.id, words))
    return _shown(turn, _page(turn, checkin, profile, screens.STOOD if found.stands else screens.SHARED))


@checkins.on(TakeBack)
def take_back(turn: Turn, action: TakeBack) -> Reply:
    """Also when the audience is gone: whoever passed it on takes it back wherever it still stands."""
    checkin, profile = mine(turn, action.checkin)
    told = SentenceTakenBack(profile.id, checkin.id, action.kind, action.id)
    turn.happened(told)
    note = screens.TAKEN_BACK if told.stood else screens.NOT_SHARED
    return _shown(turn, _page(turn, checkin, profile, note))


def _meant(found: Sequence[Audience], action: ShareWith | TakeBack) -> Audience | None:
    return next((one for one in found if (one.kind, one.id) == (action.kind, action.id)), None)


def _shown(turn: Turn, page: Message) -> Reply:
    return Update(page) if turn.heard.private else page
