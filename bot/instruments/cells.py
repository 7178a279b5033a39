"""Small cells: which parts of a published table would give away what is hidden, by plain subtraction.

General rules for tables with a total, as statistics offices use them. What a group's pulse may show is decided
elsewhere, and more strictly.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """One published mean: who answered, how many they are, and their mean."""

    members: frozenset[str]
    n: int
    mean: float | None = None


@dataclass(frozen=True)
class Leak:
    """Whose score follows from two published means by subtraction, and what it is."""

    member: str
    score: float | None


def shown(groups: Mapping[str, int], parent_n: int, k: int) -> tuple[bool, list[str]]:
    """Whether the total may be shown, and which groups.

    A group below `k` is hidden. Whoever knows the total then knows what the hidden ones come to together, so the
    smallest of the others are hidden too until that is nobody or at least `k`.
    """
    if parent_n < k:
        return False, []
    open_ = [name for name, n in groups.items() if n >= k]
    while open_ and 0 < parent_n - sum(groups[name] for name in open_) < k:
        open_.remove(min(open_, key=lambda name: (groups[name], name)))
    return True, open_


def allowed(earlier: Collection[Published], latest: Published, k: int) -> bool:
    """Whether another mean may be published: `k` answered, and its people are those of each earlier one, or differ
    from them by at least `k`."""
    return latest.n >= k and all(not 0 < len(latest.members ^ one.members) < k for one in earlier)


def leak(earlier: Published, latest: Published) -> Leak | None:
    """What two means say about one person; None when they differ by nobody, or by more than one."""
    apart = latest.members ^ earlier.members
    if len(apart) != 1:
        return None
    more, fewer = (latest, earlier) if latest.n > earlier.n else (earlier, latest)
    if more.mean is None or fewer.mean is None:
        return Leak(min(apart), None)
    return Leak(min(apart), more.n * more.mean - fewer.n * fewer.mean)
