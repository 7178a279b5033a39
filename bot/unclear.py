"""What to say when somebody's words could not be read: what was understood, what was not, and an example.

The words for it stand here and not in a screens file, as screens rest on them too. They quote what was typed, so they
go to the person who typed it and never into a log.
"""

from collections.abc import Sequence
from typing import Self

from bot.marks import quoted


class NotUnderstood(ValueError):
    """Words that could not be read. `str()` is a complete answer, ready to be shown where text may carry marks.

    `part` is what could not be read, as typed ("" when something is missing), `understood` what could, `nearest` up to
    three things that may have been meant, and `example` words that would be understood.
    """

    def __init__(
        self, part: str, *, example: str, problem: str = "", understood: str = "", nearest: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.part = part
        self.example = example
        self.problem = problem
        self.understood = understood
        self.nearest = tuple(nearest[:3])

    @property
    def suggestion(self) -> str:
        """The best guess, or ""."""
        return self.nearest[0] if self.nearest else ""

    def within(self, understood: str) -> Self:
        """The same, told about a longer line, of which the rest was understood like this."""
        self.understood = understood
        return self

    def __str__(self) -> str:
        said = [self.problem or f"I could not read {shown(self.part)}."]
        if self.nearest:
            said.append(f"Did you mean {either(self.nearest)}?")
        if self.understood:
            said.append(f"I understood: {self.understood}.")
        said.append(f"For example: {self.example}")
        return " ".join(said)


A_ZONE = "Europe/Berlin, or another large city with the same clock"


def no_zone(name: str) -> str:
    return f"I know no time zone called {shown(name)}."


def shown(part: str) -> str:
    """Somebody's words in quotation marks, at most 60 characters of them."""
    return f"“{quoted(part if len(part) <= 60 else part[:59] + '…')}”"


def either(names: Sequence[str]) -> str:
    """["a", "b", "c"] as "a, b or c"."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
