"""What Discord limits: whom it turns away, and how long what has to wait waits (D11, D12)."""

import asyncio
from datetime import timedelta

import pytest

from adapters.discord.calls import REFUSED_MOST, SHUT
from adapters.discord.chat import DiscordChat
from adapters.discord.places import Spot
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.port import Gone, Unreachable
from bot.sealed import Vault
from tests.discord.conftest import settings
from tests.discord.people import People
from tests.discord.saying import POSTS, TO_ANA, say
from tests.discord.server import Discord
from tests.discord.shapes import GUILD, No


@pytest.mark.usefixtures("app")
async def test_d11_an_address_that_is_turned_away_does_not_knock_and_waits_twice_as_long_each_time(
    people: People, discord: Discord, clock: StoppedClock
) -> None:
    discord.trouble[POSTS] = [No(0, 429, via=False)]
    place, waits = await people.messenger.direct(people.person("Ana")), []
    for _ in range(3):
        with pytest.raises(Unreachable) as later:
            await say(people, people.room)
        waits.append(later.value.after)
        with pytest.raises(Unreachable):
            await say(people, place)
        clock.move(clock.now() + later.value.after)
    assert waits == [SHUT, SHUT * 2, SHUT * 4]
    assert (discord.calls[POSTS], discord.calls[TO_ANA]) == (3, 0)
    discord.trouble.clear()
    await say(people, people.room)


async def test_d11_logging_in_is_tried_once_while_the_door_is_closed(
    discord: Discord, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    discord.trouble["GET /users/@me"] = [No(0, 429, via=False)]
    chat = DiscordChat(settings(discord), clock, retry_seconds=0.01)
    running = asyncio.create_task(chat.run(App(database, vault, clock, [], [chat.messenger])))
    async with asyncio.timeout(10):
        while not discord.calls["GET /users/@me"]:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)  # in which it would have been tried ten times
    running.cancel()
    await asyncio.wait([running])
    assert discord.calls["GET /users/@me"] == 1


@pytest.mark.usefixtures("app")
async def test_d11_after_many_refusals_nothing_is_asked_for_a_while(people: People, discord: Discord) -> None:
    for number in range(REFUSED_MOST + 20):
        with pytest.raises((Gone, Unreachable)):
            await say(people, Spot(GUILD, 5000).place, key=f"k{number}")
    assert discord.calls["POST /channels/5000/messages"] == REFUSED_MOST


@pytest.mark.usefixtures("app")
async def test_d12_what_is_limited_waits_as_long_as_it_is_asked_to_and_holds_up_nobody(
    people: People, discord: Discord
) -> None:
    discord.trouble[POSTS] = [No(0, 429, after=1), None]
    place = await people.messenger.direct(people.person("Ana"))
    began = asyncio.get_running_loop().time()
    waits = asyncio.create_task(say(people, people.room))
    while POSTS not in discord.calls:
        await asyncio.sleep(0)
    await say(people, place)
    assert not waits.done()
    await waits
    assert asyncio.get_running_loop().time() - began >= 1
    assert len(people.sees("Ben")) == 1


@pytest.mark.usefixtures("app")
async def test_d12_a_long_wait_is_the_outbox_s(people: People, discord: Discord) -> None:
    discord.trouble[POSTS] = [No(0, 429, after=120)]
    with pytest.raises(Unreachable) as later:
        await say(people, people.room)
    assert (later.value.after, later.value.unclear) == (timedelta(seconds=120), False)
