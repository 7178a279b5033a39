"""Payloads as no platform should send them: a real one in which something is gone, of another kind, or far too long.

From one seed, so that what goes wrong can be looked at again. Whatever is put in holds the canary, by which a log that
repeats any of it is found.
"""

import random
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

CANARY = "canary5309"
KEPT = {"type", "kind", "component_type"}
"""Left alone half of the time: without them everything ends at the door, and nothing behind it is tried."""


def mutants(good: list[Any], number: int, seed: int = 5309) -> Iterator[tuple[int, Any]]:
    """`number` spoiled payloads, each with the place of its origin in `good`."""
    dice = random.Random(seed)
    for _ in range(number):
        which = dice.randrange(len(good))
        yield which, spoiled(good[which], dice)


def batched(found: Iterator[T], size: int) -> Iterator[list[T]]:
    """`size` at a time; the last may be fewer."""
    while some := list(islice(found, size)):
        yield some


def spoiled(good: Any, dice: random.Random) -> Any:
    """A copy that differs in one to three places."""
    body = {"all": deepcopy(good)}
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        _spoil(body, dice)
    return body["all"]


def _spoil(body: Any, dice: random.Random) -> None:
    where, key = dice.choice(list(_places(body, dice)))
    if key == "all" and dice.random() < 0.9:
        return
    if dice.random() < 0.2 and isinstance(where, dict) and key != "all":
        del where[key]
    elif dice.random() < 0.1 and isinstance(where, dict) and key != "all":
        where[f"{key}{CANARY}"] = where.pop(key)
    else:
        where[key] = _other(where[key], dice)


def _places(body: Any, dice: random.Random) -> Iterator[tuple[Any, Any]]:
    """Everything in it, however deep, as what holds it and the key."""
    for key, value in list(body.items() if isinstance(body, dict) else enumerate(body)):
        if key not in KEPT or dice.random() < 0.5:
            yield body, key
        if isinstance(value, dict | list):
            yield from _places(value, dice)


def _other(value: Any, dice: random.Random) -> Any:
    text = value if isinstance(value, str) else CANARY
    at = dice.randrange(len(text) + 1)
    return dice.choice(
        [
            None,
            "",
            CANARY,
            f"{text[:at]}{CANARY}{text[at:]}",
            f"\0{CANARY}\u202e\U0001f62c\ufffe",
            f"<!channel> *_`{CANARY}`_* @everyone <@1>",
            CANARY * 600,
            dice.choice((0, -1, 2**31, 2**63, 10**40, 1.5, True, False)),
            [],
            {},
            [value],
            {CANARY: value},
            [CANARY, None, 1] * 40,
            _deep(60),
        ]
    )


def _deep(levels: int) -> Any:
    made: Any = CANARY
    for level in range(levels):
        made = [made] if level % 2 else {"x": made}
    return made


class Watch:
    """What must not happen while payloads come in: something that nobody caught, or the canary in the log."""

    def __init__(self) -> None:
        self.uncaught: list[str] = []

    def __call__(self, _: Any, context: dict[str, Any]) -> None:
        """An event loop's handler of exceptions."""
        self.uncaught.append(repr(context.get("exception") or context.get("message")))
