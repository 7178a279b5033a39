"""A consult that was taken, and done by any of those in it."""

from bot.consults import rules, tables, together
from bot.consults.actions import Close, Done, NoPlace
from bot.consults.handlers.feature import consults
from bot.consults.screens import to_all
from bot.consults.tables import Consult
from bot.groups.tables import memberships
from bot.port import Refused, Reply
from bot.rhythm.vocabulary import listed
from bot.turn import Turn
from bot.ui import Invalid, Message


@consults.command("done", "end a consult; done 40 notes 40 minutes as well")
def done(turn: Turn, words: str) -> Reply:
    mine = _under_way_here(turn)
    if not mine:
        return to_all.NO_CONSULT
    if len(mine) > 1:
        return to_all.which_done([(found.id, _others(turn, found)) for found in mine])
    return _close(turn, mine[0], words) if words else to_all.minutes_form(mine[0].id)


def _under_way_here(turn: Turn) -> list[Consult]:
    """The consults of who types: in their private place that one, elsewhere all of them."""
    members = [member.id for member, _ in memberships(turn.session, turn.heard.who)]
    mine = tables.under_way(turn.session, members)
    places = {found.id: turn.sent(together.place_key(found)) for found in mine}
    here = [found for found in mine if (sent := places[found.id]) and sent.where == turn.heard.where]
    return here or list(mine)


def _others(turn: Turn, found: Consult) -> str:
    return listed([one.name for one in together.everybody(turn, found) if one.person != turn.heard.who])


@consults.on(Done)
def ask_minutes(turn: Turn, action: Done) -> Reply:
    found = _between_us(turn, action.consult)
    return to_all.minutes_form(found.id) if found else to_all.CLOSED_ALREADY


@consults.on(Close)
def close(turn: Turn, action: Close) -> Reply:
    found = _between_us(turn, action.consult)
    return _close(turn, found, turn.answer("minutes")) if found else to_all.CLOSED_ALREADY


def _between_us(turn: Turn, consult_id: str) -> Consult | None:
    """The consult while it is under way. Raises Refused for anybody but those in it."""
    found = tables.find(turn.session, consult_id)
    if found is None or not found.taken_at:
        return None
    if turn.heard.who not in [one.person for one in together.everybody(turn, found)]:
        raise Refused(to_all.NOT_YOURS)
    return found


def _close(turn: Turn, found: Consult, words: str) -> Reply:
    try:
        minutes = rules.minutes(words)
    except ValueError:
        why = to_all.not_minutes(words)
        return Message(why) if turn.heard.answers is None else Invalid({"minutes": why})
    together.close(turn, found, minutes)
    return to_all.DONE


@consults.timer(NoPlace)
def no_place(turn: Turn, action: NoPlace) -> None:
    found = tables.find(turn.session, action.consult)
    if found and found.taken_at:
        together.no_place(turn, found)
