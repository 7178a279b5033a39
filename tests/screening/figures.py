"""Measures the screen on a set of marked texts: `make screen-figures`.

A marked stretch counts as found when a finding of any category covers at least half of it, and as named when the
category is right as well. A clean text counts as flagged when anything at all is found in it.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

from bot.screening import Category, Finding, screen
from tests.screening.templates import tuning

SETS = Path(__file__).parent / "sets"
_MARK = re.compile(r"\[([A-R]):([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and what was marked in it: letter, start, end."""

    text: str
    marks: tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Figures:
    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    missed: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)

    def recall(self, letters: str) -> float:
        return sum(self.found[one] for one in letters) / max(1, sum(self.marked[one] for one in letters))

    def alarms(self) -> float:
        return len(self.flagged) / max(1, self.clean)


def read(name: str) -> list[Marked]:
    """The set of that name; to "tuning" belongs what a die throws."""
    thrown = [unmarked(line) for line in tuning()] if name == "tuning" else []
    lines = (SETS / f"{name}.txt").read_text("utf-8").splitlines()
    return thrown + [unmarked(line.replace("\\n", "\n")) for line in lines if line and not line.startswith("#")]


def unmarked(line: str) -> Marked:
    text, marks, last = "", [], 0
    for found in _MARK.finditer(line):
        text += line[last : found.start()]
        marks.append((found[1], len(text), len(text) + len(found[2])))
        text, last = text + found[2], found.end()
    return Marked(text + line[last:], tuple(marks))


def measure(texts: list[Marked]) -> Figures:
    figures = Figures()
    for one in texts:
        findings = screen(one.text)
        for letter, start, end in one.marks:
            _count(figures, one.text, letter, start, end, findings)
        if not one.marks:
            figures.clean += 1
            if findings:
                figures.flagged.append(f"{[(f.category.letter, f.text) for f in findings]} in {one.text!r}")
    return figures


def _count(figures: Figures, text: str, letter: str, start: int, end: int, findings: tuple[Finding, ...]) -> None:
    figures.marked[letter] += 1
    over = [one for one in findings if 2 * (min(end, one.end) - max(start, one.start)) >= end - start]
    figures.found[letter] += bool(over)
    named = any(one.category.letter == letter for one in over)
    figures.named[letter] += named
    if over and not named:
        figures.misnamed.append(f"{letter} {text[start:end]!r} as {over[0].category.letter} in {text!r}")
    if not over:
        figures.missed.append(f"{letter} {text[start:end]!r} in {text!r}")


def table(figures: Figures) -> str:
    lines = ["| | category | marked | found | by its letter |", "|---|---|---|---|---|"]
    for one in Category:
        marked, found, named = (counter[one.letter] for counter in (figures.marked, figures.found, figures.named))
        lines.append(f"| {one.letter} | {one.value} | {marked} | {found} | {named} |")
    lines.append("")
    lines.append(f"C to O: {figures.recall('CDEFGHIJKLMNO'):.1%}. Names and places: {figures.recall('AB'):.1%}.")
    lines.append(f"Clean texts flagged: {len(figures.flagged)} of {figures.clean}, {figures.alarms():.1%}.")
    return "\n".join(lines)


def milliseconds(texts: list[Marked]) -> tuple[float, float, float, float]:
    """p50 and p99 of screening 1 kB made of the set's texts: of the processor's time, then of the clock's."""
    whole = " ".join(one.text for one in texts)
    pieces = [whole[at : at + 1000] for at in range(0, len(whole) - 1000, 1000)]
    used, passed = [], []
    for piece in pieces * 5:
        cpu, wall = process_time(), perf_counter()
        screen(piece)
        used.append((process_time() - cpu) * 1000)
        passed.append((perf_counter() - wall) * 1000)
    used.sort()
    passed.sort()
    return used[len(used) // 2], used[len(used) * 99 // 100], passed[len(passed) // 2], passed[len(passed) * 99 // 100]


def main(name: str, show: str = "") -> None:
    texts = read(name)
    figures = measure(texts)
    print(table(figures))  # noqa: T201
    p50, p99, w50, w99 = milliseconds(texts)
    print(f"1 kB: p50 {p50:.1f} ms, p99 {p99:.1f} ms of the processor; p50 {w50:.1f}, p99 {w99:.1f} by the clock.")  # noqa: T201
    if show:
        print("\n".join(["", "Missed:", *figures.missed, "", "Misnamed:", *figures.misnamed]))  # noqa: T201
        print("\n".join(["", "Flagged:", *figures.flagged]))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
