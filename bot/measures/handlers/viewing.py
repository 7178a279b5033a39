"""One's own results. Nothing here takes anybody's id: whoever asks is shown their own, where nobody else reads."""

from bot.instruments import instruments
from bot.measures import screens
from bot.measures.actions import AskDelete, Delete, PutAway, ShowResult, ShowResults
from bot.measures.handlers.feature import in_private, known, measures
from bot.measures.handlers.keeping import delete_results, times
from bot.measures.screens import results as shown
from bot.measures.tables import takings
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Update


@measures.command("results", "your own results of measures, for you alone")
def results(turn: Turn, words: str) -> Reply:
    return show_results(turn, ShowResults())


@measures.on(ShowResults)
def show_results(turn: Turn, action: ShowResults) -> Reply:
    """With one instrument, its results; with several, which of them."""
    profile = known(turn)
    if not turn.heard.private:
        return in_private(turn, profile, shown.INVITATION)
    taken = _taken(turn, profile)
    if len(taken) == 1:
        return show_result(turn, ShowResult(taken[0]))
    return shown.which([instruments()[id] for id in taken]) if taken else shown.NOTHING_YET


def _taken(turn: Turn, profile: Profile) -> list[str]:
    """Instruments of which there are results, the latest first."""
    ended = [one.instrument for one in reversed(takings(turn.session, profile.id)) if one.ended_at]
    return [id for id in dict.fromkeys(ended) if id in instruments()]


@measures.on(ShowResult)
def show_result(turn: Turn, action: ShowResult) -> Reply:
    profile = known(turn)
    if not turn.heard.private:
        return in_private(turn, profile, shown.INVITATION)
    if action.instrument not in instruments():
        raise Refused(screens.NOT_YOURS)
    mine = times(turn, profile, action.instrument)
    return shown.result(instruments()[action.instrument], mine) if mine else shown.NOTHING_YET


@measures.on(PutAway)
def put_away(turn: Turn, action: PutAway) -> Reply:
    return Update(shown.GONE)


@measures.on(AskDelete)
def ask_delete(turn: Turn, action: AskDelete) -> Reply:
    known(turn)
    if action.instrument not in instruments():
        raise Refused(screens.NOT_YOURS)
    return shown.sure(instruments()[action.instrument])


@measures.on(Delete)
def delete(turn: Turn, action: Delete) -> Reply:
    delete_results(turn, known(turn), action.instrument)
    return Update(shown.DELETED)
