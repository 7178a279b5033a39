"""The lines that whoever runs Tend has checked themselves: `support.toml` beside the database, in the shape of ours.

For a country that the file names, its lines of a kind stand in place of ours. A file that cannot be read takes nothing
from the card: it names what it can, and the link.
"""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from bot.logs import log
from bot.support.rules import FRESH, Kind, Line, known_lines, read_lines

FILE = "support.toml"
SOON = timedelta(days=30)
"""How long before it is no longer shown a line is worth checking again."""
State = Literal["shown", "soon", "old", "never", "ahead"]


class Unreadable(Exception):
    """The file is not a list of lines. `str()` says what it lacks, for whoever wrote it."""


def own_lines(folder: Path | None) -> Sequence[Line]:
    """What the file holds; nothing without one. Raises Unreadable."""
    path = folder / FILE if folder else None
    try:
        return _read(path, path.stat().st_mtime_ns) if path else ()
    except FileNotFoundError:
        return ()
    except OSError:
        raise Unreadable(f"{path} cannot be opened.") from None


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> Sequence[Line]:
    """Once for each time it was changed."""
    try:
        return read_lines(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Unreadable(f"{path} is not TOML: {wrong}") from None
    except KeyError:
        raise Unreadable(f"{path} holds no line. Each begins with [[line]].") from None
    except ValidationError as wrong:
        raise Unreadable(f"{path}: {_sentence(wrong)}") from None


def _sentence(wrong: ValidationError) -> str:
    first = wrong.errors(include_input=False)[0]
    number, *field = first["loc"]
    return f"line {int(number) + 1}: {'.'.join(map(str, field))}: {first['msg'].lower()}."


def lines(folder: Path | None) -> list[Line]:
    """Theirs and ours. Never fails: somebody is waiting for the card."""
    try:
        own = own_lines(folder)
    except Unreadable:
        log.warning("support lines cannot be read")
        own = ()
    theirs = {(country, line.kind) for line in own for country in line.countries}
    ours = (_without(line, theirs) for line in known_lines())
    return [*own, *(line for line in ours if line.countries)]


def _without(line: Line, theirs: set[tuple[str, Kind]]) -> Line:
    left = tuple(country for country in line.countries if (country, line.kind) not in theirs)
    return line.model_copy(update={"countries": left})


def state(line: Line, today: date) -> State:
    """Whether a line is shown today, and whether it is time to check it again."""
    if line.verified_on is None:
        return "never"
    if line.verified_on > today:
        return "ahead"
    if not line.fresh(today):
        return "old"
    return "soon" if today - line.verified_on > FRESH - SOON else "shown"


def findings(folder: Path, today: date) -> list[str]:
    """What whoever runs Tend should look at, in sentences."""
    try:
        own = own_lines(folder)
    except Unreadable as wrong:
        return [f"{wrong} Until it can be read, the support card does without your lines."]
    due = [line.name for line in own if state(line, today) != "shown"]
    return [f"Check again, and change the date in {folder / FILE}: {', '.join(due)}."] if due else []
