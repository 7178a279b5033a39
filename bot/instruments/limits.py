"""A stretch of scores with exact ends: published cut-offs sit on a score, and a rounding error would move people."""

from fractions import Fraction

from pydantic import BaseModel, ConfigDict, Field


class Limits(BaseModel):
    """Scores from `from` (with it) or above `above` (without it), up to `to` (with it). What is not given is open."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    least: float | None = Field(None, alias="from")
    above: float | None = None
    to: float | None = None

    def holds(self, score: float) -> bool:
        exact = near(score)
        return (
            (self.least is None or exact >= near(self.least))
            and (self.above is None or exact > near(self.above))
            and (self.to is None or exact <= near(self.to))
        )


def near(number: float) -> Fraction:
    """The number as people write it, so that 1.33 is 133/100."""
    return Fraction(repr(number))
