"""How close questions and sentences came, as the presenter alone says: the group hears two totals at the end.

How each of them was rated is kept nowhere, only that it was.
"""

from collections.abc import Sequence

from bot.cases import papers, place, seats, tables
from bot.cases.screens import rating as screens
from bot.cases.tables import SHOWN, Case, Word
from bot.turn import Turn


def ask(turn: Turn, case: Case, step: int) -> None:
    """When such a phase is over, its presenter is asked in private."""
    presenter = seats.presenter(turn, case)
    found = left(turn, case, step)
    if presenter and found:
        message = screens.asked(case.id, step, page(turn, found), len(found))
        turn.ask(presenter, message, key=place.key(case, f"rate/{step}"), scope=case.group_id)


def left(turn: Turn, case: Case, step: int) -> Sequence[Word]:
    """What others asked or said in this phase and the presenter has not rated."""
    said = tables.words(turn.session, case, SHOWN)
    return [word for word in said if word.step == step and word.member_id != case.presenter_id and not word.rated]


def keep_up(turn: Turn, case: Case, step: int) -> None:
    """The question shows what is left of the phase, and goes when nothing is: words that are gone go from it too."""
    key, found = place.key(case, f"rate/{step}"), left(turn, case, step)
    if found:
        turn.change(key, screens.asked(case.id, step, page(turn, found), len(found)))
    else:
        turn.take_back(key)


def page(turn: Turn, found: Sequence[Word]) -> list[tuple[int, str]]:
    return [(word.number, papers.spoken(turn, word)) for word in found[: screens.AT_ONCE]]


def count(case: Case, word: Word, how: str) -> None:
    """Once for each; what left the presenter cold adds to no total."""
    word.rated = True
    case.close += how == screens.CLOSE
    case.warm += how == screens.WARM


def rated(turn: Turn, case: Case, steps: Sequence[int]) -> int:
    """How many could be rated."""
    said = tables.words(turn.session, case, SHOWN)
    return sum(word.step in steps and word.member_id != case.presenter_id for word in said)
