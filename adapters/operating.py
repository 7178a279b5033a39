"""What whoever runs Tend does from outside: copies and the way back, keys, what is past its time, and for somebody.

What a command needs is imported when it runs. Nothing here prints anybody's name or words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.app import App
    from bot.people import Profile
    from bot.restoring import Restored
    from bot.settings import Settings

Open = Callable[[], "Settings"]
"""Reads the settings when they are needed. Raises CannotStart."""

COPIED = """\
Everything up to now is in {} ({:,} bytes). It is of no use without the key: keep a copy of that too, in another place.
It keeps what members ask Tend to forget from now on. `tend restore` keeps them forgotten; delete the copy in time."""
RESTORED = "The copy is in its place. Whoever was erased since it was made has been erased from it as well."
SEEN_TO = "Whoever was erased since the copy was made has been erased from this database as well."
IN_PLACE = "The copy is in its place."
UNLISTED = """\
Nobody was erased from it: there was no list of who was erased at {}.
If there is one elsewhere, put it there and type `tend restore` without a FILE. Otherwise whoever was erased since the
copy was made is back, until you erase them again."""
BEFORE = "The database from before is kept here, until you delete it: {}"
ASIDE = "Messages that waited when it was made, and are not said now, since they may have been said since: {}."
THROWN_AWAY = "Things that people did at the very end, and the database had not taken yet; they are lost: {}."
ROTATED = "Every key is sealed with a new one now: {}. It stands in {}; keep a copy of it where you keep such copies."
OLD_KEY = """\
Copies of the database from before still need the old key, which is in {}.
`tend restore FILE --old-key` takes it. Delete it with the last of those copies."""
SURE = "Delete everything of {}/{}, who leaves their groups with it? It cannot be undone."
ERASED = "Everything of {}/{} is deleted. Copies of the database from before hold it still, until they are put back."
OFFERED = "{}/{} is offered their file in their own direct messages, as soon as Tend runs. Nobody else is shown it."
NOBODY = "Tend knows nobody by {}. Give the name as the chat shows it, or platform and id, such as slack/T024/U024."
SEVERAL = "Several go by {}, so nothing was done. Choose one: {}."
UNKNOWN = (
    "What was said since cannot be known. What has fallen due since happens when Tend starts, and may be said again."
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(settings: Open, file: Path) -> None:
    """Write a whole copy of the database into FILE, also while Tend runs."""
    from bot.restoring import back_up

    size = back_up(settings(), file)
    click.echo(COPIED.format(file, size))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--old-key", type=click.Path(dir_okay=False, path_type=Path), help="For a FILE from before a rotation.")
@click.pass_obj
def restore(settings: Open, file: Path | None, old_key: Path | None) -> None:
    """Put the copy FILE in the place of the database, while Tend does not run.

    Without FILE: the database was put back in some other way, and what must not come back is seen to.
    """
    from bot.clock import SystemClock
    from bot.restoring import restore

    for line in _told(restore(settings(), file, SystemClock().now(), old_key), in_place=file is not None):
        click.echo(line)


@click.group()
def keys() -> None:
    """The key that private words are sealed with."""


@keys.command()
@click.pass_obj
def rotate(settings: Open) -> None:
    """Replace the key in TEND_KEY_FILE by a new one, while Tend does not run."""
    from bot.clock import SystemClock
    from bot.rekeying import rotate

    done = rotate(settings(), SystemClock().now())
    click.echo(ROTATED.format(done.count, settings().key_file))
    if done.old:
        click.echo(OLD_KEY.format(done.old))


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
@click.pass_obj
def erase(settings: Open, person: str, yes: bool) -> None:
    """Delete everything of PERSON, as if they had asked Tend to forget them. It cannot be undone.

    PERSON is a name as the chat shows it, or the platform and the id there, such as slack/T024/U024.
    """
    from bot.features import KEEPING
    from bot.privacy import asked

    with _house(settings) as app:
        profile = _one(app, person)
        if not yes:
            click.confirm(SURE.format(profile.platform, profile.handle), abort=True)
        app.change(lambda turn: asked.erase(turn, profile.id, KEEPING))
    click.echo(ERASED.format(profile.platform, profile.handle))


@click.command()
@click.argument("person")
@click.pass_obj
def export(settings: Open, person: str) -> None:
    """Offer PERSON everything that Tend keeps about them, as a file, in their own direct messages. Shows you nothing.

    PERSON is a name as the chat shows it, or the platform and the id there, such as slack/T024/U024.
    """
    from bot.privacy import asked

    with _house(settings) as app:
        profile = _one(app, person)
        app.change(lambda turn: asked.offer(turn, profile.id))
    click.echo(OFFERED.format(profile.platform, profile.handle))


@click.command()
@click.pass_obj
def retain(settings: Open) -> None:
    """Delete now what is past its time, as a running Tend does every few hours, and count it."""
    with _house(settings) as app:
        gone = app.retain()
    for table, count in gone.items():
        click.echo(f"{count:8}  {table}")
    if not gone:
        click.echo("Nothing is past its time.")


@contextmanager
def _house(settings: Open) -> "Iterator[App]":
    """What is there, also while Tend runs. Makes none. Raises CannotStart."""
    from bot.visit import visited

    with visited(settings()) as app:
        yield app


def _one(app: "App", person: str) -> "Profile":
    """Refuses to guess."""
    from bot.privacy import asked

    there = app.look(lambda turn: asked.found(turn, person))
    if not there:
        raise click.ClickException(NOBODY.format(person))
    if len(there) > 1:
        raise click.ClickException(SEVERAL.format(person, ", ".join(f"{one.platform}/{one.handle}" for one in there)))
    return there[0]


def _told(done: "Restored", *, in_place: bool) -> list[str]:
    lines = [RESTORED if in_place else SEEN_TO]
    if done.unlisted:
        lines = [*([IN_PLACE] if in_place else []), UNLISTED.format(done.unlisted)]
    lines += [BEFORE.format(done.before)] if done.before else []
    lines += [ASIDE.format(done.aside)] if done.aside else []
    lines += [THROWN_AWAY.format(done.thrown_away)] if done.thrown_away else []
    return lines + ([] if done.knew else [UNKNOWN])


commands: tuple[click.Command, ...] = (backup, restore, keys, erase, export, retain)
