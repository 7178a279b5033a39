"""`tend support`: which lines the support card may name here, and which want checking."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.doctor import Finding
    from bot.settings import Settings
    from bot.support.rules import Line

Open = Callable[[], "Settings"]
"""Reads the settings when they are needed. Raises CannotStart."""

ABOUT = {
    "shown": "shown",
    "soon": "shown, check it again soon",
    "old": "not shown, checked too long ago",
    "never": "not shown, nobody has checked it",
    "ahead": "not shown, its date is still to come",
}


@click.command()
@click.pass_obj
def support(settings: Open) -> None:
    """Name every line of the support card, and whether it is shown today; ends with 1 if your own file is not right.

    Your own lines stand in support.toml in TEND_DIRECTORY: docs/operate.md says how to add and check one.
    """
    from bot.clock import SystemClock
    from bot.support.own import FILE, Unreadable, lines, own_lines

    folder, today = settings().directory, SystemClock().now().date()
    for line in lines(folder):
        click.echo(_row(line, today))
    try:
        count = len(own_lines(folder))
    except Unreadable as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"{count} of them from {folder / FILE}." if count else f"None of your own: there is no {folder / FILE}.")


def noted(settings: "Settings", clock: "Clock") -> "list[Finding]":
    """What the doctor says about lines of one's own."""
    from bot.doctor import Finding
    from bot.support.own import findings

    today = clock.now().date()
    return [Finding("support", sentence, "note") for sentence in findings(settings.directory, today)]


def _row(line: "Line", today: date) -> str:
    from bot.support.own import state

    where = line.where if len(line.countries) > 3 else ", ".join(line.countries)
    checked = f"checked {line.verified_on}" if line.verified_on else "never checked"
    return f"{where:20} {line.kind:10} {line.number:20} {line.name}: {checked}; {ABOUT[state(line, today)]}"
