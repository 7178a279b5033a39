"""Everything of one's own as a file, and nothing of anybody else's."""

import json

import pytest

from bot.privacy import asked
from tests.chat import ROOM, Chat, direct
from tests.groups.scene import OTHER_ROOM, a_group, text

pytestmark = pytest.mark.storage


def own(chat: Chat, name: str) -> dict[str, dict[str, object]]:
    """The latest file that this person can read, as JSON."""
    files = [file for shown in chat.sees(name) if (file := shown.message.file) is not None]
    return dict(json.loads(files[-1].text))


async def test_the_chat_is_warned_of_before_the_file_passes_through_it(chat: Chat) -> None:
    await a_group(chat, "Ana")
    asked = await chat.types("Ana", "export")
    assert "passes through this chat" in text(asked)
    assert not any(shown.message.file for shown in chat.messenger.shown)


async def test_the_file_holds_everything_by_slice(chat: Chat) -> None:
    chat.zones["Ana"] = "Europe/Berlin"
    await a_group(chat, "Ana")
    await chat.types("Ana", "away until 14 December")
    for words in ("settings", "1", "Other"):
        await chat.types("Ana", words)
    await chat.types("Ana", "export")
    await chat.types("Ana", "Send me the file")
    kept = own(chat, "Ana")
    assert {"you", "groups", "kernel"} <= set(kept)
    assert kept["you"]["handle"] == "ana"
    assert kept["you"]["away_until"] == "2026-12-13T23:00:00+00:00"
    assert kept["groups"]["memberships"] == [
        {
            "group": "Other",
            "joined": "2026-11-02T08:00:00+00:00",
            "left": None,
            "accepted_version_of_agreement": 1,
        }
    ]
    assert kept["groups"]["settings_changed"] == [
        {
            "group": "Other",
            "setting": "Name",
            "from": "Tuesday circle",
            "to": "Other",
            "at": "2026-11-02T08:00:00+00:00",
            "undone": None,
        }
    ]


async def test_a_half_typed_form_is_in_the_file(chat: Chat) -> None:
    await a_group(chat, "Ana")
    for words in ("create", "Half a thought"):
        await chat.types("Ana", words, OTHER_ROOM)
    await chat.types("Ana", "export")
    await chat.presses("Ana", "Send me the file")
    assert own(chat, "Ana")["kernel"] == {"half_typed_forms": [{"name": ["Half a thought"]}]}


async def test_nothing_of_anybody_else_is_in_the_file(chat: Chat) -> None:
    await a_group(chat, "Ana", "Benedikt")
    await chat.types("Benedikt", "zone Asia/Tokyo")
    await chat.types("Ana", "export")
    await chat.presses("Ana", "Send me the file")
    whole = json.dumps(own(chat, "Ana"))
    assert "enedikt" not in whole
    assert "Tokyo" not in whole


async def test_from_a_room_the_file_goes_to_their_own_conversation(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.types("Ana", "export", ROOM)
    assert "private conversation" in text(await chat.presses("Ana", "Send me the file"))
    (sent,) = [shown for shown in chat.messenger.shown if shown.message.file]
    assert sent.where == direct(chat.person("Ana"))
    assert not any(shown.message.file for shown in chat.sees("Ben"))


async def test_whoever_runs_tend_finds_somebody_by_name_or_by_platform_and_id(chat: Chat) -> None:
    await a_group(chat, "Ana", "Benedikt")

    def found(who: str) -> list[str]:
        return [one.handle for one in chat.app.look(lambda turn: asked.found(turn, who))]

    assert [found(who) for who in ("Benedikt", "test/benedikt", "test/Benedikt", "other/benedikt")] == [
        *[["benedikt"]] * 2,
        *[[]] * 2,
    ]
