"""Everything that is known about one instrument, as plain text for whoever runs Tend."""

from collections.abc import Iterator

from bot.instruments.change import wobble
from bot.instruments.definition import Cut, Instrument, Scale
from bot.instruments.limits import Limits


def page(one: Instrument) -> str:
    return "\n".join(_lines(one))


def _lines(one: Instrument) -> Iterator[str]:
    yield f"{one.id}: {one.title}" + (f" ({one.note})" if one.note else "")
    yield f"Holder:    {one.holder}"
    yield f"Licence:   {one.licence}"
    yield from (f"Source:    {source}" for source in one.source)
    yield f"Wording:   {one.wording}" + ("" if one.ready else "; it does not come with Tend")
    yield f"Asks of:   {one.recall}; at most every {one.least_days} days"
    if one.encoding:
        yield f"Values:    {one.encoding}"
    for name, choices in one.answers.items():
        yield f"Answers:   {name}: {', '.join(f'{answer.code} = {answer.value}' for answer in choices)}"
    yield f"Missing:   {one.missing}"
    for scale in one.scales:
        yield from _scale(scale)
    yield from (_cut(cut) for cut in one.cuts)
    yield f"Shown to whoever answered: {', '.join(one.shown.owner)}. No band, cut or label is shown to anybody."
    yield f"Shown to a group: {' or '.join(one.shown.group) or 'nothing'}"
    yield from (f"Item {item.id}: {item.text}" for item in one.items if item.text)


def _scale(scale: Scale) -> Iterator[str]:
    yield f"Scale:     {scale.id}, {scale.title}: {scale.how} of {', '.join(scale.items)}; {scale.needs} needed"
    if scale.reversed:
        yield f"           reversed: {', '.join(scale.reversed)}"
    if scale.stretch:
        yield f"           {_span(scale.stretch.raw)} becomes {_span(scale.stretch.shown)}"
    if scale.only:
        yield f"           only for {scale.only}"
    for known in scale.references:
        points = wobble(known)
        beyond = f", so up to {points:.1f} points are its normal wobble" if points else ""
        yield f"           {known.sample} ({known.source}), n {known.n}: mean {known.mean}, SD {known.sd}{beyond}"
    if scale.change is not None:
        yield f"           a change of {scale.change} points or more counts as one ({scale.change_source})"
    for band in scale.bands:
        yield f"           band {band.name}: {_limits(band)} ({scale.bands_source})"


def _cut(cut: Cut) -> str:
    return f"Cut:       {cut.id}: {cut.scale} {_limits(cut)} ({cut.source})"


def _limits(limits: Limits) -> str:
    said = {"from": limits.least, "above": limits.above, "up to": limits.to}
    return " ".join(f"{word} {number:g}" for word, number in said.items() if number is not None)


def _span(pair: tuple[int, int]) -> str:
    return f"{pair[0]} to {pair[1]}"
