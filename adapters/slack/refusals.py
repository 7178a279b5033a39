"""Slack's ways of saying no, told apart by their code: never again, not now, not with this token, not like this."""

from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.port import Gone, Unreachable, Why

CLOSED: dict[str, Why] = {
    "account_not_found": "gone",
    "cannot_dm_bot": "gone",
    "cant_dm_bot": "gone",
    "cant_delete_message": "message",
    "cant_update_message": "message",
    "channel_is_archived": "gone",
    "channel_not_found": "removed",  # also a private channel that Tend is not in, and one that was deleted
    "edit_window_closed": "message",
    "is_archived": "gone",
    "is_inactive": "gone",
    "message_not_found": "message",
    "messages_tab_disabled": "denied",
    "not_in_channel": "removed",
    "restricted_action": "denied",
    "restricted_action_non_threadable_channel": "denied",
    "restricted_action_read_only_channel": "denied",
    "restricted_action_thread_locked": "denied",
    "restricted_action_thread_only_channel": "denied",
    "team_not_found": "uninstalled",
    "thread_not_found": "gone",
    "user_disabled": "gone",
    "user_not_found": "gone",
    "user_not_visible": "gone",
    "users_not_found": "gone",
}
"""The place or the person is not there, or not for us; asking again changes nothing."""
NO_SCOPE = "missing_scope"
REVOKED = {
    "access_denied",
    "account_inactive",
    "enterprise_is_restricted",
    "invalid_auth",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
}
"""The token: nothing at all can be said in this workspace until it is a good one again."""
BUSY = {"accesslimited", "message_limit_exceeded", "rate_limited", "ratelimited", "service_unavailable"}
HALFWAY = {"fatal_error", "internal_error", "request_timeout"}
"""Slack stopped somewhere on the way, and the message may be there."""

A_WHILE = timedelta(seconds=30)
"""Where Slack limits us and does not say for how long."""


class Declined(Exception):
    """Slack does not do this. `code` is its word for why, and never holds anything that people wrote."""

    def __init__(self, code: str, needed: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.needed = needed


def held(refused: Exception) -> Exception:
    """The same to the outbox, which keeps what it may not say, so that it can go on once it may."""
    if isinstance(refused, Declined) and refused.code == NO_SCOPE:
        return Gone("denied", refused.needed or NO_SCOPE)
    return refused


class Revoked(Declined):
    """The token of a workspace is no longer good."""


def read(error: Exception) -> Exception:
    """What an error of the client library means to us."""
    match error:
        case SlackApiError():
            return _told(error.response)
        case aiohttp.ClientConnectorError():
            return Unreachable()
        case aiohttp.ClientError() | TimeoutError() | OSError():
            return Unreachable(unclear=True)
        case _:
            return error


def _told(response: Any) -> Exception:
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 500)
    answer = getattr(response, "data", None)
    said = answer if isinstance(answer, dict) else {}
    code = str(said.get("error", ""))
    if status == 429 or code in BUSY:
        return Unreachable(_asked_to_wait(response))
    if code in CLOSED:
        return Gone(CLOSED[code])
    if code in REVOKED:
        return Revoked(code)
    if code in HALFWAY or status >= 500 or not code:
        return Unreachable(unclear=True)
    return Declined(code, str(said.get("needed", "")))


def _asked_to_wait(response: Any) -> timedelta:
    asked = str(getattr(response, "headers", {}).get("Retry-After", ""))
    return timedelta(seconds=int(asked)) if asked.isdecimal() else A_WHILE
