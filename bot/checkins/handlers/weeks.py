"""One's own weeks. Nothing here takes anybody's id: whoever asks is shown their own, where nobody else reads."""

from bot.checkins import rules
from bot.checkins.actions import PutAway, ShowSentences, ShowWeeks
from bot.checkins.handlers.feature import checkins
from bot.checkins.handlers.keeping import own_sentences, own_weeks
from bot.checkins.handlers.planning import plan_next
from bot.checkins.screens import questions
from bot.checkins.screens import weeks as screens
from bot.db import new_id
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Update


@checkins.command("weeks", "your own check-ins so far, for you alone")
def weeks(turn: Turn, words: str) -> Reply:
    return show_weeks(turn, ShowWeeks())


@checkins.on(ShowWeeks)
def show_weeks(turn: Turn, action: ShowWeeks) -> Reply:
    profile = turn.profile
    if profile is None:
        raise Refused(questions.NO_GROUP)
    if not turn.heard.private:
        turn.say(profile.person, screens.INVITATION, key=f"checkins/weeks/{profile.id}/{new_id()}")
        return screens.ONLY_IN_PRIVATE
    shown = rules.shown(own_weeks(turn, profile))
    return screens.own(shown) if shown else screens.nothing_yet(plan_next(turn, profile))


@checkins.on(ShowSentences)
def show_sentences(turn: Turn, action: ShowSentences) -> Reply:
    profile = turn.profile
    if profile is None or not turn.heard.private:
        return show_weeks(turn, ShowWeeks())
    found = own_sentences(turn, profile, action.before, screens.SENTENCES_SHOWN + 1)
    shown = found[: screens.SENTENCES_SHOWN]
    return screens.sentences(shown, more=len(found) > len(shown)) if shown else screens.NO_SENTENCES


@checkins.on(PutAway)
def put_away(turn: Turn, action: PutAway) -> Reply:
    return Update(screens.GONE)
