"""A button that was ever sent answers for ever: published actions keep their names and fields, and have a handler.

`actions.txt` lists every action that was ever published. It may only grow: one that is no longer offered keeps its line
and its handler, and one that has to change gets a successor under a new name.
"""

import ast
from pathlib import Path

from bot.actions import PUBLISHED, Action, shape
from bot.features import FEATURES
from bot.front import Say
from bot.one_by_one import OpenTyped
from tests.guards.source import is_screens

LIST = Path(__file__).parent / "actions.txt"
BOT = Path(__file__).parents[2] / "bot"
PRESSED_ALL_THE_SAME = {
    "agenda.show",
    "agenda.handover",
    "cases.apply",
    "cases.change",
    "cases.changed",
    "cases.drop",
    "cases.helps",
    "cases.keep",
    "cases.put_up",
    "consults.urgent",
}
"""Offered from other files than screens, or by older messages; their handlers ask who presses."""


def published() -> dict[str, type[Action]]:
    return {name: kind for name, kind in PUBLISHED.items() if kind.__module__.startswith("bot.")}


def line(kind: type[Action]) -> str:
    return " ".join([kind.name, *(f"{field}:{type_.__name__}" for field, type_ in shape(kind).items())])


def test_the_list_names_every_action_and_none_has_changed() -> None:
    listed = LIST.read_text("utf-8").splitlines()
    assert sorted(map(line, published().values())) == sorted(listed), "add new lines; never change or remove one"


def test_every_action_has_a_handler() -> None:
    handled = {kind for feature in FEATURES for kind in feature.handlers} | {OpenTyped, Say}
    assert [name for name, kind in published().items() if kind not in handled] == []


def test_an_action_is_named_after_its_slice() -> None:
    for feature in FEATURES:
        for kind in feature.handlers:
            assert kind.name.partition(".")[0] == feature.name


def offered() -> set[tuple[str, str]]:
    """Module and name of every action that some screen could put on a button or a form."""
    found = set()
    for path in filter(is_screens, BOT.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        found |= {(node.module or "", one.name) for node in imported for one in node.names if one.name in used}
    return found


def test_an_action_comes_from_a_screen_or_from_a_timer_and_never_from_both() -> None:
    """Whoever can press can send any action: what no screen offers is a timer's, which nobody can press."""
    shown, timers = offered(), {kind.name for feature in FEATURES for kind in feature.timers}
    kinds = [kind for feature in FEATURES for kind in feature.handlers]
    on_screens = {kind.name for kind in kinds if (kind.__module__, kind.__name__) in shown}
    assert {kind.name for kind in kinds} - on_screens - PRESSED_ALL_THE_SAME == timers
