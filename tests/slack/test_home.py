"""App Home shows each person what is theirs, and a press on it is answered where they look."""

import asyncio

import pytest

from adapters.slack import words
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.sealed import Vault
from tests.slack.people import People
from tests.slack.reader import buttons, read
from tests.slack.server import TEAM, Json, Slack


@pytest.fixture
async def app(people: People, database: Database, vault: Vault, clock: StoppedClock) -> App:
    """Tend as it is, with everything in it, and Ana in a group."""
    made = App(database, vault, clock, FEATURES, [people.messenger])
    await people.connect(made)
    await people.commands("Ana", "create")
    await people.fills_in("Ana", {"name": "Tuesday circle", "zone": "Europe/Berlin", "rhythm": "second Tuesday 18:30"})
    await people.presses("Ana", "I accept and join")
    return made


async def opens(people: People, name: str, tab: str = "home") -> None:
    await people.does("events_api", people.event("app_home_opened", {"user": people.id(name), "tab": tab}))


def press(people: People, name: str, label: str) -> Json:
    home = people.slack.homes[people.id(name)]
    button = next(one for one in buttons(home["blocks"]) if one["text"]["text"] == label)
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": people.id(name), "team_id": TEAM},
        "container": {"type": "view", "view_id": "V0"},
        "view": {"id": "V0", "type": "home"},
        "trigger_id": f"home.{people.id(name)}.{next(people._count)}",
        "actions": [dict(button) | {"type": "button", "action_ts": f"18.{next(people._count)}"}],
    }


async def test_it_shows_what_is_ones_own(people: People, app: App, slack: Slack) -> None:
    await opens(people, "Ana")
    await opens(people, "Ben")
    ana, ben = (read(slack.homes[id]["blocks"], "Europe/Berlin", {}) for id in ("U1", "U2"))
    assert "Tuesday circle" in ana.text
    assert {"Check in now", "Pause", "Ask a peer", "What Tend keeps", "Help"} <= set(ana.buttons)
    assert ben.buttons == ("Get support now", "What Tend keeps", "Help")
    assert "Tuesday circle" not in ben.text


async def test_only_the_home_tab_is_published(people: People, app: App, slack: Slack) -> None:
    await opens(people, "Ana", "messages")
    assert slack.homes == {}


async def test_opened_again_and_again_it_is_published_once_more(people: People, app: App, slack: Slack) -> None:
    await asyncio.gather(*(opens(people, "Ana") for _ in range(20)))
    assert slack.calls["views.publish"] <= 4
    await opens(people, "Ana")
    assert "Tuesday circle" in read(slack.homes["U1"]["blocks"], "", {}).text


async def test_a_form_opens_over_it_and_an_answer_stands_before_it(people: People, app: App, slack: Slack) -> None:
    await opens(people, "Ana")
    await people.does("interactive", press(people, "Ana", "Pause"))
    assert await people.form("Ana") is not None
    await people.fills_in("Ana", {"until": "in 3 weeks"})
    await opens(people, "Ana")
    assert "paused until" in read(slack.homes["U1"]["blocks"], "", {}).text
    await people.does("interactive", press(people, "Ana", "Resume"))
    assert slack.modals["U1"]["title"]["text"] == "Tend"
    assert "paused until" not in read(slack.homes["U1"]["blocks"], "", {}).text


async def test_an_answer_with_buttons_goes_into_the_conversation(people: People, app: App, slack: Slack) -> None:
    await opens(people, "Ana")
    await people.does("interactive", press(people, "Ana", "Check in now"))
    assert read(slack.modals["U1"]["blocks"], "", {}).text == words.IN_MESSAGES
    asked = (await people.reads("Ana"))[-1]
    assert (len(asked.buttons) >= 5, asked.id.split("/")[0]) == (True, "DU1")
