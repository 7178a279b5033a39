"""What is still to come in the cases of a group: when each phase ends at the latest, if everybody takes their time."""

from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile

from bot.cases import rules, seats, tables
from bot.cases.tables import Case
from bot.foreseen import Foreseen
from bot.formats import engine
from bot.turn import Turn

ENDS = "case phase ends"


def foresee(turn: Turn, group_id: str, until: datetime) -> Iterator[Foreseen]:
    """The phase that is on, and over days all that follow. Of a case that is paused nobody knows."""
    for case in tables.open_cases(turn.session, [group_id]):
        if case.running and case.paused_at is None:
            ends = takewhile(lambda one: one.at <= until, _ends(turn, case))
            yield from (one for one in ends if one.at > turn.now)


def _ends(turn: Turn, case: Case) -> Iterator[Foreseen]:
    state, zones, at = seats.state(turn, case), seats.zones(turn, case), case.step_ends_at
    if state.step is None or at is None:
        return
    yield Foreseen(at, ENDS, state.step.name)
    for step in () if case.live else state.steps[state.at + 1 :]:
        due = [zones[who] for who in state.everybody if engine.speech(state, who, step)]
        if due:  # a phase in which nobody may speak is passed over
            at = rules.ends(at, step.days, due)
            yield Foreseen(at, ENDS, step.name)
