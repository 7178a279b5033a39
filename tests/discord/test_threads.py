"""Threads: those beneath messages, and private ones for two, that are folded up, locked or deleted (D7)."""

import pytest

from adapters.discord.places import Spot
from adapters.discord.threads import Threads
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.port import Circle, Gone, Person, Unreachable
from bot.sealed import Vault
from bot.ui import Message
from tests.adapters.exam import Exam
from tests.discord.people import People
from tests.discord.saying import ANA, gathers, say
from tests.discord.server import Discord, Thread
from tests.discord.shapes import GUILD, ROOM, No


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
