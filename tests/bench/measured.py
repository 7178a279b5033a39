"""One line of the table: what was measured, against what, and their ratio."""

from dataclasses import dataclass

HEAD = ("what", "Tend", "against", "that", "ratio")


@dataclass(frozen=True)
class Measured:
    """`tend` and `other` in the same unit, which is named in `unit`."""

    what: str
    tend: float
    against: str
    other: float
    unit: str

    def row(self) -> tuple[str, ...]:
        ratio = f"{self.tend / self.other:.2f}"
        return self.what, f"{self.tend:.4g} {self.unit}", self.against, f"{self.other:.4g} {self.unit}", ratio


def table(rows: list[Measured]) -> str:
    """As it stands in the README."""
    lines = [HEAD, ("---",) * len(HEAD), *(row.row() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
