"""Reading what waits, one message after the other."""

from bot import claims, outbox, reach
from bot.feature import Feature
from bot.inbox import screens
from bot.inbox.actions import Done, Open
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Message

inbox = Feature("inbox")


@inbox.command("inbox", "what waits for you while your direct messages are closed to Tend", also=screens.ALSO)
def read(turn: Turn, words: str) -> Reply:
    if turn.heard.private:
        return screens.COMES_HERE if reach.row_of(turn.session, turn.heard.who) else screens.NOTHING
    if words.casefold().strip() == "done":
        return _done_with_what_was_shown(turn)
    return _first(turn) or screens.NOTHING


@inbox.on(Open)
def opened(turn: Turn, action: Open) -> Reply:
    """The button stands in a room, so anybody may press it: each reads what is theirs."""
    return _first(turn) or screens.NOTHING


@inbox.on(Done)
def done(turn: Turn, action: Done) -> Reply:
    for parcel in reach.waiting(turn, turn.heard.who):
        if reach.marked(turn, parcel) == action.parcel:
            claims.settle(turn.session, parcel, "said", turn.now)
            if parcel.then:
                turn.after(parcel.key, parcel.then)
    return _first(turn) or screens.LAST


def _done_with_what_was_shown(turn: Turn) -> Reply:
    """What stands first may be another by now, which they have never seen: that is shown, not finished."""
    row = reach.row_of(turn.session, turn.heard.who)
    waiting = [reach.marked(turn, parcel) for parcel in reach.waiting(turn, turn.heard.who)]
    if row and row.shown in waiting:
        return done(turn, Done(row.shown))
    return _first(turn) or screens.NOTHING


def _first(turn: Turn) -> Message | None:
    waiting = reach.waiting(turn, turn.heard.who)
    if not waiting:
        return None
    message = outbox.opened(turn.session, turn.vault, waiting[0])
    if message is None:
        return None
    reach.shown(turn, turn.heard.who, waiting[0])
    return screens.waiting(message, reach.marked(turn, waiting[0]), len(waiting))
