"""What `tend doctor` says about Discord, and the address that brings Tend into a server. Looking changes nothing."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from discord import ApplicationFlags, Client, Permissions
from discord.http import HTTPClient
from discord.utils import oauth_url

from adapters.discord.chat import REFUSED, point_at
from adapters.discord.client import INTENTS
from adapters.discord.refusals import Declined, Revoked, read
from adapters.discord.settings import DiscordSettings
from bot.doctor import Finding
from bot.port import Unreachable
from bot.settings import CannotStart

RIGHTS: dict[str, str] = {
    "view_channel": "Tend sees no room",
    "send_messages": "Tend cannot say anything",
    "send_messages_in_threads": "Tend cannot say anything in threads",
    "create_private_threads": "two peers who agreed on a consult cannot be brought together",
    "create_public_threads": "there are no threads beneath messages",
    "embed_links": "texts with many signs in them cannot be shown",
    "attach_files": "pictures come as words, and calendar entries not at all",
}
"""Everything that Tend asks a server for, and what is missing without it."""
NOT_NEEDED: dict[str, str] = {
    "gateway_message_content": "Message Content Intent",
    "gateway_message_content_limited": "Message Content Intent",
    "gateway_guild_members": "Server Members Intent",
    "gateway_guild_members_limited": "Server Members Intent",
    "gateway_presence": "Presence Intent",
    "gateway_presence_limited": "Presence Intent",
}
"""What an application may be given and Tend never asks for."""
ELSEWHERE = (
    "What people press goes to another address, so Tend hears none of it. Remove the Interactions Endpoint URL on "
    "your application's page, General Information."
)
NOWHERE = "Tend is in no server yet. `tend discord invite` prints the address that brings it into one."


def rights() -> Permissions:
    return Permissions(**dict.fromkeys(RIGHTS, True))


async def invitation(settings: DiscordSettings) -> str:
    """The address where somebody who looks after a server lets Tend in. Raises CannotStart."""
    try:
        async with _asking(settings) as http:
            application = await http.application_info()
    except Exception as no:
        raise CannotStart(_sentence(read(no), settings)) from None
    return oauth_url(int(application["id"]), permissions=rights(), scopes=("bot", "applications.commands"))


async def examine(settings: DiscordSettings) -> list[Finding]:
    """Everything there is to say about Discord."""
    try:
        async with _asking(settings) as http:
            application = await http.application_info()
            guilds = await http.get_guilds(200)
    except CannotStart as no:
        return [Finding("discord", str(no), "wrong")]
    except Exception as no:
        return [Finding("discord", _sentence(read(no), settings), "wrong")]
    return [*_application(application), *_guilds(guilds)]


@asynccontextmanager
async def _asking(settings: DiscordSettings) -> AsyncIterator[HTTPClient]:
    token = settings.check()
    point_at(settings)
    async with Client(intents=INTENTS) as client:
        await client.http.static_login(token)
        yield client.http


def _application(application: Mapping[str, Any]) -> Iterator[Finding]:
    yield Finding("discord", f"The token is good for the application {application['name']}.")
    flags = ApplicationFlags._from_value(int(application.get("flags", 0)))
    for name in sorted({words for flag, words in NOT_NEEDED.items() if getattr(flags, flag)}):
        yield Finding(
            "discord", f"Tend does not need the {name}. Switch it off on your application's page, Bot.", "note"
        )
    if application.get("interactions_endpoint_url"):
        yield Finding("discord", ELSEWHERE, "wrong")


def _guilds(guilds: list[Any]) -> Iterator[Finding]:
    if not guilds:
        yield Finding("discord", NOWHERE, "note")
    for guild in guilds:
        given = Permissions(int(guild["permissions"]))
        for right, without in RIGHTS.items():
            if not (given.administrator or getattr(given, right)):
                asked = right.replace("_", " ")
                sentence = (
                    f"In the server {guild['name']}, without the right to {asked}, {without}. Give it to Tend's role."
                )
                yield Finding("discord", sentence, "wrong")


def _sentence(no: Exception, settings: DiscordSettings) -> str:
    match no:
        case CannotStart():
            return str(no)
        case Revoked():
            return REFUSED
        case Declined() | Unreachable():
            host = urlsplit(settings.api_url).hostname
            return f"{host} cannot be reached. See that this machine may open connections to it, or try later."
        case _:
            raise no
