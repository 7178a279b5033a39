"""What the screen finds: the eighteen categories by letter and plain name, and a finding with its place in a text."""

from bisect import bisect
from dataclasses import dataclass, replace
from enum import Enum


class Category(Enum):
    """The eighteen kinds of identifier of 45 CFR 164.514(b)(2)(i), in its order and by its letters."""

    A = "names"
    B = "places smaller than a state"
    C = "dates, and ages over 89"
    D = "telephone numbers"
    E = "fax numbers"
    F = "e-mail addresses"
    G = "social security and other national numbers"
    H = "medical record numbers"
    I = "health plan numbers"  # noqa: E741 -- the letter of the rule
    J = "account numbers"
    K = "certificate and licence numbers"
    L = "vehicles and number plates"
    M = "device numbers"
    N = "web addresses"
    O = "internet addresses of computers"  # noqa: E741 -- the letter of the rule
    P = "biometric identifiers"
    Q = "photographs and the like"
    R = "anything else that is unique"

    @property
    def letter(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text, and the kind it seems to be of; `hint` is what a suggestion needs to know besides.

    Where two overlap, the one of greater `weight` stays, and of equals the longer.
    """

    start: int
    end: int
    kind: str
    hint: str = ""
    weight: int = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch that could identify somebody. `start` and `end` count characters of the text that was screened."""

    start: int
    end: int
    category: Category
    text: str
    why: str
    suggestion: str


def apart(hits: list[Hit]) -> list[Hit]:
    """Hits that do not overlap, in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.weight, hit.start - hit.end, hit.start)):
        at = bisect(kept, hit.start, key=lambda one: one.start)
        before, after = kept[at - 1 : at], kept[at : at + 1]
        if all(one.end <= hit.start for one in before) and all(hit.end <= one.start for one in after):
            kept.insert(at, hit)
    return kept


def trimmed(hit: Hit, text: str) -> Hit:
    """Without space and stops around it."""
    if hit.kind == "ip":
        return hit
    start, end = hit.start, hit.end
    while start < end and text[start] in " \t\n,;:":
        start += 1
    stops = " \t\n,;:." if hit.kind in ("date", "month", "name", "place") else " \t\n,;:"
    while end > start and text[end - 1] in stops:
        end -= 1
    return hit if (start, end) == (hit.start, hit.end) else replace(hit, start=start, end=end)
