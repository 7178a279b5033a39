"""The commands `tend formats …`: which formats there are, one of them whole, and what is wrong with a file."""

from pathlib import Path

import click


@click.group()
def formats() -> None:
    """The formats in which a group can discuss a case."""


@formats.command("list")
def list_all() -> None:
    """Every format, with its minutes and how many people it is for."""
    from bot.formats.reading import every

    for one in every().values():
        fewest, most = one.people
        sure = "" if one.minutes_sure else " (not confirmed)"
        click.echo(f"{one.id:24}{one.minutes:4} min{sure:17} {fewest:2}–{most:<2} people  {one.name}")


@formats.command()
@click.argument("id")
def show(id: str) -> None:
    """One format whole, by its ID: its phases, who may speak in each, and where it comes from."""
    from bot.formats.reading import every

    if id not in every():
        raise click.ClickException(f"There is no format called {id}. There are: {', '.join(every())}.")
    one = every()[id]
    click.echo(f"{one.name}: {one.about}\n{one.people[0]} to {one.people[1]} people, {one.minutes} minutes.\n")
    for number, phase in enumerate(one.phases, 1):
        may = ", ".join(f"{who}: {speech}" for who, speech in phase.may.items())
        click.echo(f"{number:2}. {phase.name}, {phase.minutes} min or {phase.days:g} days ({may})\n    {phase.prompt}")
        for kind, prompt in phase.prompts.items():
            click.echo(f"    {kind}: {prompt}")
    click.echo(f"\nCulture, identity and power come before “{one.culture_before}”. {one.source}")


@formats.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Say what is wrong with format FILES, a sentence each. Ends with 1 when anything is."""
    from bot.formats.reading import check as wrong_with

    wrong = {file: wrong_with(file) for file in files}
    for file, sentences in wrong.items():
        for sentence in sentences or ["This format can be used."]:
            click.echo(f"{file}: {sentence}")
    if any(wrong.values()):
        raise SystemExit(1)
