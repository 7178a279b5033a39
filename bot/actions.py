"""Everything that can happen, as a typed value that fits in a string of at most 100 characters.

The string is what a button carries, so it outlives this process and this release: a published name and its fields
never change, they get a successor. An action asks; whether it may happen is for its handler to say.
"""

from dataclasses import fields
from typing import Any, ClassVar, Self, get_type_hints
from urllib.parse import quote, unquote

LONGEST = 100
"""Characters; the strictest platform's limit for what a button may carry."""

PUBLISHED: dict[str, type["Action"]] = {}
"""Every action by its name; filled as the slices are imported."""


class OldAction(Exception):
    """The string names no action of this version, or does not have its shape."""


class Action:
    """One thing that can happen. Subclasses are frozen dataclasses whose fields are `str` or `int`.

    >>> @dataclass(frozen=True)
    ... class Join(Action, name="groups.join"):
    ...     group: str
    >>> Join("k3").pack()
    'groups.join:k3'
    """

    name: ClassVar[str]

    def __init_subclass__(cls, *, name: str) -> None:
        published = PUBLISHED.get(name, cls)
        if (published.__module__, published.__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(f"two actions are called {name}")
        cls.name = name
        PUBLISHED[name] = cls

    def pack(self) -> str:
        """The action as a string. Raises ValueError above 100 characters: put an id in it, not words."""
        packed = ":".join([self.name, *(quote(str(value), safe="") for value in self._values())])
        if len(packed) > LONGEST:
            raise ValueError(f"{self.name} packs to {len(packed)} characters, {LONGEST} at most")
        return packed

    def _values(self) -> list[object]:
        return [getattr(self, name) for name in shape(type(self))]

    @classmethod
    def _from(cls, values: list[str]) -> Self:
        kinds = shape(cls).values()
        if len(kinds) != len(values):
            raise OldAction(cls.name)
        try:
            return cls(*(kind(unquote(value)) for kind, value in zip(kinds, values, strict=True)))
        except ValueError as wrong:
            raise OldAction(cls.name) from wrong


_SHAPES: dict[type[Action], dict[str, Any]] = {}


def shape(kind: type[Action]) -> dict[str, Any]:
    """The fields of an action and their types, in the order in which they are packed."""
    if kind not in _SHAPES:
        hints = get_type_hints(kind)
        _SHAPES[kind] = {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]
    return _SHAPES[kind]


def unpack(packed: str) -> Action:
    """The action that a button carried. Raises OldAction for anything that this version does not know."""
    name, *values = packed.split(":")
    if name not in PUBLISHED:
        raise OldAction(name)
    return PUBLISHED[name]._from(values)
