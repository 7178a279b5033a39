"""What `tend doctor` says about Slack: tokens, rights, reachability, clocks. Looking changes nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.manifest import DIRECT_WORDS, FILES, SCOPES, scopes
from adapters.slack.refusals import Declined, read
from adapters.slack.settings import SlackSettings, secret
from adapters.slack.transport import APART, TOO_FAR_APART, Transport
from bot.clock import Clock
from bot.doctor import Finding
from bot.settings import CannotStart

NEEDED_FOR = {
    "chat:write": "Tend cannot say anything",
    "commands": "/tend does not exist",
    "mpim:write": "two peers who agreed on a consult cannot be brought together",
    "users:read": "Tend knows neither names nor time zones",
    DIRECT_WORDS: "Tend does not hear direct messages; /tend works everywhere",
    FILES: "pictures and calendar entries come as words",
}


async def examine(settings: SlackSettings, clock: Clock) -> list[Finding]:
    """Everything there is to say about Slack."""
    try:
        settings.check()
    except CannotStart as no:
        return [Finding("slack", str(no), "wrong")]
    transport = Transport(settings.api_url)
    try:
        found = await _bot(settings, transport, clock)
        return list(dict.fromkeys([*found, *await _app(settings, transport)]))
    finally:
        await transport.close()


async def _bot(settings: SlackSettings, transport: Transport, clock: Clock) -> list[Finding]:
    if not settings.bot_token:
        return [Finding("slack", "Workspaces install Tend themselves.")]
    try:
        answer = await transport.client(secret(settings.bot_token)).auth_test()
    except Exception as no:
        return [_refused(no, "TEND_SLACK_BOT_TOKEN", transport)]
    here = Finding("slack", f"The token is good for the workspace {answer.get('team') or answer['team_id']}.")
    return [here, *_rights(answer), *_clocks(answer, clock.now())]


def _rights(answer: AsyncSlackResponse) -> Iterator[Finding]:
    given = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes", "")).split(",")} - {""}
    if not given:
        return
    for scope, without in NEEDED_FOR.items():
        if scope not in given:
            how = "Add the right on the app's page, and install it again." if scope in SCOPES else "It may stay so."
            yield Finding(
                "slack", f"Without the right {scope}, {without}. {how}", "wrong" if scope in SCOPES else "note"
            )
    if more := sorted(given - set(scopes(files=True))):
        yield Finding("slack", f"Tend does not need {', '.join(more)}. Take it away on the app's page.", "note")


def _clocks(answer: AsyncSlackResponse, now: datetime) -> Iterator[Finding]:
    told = answer.headers.get("Date")
    apart = abs(now - parsedate_to_datetime(str(told))) if told else timedelta()
    if apart > APART:
        sentence = f"This machine's clock and Slack's are {int(apart.total_seconds())} seconds apart. Set the clock."
        yield Finding("slack", sentence, "wrong" if apart > TOO_FAR_APART else "note")


async def _app(settings: SlackSettings, transport: Transport) -> list[Finding]:
    if settings.over_http:
        return [Finding("slack", f"Slack's requests are awaited on {settings.host}, port {settings.port}.")]
    try:
        await transport.client().apps_connections_open(app_token=secret(settings.app_token))
    except Exception as no:
        return [_refused(no, "TEND_SLACK_APP_TOKEN", transport)]
    return [Finding("slack", "Socket Mode can be opened.")]


def _refused(no: Exception, variable: str, transport: Transport) -> Finding:
    refused = read(no)
    if isinstance(refused, Declined):
        sentence = f"Slack does not take {variable} ({refused.code}). Copy it anew from the app's page."
    else:
        sentence = (
            f"{transport.host} cannot be reached. See that this machine may open connections to it, or try later."
        )
    return Finding("slack", sentence, "wrong")
