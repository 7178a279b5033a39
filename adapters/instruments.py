"""`tend instruments`: what instruments there are, the loader for wording, and our scoring held against worked cases."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.instruments import Instrument
    from bot.instruments.wording import Shelf
    from bot.settings import Settings

Open = Callable[[], "Settings"]
"""Reads the settings when they are needed. Raises CannotStart."""


@click.group()
def instruments() -> None:
    """Questionnaires: which there are, how they are scored, and whose wording they need."""


@instruments.command("list")
@click.pass_obj
def list_(settings: Open) -> None:
    """Name every instrument, and say whether it can be used here."""
    from bot.instruments import instruments
    from bot.instruments.wording import NotReady

    shelf = _shelf(settings)
    for one in instruments().values():
        try:
            shelf.with_words(one)
            state = one.note or "wording loaded"
        except NotReady:
            state = "needs wording"
        items = "1 item" if len(one.items) == 1 else f"{len(one.items)} items"
        click.echo(f"{one.id:20} {items:9} {state:27} {one.title}")


@instruments.command()
@click.argument("name", metavar="ID")
@click.option("--blank", is_flag=True, help="Print a file for its wording instead, to be filled in.")
def show(name: str, blank: bool) -> None:
    """Show everything that is known about the instrument ID: scales, missing answers, norms, sources, licence."""
    from bot.instruments import wording
    from bot.instruments.page import page

    one = _named(name)
    click.echo(wording.blank(one).rstrip() if blank else page(one))


@instruments.command()
@click.argument("name", metavar="ID")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--accept-terms", is_flag=True, help="You have read the holder's terms and accept them.")
@click.pass_obj
def wording(settings: Open, name: str, file: Path, accept_terms: bool) -> None:
    """Take the wording of the instrument ID from FILE, your own copy of it."""
    from bot.clock import SystemClock
    from bot.instruments import wording

    one = _named(name)
    if one.wording == "ours":
        raise click.ClickException(f"{one.id} is Tend's own and has its words already.")
    try:
        words = wording.read(one, file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise click.ClickException(f"{file} cannot be read as text.") from None
    except wording.WordingFault as no:
        raise click.ClickException(f"{file} is not the wording of {one.id}. {no}") from None
    click.echo(f"{one.title}\nHolder: {one.holder}\nTerms:  {one.licence}")
    if not accept_terms and not click.confirm("Is this from your own copy, and do you accept the holder's terms?"):
        raise click.ClickException("Nothing was kept. Tend does not use an instrument whose terms are not accepted.")
    path = _shelf(settings).keep(one, words, SystemClock().now())
    click.echo(f"The {len(one.items)} items of {one.id} are in {path}. Members can now take it for themselves.")


@instruments.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Hold our scoring against worked cases. The exit status is 1 if any is off."""
    from bot.instruments.vectors import check

    lines = [line for file in files for line in check(file)]
    for line in lines:
        click.echo(str(line))
    if any(line.wrong for line in lines):
        raise SystemExit(1)


def _shelf(settings: Open) -> "Shelf":
    from bot.instruments.wording import shelf
    from bot.settings import CannotStart

    try:
        return shelf(settings())
    except CannotStart as no:
        raise click.ClickException(str(no)) from None


def _named(name: str) -> "Instrument":
    from difflib import get_close_matches

    from bot.instruments import instruments

    known = instruments()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else "tend instruments list names those that there are."
    raise click.ClickException(f"There is no instrument {name}. {hint}")
