"""Every worked case of a file against what we make of it: one line each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.instruments.definition import Instrument
from bot.instruments.library import instruments
from bot.instruments.vectors import figures, general, responses
from bot.instruments.vectors.figures import Figure
from bot.instruments.vectors.shape import Case, Unreadable, VectorFile, mapping, read_file, tolerance_of

_HAIR = 1e-9
EXPECTED = "expected_"


@dataclass(frozen=True)
class Line:
    """What is said of one case. `wrong` is empty when all is as expected."""

    name: str
    wrong: str = ""

    def __str__(self) -> str:
        return f"FAIL {self.name}: {self.wrong}" if self.wrong else f"ok   {self.name}"


def check(path: Path) -> Iterator[Line]:
    """One line a case. A file that cannot be read is one line that says why."""
    try:
        file = read_file(path)
    except Unreadable as no:
        yield Line(path.name, f"the file {no}")
        return
    for kind, cases in (("", file.cases), ("group ", file.groups), ("change ", file.changes)):
        for number, case in enumerate(cases, 1):
            yield _line(file, kind, f"{file.name} {case.get('id', f'{kind}{number}')}", case)


def _line(file: VectorFile, kind: str, name: str, case: Case) -> Line:
    try:
        tolerance = tolerance_of(case, file.tolerance)
        return Line(name, "; ".join(_differences(file, kind, case, tolerance)))
    except Unreadable as no:
        return Line(name, str(no))


def _differences(file: VectorFile, kind: str, case: Case, tolerance: float) -> Iterator[str]:
    if kind == "change ":
        expected = {name: value for name, value in case.items() if name.startswith(EXPECTED)}
        got = {name: figures.of_change(named(file), case, name.removeprefix(EXPECTED)) for name in expected}
        return _off(expected, got, tolerance)
    expected = dict(mapping(case, "expected"))
    if kind:
        one = named(file)
        people = responses.group(one, case)
        return _off(
            expected, {name: figures.of_group(one, people, name, expected[name]) for name in expected}, tolerance
        )
    return _of_one(file, case, expected, tolerance)


def _of_one(file: VectorFile, case: Case, expected: dict[str, Any], tolerance: float) -> Iterator[str]:
    """A case says by its own shape which rule it is about."""
    if "input" in case:
        return _off(expected, general.of_change(case), tolerance)
    if "groups" in case:
        in_order = {name: sorted(value) if isinstance(value, list) else value for name, value in expected.items()}
        return _off(in_order, general.of_table(case), tolerance)
    if "release1" in case:
        found, rounded = general.of_releases(case)
        return _off(expected, found, max(tolerance, rounded))
    one = responses.taken(named(file), case)
    return _off(expected, {name: figures.of_one(one, name, expected[name]) for name in expected}, tolerance)


def named(file: VectorFile) -> Instrument:
    """The instrument that a file is about: its id or another of its names, with or without what follows in brackets.

    Raises Unreadable.
    """
    name = file.instrument.casefold().strip()
    for one in instruments().values():
        if {name, name.partition(" (")[0]} & {also.casefold() for also in (one.id, *one.also)}:
            return one
    raise Unreadable(f"there is no instrument {file.instrument}; tend instruments list names those that there are")


def _off(expected: Mapping[str, Any], got: Mapping[str, Figure], tolerance: float) -> Iterator[str]:
    if not expected:
        raise Unreadable("expects nothing, so nothing was checked")
    for name, value in expected.items():
        if name not in got:
            raise Unreadable(f"nothing is known of {name}")
        if not _same(value, got[name], tolerance):
            yield f"{name}: expected {_said(value)}, got {_said(got[name])}"


def _same(expected: object, got: Figure, tolerance: float) -> bool:
    match expected, got:
        case (bool(), _) | (_, bool()) | (None, _) | (_, None):
            return expected is got
        case (int() | float(), int() | float()):
            return abs(expected - got) <= tolerance + _HAIR
        case list(), list():
            return len(expected) == len(got) and all(map(lambda a, b: _same(a, b, tolerance), expected, got))
        case dict(), dict():
            return all(name in got and _same(value, got[name], tolerance) for name, value in expected.items())
    return expected == got


def _said(figure: object) -> str:
    match figure:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[figure]
        case float():
            return f"{figure:.6f}".rstrip("0").rstrip(".")
        case list():
            return f"[{', '.join(map(_said, figure))}]"
        case dict():
            return f"{{{', '.join(f'{name}: {_said(value)}' for name, value in figure.items())}}}"
    return str(figure)
