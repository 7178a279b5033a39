"""What `tend screen` prints: findings as a list to read, as one JSON list, or as a JSON list for each line.

An error names the line and never quotes it: what is screened is private.
"""

import json
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Literal, TextIO

from bot.screening import HONEST, QUESTIONS, Finding, screen
from bot.screening.screens import NOTHING, listed


class Unreadable(Exception):
    """What was given is not what can be screened; the words say which line, and what it should be."""


def lines(file: TextIO, way: Literal["list", "json", "jsonl"]) -> Iterator[str]:
    """Raises Unreadable, after the lines that could be read. Ends of lines stay as they are: places are counted."""
    if isinstance(file, TextIOWrapper):
        file.reconfigure(newline="")
    try:
        yield from _by_line(file) if way == "jsonl" else _whole(file.read(), way)
    except UnicodeDecodeError:
        raise Unreadable("This is not text in UTF-8.") from None


def _whole(text: str, way: str) -> Iterator[str]:
    findings = screen(text)
    if way == "json":
        yield _json(findings)
        return
    for one in findings:
        line = text.count("\n", 0, one.start) + 1
        yield listed(line, one.category.letter, one.category.value, one.text, one.why, one.suggestion)
    yield from ["", *QUESTIONS, HONEST] if findings else [NOTHING, *QUESTIONS]


def _by_line(file: TextIO) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        yield _json(screen(_text_of(line.removeprefix("\ufeff") if number == 1 else line, number)))


def _text_of(line: str, number: int) -> str:
    try:
        said = json.loads(line)
    except ValueError:
        raise Unreadable(f"Line {number} is not JSON.") from None
    text = said.get("text") if isinstance(said, dict) else None
    if not isinstance(text, str):
        raise Unreadable(f'Line {number} is not an object with "text", such as {{"text": "Saw somebody today."}}.')
    return text


def _json(findings: tuple[Finding, ...]) -> str:
    """Half of a surrogate pair, which JSON may hold and UTF-8 may not, is written as JSON writes it."""
    listed = [_as_json(finding) for finding in findings]
    said = json.dumps(listed, ensure_ascii=False)
    return said if _is_utf8(said) else json.dumps(listed)


def _is_utf8(said: str) -> bool:
    try:
        said.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "start": finding.start,
        "end": finding.end,
        "category": finding.category.letter,
        "text": finding.text,
        "why": finding.why,
        "suggestion": finding.suggestion,
    }
