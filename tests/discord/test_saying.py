"""What Tend says later, and what Discord makes of it: closed doors, missing rights, limits, crashes (D4 to D16)."""

import asyncio
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters.discord import messenger
from adapters.discord.calls import REFUSED_MOST, SHUT
from adapters.discord.chat import DiscordChat
from adapters.discord.places import Spot, nonce
from adapters.discord.threads import Threads
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.ledger import Parcel
from bot.port import Circle, Gone, Person, Place, Sent, Unreachable
from bot.reach import Unreached
from bot.sealed import Vault
from bot.ui import Message
from tests.adapters.exam import Exam, circle, picture
from tests.discord.conftest import settings
from tests.discord.people import People
from tests.discord.server import DIRECT, GUILD, ROOM, TOKEN, Discord, No, Thread, guild

ANA = DIRECT + 101
POSTS = f"POST /channels/{ROOM}/messages"
TO_ANA = f"POST /channels/{ANA}/messages"


@pytest.fixture
def exam() -> Exam:
    return Exam()


@pytest.fixture
async def app(people: People, exam: Exam, database: Database, vault: Vault, clock: StoppedClock) -> App:
    app = App(database, vault, clock, [exam.feature()], [people.messenger])
    await people.connect(app)
    await people.until(lambda: people.chat.messenger.client is not None)
    return app


async def say(people: People, to: Place, text: str = "Hello.", *, key: str = "", thread: str = "") -> Sent:
    return await people.messenger.send(to, Message(text), key=key or f"{to.id} {text}", again=False, thread=thread)


async def tell(app: App, key: str, to: Place | Person) -> None:
    """Through the outbox."""
    await app.database.run(lambda session: app._turn(session).say(to, Message("Hello."), key=key))
    await app.deliver()


def state(database: Database, key: str) -> str:
    with database.begin() as session:
        return session.scalars(select(Parcel.state).where(Parcel.key == key)).one()


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


@pytest.mark.usefixtures("app")
async def test_d07_a_thread_that_was_folded_up_is_unfolded(people: People, discord: Discord) -> None:
    sent = await say(people, people.room, "A case.", thread="Case")
    assert sent.beneath is not None
    discord.threads[int(sent.id)].archived = True
    await say(people, sent.beneath, "In it.")
    assert [people.read("Ben", one).text.strip() for one in people.sees("Ben")] == ["A case.", "In it."]


@pytest.mark.parametrize("archived", [True, False])
async def test_d07_what_is_meant_for_a_thread_that_was_locked_is_said_in_one_that_follows_it(
    people: People, app: App, discord: Discord, exam: Exam, archived: bool
) -> None:
    sent = await say(people, people.room, "A case.", thread="Case: *sleep*")
    assert sent.beneath is not None
    inside = await say(people, sent.beneath, "In it.")
    first = discord.threads[int(sent.id)]
    first.archived, first.locked = archived, True
    said = await say(people, sent.beneath, "More of it.")
    assert said.where == sent.beneath
    new, thread = list(discord.threads.items())[-1]
    assert (thread.parent, thread.name, thread.people) == (ROOM, "Case: *sleep*", None)
    link = next(one for one in discord.said if one.id == new)
    assert (link.channel, link.body["content"].count(f"<#{sent.id}>")) == (ROOM, 1)
    assert "**Case: \\*sleep\\*** goes on" in link.body["content"]
    await say(people, sent.beneath, "And more.")
    await people.messenger.edit(said, Message("Changed."))
    with pytest.raises(Gone) as no:
        await people.messenger.edit(inside, Message("Too late."))
    assert no.value.why == "message"
    assert [one.body["content"] for one in discord.said if one.channel == new] == ["Changed.", "And more."]
    assert len(discord.threads) == 2
    await people.commands("Ana", "exam", new)
    assert exam.where == sent.beneath


async def test_d07_two_peers_whose_thread_was_locked_go_on_in_another_and_the_room_reads_nothing_of_it(
    people: People, app: App, discord: Discord, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    place = await gathers(people, "Ana", "Ben")
    (first,) = discord.threads.values()
    first.archived = first.locked = True
    await say(people, place, "For you two.")
    old, new = discord.threads
    assert (discord.threads[new].people, discord.threads[new].name) == ({101, 102}, first.name)
    said = [one.body["content"] for one in discord.said if one.channel == new]
    assert (f"<#{old}>" in said[0], said[1:]) == (True, ["For you two."])
    assert [one for one in discord.said if one.channel == ROOM] == []
    await people.leave()
    people.chat.messenger.threads = Threads(people.chat.messenger._ask)
    await people.connect(App(database, vault, clock, [], [people.messenger]))
    assert await gathers(people, "Ana", "Ben") == place
    discord.threads[new].locked = True
    await say(people, place, "Still for you two.")
    assert [thread.people for thread in discord.threads.values()] == [{101, 102}] * 3
    assert people.chat.messenger.threads.first(Spot(GUILD, list(discord.threads)[-1]).place) == place


@pytest.mark.usefixtures("app")
async def test_d07_a_thread_that_follows_and_was_deleted_is_followed_by_another(
    people: People, discord: Discord
) -> None:
    place = await gathers(people, "Ana", "Ben")
    next(iter(discord.threads.values())).locked = True
    await say(people, place, "One.")
    del discord.threads[list(discord.threads)[-1]]
    with pytest.raises(Gone):
        await say(people, place, "Two.")
    await say(people, place, "Two.")
    assert len(discord.threads) == 2


@pytest.mark.usefixtures("app")
async def test_d07_somebody_elses_private_thread_that_is_locked_is_gone_since_nobody_knows_who_is_in_it(
    people: People, discord: Discord
) -> None:
    discord.threads[700] = Thread(ROOM, "Old", {101, 102}, archived=True, locked=True)
    with pytest.raises(Gone) as no:
        await say(people, Spot(GUILD, 700).place)
    assert (no.value.why, list(discord.threads), discord.said) == ("gone", [700], [])


@pytest.mark.usefixtures("app")
async def test_d07_a_thread_that_is_only_folded_up_and_may_not_be_unfolded_lacks_a_right(
    people: People, discord: Discord
) -> None:
    discord.threads[700] = Thread(ROOM, "Old", None, archived=True)
    discord.trouble["PATCH /channels/700"] = [No(50013)]
    with pytest.raises(Gone) as no:
        await say(people, Spot(GUILD, 700).place)
    assert (no.value.why, list(discord.threads)) == ("denied", [700])


@pytest.mark.usefixtures("app")
async def test_d07_what_is_asked_in_a_thread_that_is_locked_is_answered_elsewhere(
    people: People, discord: Discord
) -> None:
    discord.threads[700] = Thread(ROOM, "Old", None, archived=True, locked=True)
    await people.commands("Ana", "exam", 700)
    await people.until(lambda: bool(people.sees("Ana")))
    assert (people.sees("Ana")[-1].channel, "It reached Tend." in str(people.sees("Ana")[-1].body)) == (ANA, True)


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
    await asyncio.sleep(0.3)
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


# places for several


async def gathers(people: People, *names: str) -> Place:
    two = circle([people.person(name) for name in names], people.room)
    return await people.messenger.gather(two, key="two")


@pytest.mark.usefixtures("app")
async def test_a_place_for_two_is_a_thread_that_nobody_else_can_be_asked_into(people: People, discord: Discord) -> None:
    await gathers(people, "Ana", "Ben")
    (thread,) = discord.threads.values()
    assert thread.people == {101, 102}
    assert (thread.body["invitable"], thread.name) == (False, "Consult: Ana and Ben")


async def test_a_place_for_two_is_the_same_after_a_restart(
    people: People, app: App, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    place = await gathers(people, "Ana", "Ben")
    await people.leave()
    people.chat.messenger.threads = Threads(people.chat.messenger._ask)
    await people.connect(App(database, vault, clock, [], [people.messenger]))
    assert await gathers(people, "Ana", "Ben") == place


@pytest.mark.usefixtures("app")
async def test_a_place_for_two_that_was_deleted_is_made_anew(people: People, discord: Discord) -> None:
    place = await gathers(people, "Ana", "Ben")
    discord.threads.clear()
    with pytest.raises(Gone):
        await say(people, place)
    assert await gathers(people, "Ana", "Ben") != place


@pytest.mark.usefixtures("app")
async def test_a_place_for_two_that_was_half_made_is_made_whole(people: People, discord: Discord) -> None:
    discord.trouble["102"] = [No(0, 429, after=60), None]
    with pytest.raises(Unreachable):
        await gathers(people, "Ana", "Ben")
    await gathers(people, "Ana", "Ben")
    assert [thread.people for thread in discord.threads.values()] == [{101, 102}]


@pytest.mark.usefixtures("app")
async def test_near_a_thread_it_is_made_in_the_room_of_that_thread(people: People, discord: Discord) -> None:
    discord.threads[700] = Thread(ROOM, "Side", None)
    near = Circle((people.person("Ana"),), Spot(GUILD, 700).place, "Two")
    place = await people.messenger.gather(near, key="near")
    assert discord.threads[int(place.id.rpartition(":")[2])].parent == ROOM


@pytest.mark.usefixtures("app")
async def test_where_there_can_be_no_place_for_two_it_is_gone(people: People, discord: Discord) -> None:
    discord.trouble[f"POST /channels/{ROOM}/threads"] = [No(50013)]
    with pytest.raises(Gone):
        await gathers(people, "Ana", "Ben")
    discord.trouble.clear()
    two = Circle((people.person("Ana"), Person("discord", "999")), people.room, "Two")
    with pytest.raises(Gone):
        await people.messenger.gather(two, key="other")


# threads beneath a message


@pytest.mark.parametrize("trouble", [No(50013), No(0, 429, after=60), No(30000, 400)])
@pytest.mark.usefixtures("app")
async def test_a_message_whose_thread_cannot_be_made_was_said_all_the_same(
    people: People, discord: Discord, trouble: No
) -> None:
    discord.trouble["threads"] = [trouble]
    sent = await say(people, people.room, thread="Case")
    assert sent.beneath is None
    assert [str(one.id) for one in people.sees("Ben")] == [sent.id]


@pytest.mark.usefixtures("app")
async def test_a_thread_that_is_there_already_is_the_thread(people: People) -> None:
    first = await say(people, people.room, "A case.", thread="Case")
    again = await say(people, people.room, "A case.", thread="Case")
    assert first == again
    assert first.beneath == Spot(GUILD, int(first.id)).place


@pytest.mark.usefixtures("app")
async def test_d07_what_is_to_be_deleted_is_found_in_a_place_that_was_folded_up_since(
    people: People, discord: Discord
) -> None:
    """A case stands for thirty days after its end, and Discord folds a thread up after seven."""
    place = await gathers(people, "Ana", "Ben", "Cleo")
    said = [await say(people, place, words) for words in ("The case.", "A question.")]
    (thread,) = discord.threads.values()
    for one in said:
        thread.archived = True
        await people.messenger.delete(one)
    assert [one.deleted for one in discord.said if one.body["content"] in ("The case.", "A question.")] == [True, True]


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
