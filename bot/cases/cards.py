"""The card in the room, made anew from the rows each time: what it says of who is in, it says of nobody else."""

from bot.cases import papers, seats
from bot.cases.screens import card
from bot.cases.tables import Case
from bot.formats.engine import Entrance
from bot.formats.reading import every
from bot.people import Profile
from bot.turn import Turn
from bot.ui import Message


def now(turn: Turn, case: Case) -> Message:
    """The card as everybody in the room sees it: those who are in, and nothing of anybody else."""
    people, form = seats.profiles(turn, case), every()[case.format]
    presenter = card.A_MEMBER if case.masked else seats.name(case, case.presenter_id, people)
    parts = {seat.part: seat.member_id for seat, _ in seats.inside(turn, case) if seat.part}
    return card.card(
        case.id,
        papers.card(turn, case),
        presenter,
        form,
        case.help,
        live=case.live,
        kept=case.days_kept,
        inside=_inside(turn, case, people),
        free=[part for part in form.roles if part not in parts],
        masked=case.masked,
    )


def _inside(turn: Turn, case: Case, people: dict[str, Profile]) -> list[str]:
    """Who is in besides the presenter, and as what."""
    there = seats.others(turn, case)
    if case.masked:
        return card.inside_masked(len(there))
    leads = {case.facilitator_id: card.FACILITATES} if case.facilitator_id else {}
    return [
        card.inside(seats.name(case, seat.member_id, people), leads.get(seat.member_id, seat.part)) for seat in there
    ]


def begun(turn: Turn, case: Case, open_to: Entrance) -> Message:
    """The card when it has begun, with the way in as long as there is one."""
    presenter = seats.name(case, case.presenter_id, seats.profiles(turn, case))
    return card.begun(case.id, presenter, every()[case.format], open_to)
