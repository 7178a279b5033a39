"""What a simulated group comes to, in numbers: as `tend rotation simulate` prints it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from bot.meetings.rules import ROLES
from bot.rotation import rules
from bot.rotation.books import WHOLE, standings
from bot.rotation.simulate import Course, Played, names_of, simulate
from bot.rotation.watch import RULES


def read_roles(typed: str) -> tuple[str, ...]:
    """ "facilitator, presenter"; all four for nothing. Raises ValueError for a role that there is not."""
    named = [role.strip().casefold().replace("-", "") for role in typed.split(",") if role.strip()]
    if unknown := [role for role in named if role not in ROLES]:
        raise ValueError(f"there is no role {unknown[0]}; there are {', '.join(ROLES)}")
    return names_of(named) or ROLES


def account(course: Course, seed: int) -> dict[str, Any]:
    """Plays it, and counts. docs/rotation.md says what each field is."""
    played = simulate(course, Random(seed))  # noqa: S311 -- dice for a rehearsal
    evenings = played.past.evenings
    return {
        "arguments": {**{name: value for name, value in vars(course).items() if name != "roles"}, "seed": seed},
        "roles": list(course.roles),
        "meetings": len(evenings),
        "cancelled": played.cancelled,
        "moved": played.moved,
        "swapped": played.swapped,
        **_of_each(played),
        "unfilled": {role: sum(role not in evening.did for evening in evenings) for role in course.roles},
        "score": rules.score(played.whole, course.roles),
        "scores": {role: rules.score(played.whole, (role,)) for role in course.roles},
        "violations": _violations(played),
    }


def _of_each(played: Played) -> dict[str, Any]:
    """By person: where they were, what they did and what their share was."""
    people, roles, evenings = played.everybody, played.course.roles, played.past.evenings
    there = Counter(name for evening in evenings for name in evening.there)
    done = Counter((name, role) for evening in evenings for role, name in evening.did.items())
    owed = {(one.member, role): one.owed for role, each in standings(played.whole, roles).items() for one in each}
    always = [name for name in people if evenings and there[name] == len(evenings)]
    return {
        "people": people,
        "always": always,
        "present": {name: there[name] for name in people},
        "counts": {name: {role: done[name, role] for role in roles} for name in people},
        "share": {
            name: {role: round(owed[name, role] / WHOLE + done[name, role], 3) for role in roles} for name in people
        },
        "together": _spread([sum(done[name, role] for role in roles) for name in always]),
    }


def _spread(turns: Sequence[int]) -> int:
    return max(turns) - min(turns) if turns else 0


def _violations(played: Played) -> list[dict[str, Any]]:
    return [
        {
            "rule": broken.rule,
            "says": RULES[broken.rule],
            "meeting": broken.meeting,
            "role": broken.role,
            "members": list(broken.members),
        }
        for broken in played.broken
    ]


def words(told: Mapping[str, Any]) -> str:
    """The same for reading, as a table."""
    lines = [
        f"{told['meetings']} meetings, {told['cancelled']} called off, {told['moved']} moved, {told['swapped']} swaps.",
        f"Score: {told['score']} of 100.",
        "",
        _row("", ["there", *told["roles"]]),
        *(_row(name, [told["present"][name], *told["counts"][name].values()]) for name in told["people"]),
        _row("nobody", ["", *told["unfilled"].values()]),
        "",
        f"Rules broken: {len(told['violations']) or 'none'}.",
    ]
    for broken in told["violations"]:
        lines += [f"- meeting {broken['meeting']}, {broken['role']} {' '.join(broken['members'])}: {broken['says']}"]
    return "\n".join(lines)


def _row(name: str, cells: Sequence[object]) -> str:
    return "".join([f"{name:8}", *(f"{cell!s:>15}" for cell in cells)])
