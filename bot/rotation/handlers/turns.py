"""What happens when somebody is asked, takes a turn, passes it on, or reads whose turn it is."""

from bot.groups.membership import here, of
from bot.port import Refused, Reply
from bot.rotation import ahead, asking, changing, choosing, reading, screens, swapping
from bot.rotation import typing as typed
from bot.rotation.actions import (
    Agree,
    Ask,
    AskGroup,
    AskSwap,
    Decline,
    Expire,
    Keep,
    Pass,
    ShowFairness,
    ShowMine,
    ShowTurns,
    StepIn,
    SwapWith,
    Take,
    TakeBack,
    Unheard,
    Will,
)
from bot.rotation.handlers.feature import rotation
from bot.rotation.screens.also import ALSO
from bot.rotation.seats import Seat, has_it, taker
from bot.rotation.tables import stepped
from bot.turn import Turn

rotation.timer(Ask)(asking.ask)
rotation.timer(Unheard)(asking.unheard)
rotation.on(Keep)(changing.keep)
rotation.on(AskGroup)(changing.ask_group)
rotation.on(Take)(changing.take)
rotation.on(StepIn)(changing.step_in)
rotation.on(TakeBack)(changing.take_back)
rotation.on(SwapWith)(swapping.swap_with)
rotation.on(AskSwap)(swapping.ask_swap)
rotation.on(Agree)(swapping.agree)
rotation.on(Decline)(swapping.decline)
rotation.timer(Expire)(swapping.expire)
rotation.foresees(ahead.foresee)


# Answers.


@rotation.on(Will)
def will(turn: Turn, action: Will) -> Reply:
    """Of whoever has the turn, or of anybody when nobody has."""
    _, seat = changing.asked_of(turn, action.meeting, action.role)
    member, _ = of(turn, seat.group.id)
    if not has_it(turn, seat, member.id) and taker(turn, seat):
        raise Refused(screens.not_yours(seat.meeting, taker(turn, seat)))
    return changing.take(turn, Take(action.meeting, action.role))


@rotation.on(Pass)
def pass_on(turn: Turn, action: Pass) -> Reply:
    member, seat = changing.asked_of(turn, action.meeting, action.role)
    stood, again = member.id in stepped(turn.session, seat.meeting.id, seat.role, "passed"), ""
    if has_it(turn, seat, member.id):
        choosing.let_go(turn, seat, member.id, "passed")
        choosing.close_swaps(turn, seat)
        again = changing.back_to(turn, seat, member.id)
    elif not stood:
        raise Refused(screens.not_yours(seat.meeting, taker(turn, seat)))
    return screens.asking.passed(seat, taker(turn, seat), again, stood=stood)


# Reading and typing.


@rotation.command("turns", "whose turn it is, and how it came about", also=ALSO)
def turns(turn: Turn, words: str) -> Reply:
    member, group = here(turn)
    if not words.strip():
        return reading.page(turn, member, group, 0)
    understood = typed.read(words)
    match understood.verb:
        case "fairness":
            return reading.fairness(turn, group)
        case "history":
            return reading.page(turn, member, group, 0)
        case "mine":
            return reading.mine(turn, member, group)
        case "accept" | "decline":
            return swapping.typed_answer(turn, member, understood.verb)
        case "":
            return screens.not_understood(words)
        case _:
            return _do(turn, typed.seat_meant(turn, member, group, understood), understood)


def _do(turn: Turn, seat: Seat, understood: typed.Typed) -> Reply:
    at = seat.meeting.id, seat.role
    match understood.verb:
        case "will":
            return will(turn, Will(*at))
        case "pass":
            return pass_on(turn, Pass(*at))
        case "keep":
            return changing.keep(turn, Keep(*at))
        case "volunteer":
            return changing.ask_group(turn, AskGroup(*at))
        case "take":
            return changing.take(turn, Take(*at))
        case "step in":
            return changing.step_in(turn, StepIn(*at))
        case "take back":
            return changing.take_back(turn, TakeBack(*at))
        case _:
            return swapping.typed(turn, seat, understood.rest)


@rotation.on(ShowTurns)
def show_turns(turn: Turn, action: ShowTurns) -> Reply:
    member, group = of(turn, action.group)
    return reading.page(turn, member, group, max(0, action.page))


@rotation.on(ShowFairness)
def show_fairness(turn: Turn, action: ShowFairness) -> Reply:
    _, group = of(turn, action.group)
    return reading.fairness(turn, group)


@rotation.on(ShowMine)
def show_mine(turn: Turn, action: ShowMine) -> Reply:
    return reading.mine(turn, *of(turn, action.group))
