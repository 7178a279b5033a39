"""Scoring, in fractions: a mean of 4/3 stays 4/3 until it is shown, so that no cut-off is missed by a rounding."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.instruments.definition import Scale


def score(scale: "Scale", values: Mapping[str, Fraction], spans: Mapping[str, Fraction]) -> Fraction | None:
    """The score of a scale; None when fewer items were answered than it needs.

    `values` are those of the answers as they were given, by item. `spans` is what a value and its reverse add up to.
    """
    answered = [_turned(scale, item, values[item], spans[item]) for item in scale.items if item in values]
    if len(answered) < scale.needs:
        return None
    raw = sum(answered, Fraction()) / (len(answered) if scale.how == "mean" else 1)
    return _stretched(scale, raw)


def total(scale: "Scale", values: Mapping[str, Fraction], spans: Mapping[str, Fraction]) -> Fraction:
    """The sum of a scale's answers, all of which are there."""
    return sum((_turned(scale, item, values[item], spans[item]) for item in scale.items), Fraction())


def _turned(scale: "Scale", item: str, value: Fraction, span: Fraction) -> Fraction:
    return span - value if item in scale.reversed else value


def _stretched(scale: "Scale", raw: Fraction) -> Fraction:
    if scale.stretch is None:
        return raw
    (low, high), (shown_low, shown_high) = scale.stretch.raw, scale.stretch.shown
    return shown_low + (raw - low) * Fraction(shown_high - shown_low, high - low)
