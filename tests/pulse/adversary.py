"""Somebody who knows everything but one answer: who took part, what was shown, and what some of the members said.

Answers are taken to stay the same from pulse to pulse, which is the worst case. A choice of people for up to three
pulses is told apart only by how many stand in which of them, so a sequence is a tally: how many people have each
pattern, such as (1, 0, 1) for the first and the third. Sums that are possible are bits of one large integer.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations_with_replacement, product

from bot.pulse import rules
from bot.pulse.rules import Level, Respondents

Pattern = tuple[int, int, int]
Tally = tuple[tuple[Pattern, int], ...]
Rule = Callable[[Respondents, Sequence[Respondents]], bool]

ANSWERS = range(1, 6)
PATTERNS: tuple[Pattern, ...] = tuple((a, b, c) for a, b, c in product((0, 1), repeat=3) if a or b or c)
SIDE = 36
"""One more than the largest sum of seven answers."""
STEP = {pattern: pattern[0] + pattern[1] * SIDE + pattern[2] * SIDE**2 for pattern in PATTERNS}


def candidates(people: int, insiders: int, shows: Callable[[int, int], object]) -> int:
    """The fewest answers that remain possible for anybody after one result, over every set of answers there can be."""
    possible: dict[tuple[object, ...], set[int]] = {}
    for answers in combinations_with_replacement(ANSWERS, people):
        result = shows(sum(answers), people)
        for known in set(combinations_with_replacement(sorted(answers), insiders)):
            rest = Counter(answers)
            rest.subtract(known)
            if min(rest.values()) >= 0:
                possible.setdefault((result, *known), set()).update(+rest)
    return min(map(len, possible.values()))


def tallies(most: int) -> Iterator[Tally]:
    """Every way to take part in three pulses of up to `most` people: joins, leaves and skips are all among them."""

    def fill(patterns: Sequence[Pattern], sizes: Pattern, made: Tally) -> Iterator[Tally]:
        if not patterns:
            yield made
            return
        first, *others = patterns
        for count in range(most + 1):
            a, b, c = (size + count * there for size, there in zip(sizes, first, strict=True))
            if max(a, b, c) > most:
                return
            yield from fill(others, (a, b, c), (*made, (first, count)) if count else made)

    yield from fill(PATTERNS, (0, 0, 0), ())


def released(tally: Tally, rule: Rule) -> Tally:
    """What is left of a sequence once a rule has decided, wave by wave, what is shown: the patterns of those shown."""
    people = [(pattern, f"{pattern}{n}") for pattern, count in tally for n in range(count)]
    waves = [frozenset(name for pattern, name in people if pattern[wave]) for wave in range(3)]
    before: list[Respondents] = []
    kept = []
    for wave in waves:
        may = rule(wave, before)
        kept.append(may)
        before += [wave] if may else []
    seen: Counter[Pattern] = Counter()
    for pattern, count in tally:
        a, b, c = (there and may for there, may in zip(pattern, kept, strict=True))
        seen[int(a), int(b), int(c)] += count
    return tuple(sorted((pattern, count) for pattern, count in seen.items() if any(pattern)))


def ours(now: Respondents, before: Sequence[Respondents]) -> bool:
    """The rule that Tend has."""
    return rules.why_withheld(now, members=rules.LEAST, released=before) is None


def pairwise(now: Respondents, before: Sequence[Respondents]) -> bool:
    """A rule that is often given: differ from each earlier one by nobody or by enough."""
    differences = (len(now ^ one) for one in before)
    return len(now) >= rules.LEAST and all(d == 0 or d >= rules.LEAST for d in differences)


def smallest(tally: Tally) -> int:
    """The size of the smallest of the pulses that were shown; 0 if none was."""
    return min((size for size in _sizes(tally) if size), default=0)


def _sizes(tally: Tally) -> Pattern:
    a, b, c = (sum(count for pattern, count in tally if pattern[wave]) for wave in range(3))
    return a, b, c


@cache
def fewest(tally: Tally, insiders: int, *, probing: bool = False) -> int:
    """The fewest answers that remain possible for anybody after all results that were shown, over all data.

    With `probing`, the insiders answer differently from pulse to pulse, to feel for the edges of the words.
    """
    results = _results(_sizes(tally))
    left = 5
    for victim, _ in tally:
        for known in combinations_with_replacement([pattern for pattern, _ in tally], insiders):
            others = Counter(dict(tally))
            others.subtract((victim, *known))
            if min(others.values()) < 0:
                continue
            sums = _sums(tuple(sorted((+others).items())))
            for theirs in _known(known, probing):
                left = min(left, _possible(sums, STEP[victim], theirs, results))
    return left


def _possible(sums: int, step: int, known: int, results: Sequence[int]) -> int:
    """The fewest answers of one person over all results that can come of these sums of the others."""
    reached = [sums << (answer * step + known) for answer in ANSWERS]
    counts = (sum(1 for one in reached if one & result) for result in results)
    return min(count for count in counts if count)


@cache
def _known(insiders: tuple[Pattern, ...], probing: bool) -> frozenset[int]:
    """The sums that the insiders' own answers can add."""
    if not probing:
        choices = product(ANSWERS, repeat=len(insiders))
        return frozenset(sum(a * STEP[p] for a, p in zip(answers, insiders, strict=True)) for answers in choices)
    there = [sum(pattern[wave] for pattern in insiders) for wave in range(3)]
    sums = [range(count, 5 * count + 1) for count in there]
    return frozenset(a + b * SIDE + c * SIDE**2 for a, b, c in product(*sums))


@cache
def _sums(tally: Tally) -> int:
    """Every triple of sums that these people's answers can make, as bits."""
    reached = 1
    for pattern, count in tally:
        step, further = STEP[pattern], 0
        for total in range(count, 5 * count + 1):
            further |= reached << (total * step)
        reached = further
    return reached


@cache
def _results(sizes: Pattern) -> tuple[int, ...]:
    """For each triple of words, the triples of sums that are shown as it, as bits."""
    a, b, c = (_by_word(size) for size in sizes)
    return tuple(sum(1 << (x + y * SIDE + z * SIDE**2) for x, y, z in product(*words)) for words in product(a, b, c))


def _by_word(people: int) -> list[list[int]]:
    if not people:
        return [[0]]
    sums = range(people, 5 * people + 1)
    return [[total for total in sums if rules.level(total, people) is word] for word in Level]
