"""What whoever runs Tend does with the whole of it: copies, and the way back from one.

What a command needs is imported when it runs. Nothing here prints anybody's name or words.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.restoring import Restored
    from bot.settings import Settings

Open = Callable[[], "Settings"]
"""Reads the settings when they are needed. Raises CannotStart."""

COPIED = """\
Everything up to now is in {} ({:,} bytes). It is of no use without the key: keep a copy of that too, in another place.
It keeps what members ask Tend to forget from now on. `tend restore` keeps them forgotten; delete the copy in time."""
RESTORED = "The copy is in its place. Whoever was erased since it was made has been erased from it as well."
SEEN_TO = "Whoever was erased since the copy was made has been erased from this database as well."
BEFORE = "The database from before is kept here, until you delete it: {}"
ASIDE = "Messages that waited when it was made, and are not said now, since they may have been said since: {}."
THROWN_AWAY = "Things that people did at the very end, and the database had not taken yet; they are lost: {}."
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
@click.pass_obj
def restore(settings: Open, file: Path | None) -> None:
    """Put the copy FILE in the place of the database, while Tend does not run.

    Without FILE: the database was put back in some other way, and what must not come back is seen to.
    """
    from bot.clock import SystemClock
    from bot.restoring import restore

    for line in _told(restore(settings(), file, SystemClock().now()), RESTORED if file else SEEN_TO):
        click.echo(line)


def _told(done: "Restored", first: str) -> list[str]:
    lines = [first]
    lines += [BEFORE.format(done.before)] if done.before else []
    lines += [ASIDE.format(done.aside)] if done.aside else []
    lines += [THROWN_AWAY.format(done.thrown_away)] if done.thrown_away else []
    return lines + ([] if done.knew else [UNKNOWN])
