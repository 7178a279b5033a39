"""Worked cases: ours all pass, a wrong figure is heard of, and what a file gets wrong is said in a sentence."""

import json
from pathlib import Path

import pytest

from bot.instruments import instruments
from bot.instruments.vectors import check
from bot.instruments.vectors.check import named
from bot.instruments.vectors.shape import Unreadable, read_file

FILES = sorted((Path(__file__).parent / "vectors").glob("*.json"))


def lines(path: Path) -> list[str]:
    return [str(line) for line in check(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_worked_cases_come_out(path: Path) -> None:
    assert [line for line in lines(path) if not line.startswith("ok   ")] == []


def test_every_instrument_of_others_has_worked_cases() -> None:
    about = set()
    for path in FILES:
        try:
            about.add(named(read_file(path)).id)
        except Unreadable:
            assert path.stem in ("reliable_change", "small_cells")
    assert {one.id for one in instruments().values() if one.validated} <= about


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wrong_figure_is_heard_of(path: Path, tmp_path: Path) -> None:
    """Each expectation is spoilt by itself."""
    content = json.loads(path.read_text("utf-8"))
    for case in content["vectors"]:
        for name, value in case["expected"].items():
            spoilt = case | {"expected": case["expected"] | {name: _other(value)}}
            file = tmp_path / "spoilt.json"
            file.write_text(json.dumps(content | {"vectors": [spoilt], "group_vectors": [], "change_vectors": []}))
            [line] = lines(file)
            assert line.startswith(f"FAIL spoilt {case['id']}: {name}: expected "), line


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 0.5
        case str():
            return f"{value}?"
        case list():
            return [*value[:-1], "?"] if value else ["?"]
    return 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "FAIL f.json: the file is not JSON"),
        ([], 'FAIL f.json: the file is not a file of vectors: it names no "instrument"'),
        ({"instrument": "cbi"}, 'FAIL f.json: the file has nothing under "vectors", so nothing was checked'),
        (
            {"instrument": "cbi", "vectors": [1]},
            'FAIL f.json: the file has something under "vectors" that is not a list of cases',
        ),
        (
            {"instrument": "cbj", "vectors": [{"id": "a", "responses": [], "expected": {"x": 1}}]},
            "FAIL f a: there is no instrument cbj; tend instruments list names those that there are",
        ),
        (
            {"instrument": "brs", "vectors": [{"id": "a", "responses": [1, 2], "expected": {"score": 1}}]},
            "FAIL f a: responses should have 6 answers, with null for a skipped one, and has 2",
        ),
        (
            {"instrument": "brs", "vectors": [{"id": "a", "responses": {"7": 1}, "expected": {"score": 1}}]},
            "FAIL f a: brs has neither an item nor a group of items 7",
        ),
        ({"instrument": "brs", "vectors": [{"expected": {"score": 1}}]}, 'FAIL f 1: has no "responses"'),
        (
            {"instrument": "brs", "vectors": [{"responses": [1] * 6, "expected": {"sum": 18}}]},
            "FAIL f 1: brs has no figure sum",
        ),
        (
            {"instrument": "brs", "vectors": [{"responses": [1] * 6, "expected": {}}]},
            "FAIL f 1: expects nothing, so nothing was checked",
        ),
        (
            {"instrument": "brs", "vectors": [{"responses": [1] * 6}]},
            'FAIL f 1: "expected" should be there, with names and values in braces',
        ),
        (
            {"instrument": "RCI", "vectors": [{"id": "r", "input": {"sd": 1}, "expected": {"sem": 1}}]},
            'FAIL f r: "reliability" should be a number',
        ),
        (
            {"instrument": "cells", "vectors": [{"k": 2.5, "groups": {"A": 3}, "expected": {"show": []}}]},
            'FAIL f 1: "k" should be a whole number',
        ),
        (
            {"instrument": "cells", "vectors": [{"k": 5, "release1": {"members": ["a"]}, "expected": {"x": 1}}]},
            "FAIL f 1: has fewer than two releases to compare, or more than six",
        ),
        (
            {"instrument": "brs", "change_vectors": [{"pre": 1, "post": 2, "expected_significant": True}]},
            'FAIL f change 1: brs has no rule for a change; "scale" can say of which scale',
        ),
    ],
)
def test_what_a_file_gets_wrong_is_said_in_a_sentence(content: object, said: str, tmp_path: Path) -> None:
    file = tmp_path / "f.json"
    file.write_text("no" if content is None else json.dumps(content))
    assert lines(file) == [said]


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    assert lines(tmp_path / "none.json") == ["FAIL none.json: the file cannot be opened"]


def test_a_case_may_be_nearer_than_its_file(tmp_path: Path) -> None:
    case = {"responses": [3, 3, 3, 3, 3, 4], "expected": {"score": 2.8}}
    file = tmp_path / "f.json"
    file.write_text(
        json.dumps({"instrument": "BRS (six items)", "tolerance": 0.05, "vectors": [case, case | {"tolerance": 0.01}]})
    )
    assert lines(file) == ["ok   f 1", "FAIL f 2: score: expected 2.8, got 2.833333"]
