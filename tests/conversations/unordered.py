"""Two pages that differ only in the order of what comes into view at the same moment say the same.

That includes who is written about together: those who see the same words share a block only if nothing came between.
"""

import re
from itertools import groupby

TOGETHER = re.compile(r"\A> \*\*To (.+), each alone\*\*")


def in_any_order(page: str) -> str:
    """What people see, each for themselves, is sorted between any two acts."""
    parts = re.split(r"\n\n+", page.strip())
    runs = [list(run) for _, run in groupby(parts, key=lambda part: part.startswith(">"))]
    return "\n\n".join(part for run in runs for part in (_sorted(run) if run[0].startswith(">") else run))


def _sorted(run: list[str]) -> list[str]:
    return sorted(each for part in run for each in _for_each(part))


def _for_each(part: str) -> list[str]:
    """One block for each of several people who see the same."""
    people = TOGETHER.match(part)
    if not people:
        return [part]
    return [TOGETHER.sub(f"> **To {name}**", part) for name in re.split(r", | and ", people[1])]
