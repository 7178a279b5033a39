"""A conversation document: paragraphs that people wrote, and block quotes that Tend's answers are kept in.

Every block quote belongs to the act before it. What people wrote is never rewritten, not even its line breaks.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.conversations import acts
from tests.conversations.acts import Act, Unreadable

FOLDER = Path(__file__).parents[2] / "docs" / "conversations"


@dataclass(frozen=True)
class Paragraph:
    """`act` is None for prose."""

    text: str
    act: Act | None


def documents() -> list[Path]:
    """Every conversation, by name."""
    return sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


EVERYDAY = ("a-consult-that-is-taken", "a-weekly-check-in", "closed-direct-messages", "who-finds-whom")
"""What is held on every platform, and by typing alone, at every run of the tests; all else by `make everywhere`."""


def on_a_platform() -> list[ParameterSet]:
    """Every conversation, as the tests of a platform and of typing perform them."""
    marks = {path: () if path.stem in EVERYDAY else (pytest.mark.everywhere,) for path in documents()}
    return [pytest.param(path, id=path.stem, marks=mark) for path, mark in marks.items()]


def read(path: Path) -> list[Paragraph]:
    """What people wrote, in order. Raises Unreadable with the name of the file."""
    written = [text.strip("\n") for text in re.split(r"\n\s*\n", path.read_text("utf-8"))]
    try:
        return [Paragraph(text, acts.read(text)) for text in written if text and not text.startswith(">")]
    except (Unreadable, ValueError) as wrong:
        raise Unreadable(f"{path.name}: {wrong}") from wrong


def write(parts: list[str]) -> str:
    """Paragraphs and block quotes as a file."""
    return "\n\n".join(parts) + "\n"
