"""One's own results: numbers, their course, and whether a change is more than the measure's own wobble. No labels."""

from collections.abc import Sequence

from bot.instruments import Instrument, Scale
from bot.marks import length, when
from bot.measures import rules
from bot.measures.actions import (
    AskAgain,
    AskDelete,
    Delete,
    OpenKeeping,
    OpenThreshold,
    PutAway,
    ShowResult,
    ShowResults,
)
from bot.measures.rules import Compared, Measured, Says, Threshold, number
from bot.measures.screens import ASK_A_PEER, BUDDY, MEASURES, MY_RESULTS, SUPPORT, titled, trend
from bot.measures.screens.wishes import in_words
from bot.ui import Button, Message, Picture

LINES = 6
"""Times that the text lists, fewer where they do not fit."""
PUT_AWAY = Button("Put away", PutAway())
STAYS = "It stands in this conversation now; **Put away** takes it off again, where this chat allows that."
NOTHING_YET = Message(
    "There are no results of yours yet. Type **measure** to see what you can take.", (MEASURES, SUPPORT)
)
INVITATION = Message("Here, between you and Tend alone, your results can be shown.", (MY_RESULTS,))
GONE = Message("Put away. Type **results** to see your results again.", (Button("My results", ShowResults()),))
DELETED = Message("Deleted: the answers, the scores and the trend are gone.", (MEASURES,))


def which(taken: Sequence[Instrument]) -> Message:
    """Several instruments have results."""
    lines = ["Which of your results would you like to see?", *(f"- {titled(one)}" for one in taken[:8])]
    return Message("\n".join(lines), tuple(Button(one.title[:75], ShowResult(one.id)) for one in taken[:8]))


def result(
    one: Instrument, times: Sequence[Measured], *, taking: str = "", passed: Threshold | None = None, note: str = ""
) -> Message:
    """`taking` is the one that has just ended, whose answers can still be changed. `passed` is the owner's threshold.

    With a `note` that has to be read, the numbers wait behind a button.
    """
    change = [Button("Change an answer", AskAgain(taking, one.items[-1].id))] if taking else []
    offers = [ASK_A_PEER, BUDDY] if passed else []
    rest = (OpenThreshold(one.id), OpenKeeping(), AskDelete(one.id))
    labels = ("Set a threshold", "How long it is kept", "Delete these results")
    own = [Button(label, action) for label, action in zip(labels, rest, strict=True)]
    offered = _offer(one, passed) if passed else ""
    if note:
        text = "\n".join(filter(None, [note, "", "Your answer is saved, for you alone.", offered]))
        return Message(text, (MY_RESULTS, *change, *offers, SUPPORT))
    scales = [scale for scale in one.scales if scale.shown]
    picture = Picture(trend.drawn(one, scales, times[-rules.SHOWN :]), trend.alt(one, scales, times[-rules.SHOWN :]))
    text = _fitting(one, scales, times, offered)
    return Message(
        text, (*offers, *change, PUT_AWAY, *own, SUPPORT), picture if trend.any_score(scales, times) else None
    )


def _fitting(one: Instrument, scales: Sequence[Scale], times: Sequence[Measured], offered: str) -> str:
    """As many times as fit into a message."""
    texts = ("\n".join(filter(None, _lines(one, scales, times, most, offered))) for most in range(LINES, 0, -1))
    return next(text for text in texts if length(text) <= 2000)


def _lines(one: Instrument, scales: Sequence[Scale], times: Sequence[Measured], most: int, offered: str) -> list[str]:
    ranges = {one.range(scale) for scale in scales}
    spans = ", ".join(f"{number(low)} to {number(high)}" for low, high in sorted(ranges))
    return [
        f"{titled(one)}: your own results. Only you are shown this.",
        offered,
        *(_line(scales, measured) for measured in times[-most:]),
        f"Scores run from {spans}; a higher one means more of what it is called. There is no good or bad number.",
        *_comparisons(scales, times),
        STAYS,
    ]


def _comparisons(scales: Sequence[Scale], times: Sequence[Measured]) -> list[str]:
    first = [found is None or found.says is Says.FIRST for found in (rules.compared(scale, times) for scale in scales)]
    if all(first) and len(times) == 1:
        return [
            "There is nothing to compare it with yet.",
            *(_missing(scale) for scale in scales if _none(scale, times)),
        ]
    return [_against(scale, times) for scale in scales]


def _none(scale: Scale, times: Sequence[Measured]) -> bool:
    return times[-1].scores.get(scale.id) is None


def _missing(scale: Scale) -> str:
    return f"{scale.title}: too few answers for a score this time. Skipped is missing, not zero."


def _line(scales: Sequence[Scale], measured: Measured) -> str:
    scores = [(scale.title.lower(), measured.scores.get(scale.id)) for scale in scales]
    said = ", ".join(f"{title} {number(score) if score is not None else '–'}" for title, score in scores)
    return f"- {when(measured.at, 'date')}: {said}"


def _against(scale: Scale, times: Sequence[Measured]) -> str:
    found = rules.compared(scale, times)
    if found is None:
        return _missing(scale)
    if found.says in (Says.FIRST, Says.OTHER_ITEMS):
        return f"{scale.title}: {found.says.value}."
    return f"{scale.title}: {_moved(found)}; {found.says.value}{_band(found)}."


def _moved(found: Compared) -> str:
    if abs(found.points) < 0.05:
        return "as the time before"
    return f"{number(abs(found.points))} {'higher' if found.points > 0 else 'lower'} than the time before"


def _band(found: Compared) -> str:
    return f" of {number(found.band)} points either way" if found.band is not None else ""


def _offer(one: Instrument, passed: Threshold) -> str:
    return (
        f"You asked to be offered something when {in_words(one, passed)}. That is so now, and nobody but you is told. "
        "You could ask a peer for a consult (**consult**), write to your buddy (**buddies**), talk to somebody you "
        "trust, or look at who there is to turn to (**support**). Or nothing of this."
    )


def sure(one: Instrument) -> Message:
    return Message(
        f"Shall all your results of {titled(one)} be deleted, with the answers behind them? It cannot be undone. "
        "To go on, press or type **Delete them**.",
        (Button("Delete them", Delete(one.id), "danger"), Button("Keep them", ShowResult(one.id))),
    )
