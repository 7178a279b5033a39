"""Workspaces install Tend themselves: only who set out arrives, and what they bring is sealed."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientSession, CookieJar
from click.testing import CliRunner
from pydantic import SecretStr
from yarl import URL

from adapters.__main__ import main
from adapters.slack.chat import SlackChat
from adapters.slack.install import NOT_INSTALLED, ONE_BY_ONE, START, WELCOME
from adapters.slack.manifest import DIRECT_WORDS, EVENTS, FILES, REDIRECT, manifest, scopes
from bot.app import App
from bot.clock import StoppedClock
from bot.ui import Message
from tests.slack.conftest import settings
from tests.slack.people import People
from tests.slack.server import Json, Slack

GIVEN = {"team": {"id": "T7"}, "access_token": "xoxb-7", "bot_user_id": "UBOT"}


@pytest.fixture
async def people(slack: Slack, clock: StoppedClock) -> AsyncIterator[People]:
    slack.tokens["xoxb-7"] = "T7"
    more = {"bot_token": None, "client_id": "1.2", "client_secret": SecretStr("s3"), "port": 0}
    made = People(slack, SlackChat(settings(slack, **more, public_url="http://127.0.0.1"), clock))
    yield made
    await made.leave()


def browsing() -> ClientSession:
    return ClientSession(cookie_jar=CookieJar(unsafe=True))  # which only means that addresses may be numbers


async def sets_out(people: People, browser: ClientSession) -> tuple[str, str]:
    """Slack's page, and what has to come back from it."""
    async with browser.get(people.chat.address + START, allow_redirects=False) as answer:
        assert answer.status == 302
        there = answer.headers["Location"]
    return there, parse_qs(urlsplit(there).query)["state"][0]


async def arrives(people: People, browser: ClientSession, **query: str) -> tuple[int, str]:
    async with browser.get(URL(people.chat.address + REDIRECT).with_query(query)) as answer:
        return answer.status, await answer.text()


def gives(slack: Slack, given: Json) -> None:
    slack.more["oauth.v2.access"] = lambda asked: given if asked["code"] == "good" else {}


async def test_a_workspace_installs_tend_and_is_spoken_in(
    people: People, app: App, slack: Slack, tmp_path: Path
) -> None:
    gives(slack, GIVEN)
    async with browsing() as browser:
        there, state = await sets_out(people, browser)
        assert parse_qs(urlsplit(there).query)["scope"] == [",".join(scopes())]
        assert there.startswith(f"{slack.address}/oauth/v2/authorize?")
        assert await arrives(people, browser, code="good", state=state) == (200, WELCOME)
    workspace = await people.chat.workspaces.get("T7")
    assert (workspace.token, workspace.bot) == ("xoxb-7", "UBOT")
    assert not [file for file in tmp_path.iterdir() if b"xoxb-7" in file.read_bytes()]


async def test_it_is_still_there_after_a_restart(people: People, app: App, slack: Slack, clock: StoppedClock) -> None:
    gives(slack, GIVEN | {"refresh_token": "r", "expires_in": 43200})
    async with browsing() as browser:
        _, state = await sets_out(people, browser)
        await arrives(people, browser, code="good", state=state)
    await people.leave()
    again = People(
        slack,
        SlackChat(
            settings(
                slack,
                bot_token=None,
                client_id="1.2",
                client_secret=SecretStr("s3"),
                port=0,
                public_url="http://127.0.0.1",
            ),
            clock,
        ),
    )
    await again.connect(app)
    place = await again.messenger.direct(again.person("Ana"))
    assert place.id == "T1:U1"
    kept = await again.chat.workspaces.get("T7")
    assert (kept.refresh, kept.expires) == ("r", int(clock.now().timestamp()) + 43200)
    sent = await again.messenger.send(type(place)("slack", "T7:U1"), Message("Hello again."), key="k", again=False)
    assert sent.where.id == "T7:DU1"
    await again.leave()


async def test_nobody_finishes_what_somebody_else_began(
    people: People, app: App, slack: Slack, clock: StoppedClock
) -> None:
    gives(slack, GIVEN)
    async with browsing() as mine, browsing() as theirs:
        _, state = await sets_out(people, mine)
        await sets_out(people, theirs)
        forged = state.replace(state.split(".")[0], "99999999999")
        assert (await arrives(people, theirs, code="good", state=state))[0] == 400
        assert (await arrives(people, mine, code="good", state=forged))[0] == 400
        assert (await arrives(people, mine, code="good"))[0] == 400
        clock.move(clock.now() + timedelta(minutes=11))
        assert (await arrives(people, mine, code="good", state=state))[0] == 400
    assert slack.calls["oauth.v2.access"] == 0


async def test_a_no_installs_nothing(people: People, app: App, slack: Slack) -> None:
    async with browsing() as browser:
        _, state = await sets_out(people, browser)
        assert await arrives(people, browser, error="access_denied", state=state) == (200, NOT_INSTALLED)
        gives(slack, GIVEN | {"is_enterprise_install": True})
        assert await arrives(people, browser, code="good", state=state) == (400, ONE_BY_ONE)
    assert people.chat.workspaces.known("T7") is None


# what Tend asks for

ALLOWED = {"chat:write", "commands", "mpim:write", "users:read", "im:history", "files:write"}
"""The only rights that a manifest may ever ask for. The one with history in its name delivers words written to Tend."""


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("files", [False, True])
@pytest.mark.parametrize("url", ["", "https://tend.example"])
def test_the_manifest_asks_for_no_more_than_is_needed(words: bool, files: bool, url: str) -> None:
    made = manifest(words=words, files=files, url=url)
    asked = set(made["oauth_config"]["scopes"]["bot"])
    optional = ({DIRECT_WORDS} if words else set()) | ({FILES} if files else set())
    assert asked == (ALLOWED - {DIRECT_WORDS, FILES}) | optional
    heard = set(made["settings"]["event_subscriptions"]["bot_events"])
    assert heard == set(EVENTS) | ({"message.im"} if words else set())
    assert "user" not in made["oauth_config"]["scopes"]
    assert made["features"]["app_home"]["messages_tab_read_only_enabled"] is not words


def test_without_direct_words_nothing_is_called_history() -> None:
    assert "history" not in str(manifest(words=False, files=True))


def test_a_manifest_says_how_slack_reaches_tend() -> None:
    socket, http = manifest(), manifest(url="https://tend.example/", several=True)
    assert socket["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in str(socket)
    assert http["settings"]["socket_mode_enabled"] is False
    assert http["features"]["slash_commands"][0]["url"] == "https://tend.example/slack/events"
    assert http["settings"]["interactivity"]["request_url"] == "https://tend.example/slack/events"
    assert http["oauth_config"]["redirect_urls"] == ["https://tend.example/slack/installed"]
    assert http["settings"]["token_rotation_enabled"] is True
    assert len(http["display_information"]["description"]) <= 140


def test_the_command_prints_what_slack_can_read() -> None:
    printed = CliRunner().invoke(main, ["slack", "manifest", "--no-words"])
    assert json.loads(printed.output) == manifest(words=False)
    assert CliRunner().invoke(main, ["slack", "manifest", "--several"]).exit_code == 2
