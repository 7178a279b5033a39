"""What stands in a file of worked cases, and the sentences for what should."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

Case = Mapping[str, Any]
"""One worked case as it stands in its file."""

CLOSE = 0.0005
"""How far a figure may be off where a file does not say."""


class Unreadable(Exception):
    """A file or a case is not what it should be. `str()` is a sentence about it."""


@dataclass(frozen=True)
class VectorFile:
    """`instrument` is the name it gives. The three kinds of cases are scores, groups' shares, and changes."""

    name: str
    instrument: str
    tolerance: float
    cases: tuple[Case, ...]
    groups: tuple[Case, ...]
    changes: tuple[Case, ...]


def read_file(path: Path) -> VectorFile:
    """Raises Unreadable."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError:
        raise Unreadable("cannot be opened") from None
    except ValueError:
        raise Unreadable("is not JSON") from None
    if not isinstance(content, dict) or not isinstance(content.get("instrument"), str):
        raise Unreadable('is not a file of vectors: it names no "instrument"')
    found = [_cases(content, kind) for kind in ("vectors", "group_vectors", "change_vectors")]
    if not any(found):
        raise Unreadable('has nothing under "vectors", so nothing was checked')
    return VectorFile(path.stem, content["instrument"], tolerance_of(content, CLOSE), *found)


def _cases(content: Mapping[str, Any], kind: str) -> tuple[Case, ...]:
    given = content.get(kind, [])
    if not isinstance(given, list) or not all(isinstance(case, dict) for case in given):
        raise Unreadable(f'has something under "{kind}" that is not a list of cases')
    return tuple(given)


def tolerance_of(given: Mapping[str, Any], otherwise: float) -> float:
    return number(given, "tolerance") if given.get("tolerance") is not None else otherwise


def number(given: Mapping[str, Any], key: str) -> float:
    """Raises Unreadable for what is missing or no number."""
    found = given.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
        raise Unreadable(f'"{key}" should be a number')
    return found


def mapping(given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Raises Unreadable for what is missing or not a mapping."""
    found = given.get(key)
    if not isinstance(found, dict):
        raise Unreadable(f'"{key}" should be there, with names and values in braces')
    return found
