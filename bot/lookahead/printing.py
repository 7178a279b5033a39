"""What `tend rehearse` prints: a group's coming months, or what a rule comes to, as lines or as JSON."""

import json
from datetime import date

from bot.app import App
from bot.groups.tables import Group
from bot.house import sqlite_file
from bot.lookahead import rules, screens
from bot.lookahead.gathering import outlook
from bot.lookahead.handlers import called, until
from bot.settings import CannotStart, Settings
from bot.turn import Turn


def day(words: str) -> date:
    """ "2026-11-01" and nothing else. Raises ValueError with a sentence."""
    try:
        found = date.fromisoformat(words)
    except ValueError:
        raise ValueError("That is not a date such as 2026-11-01.") from None
    if str(found) != words:
        raise ValueError(f"Please write that date as {found}.")
    if found.year not in rules.YEARS:
        raise ValueError(f"A day has to be in the years {rules.YEARS[0]} to {rules.YEARS[-1]}.")
    return found


def of_a_rule(words: str, zone: str, start: date, months: int, *, as_json: bool) -> tuple[str, list[str]]:
    """What to print, and what to say beside it. Raises NotUnderstood."""
    played = rules.play(words, zone, start, months)
    lines = _json(screens.as_rule(played)) if as_json else "\n".join(screens.rule_lines(played))
    return lines, screens.skipped(played.skipped, played.rhythm.zone)


def of_a_group(app: App, words: str, months: int, *, as_json: bool) -> str:
    """What to print. Raises CannotStart when there is no such group."""
    return app.look(lambda turn: _of_a_group(turn, words, months, as_json=as_json))


def _of_a_group(turn: Turn, words: str, months: int, *, as_json: bool) -> str:
    group = _one(turn, words)
    end = until(turn.now, group, months)
    found = outlook(turn, group, end)
    return _json(screens.as_group(found, turn.now, end)) if as_json else "\n".join(screens.group_lines(found))


def _one(turn: Turn, words: str) -> Group:
    found = called(turn, words)
    if not found:
        raise CannotStart(f"There is no group called {words}. Its name stands in its room, under settings.")
    if len(found) > 1:
        ids = ", ".join(group.id for group in found)
        raise CannotStart(f"{len(found)} groups are called {words}. Name one by its id instead: {ids}.")
    return found[0]


def see_that_there_is_one(settings: Settings) -> None:
    """Raises CannotStart rather than make an empty database only to find nothing in it."""
    file = sqlite_file(settings)
    if file and not file.exists():
        raise CannotStart(f"There is no database at {file} yet, so there is no group to rehearse.")


def _json(what: object) -> str:
    return json.dumps(what, indent=2, ensure_ascii=False)
