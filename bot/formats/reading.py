"""Formats from their files, and what is wrong with one in sentences that whoever wrote it can act on."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot import yamls
from bot.formats.format import Format

LIBRARY = files("bot.formats") / "library"


class NotAFormat(ValueError):
    """A file that is no format. `why` has a sentence for each thing that is wrong."""

    def __init__(self, why: list[str]) -> None:
        super().__init__("\n".join(why))
        self.why = why


def read(text: str) -> Format:
    """The format that this file says. Raises NotAFormat."""
    try:
        said = yamls.read(text)
    except yaml.YAMLError as broken:
        raise NotAFormat([_not_yaml(broken)]) from None
    if not isinstance(said, dict):
        raise NotAFormat(["A format is a list of names and values, such as “name: Balint group”. This is none."])
    try:
        return Format.model_validate(said)
    except ValidationError as wrong:
        raise NotAFormat([_sentence(said, one) for one in wrong.errors(include_url=False)]) from None


def check(path: Path) -> list[str]:
    """What is wrong with a file, a sentence each; empty when it can be used."""
    try:
        found = read(path.read_text("utf-8"))
    except NotAFormat as wrong:
        return wrong.why
    except (OSError, UnicodeDecodeError):
        return ["This file cannot be read as text."]
    return [] if found.id == path.stem else [f"Its id is {found.id}, so the file has to be called {found.id}.yaml."]


@cache
def every() -> Mapping[str, Format]:
    """The formats of the library by id, in the order of their names."""
    found = [read(one.read_text("utf-8")) for one in LIBRARY.iterdir() if one.name.endswith(".yaml")]
    return {one.id: one for one in sorted(found, key=lambda one: one.name.casefold())}


@cache
def bank(name: str) -> tuple[str, ...]:
    """The lines of a bank of prompts: `culture` or `lenses`."""
    return tuple(yamls.read((LIBRARY / "banks" / f"{name}.yaml").read_text("utf-8")))


def _not_yaml(broken: yaml.YAMLError) -> str:
    mark = getattr(broken, "problem_mark", None)
    where = f"Line {mark.line + 1}, column {mark.column + 1}" if mark else "Somewhere"
    return f"{where}: this is not YAML ({getattr(broken, 'problem', None) or 'it breaks off'})."


def _sentence(said: Any, wrong: ErrorDetails) -> str:
    where = ", ".join(_where(said, wrong["loc"]))
    return f"{where}: {_why(wrong)}." if where else f"{_why(wrong)[:1].upper()}{_why(wrong)[1:]}."


def _where(said: Any, path: tuple[int | str, ...]) -> Iterator[str]:
    """ "Phase 3 (talk), minutes" for ("phases", 2, "minutes")."""
    steps = [step for step in path if step != "[key]"]
    if steps[:1] == ["phases"] and len(steps) > 1 and isinstance(steps[1], int):
        phases = said.get("phases") if isinstance(said, dict) else None
        phase = phases[steps[1]] if isinstance(phases, list) and steps[1] < len(phases) else None
        called = phase.get("id") if isinstance(phase, dict) else None
        yield f"Phase {steps[1] + 1} ({called})" if called else f"Phase {steps[1] + 1}"
        steps = steps[2:]
    for step in steps:
        yield f"number {step + 1}" if isinstance(step, int) else step


def _why(wrong: ErrorDetails) -> str:
    given, limits = wrong["input"], wrong.get("ctx", {})
    shown = f"“{given}”" if isinstance(given, str | int | float) and len(str(given)) <= 60 else "this"
    match wrong["type"]:
        case "missing":
            return "this is missing"
        case "extra_forbidden":
            return "a format has no such line; it may be misspelt"
        case "value_error":
            return str(limits.get("error", "this does not hold"))
        case "literal_error":
            return f"{shown} is none of {limits['expected']}"
        case "string_pattern_mismatch":
            return f"{shown} has to be small letters, digits and -, at most 24"
        case "string_too_long" | "string_too_short":
            return f"it has {len(str(given))} characters; it can have 1 to {limits.get('max_length', 'more')}"
        case _:
            return f"{shown} does not fit: {re.sub(r'^Input s', 's', wrong['msg'])}"
