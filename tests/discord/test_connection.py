"""The connection: lost, renewed, refused; what is asked of Discord at each start, and what never (D9, D10, D17, 18)."""

import asyncio

import pytest

from adapters.discord import client
from adapters.discord.chat import REFUSED, DiscordChat
from adapters.discord.client import INTENTS, Listeners, TendClient
from adapters.discord.commands import TEND, has
from adapters.discord.settings import NOT_SET, DiscordSettings
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from bot.settings import CannotStart
from tests.adapters.exam import AWKWARD, Echo, Exam
from tests.discord.conftest import settings
from tests.discord.people import People
from tests.discord.server import Discord
from tests.discord.shapes import APPLICATION, DIRECT_MESSAGES, GUILDS, PRIVILEGED, TOKEN, No

COMMANDS = f"applications/{APPLICATION}/commands"


@pytest.fixture
async def app(people: People, exam: Exam, database: Database, vault: Vault, clock: StoppedClock) -> App:
    app = App(database, vault, clock, [exam.feature()], [people.messenger])
    await people.connect(app)
    return app


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library waits five seconds before it makes itself known again."""

    async def no_wait(self: object, shard: object, *, initial: bool = False) -> None: ...

    monkeypatch.setattr(TendClient, "before_identify_hook", no_wait)


@pytest.mark.usefixtures("app", "at_once")
async def test_d09_after_fifty_new_connections_everything_still_happens_once(
    people: People, exam: Exam, discord: Discord
) -> None:
    await people.types("Ana", "exam")
    for number in range(50):
        await discord.reconnect(resumable=bool(number % 2))
    await people.presses("Ana", "Echo")
    assert exam.heard == [Echo(AWKWARD, -7)]
    assert [people.read("Ana", one).text for one in people.sees("Ana")] == ["What now?", "Heard."]
    assert (len(discord.identified), discord.resumed) == (26, 25)
    assert (discord.calls["GET /users/@me"], discord.calls[f"GET /{COMMANDS}"]) == (1, 1)


@pytest.mark.usefixtures("app")
async def test_d09_what_happened_while_there_was_no_connection_is_heard_once(
    people: People, exam: Exam, discord: Discord
) -> None:
    await people.types("Ana", "exam")
    press = people.press("Ana", "Echo")
    socket = discord.sockets.pop()
    await discord.tell("INTERACTION_CREATE", press)
    await socket.send_json({"op": 7, "d": None, "s": None, "t": None})
    await people.until(lambda: discord.resumed == 1 and bool(exam.heard))
    assert exam.heard == [Echo(AWKWARD, -7)]


async def test_d10_a_connection_that_answers_and_tells_nothing_is_taken_up_anew(
    people: People, exam: Exam, discord: Discord, monkeypatch: pytest.MonkeyPatch, app: App
) -> None:
    await people.leave()
    monkeypatch.setattr(client, "QUIET_SECONDS", 0.3)
    await people.connect(app)
    await people.types("Ana", "exam")
    press, before = people.press("Ana", "Echo"), discord.resumed
    discord.sockets.pop()
    await discord.tell("INTERACTION_CREATE", press)
    await people.until(lambda: bool(exam.heard))
    assert discord.resumed > before


@pytest.mark.parametrize("code", [4000, 4004, 4009])
@pytest.mark.usefixtures("app")
async def test_d10_a_connection_that_ends_for_good_is_begun_again(
    people: People, exam: Exam, discord: Discord, code: int
) -> None:
    await people.types("Ana", "exam")
    before = len(discord.identified) + discord.resumed
    await discord.sockets.pop().close(code=code)
    await people.until(lambda: len(discord.identified) + discord.resumed > before)
    await people.presses("Ana", "Echo")
    assert exam.heard == [Echo(AWKWARD, -7)]


async def test_d17_a_hundred_starts_write_the_command_once(
    people: People, app: App, discord: Discord, exam: Exam
) -> None:
    await people.leave()
    listeners = Listeners(app, people.chat.messenger)
    for _ in range(99):
        async with TendClient(listeners) as client:
            await client.login(TOKEN)
    assert (discord.calls[f"GET /{COMMANDS}"], discord.calls[f"PUT /{COMMANDS}"]) == (100, 1)


async def test_d17_another_command_is_replaced_and_a_failure_stops_nothing(
    people: People, exam: Exam, discord: Discord, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    discord.commands = [{"id": "1", "name": "old", "type": 1, "description": "Old.", "options": []}]
    await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger]))
    assert has(discord.commands, [TEND])
    await people.leave()
    discord.trouble[f"GET /{COMMANDS}"] = [No(50001)]
    await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger]))
    await people.types("Ana", "exam")


def test_d17_a_command_is_known_again_by_what_is_ours() -> None:
    theirs = TEND | {"id": "1", "nsfw": False}
    assert has(theirs, TEND)
    assert not has(theirs | {"description": "Another."}, TEND)
    assert not has(theirs | {"options": []}, TEND)
    assert not has(theirs | {"options": None}, TEND)


@pytest.mark.usefixtures("app")
async def test_d18_nothing_is_asked_for_that_discord_has_to_grant(people: People, discord: Discord) -> None:
    assert discord.identified[0]["intents"] == GUILDS | DIRECT_MESSAGES
    assert not INTENTS.value & PRIVILEGED
    off = (INTENTS.message_content, INTENTS.members, INTENTS.presences, INTENTS.guild_messages)
    assert not any(off)
    await people.types("Ana", "exam")
    asked = {route for route in discord.calls if route.startswith("GET ")}
    assert asked == {"GET /users/@me", "GET /oauth2/applications/@me", f"GET /{COMMANDS}"}, "no history, no members"


async def test_a_token_that_discord_does_not_take_is_said_in_a_sentence(
    discord: Discord, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    chat = DiscordChat(settings(discord, "wrong"), clock)
    with pytest.raises(CannotStart) as no:
        await chat.run(App(database, vault, clock, [], [chat.messenger]))
    assert str(no.value) == REFUSED


def test_without_a_token_it_does_not_begin() -> None:
    with pytest.raises(CannotStart) as no:
        DiscordChat(DiscordSettings(token=None))
    assert str(no.value) == NOT_SET


async def test_while_discord_is_down_it_is_tried_again(
    people: People, exam: Exam, discord: Discord, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    discord.trouble["GET /users/@me"] = [No(0, 503), No(0, 503), None]
    async with asyncio.timeout(5):
        await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger]))
    await people.types("Ana", "exam")
    assert people.sees("Ana")
