"""Worked cases of the rules that belong to no instrument: reliable change, and small cells in tables and releases."""

from collections.abc import Mapping
from typing import Any

from bot.instruments import cells
from bot.instruments.change import change
from bot.instruments.vectors.figures import Figure
from bot.instruments.vectors.shape import Case, Unreadable, mapping, number

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
PARENT = "parent"


def of_change(case: Case) -> dict[str, Figure]:
    """Raises Unreadable."""
    given = mapping(case, "input")
    try:
        found = change(*(number(given, key) for key in ("sd", "reliability", "pre", "post")))
    except ValueError as no:
        raise Unreadable(str(no)) from None
    return {
        "sem": found.sem,
        "sdiff": found.sdiff,
        "rc95": found.band,
        "rci": found.index,
        "reliable": found.reliable,
    }


def of_table(case: Case) -> dict[str, Figure]:
    """Raises Unreadable."""
    groups = {name: _count(mapping(case, "groups"), name) for name in mapping(case, "groups")}
    direct = _count(case, "direct") if "direct" in case else 0
    parent_n = _count(case, "parent_n") if "parent_n" in case else sum(groups.values()) + direct
    total, open_ = cells.shown(groups, parent_n, _count(case, "k"))
    names = [PARENT, *groups]
    show = ([PARENT] if total else []) + open_
    return {"show": [*sorted(show)], "hide": [*sorted(set(names) - set(show))]}


def of_releases(case: Case) -> tuple[dict[str, Figure], float]:
    """What follows, and how far a score may be off when it comes from means that were rounded. Raises Unreadable."""
    names = sorted(name for name in case if name.startswith("release") and name.removeprefix("release").isdigit())
    releases = [_release(mapping(case, name)) for name in names]
    if not 2 <= len(releases) <= len(ORDINALS):
        raise Unreadable("has fewer than two releases to compare, or more than six")
    k, found = _count(case, "k"), dict[str, Figure]()
    for number_, latest in enumerate(releases[1:], 1):
        found[f"{ORDINALS[number_]}_release_allowed"] = cells.allowed(releases[:number_], latest, k)
    found["release_allowed"] = found[f"{ORDINALS[len(releases) - 1]}_release_allowed"]
    leaks = [cells.leak(one, releases[-1]) for one in releases[:-1]]
    leak = next(filter(None, leaks), None)
    found["leaked_member"] = leak.member if leak else None
    found["leaked_score"] = leak.score if leak else None
    return found, sum(release.n for release in releases) * _half_a_step(case, names)


def _half_a_step(case: Case, names: list[str]) -> float:
    """Half of the last decimal that a mean was written with, three at most."""
    means = [repr(float(case[name].get("mean") or 0)) for name in names]
    decimals = max(len(mean.partition(".")[2]) for mean in means)
    return 0.5 * 10.0 ** -min(3, max(2, decimals))


def _release(given: Mapping[str, Any]) -> cells.Published:
    members = given.get("members")
    if not isinstance(members, list) or not all(isinstance(one, str) for one in members):
        raise Unreadable('a release should name its "members"')
    n = _count(given, "n") if "n" in given else len(members)
    if n != len(set(members)):
        raise Unreadable(f'a release names {len(set(members))} members and says that "n" is {n}')
    return cells.Published(frozenset(members), n, number(given, "mean") if given.get("mean") is not None else None)


def _count(given: Mapping[str, Any], key: str) -> int:
    found = number(given, key)
    if found < 0 or found != int(found):
        raise Unreadable(f'"{key}" should be a whole number')
    return int(found)
