"""What Tend says later, and what Discord makes of it: closed doors, missing rights, crashes (D4 to D6, D14, D16)."""

import asyncio
import json

import pytest
from sqlalchemy import select

from adapters.discord import messenger
from adapters.discord.chat import DiscordChat
from adapters.discord.places import Spot, nonce
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.port import Gone, Place, Unreachable
from bot.reach import Unreached
from bot.sealed import Vault
from bot.ui import Message
from tests.adapters.exam import picture
from tests.discord.conftest import settings
from tests.discord.people import People
from tests.discord.saying import POSTS, TO_ANA, say, state, tell
from tests.discord.server import Discord
from tests.discord.shapes import GUILD, ROOM, TOKEN, No, guild


@pytest.mark.parametrize("status", [403, 400])
async def test_d04_a_closed_conversation_is_left_alone_until_somebody_acts(
    people: People, app: App, discord: Discord, database: Database, status: int
) -> None:
    discord.trouble[TO_ANA] = [No(50007, status)]
    for key in ("a", "b", "c"):
        await tell(app, key, people.person("Ana"))
    await tell(app, "ben", people.person("Ben"))
    assert (discord.calls[TO_ANA], state(database, "c"), state(database, "ben")) == (1, "held", "said")
    discord.trouble.clear()
    await tell(app, "d", people.person("Ana"))
    assert state(database, "d") == "held"
    await people.types("Ana", "exam")
    await app.deliver()
    assert [people.read("Ana", one).text.strip() for one in people.sees("Ana")] == ["What now?", *["Hello."] * 4]


@pytest.mark.parametrize(("code", "why"), [(50007, "closed"), (50278, "gone"), (10013, "gone"), (10007, "gone")])
@pytest.mark.usefixtures("app")
async def test_d04_d16_somebody_who_takes_no_messages_is_told_apart_from_somebody_who_left(
    people: People, discord: Discord, code: int, why: str
) -> None:
    discord.trouble[TO_ANA] = [No(code)]
    with pytest.raises(Gone) as gone:
        await say(people, await people.messenger.direct(people.person("Ana")))
    assert gone.value.why == why


@pytest.mark.parametrize(("code", "why"), [(50013, "denied"), (50001, "removed")])
async def test_d05_a_right_that_is_missing_is_told_once_and_asked_for_no_more(
    people: People,
    app: App,
    discord: Discord,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    code: int,
    why: str,
) -> None:
    discord.trouble[POSTS] = [No(code)]
    for key in ("a", "b", "c"):
        await tell(app, key, people.room)
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines() if "no right" in line]
    assert [(line["address"], line["state"]) for line in told] == [(people.room.id, code)]
    assert discord.calls[POSTS] == 1
    with database.begin() as session:
        assert session.scalars(select(Unreached.why)).all() == [why]
    discord.trouble.clear()
    await people.types("Ana", "exam", in_room=True)
    await app.deliver()
    assert [state(database, key) for key in ("a", "b", "c")] == ["said"] * 3


@pytest.mark.usefixtures("app")
async def test_d05_where_nothing_may_be_attached_a_picture_is_told(people: People, discord: Discord) -> None:
    discord.trouble[POSTS] = [No(50013), None]
    await people.messenger.send(people.room, picture(), key="picture", again=False)
    (read,) = await people.reads("Ben")
    assert read.text == "Your weeks.\nIt goes up from 1 to 5."


@pytest.mark.parametrize("code", [10003, 10004])
@pytest.mark.usefixtures("app")
async def test_d06_a_room_or_server_that_is_gone_is_gone(people: People, discord: Discord, code: int) -> None:
    discord.trouble[POSTS] = [No(code, 404)]
    with pytest.raises(Gone):
        await say(people, people.room)
    await discord.tell("GUILD_DELETE", {"id": str(GUILD)})
    await people.types("Ana", "exam")
    assert people.sees("Ana")


async def test_d06_a_server_that_removed_tend_is_left_alone_until_it_lets_tend_in_again(
    people: People, app: App, discord: Discord, database: Database
) -> None:
    await discord.tell("GUILD_DELETE", {"id": str(GUILD)})
    await people.until(lambda: bool(lost(database)))
    for key in ("a", "b"):
        await tell(app, key, people.room)
    assert (state(database, "b"), discord.calls[POSTS]) == ("held", 0)
    await discord.tell("GUILD_CREATE", guild())
    await people.until(lambda: not lost(database))
    await app.deliver()
    assert (state(database, "a"), state(database, "b")) == ("said", "said")


def lost(database: Database) -> list[str]:
    with database.begin() as session:
        return list(session.scalars(select(Unreached.why)))


@pytest.mark.parametrize("place", ["", "x", "1:x", "T1:C1", "-5"])
@pytest.mark.usefixtures("app")
async def test_d06_a_place_that_cannot_be_discords_is_gone(people: People, place: str) -> None:
    with pytest.raises(Gone):
        await say(people, Place("discord", place))


async def test_d14_a_post_that_arrived_before_the_crash_is_not_said_again(
    people: People, app: App, discord: Discord, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    discord.lose_after = 1
    with pytest.raises(Unreachable) as lost:
        await say(people, people.room)
    assert lost.value.unclear
    await people.leave()
    await people.connect(App(database, vault, clock, [], [people.messenger]))
    again = await people.messenger.send(people.room, Message("Hello."), key=f"{people.room.id} Hello.", again=True)
    assert [(str(one.id), one.nonce) for one in people.sees("Ben")] == [(again.id, nonce(f"{people.room.id} Hello."))]


@pytest.mark.usefixtures("app")
async def test_d14_after_discord_forgot_it_shows_twice_at_most(people: People, discord: Discord) -> None:
    discord.lose_after, discord.remembers_nonces = 1, False
    with pytest.raises(Unreachable):
        await say(people, people.room)
    await say(people, people.room)
    assert len(people.sees("Ben")) == 2


def test_d14_a_nonce_is_short_and_its_own() -> None:
    nonces = {nonce(f"meetings/{number}/reminder") for number in range(1000)}
    assert len(nonces) == 1000
    assert {len(one) for one in nonces} == {25}


@pytest.mark.parametrize("code", [10007, 10013])
@pytest.mark.usefixtures("app")
async def test_d16_somebody_who_left_is_gone(people: People, discord: Discord, code: int) -> None:
    discord.trouble["POST /users/@me/channels"] = [No(code, 404)]
    with pytest.raises(Gone):
        await people.messenger.direct(people.person("Ana"))


@pytest.mark.usefixtures("app")
async def test_what_was_deleted_already_is_gone(people: People) -> None:
    sent = await say(people, people.room)
    await people.messenger.delete(sent)
    with pytest.raises(Gone):
        await people.messenger.delete(sent)
    with pytest.raises(Gone):
        await people.messenger.edit(sent, Message("Other."))


async def test_what_waits_is_said_as_soon_as_there_is_a_connection(
    people: People, discord: Discord, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    waits = asyncio.create_task(say(people, people.room))
    await asyncio.sleep(0.05)
    await people.connect(App(database, vault, clock, [], [people.messenger]))
    assert str((await waits).id) in [str(one.id) for one in people.sees("Ben")]


async def test_without_a_connection_nothing_can_be_said(discord: Discord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messenger, "START_SECONDS", 0.05)
    chat = DiscordChat(settings(discord, TOKEN))
    with pytest.raises(Unreachable):
        await chat.messenger.send(Spot(GUILD, ROOM).place, Message("Hello."), key="k", again=False)
