"""Responses as a worked case gives them, and the answers of the instrument that they mean.

A response is the value before any reversal, the answer's own code, or null for a skipped one. Anything else is no
answer of the instrument's: then the scales with that item have no score, since something went wrong before scoring.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.instruments.definition import Instrument, Scores
from bot.instruments.vectors.shape import Case, Unreadable


@dataclass(frozen=True)
class Taken:
    """One person's answers by item, and the items that were answered with something that is no answer."""

    instrument: Instrument
    answers: dict[str, str]
    wrong: frozenset[str]

    @property
    def scores(self) -> Scores:
        spoilt = {scale.id for scale in self.instrument.scales if self.wrong & set(scale.items)}
        return {id: None if id in spoilt else score for id, score in self.instrument.score(self.answers).items()}

    @property
    def valid(self) -> bool:
        """Whether every response was an answer, and together they were enough for some score."""
        return not self.wrong and any(score is not None for score in self.scores.values())


def taken(instrument: Instrument, case: Case) -> Taken:
    """Raises Unreadable when the responses do not fit the instrument's items."""
    if "responses" not in case and "response" not in case:
        raise Unreadable('has no "responses"')
    return of(instrument, case["responses"] if "responses" in case else [case["response"]])


def of(instrument: Instrument, given: object) -> Taken:
    """Raises Unreadable when the responses do not fit the instrument's items."""
    by_item = dict(_by_item(instrument, given))
    codes = {item: _code(instrument, item, response) for item, response in by_item.items() if response is not None}
    wrong = frozenset(item for item, code in codes.items() if code is None)
    return Taken(instrument, {item: code for item, code in codes.items() if code is not None}, wrong)


def _by_item(instrument: Instrument, given: object) -> Iterable[tuple[str, object]]:
    ids = [item.id for item in instrument.items]
    match given:
        case list():
            yield from _in_order("responses", ids, given)
        case dict():
            for name, value in given.items():
                yield from _named(instrument, ids, name, value)
        case _:
            yield from _in_order("responses", ids, [given])


def _named(instrument: Instrument, ids: list[str], name: str, value: object) -> Iterable[tuple[str, object]]:
    if name in ids and not isinstance(value, list | dict):
        yield name, value
        return
    scale = next((list(scale.items) for scale in instrument.scales if scale.id == name), [])
    part = [id for id in ids if id.startswith(f"{name}-")] or scale
    if not part:
        raise Unreadable(f"{instrument.id} has neither an item nor a group of items {name}")
    match value:
        case list():
            yield from _in_order(name, part, value)
        case dict():
            inside = {id.removeprefix(f"{name}-"): id for id in part}
            for key, response in value.items():
                if key not in inside:
                    raise Unreadable(f"{name} has no item {key}")
                yield inside[key], response
        case None:
            yield from ((id, None) for id in part)
        case _:
            yield from _in_order(name, part, [value])


def _in_order(what: str, ids: list[str], given: list[object]) -> Iterable[tuple[str, object]]:
    if len(given) != len(ids):
        raise Unreadable(f"{what} should have {len(ids)} answers, with null for a skipped one, and has {len(given)}")
    return zip(ids, given, strict=True)


def _code(instrument: Instrument, item: str, response: Any) -> str | None:
    choices = instrument.choices(item)
    if isinstance(response, str):
        return next((one.code for one in choices if one.code == response), None)
    if isinstance(response, bool) or not isinstance(response, int | float) or not instrument.numbers_tell:
        return None
    return next((one.code for one in choices if one.value == response), None)


def group(instrument: Instrument, case: Case) -> list[Taken]:
    """Everybody's. Raises Unreadable."""
    given = case.get("responses")
    if not isinstance(given, list | Mapping):
        raise Unreadable('has no "responses"')
    return [of(instrument, one) for one in (given if isinstance(given, list) else given.values()) if one is not None]
