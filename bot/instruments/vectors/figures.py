"""What can be expected of an instrument by name: scores, bands, cuts, and what is said of the answers themselves."""

from bot.instruments.change import change
from bot.instruments.definition import Cut, Instrument, Scores
from bot.instruments.vectors.responses import Taken
from bot.instruments.vectors.shape import Case, Unreadable, number

Figure = float | str | bool | None | list["Figure"] | dict[str, "Figure"]

BAND = ("band", "category")


def of_one(one: Taken, name: str, expected: object) -> Figure:
    """What came of one person's answers. `expected` says whether a score or its band is asked for.

    Raises Unreadable for a name that the instrument has no figure for.
    """
    if name == "valid":
        return one.valid
    if name == "answered":
        return len(one.answers)
    if name == "completion":
        return len(one.answers) / len(one.instrument.items)
    return of_scores(one.instrument, one.scores, name, expected)


def of_scores(instrument: Instrument, scores: Scores, name: str, expected: object) -> Figure:
    """The same from scores alone."""
    banded = [scale for scale in instrument.scales if scale.bands]
    if name in scores:
        return instrument.scale(name).band(scores[name]) if isinstance(expected, str) else scores[name]
    if name in BAND and len(banded) == 1:
        return banded[0].band(scores[banded[0].id])
    if name == "bands" and banded:
        bands: list[Figure] = [scale.band(scores[scale.id]) for scale in banded]
        named: dict[str, Figure] = {scale.id: scale.band(scores[scale.id]) for scale in banded}
        return named if isinstance(expected, dict) else bands
    for scale in banded:
        if name in [f"{scale.id}_{word}" for word in BAND]:
            return scale.band(scores[scale.id])
    for cut in instrument.cuts:
        if cut.id == name:
            return holds(cut, scores)
    raise Unreadable(f"{instrument.id} has no figure {name}")


def holds(cut: Cut, scores: Scores) -> bool | None:
    score = scores[cut.scale]
    return None if score is None else cut.holds(score)


def of_group(instrument: Instrument, people: list[Taken], name: str, expected: object) -> Figure:
    """What came of several people's answers: only those who have a score count.

    Where the source hides small groups, their figures are None. Raises Unreadable.
    """
    first = instrument.scales[0].id
    counted = [one.scores for one in people if one.scores[first] is not None]
    hidden = not counted or len(counted) < (instrument.group_least or 0)
    if name == "n":
        return len(counted)
    if name == "shown":
        return not hidden
    if name in ("hidden", "suppressed"):
        return hidden
    if name == "prevalence" and instrument.cuts:
        cut = instrument.cuts[0]
        kept = [found for found in (holds(cut, scores) for scores in counted) if found is not None]
        return None if hidden or not kept else sum(kept) / len(kept)
    means = {scale.id: None if hidden else _mean(scale.id, counted) for scale in instrument.scales}
    return means[first] if name == "mean" and name not in means else of_scores(instrument, means, name, expected)


def _mean(scale: str, counted: list[Scores]) -> float | None:
    known = [score for score in (scores[scale] for scores in counted) if score is not None]
    return sum(known) / len(known) if known else None


def of_change(instrument: Instrument, case: Case, name: str) -> bool | None:
    """Whether the published rule of an instrument takes a change for more than nothing. Raises Unreadable."""
    ruled = [scale for scale in instrument.scales if scale.change is not None or scale.references]
    if "scale" in case:
        ruled = [scale for scale in ruled if scale.id == case["scale"]]
    if len(ruled) != 1:
        raise Unreadable(f'{instrument.id} has no rule for a change; "scale" can say of which scale')
    if name not in ("significant", "reliable"):
        raise Unreadable(f"nothing is known of expected_{name}")
    if case.get("pre") is None or case.get("post") is None:
        return None
    before, after = number(case, "pre"), number(case, "post")
    if (points := ruled[0].change) is not None:
        return abs(after - before) >= points
    reference = ruled[0].references[0]
    if reference.reliability is None:
        raise Unreadable(f"the reliability of {ruled[0].id} is not known")
    return change(reference.sd, reference.reliability, before, after).reliable
