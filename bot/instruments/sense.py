"""Whether the parts of a definition fit together: what pydantic cannot see, in sentences for whoever wrote the file."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.instruments.definition import Instrument, Scale


def faults(one: "Instrument") -> list[str]:
    """Everything that does not fit; nothing when all is well."""
    return [*_names(one), *_sets(one), *_wording(one), *(wrong for scale in one.scales for wrong in _scale(one, scale))]


def _names(one: "Instrument") -> Iterable[str]:
    codes = [answer.code for choices in one.answers.values() for answer in choices]
    kinds = {
        "item": [item.id for item in one.items],
        "answer code": codes,
        "scale or cut": [*(scale.id for scale in one.scales), *(cut.id for cut in one.cuts)],
    }
    for kind, names in kinds.items():
        for name in _twice(names):
            yield f"there are two of the {kind} {name}"
    for cut in one.cuts:
        if cut.scale not in [scale.id for scale in one.scales]:
            yield f"the cut {cut.id} is on a scale that is not there: {cut.scale}"


def _sets(one: "Instrument") -> Iterable[str]:
    for name, choices in one.answers.items():
        if len(choices) < 2 or _twice([answer.value for answer in choices]):
            yield f"the answers {name} need two different values at least, and each value once"
    for item in one.items:
        choices = one.answers.get(item.answers or next(iter(one.answers), ""), ())
        if not choices:
            yield f"the item {item.id} has answers that are not there: {item.answers}"
        for code in set(item.support) - {answer.code for answer in choices}:
            yield f"the item {item.id} shows support after an answer that it does not have: {code}"
        if not item.answers and len(one.answers) > 1:
            yield f"the item {item.id} has to say which answers it has"


def _wording(one: "Instrument") -> Iterable[str]:
    """Ours has all its words. What somebody else holds has none: its wording is never part of a definition."""
    labels = [answer.label for choices in one.answers.values() for answer in choices]
    texts = [item.text for item in one.items]
    if one.wording == "ours" and not all([*labels, *texts]):
        yield "our own instruments have words for every item and answer"
    if one.wording == "ours" and one.validated:
        yield "our own instruments are not validated"


def _scale(one: "Instrument", scale: "Scale") -> Iterable[str]:
    known = {item.id for item in one.items}
    for name in _twice(scale.items):
        yield f"the scale {scale.id} has the item {name} twice"
    for name in [*scale.items, *scale.reversed]:
        if name not in known:
            yield f"the scale {scale.id} has an item that is not there: {name}"
    for name in set(scale.reversed) - set(scale.items):
        yield f"the scale {scale.id} reverses an item that it does not have: {name}"
    if scale.needs > len(scale.items):
        yield f"the scale {scale.id} needs more answers than it has items"


def _twice(names: Iterable[object]) -> list[object]:
    return [name for name, times in Counter(names).items() if times > 1]
