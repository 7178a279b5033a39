"""Two pages that differ only in the order of what comes into view at the same moment say the same."""

import re
from itertools import groupby


def in_any_order(page: str) -> str:
    """What people see is sorted between any two acts."""
    parts = re.split(r"\n\n+", page.strip())
    runs = [list(run) for _, run in groupby(parts, key=lambda part: part.startswith(">"))]
    return "\n\n".join(part for run in runs for part in (sorted(run) if run[0].startswith(">") else run))
