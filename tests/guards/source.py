"""The project's own files, as the guards read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def modules(*folders: str) -> list[Path]:
    """Every Python file beneath these folders."""
    return [path for folder in folders for path in sorted((HOUSE / folder).rglob("*.py"))]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def is_screens(path: Path) -> bool:
    """Whether this file is one of those that hold the words that are shown."""
    return "screens" in path.with_suffix("").parts


def pages() -> list[Path]:
    """Everything written in Markdown."""
    return sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])


def words(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every string in here that is not a docstring; f-strings give their fixed parts."""
    spoken = {id(inner.value) for inner in ast.walk(node) if isinstance(inner, ast.Expr)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and id(inner) not in spoken:
            yield inner.lineno, inner.value
