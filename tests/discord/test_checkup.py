"""What the doctor finds about Discord, and the address that brings Tend into a server."""

from urllib.parse import parse_qs, urlsplit

import pytest
from discord import Permissions

from adapters.discord.checkup import ELSEWHERE, NOWHERE, examine, invitation, rights
from adapters.discord.settings import NOT_SET, DiscordSettings
from bot.settings import CannotStart
from tests.discord.conftest import settings
from tests.discord.server import Discord
from tests.discord.shapes import APPLICATION, No

ALLOWED = {
    "read_messages",  # the library's name for seeing a room; it reads none
    "send_messages",
    "send_messages_in_threads",
    "create_private_threads",
    "create_public_threads",
    "embed_links",
    "attach_files",
}


async def found(discord: Discord) -> list[tuple[str, str]]:
    return [(one.state, one.sentence) for one in await examine(settings(discord))]


async def test_all_is_well(discord: Discord) -> None:
    discord.rights = rights().value
    assert await found(discord) == [("ok", "The token is good for the application Tend.")]


async def test_a_right_that_is_missing_is_named_with_its_server(discord: Discord) -> None:
    discord.rights = rights().value & ~Permissions(create_private_threads=True).value
    (_, (state, sentence)) = await found(discord)
    assert state == "wrong"
    assert "In the server Peers, without the right to create private threads, two peers" in sentence


async def test_being_nowhere_yet_is_worth_a_note(discord: Discord) -> None:
    assert ("note", NOWHERE) in await found(discord)


async def test_more_than_is_needed_is_worth_a_note_and_another_address_is_wrong(discord: Discord) -> None:
    discord.about = {"flags": 1 << 19 | 1 << 15, "interactions_endpoint_url": "https://elsewhere.test"}
    said = await found(discord)
    assert ("wrong", ELSEWHERE) in said
    assert {sentence.split(". ")[0] for state, sentence in said if state == "note"} >= {
        "Tend does not need the Message Content Intent",
        "Tend does not need the Server Members Intent",
    }


@pytest.mark.parametrize(
    ("trouble", "begins"),
    [(No(0, 401), "Discord does not take"), (No(0, 429, via=False), "127.0.0.1 cannot be reached")],
)
async def test_what_does_not_work_is_said_in_a_sentence(discord: Discord, trouble: No, begins: str) -> None:
    discord.trouble["GET /users/@me"] = [trouble]
    ((state, sentence),) = await found(discord)
    assert (state, sentence[: len(begins)]) == ("wrong", begins)
    with pytest.raises(CannotStart, match=begins):
        await invitation(settings(discord))


async def test_without_a_token_it_says_where_one_is() -> None:
    assert [one.sentence for one in await examine(DiscordSettings(token=None))] == [NOT_SET]


async def test_the_invitation_asks_for_the_least(discord: Discord) -> None:
    asked = parse_qs(urlsplit(await invitation(settings(discord))).query)
    assert asked["client_id"] == [str(APPLICATION)]
    assert asked["scope"] == ["bot applications.commands"]
    given = Permissions(int(asked["permissions"][0]))
    assert {name for name, value in given if value} == ALLOWED
