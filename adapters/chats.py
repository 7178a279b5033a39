"""The chats that there are, and how each is made from its settings.

Each is imported when it is asked for, so that a process loads the libraries of the chats that it runs and no others.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.settings import CannotStart, load_beside

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

    from adapters.discord.chat import DiscordChat
    from adapters.local import LocalChat
    from adapters.slack.chat import SlackChat
    from adapters.terminal import Terminal
    from bot.app import App
    from bot.clock import Clock
    from bot.doctor import Finding
    from bot.life import Chat
    from bot.settings import Settings

NOT_INSTALLED = "Python finds no package `{}`. Install Tend with what this chat needs: pip install tend[{}]."


def make(name: str, settings: "Settings", person: str, opened: Callable[[str], None]) -> "Chat":
    """The chat of this name. `person` is who one is at first in a terminal; `opened` is told the address of a page."""
    match name:
        case "local":
            return local(settings, opened)
        case "terminal":
            return terminal(settings, person)
        case "slack":
            return slack(settings.processes)
        case "discord":
            return discord(settings.processes)
        case _:
            raise ValueError(name)


def settings_of_chats() -> "list[type[BaseSettings]]":
    """What the chats themselves let an operator set, in the order of docs/settings.md."""
    from adapters.discord.settings import DiscordSettings
    from adapters.slack.settings import SlackSettings

    return [SlackSettings, DiscordSettings]


def findings(clock: "Clock") -> "list[Finding]":
    """What the doctor finds about each chat that is set up."""
    return [*_about_slack(clock), *_about_discord()]


def _about_slack(clock: "Clock") -> "list[Finding]":
    from adapters.slack.settings import SlackSettings

    settings = load_beside(SlackSettings)
    if not settings.model_fields_set:
        return []
    from adapters.slack.checkup import examine

    return asyncio.run(examine(settings, clock))


def _about_discord() -> "list[Finding]":
    from adapters.discord.settings import DiscordSettings

    settings = load_beside(DiscordSettings)
    if not settings.model_fields_set:
        return []
    from adapters.discord.checkup import examine

    return asyncio.run(examine(settings))


def local(settings: "Settings", opened: Callable[[str], None]) -> "LocalChat":
    """The page in the browser, with its sample group."""
    from adapters.local import LocalChat

    class WithSample(LocalChat):
        async def run(self, app: "App") -> None:
            await self.open_sample(app)
            await super().run(app)

    return WithSample(settings.directory / "local-chat.sqlite3", settings.port, opened)


def terminal(settings: "Settings", person: str) -> "Terminal":
    from adapters.terminal import Terminal, lines

    return Terminal(settings.directory / "terminal", person, os.environ.get("TZ", ""), lines(), sys.stdout)


def slack(processes: int) -> "SlackChat":
    from adapters.slack.settings import SlackSettings

    try:
        from adapters.slack.chat import SlackChat
    except ModuleNotFoundError as missing:
        raise CannotStart(NOT_INSTALLED.format(missing.name, "slack")) from None
    return SlackChat(load_beside(SlackSettings), processes=processes)


def discord(processes: int) -> "DiscordChat":
    from adapters.discord.settings import DiscordSettings

    try:
        from adapters.discord.chat import DiscordChat
    except ModuleNotFoundError as missing:
        raise CannotStart(NOT_INSTALLED.format(missing.name, "discord")) from None
    return DiscordChat(load_beside(DiscordSettings), processes=processes)


def discord_invitation() -> str:
    """The address where somebody who looks after a server lets Tend in."""
    from adapters.discord.settings import DiscordSettings

    try:
        from adapters.discord.checkup import invitation
    except ModuleNotFoundError as missing:
        raise CannotStart(NOT_INSTALLED.format(missing.name, "discord")) from None
    return asyncio.run(invitation(load_beside(DiscordSettings)))
