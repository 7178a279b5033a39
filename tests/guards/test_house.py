"""How the house is kept: where files stand, what each says of itself, who may ask what time it is."""

import ast
from pathlib import Path

from tests.guards.source import HOUSE, modules, named, tree


def test_a_module_says_what_it_is_for() -> None:
    written = [path for path in modules("bot", "adapters", "migrations", "tests") if path.read_text("utf-8").strip()]
    assert [named(path) for path in written if not ast.get_docstring(tree(path))] == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    others = [path for path in modules("bot", "adapters") if path != HOUSE / "bot" / "clock.py"]
    assert [asked for path in others for asked in _asks_the_machine(path)] == []


def _asks_the_machine(path: Path) -> list[str]:
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    asked = [f for f in calls if isinstance(f, ast.Attribute) and f.attr in ("now", "utcnow", "today", "time")]
    return [
        f"{named(path)}:{f.lineno}"
        for f in asked
        if isinstance(f.value, ast.Name) and f.value.id in ("datetime", "date", "time")
    ]


def test_a_slice_tells_its_story_in_the_same_files() -> None:
    """A slice may add files of its own and leave some out, but what is called handlers handles."""
    slices = [folder.parent for folder in (HOUSE / "bot").glob("*/actions.py")]
    assert slices
    for folder in slices:
        assert (folder / "handlers.py").exists() or (folder / "handlers").is_dir(), f"{named(folder)} handles nothing"
        assert ast.get_docstring(tree(folder / "__init__.py"))
