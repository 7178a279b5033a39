"""A second opinion about a round: the fewest repetitions, as an integer programme that HiGHS solves."""

from collections.abc import Sequence
from itertools import combinations

import highspy

from bot.buddies.rules import Group, Pool, repeats


def fewest_repeats(pool: Pool) -> int:
    """With everybody in twos, and one three when they are an odd number. Raises ValueError when that cannot be."""
    odd = len(pool.people) % 2
    groups = [*_allowed(pool, 2), *(_allowed(pool, 3) if odd else [])]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    taken = [solver.addBinary(obj=float(repeats([group], pool.met))) for group in groups]
    for person in pool.people:
        solver.addConstr(sum(taken[at] for at, group in enumerate(groups) if person in group) == 1)
    if odd:
        solver.addConstr(sum(taken[at] for at, group in enumerate(groups) if len(group) == 3) == 1)
    solver.minimize()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError("not everybody can be in")
    return round(solver.getInfo().objective_function_value)


def _allowed(pool: Pool, size: int) -> Sequence[Group]:
    return [
        group
        for group in combinations(sorted(pool.people), size)
        if all(pool.may(one, other) for one, other in combinations(group, 2))
    ]
