"""The command `tend`: the one place where the house and the chats meet.

What a command needs is imported when it runs, so that `tend --help` and `tend --version` answer at once.
"""

import asyncio
import gc
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from adapters.formats import formats
from adapters.instruments import instruments
from adapters.operating import commands
from adapters.support import support
from bot import __version__

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.house import House
    from bot.life import Chat
    from bot.settings import Settings

CHATS = ("local", "terminal", "slack", "discord")
DEMO = Path("var/demo")
TO_TRY = "Be one of six therapists, write help to Tend, and move the clock ahead to see a month go by."

CHANCE = click.FloatRange(0, 1)

MARKS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


class InSentences(click.Group):
    """What cannot work ends in a sentence and the exit status 1, never in a traceback."""

    def invoke(self, context: click.Context) -> Any:
        from bot.settings import CannotStart

        try:
            return super().invoke(context)
        except CannotStart as no:
            raise click.ClickException(str(no)) from None


@click.group(cls=InSentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tend", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Peer support for therapists, in the chat their consultation group already uses."""
    context.obj = _settings
    os.umask(0o077)  # whatever Tend writes is for its owner alone


main.add_command(formats)
main.add_command(instruments)
main.add_command(support)
for command in commands:
    main.add_command(command)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one.")
@click.option("--fresh", is_flag=True, help="Forget what earlier demos did.")
@click.option("--dir", "folder", type=click.Path(file_okay=False, path_type=Path), default=DEMO, show_default=True)
def demo(port: int, fresh: bool, folder: Path) -> None:
    """Open the rehearsal room in your browser, with a key and a database of its own in --dir."""
    from adapters import chats
    from bot.demo import demo_settings, forget

    _free(port)
    if fresh:
        forget(folder)
    settings = demo_settings(folder, port)
    _set_up_log(settings)
    house = _open(settings)
    chat = chats.local(settings, _opened)
    asyncio.run(_live(settings, house, chat.clock, [chat]))


@main.command()
@click.argument("chats", nargs=-1, type=click.Choice(CHATS))
@click.option("--as", "name", default="Ana", show_default=True, help="Who you are at first in the terminal.")
def run(chats: tuple[str, ...], name: str) -> None:
    """Run Tend with one or more CHATS in one process; without any, the local chat."""
    from adapters.chats import make
    from bot.clock import SystemClock

    with _importing():
        settings, names = _settings(), tuple(dict.fromkeys(chats)) or CHATS[:1]
        if "local" in names:
            _free(settings.port)
        house = _open(settings)
        made = [make(one, settings, name, click.echo) for one in names]
    asyncio.run(_live(settings, house, SystemClock(), made))


@main.command()
@click.option("--check", is_flag=True, help="Only see whether the steps make the tables that the code has.")
@click.option("--write", "words", metavar="WORDS", help="For developers: write a new step, to be read and tidied.")
def migrate(check: bool, words: str | None) -> None:
    """Bring the database up to date, after making a copy of it. Starting Tend does the same."""
    from bot import migrate

    if check:
        _in_step(migrate.differences())
    elif words:
        click.echo(migrate.write_step(words))
    else:
        _open(_settings())
        click.echo("The database is up to date.")


@main.command()
def doctor() -> None:
    """See whether settings, key, database, clock and zones are well; 1 is the exit status when they are not."""
    from adapters import chats
    from adapters.support import noted
    from bot.clock import SystemClock
    from bot.doctor import examine

    settings, clock = _settings(), SystemClock()
    findings = [*examine(settings, clock), *noted(settings, clock), *chats.findings(clock)]
    for finding in findings:
        click.echo(f"{MARKS[finding.state]}  {finding.about:8}  {finding.sentence}")
    sys.exit(any(finding.state == "wrong" for finding in findings))


@main.command()
@click.argument("group", required=False)
@click.option("--months", type=click.IntRange(1, 240), default=12, show_default=True, help="How far to look ahead.")
@click.option("--rule", metavar="RULE", help='Without a GROUP: when it would meet, such as "second Tuesday 18:30".')
@click.option("--zone", metavar="ZONE", help="Whose clocks a --rule goes by, such as Europe/Berlin.")
@click.option(
    "--from", "start", metavar="DATE", help="The first day for a --rule, such as 2026-11-01; otherwise today."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON: of a --rule, a list of local, utc and offset.")
def rehearse(
    group: str | None, months: int, rule: str | None, zone: str | None, start: str | None, as_json: bool
) -> None:
    """See everything to come for a GROUP, by its name or id, or what a --rule comes to. Changes nothing."""
    if (group is None) == (rule is None):
        raise click.UsageError("Name either a GROUP or a --rule.")
    if rule is not None:
        _play(rule, zone, start, months, as_json=as_json)
        return
    if zone is not None or start is not None:
        raise click.UsageError("--zone and --from belong to a --rule; a GROUP has its own.")
    from bot.clock import SystemClock
    from bot.lookahead import printing

    settings = _settings()
    printing.see_that_there_is_one(settings)
    house = _open(settings)
    try:
        app = house.app(SystemClock(), [])
        click.echo(printing.of_a_group(app, group or "", months, as_json=as_json))
    finally:
        house.close()


def _play(rule: str, zone: str | None, start: str | None, months: int, *, as_json: bool) -> None:
    """What cannot be read ends in a sentence and the exit status 2."""
    from bot.clock import SystemClock
    from bot.lookahead import printing
    from bot.spoken import spoken
    from bot.zones import zone as zone_called

    option = "--zone"
    try:
        if zone is None:
            raise ValueError("Say whose clocks the rule goes by, such as --zone Europe/Berlin.")
        where = zone_called(zone)
        option = "--from"
        day = printing.day(start) if start is not None else SystemClock().now().astimezone(where).date()
        option = "--rule"
        lines, beside = printing.of_a_rule(rule, where.key, day, months, as_json=as_json)
    except ValueError as wrong:
        raise click.BadParameter(spoken(str(wrong), ""), param_hint=option) from None
    click.echo(lines)
    for sentence in beside:
        click.echo(sentence, err=True)


@main.group()
def rotation() -> None:
    """How turns go round."""


@rotation.command()
@click.option("--members", type=click.IntRange(2, 40), default=6, show_default=True, help="In from the beginning.")
@click.option("--meetings", type=click.IntRange(1, 2000), default=60, show_default=True)
@click.option("--absence", type=CHANCE, default=0.0, show_default=True, help="Chance of each member at each meeting.")
@click.option("--joins", type=click.IntRange(0, 100), default=0, show_default=True, help="How many join later.")
@click.option("--leaves", type=click.IntRange(0, 100), default=0, show_default=True, help="How many leave.")
@click.option("--returns", type=click.IntRange(0, 100), default=0, show_default=True, help="How many come back.")
@click.option("--swaps", type=CHANCE, default=0.0, show_default=True, help="Chance of a swap at each meeting.")
@click.option("--moves", type=CHANCE, default=0.0, show_default=True, help="Chance that a meeting moves.")
@click.option("--cancels", type=CHANCE, default=0.0, show_default=True, help="Chance that it is called off.")
@click.option("--roles", default="", metavar="ROLES", help="With commas between; otherwise all four.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed plays the same.")
@click.option("--json", "as_json", is_flag=True, help="As JSON; docs/rotation.md says what is in it.")
def simulate(seed: int, roles: str, *, as_json: bool, **course: Any) -> None:
    """Play a group's turns by chance, through the bot's own rules; 1 is the exit status if a rule was broken."""
    import json

    from bot.rotation.account import account, read_roles, words
    from bot.rotation.simulate import Course

    try:
        told = account(Course(**course, roles=read_roles(roles)), seed)
    except ValueError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--roles") from unknown
    click.echo(json.dumps(told, indent=2) if as_json else words(told))
    sys.exit(bool(told["violations"]))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def key(file: Path) -> None:
    """Write a new key into FILE, readable by you alone. Keep a copy of it, away from the database's copies."""
    from bot.keys import write_new_key

    write_new_key(file)
    click.echo(f"There is a new key in {file}. Tend uses it when TEND_KEY_FILE={file.absolute()} is set.")


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list of findings.")
@click.option("--jsonl", is_flag=True, help='Read a JSON object with "text" a line, print a JSON list a line.')
def screen(file: TextIO, as_json: bool, jsonl: bool) -> None:
    """Show what in FILE could identify somebody, or in what is typed when FILE is -. Nothing is kept.

    It looks for the eighteen kinds of identifier of the Safe Harbor rule, and misses some: see docs/screening.md.
    """
    from adapters import screening

    try:
        for line in screening.lines(file, "jsonl" if jsonl else "json" if as_json else "list"):
            click.echo(line)
    except screening.Unreadable as no:
        raise click.ClickException(str(no)) from None


@main.group()
def slack() -> None:
    """What is needed once, to bring Tend into Slack."""


@slack.command()
@click.option("--url", default="", help="Where Slack reaches Tend from outside. Without it: Socket Mode.")
@click.option("--several", is_flag=True, help="Other workspaces can install the app, at --url.")
@click.option("--words/--no-words", default=True, help="Tend answers to direct messages, or to /tend alone.")
@click.option("--files", is_flag=True, help="Pictures and calendar entries are sent as files.")
def manifest(url: str, several: bool, words: bool, files: bool) -> None:
    """Print what Slack makes the app from, with the fewest rights."""
    import json

    from adapters.slack.manifest import manifest

    if several and not url:
        raise click.UsageError("Slack sends whoever installs Tend back to a page of Tend's: --several needs --url.")
    click.echo(json.dumps(manifest(words=words, files=files, url=url, several=several), indent=2))


@main.group()
def discord() -> None:
    """What is needed once, to bring Tend into a Discord server."""


@discord.command()
def invite() -> None:
    """Print the address that brings Tend into a server, with the fewest rights."""
    from adapters import chats

    _settings()
    click.echo(chats.discord_invitation())


def _settings() -> "Settings":
    from adapters.chats import settings_of_chats
    from bot.settings import load

    settings = load(*settings_of_chats())
    _set_up_log(settings)
    return settings


def _set_up_log(settings: "Settings") -> None:
    from bot import logs

    logs.set_up(settings.log_level)


def _free(port: int) -> None:
    """Better to know before anything is forgotten or made."""
    with socket.socket() as knock:
        knock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            knock.bind(("127.0.0.1", port))
        except OSError:
            raise click.ClickException(
                f"Port {port} is taken, perhaps by another Tend. Choose another one, for example --port {port + 1}."
            ) from None


def _in_step(differences: list[str]) -> None:
    for difference in differences:
        click.echo(difference)
    if differences:
        raise click.ClickException(
            "The steps in migrations/ do not make these tables. Write a step: tend migrate --write WORDS."
        )
    click.echo("The steps in migrations/ make the tables that the code has.")


def _open(settings: "Settings") -> "House":
    from bot.clock import SystemClock
    from bot.house import open_house

    house = open_house(settings, SystemClock().now())
    if house.copy:
        click.echo(f"The database was brought up to date. A copy from before is here: {house.copy}", err=True)
    return house


def _opened(address: str) -> None:
    click.echo(f"Tend's rehearsal room is open: {address}\n{TO_TRY}\nCtrl-C ends; what happened stays for next time.")


@contextmanager
def _importing() -> Iterator[None]:
    """Modules are here to stay: nothing is looked through for what may go, neither while they come nor afterwards."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


async def _live(settings: "Settings", house: "House", clock: "Clock", chats: Sequence["Chat"]) -> None:
    from adapters import feeds, metrics
    from adapters.health import answering
    from bot.health import Health
    from bot.life import Ending, live

    try:
        ending = Ending()
        app = house.app(clock, [chat.messenger for chat in chats])
        more = [*metrics.routes(app), *(feeds.routes(app) if app.feeds else ())]
        async with answering(Health(app, [*chats, ending]), settings.health_host, settings.health_port, more):
            await live(app, chats, ending.begin)
    finally:
        house.close()


if __name__ == "__main__":
    main()
