"""What one instrument is: its items, answers, scales, norms, and who may be shown what.

An answer is known by its code, which is unlike every other code of the instrument. Numbers alone are never kept: for
some instruments two numeric codings are in use, and the same 4 means the best in one and the worst in the other.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.instruments import scoring
from bot.instruments.limits import Limits

Answers = Mapping[str, str]
"""The code of an answer by the id of its item. An item that was skipped is not there."""
Scores = dict[str, float | None]
"""A score by the id of its scale; None where too little was answered."""


class UnknownAnswer(ValueError):
    """There is no such item in the instrument, or its item has no such answer."""


class Part(BaseModel):
    """Read strictly, so that a slip in a file is found when it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Answer(Part):
    """One way to answer. `code` is what is kept, `value` what is scored, `label` the words on the button."""

    code: str = Field(pattern=r"^[\w-]+$")
    value: int
    label: str = ""


class Item(Part):
    """One question. `answers` names a set of the instrument's. `support` are codes after which the card is shown."""

    id: str = Field(pattern=r"^[\w-]+$")
    answers: str = ""
    text: str = ""
    support: tuple[str, ...] = ()


class Reference(Part):
    """A published group: how its scores were spread, and how reliably they were measured (0 to 1)."""

    sample: str
    n: int
    mean: float
    sd: float
    reliability: float | None = None
    source: str


class Band(Limits):
    """A published name for a stretch of scores. For checking our scoring; no member is ever shown one."""

    name: str


class Cut(Limits):
    """A published threshold on one scale: yes, no, or None without a score. No member is ever shown one."""

    id: str
    scale: str
    source: str


class Stretch(Part):
    """Two scores of the raw scale and what they become, e.g. 0 to 25 shown as 0 to 100."""

    raw: tuple[int, int]
    shown: tuple[int, int]


class Scale(Part):
    """Items that are scored together. Fewer answers than `needs` are no score; `only` says whom it is for.

    `shown` is no for one that says the same as another, or that its holder does not use.
    """

    id: str
    title: str
    items: tuple[str, ...] = Field(min_length=1)
    reversed: tuple[str, ...] = ()
    how: Literal["mean", "sum"]
    needs: int = Field(ge=1)
    stretch: Stretch | None = None
    high_is: Literal["more of it", "better", "worse"] = "more of it"
    only: str = ""
    shown: bool = True
    references: tuple[Reference, ...] = ()
    change: int | None = None
    change_source: str = ""
    bands: tuple[Band, ...] = ()
    bands_source: str = ""

    def band(self, score: float | None) -> str | None:
        """The published name for a score; None without one, or where nobody has given names."""
        fitting = [band.name for band in self.bands if score is not None and band.holds(score)]
        return fitting[-1] if fitting else None


class Shown(Part):
    """What Tend may show to whom: `owner` is who answered; `group` sees what the small-group rules leave."""

    owner: tuple[Literal["number", "trend"], ...]
    group: tuple[Literal["level", "half points"], ...] = ()


class Instrument(Part):
    """One file of `definitions/`. `least_days` is Tend's own rule unless the source has one.

    `numbers_tell` is no where several numeric codings are in use, so that a number alone says nothing. `alone` is
    whether members can take it by themselves; what a slice of its own asks, they cannot.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    also: tuple[str, ...] = ()
    version: int = 1
    validated: bool
    wording: Literal["ours", "the holder's"]
    holder: str
    licence: str
    source: tuple[str, ...] = Field(min_length=1)
    recall: str
    least_days: int = Field(ge=1)
    encoding: str = ""
    numbers_tell: bool = True
    missing: str
    shown: Shown
    alone: bool = True
    group_least: int | None = None
    answers: dict[str, tuple[Answer, ...]]
    items: tuple[Item, ...] = Field(min_length=1)
    scales: tuple[Scale, ...] = Field(min_length=1)
    cuts: tuple[Cut, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        from bot.instruments.sense import faults

        if wrong := faults(self):
            raise ValueError("; ".join(wrong))
        return self

    @property
    def ready(self) -> bool:
        """Whether every question and every answer has words, so that it can be put to somebody."""
        return all(item.text and all(one.label for one in self.choices(item.id)) for item in self.items)

    @property
    def note(self) -> str:
        """What has to stand beside it whenever it is shown."""
        return "" if self.validated else "not a validated instrument"

    def item(self, id: str) -> Item:
        """Raises UnknownAnswer."""
        for item in self.items:
            if item.id == id:
                return item
        raise UnknownAnswer(f"{self.id} has no item {id}")

    def choices(self, item: str) -> tuple[Answer, ...]:
        """Every way to answer an item, in the order of the questionnaire. Raises UnknownAnswer."""
        return self.answers[self.item(item).answers or next(iter(self.answers))]

    def answer(self, item: str, code: str) -> Answer:
        """Raises UnknownAnswer."""
        for one in self.choices(item):
            if one.code == code:
                return one
        raise UnknownAnswer(f"item {item} of {self.id} has no answer {code}")

    def scale(self, id: str) -> Scale:
        """Raises KeyError."""
        return {scale.id: scale for scale in self.scales}[id]

    def range(self, scale: Scale) -> tuple[float, float]:
        """The lowest and the highest score that answers can come to."""
        ends = []
        for high in (False, True):
            picks = {id: (max if high != (id in scale.reversed) else min) for id in scale.items}
            answers = {id: pick(self.choices(id), key=lambda one: one.value).code for id, pick in picks.items()}
            ends.append(self.score(answers)[scale.id] or 0.0)
        return ends[0], ends[1]

    def total(self, scale: Scale, answers: Answers) -> int:
        """What the answers to a scale's items add up to, reversed ones turned round. Raises KeyError without one."""
        spans = {id: _span(self.choices(id)) for id in scale.items}
        values = {id: Fraction(self.answer(id, answers[id]).value) for id in scale.items}
        return int(scoring.total(scale, values, spans))

    def totals(self, scale: Scale) -> tuple[int, int]:
        """The lowest and the highest that `total` can come to."""
        values = [[one.value for one in self.choices(id)] for id in scale.items]
        return sum(map(min, values)), sum(map(max, values))

    def score(self, answers: Answers) -> Scores:
        """Every scale's score, as the source of the instrument has it. Raises UnknownAnswer."""
        exact = {item: Fraction(self.answer(item, code).value) for item, code in answers.items()}
        spans = {item.id: _span(self.choices(item.id)) for item in self.items}
        scores = {scale.id: scoring.score(scale, exact, spans) for scale in self.scales}
        return {id: None if score is None else float(score) for id, score in scores.items()}


def _span(choices: tuple[Answer, ...]) -> Fraction:
    """What a value and its reverse add up to."""
    values = [one.value for one in choices]
    return Fraction(min(values) + max(values))
