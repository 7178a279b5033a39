"""A result, and what low and high mean, in the numbers of the instrument that was asked."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.instruments import Instrument, Scale
from bot.pulse.rules import Level


def counted(one: Instrument) -> str:
    many = len(one.items)
    return "one question" if many == 1 else f"{_WORDS[many] if many < len(_WORDS) else many} questions"


_WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def often(one: Instrument) -> str:
    """The least time between two, after "every": "four weeks", "10 days"."""
    weeks, rest = divmod(one.least_days, 7)
    return f"{one.least_days} days" if rest or weeks not in _WEEKS else _WEEKS[weeks]


_WEEKS = {1: "week", 2: "two weeks", 3: "three weeks", 4: "four weeks"}


def recalled(one: Instrument, before: str, after: str = "") -> str:
    """ "the past four weeks" between these words; nothing for what asks about no stretch of time."""
    return f"{before}{one.recall}{after}" if one.recall.startswith(("the ", "this ")) else ""


def scores(one: Instrument, answers: Mapping[str, str]) -> list[tuple[Scale, str]]:
    """One person's own score of each scale, and between which ends it lies where that is not from 1 to 5."""
    found = one.score(answers)
    return [(scale, f"{found[scale.id]:.1f}{_ends(one, scale)}") for scale in one.scales]


def _ends(one: Instrument, scale: Scale) -> str:
    low, high = ends(one, scale)
    return "" if (low, high) == ("1", "5") else f" (from {low} to {high})"


def ends(one: Instrument, scale: Scale) -> tuple[str, str]:
    low, high = one.range(scale)
    return f"{low:g}", f"{high:g}"


def in_its_numbers(one: Instrument, scale: Scale, result: str) -> str:
    """A word as it is; half a point of the line from 1 to 5 in the numbers of the scale, e.g. "≤ 12.5"."""
    if result in {level.value for level in Level}:
        return result
    sign, _, value = result.rpartition(" ")
    return f"{sign} {on_scale(one, scale, Fraction(value)):.1f}".strip()


def on_scale(one: Instrument, scale: Scale, line: Fraction) -> float:
    """Where a point of the line from 1 to 5 lies on the scale."""
    low, high = one.range(scale)
    return low + float(line - 1) / 4 * (high - low)


def how_to_read(one: Instrument) -> str:
    """What low and high mean, once for each stretch of numbers that its scales have."""
    stretches: dict[tuple[float, float], list[Scale]] = {}
    for scale in one.scales:
        stretches.setdefault(one.range(scale), []).append(scale)
    return " ".join(_stretch(one, scales, alone=len(stretches) == 1) for scales in stretches.values())


def _stretch(one: Instrument, scales: Sequence[Scale], *, alone: bool) -> str:
    first = scales[0]
    low, high = ends(one, first)
    choices = one.choices(first.items[0])
    same = {str(choices[0].value), str(choices[-1].value)} == {low, high} and choices[0].label
    of = "It is the mean of all answers" if alone else f"{' and '.join(scale.title for scale in scales)}: the mean"
    if same and alone:
        by = {str(one.value): one.label for one in choices}
        low, high = f"{low} ({by[low]})", f"{high} ({by[high]})"
    below, above = (f"{on_scale(one, first, Fraction(part, 2)):g}" for part in (5, 7))
    return f"{of}, from {low} to {high}: low is below {below}, high above {above}.{_sense(scales)}"


def _sense(scales: Sequence[Scale]) -> str:
    better = [scale.title for scale in scales if scale.high_is == "better"]
    return f" For {' and '.join(better)}, high is the better." if better else ""
