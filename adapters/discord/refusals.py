"""Discord's ways of saying no, told apart by their code and not by their status: the same code comes with several."""

from datetime import timedelta
from http import HTTPStatus

import aiohttp
from discord import DiscordServerError, HTTPException, LoginFailure, RateLimited

from bot.port import Gone, Unreachable, Why

CLOSED: dict[int, Why] = {
    10003: "gone",  # unknown channel
    10004: "uninstalled",  # unknown server
    10007: "gone",  # unknown member
    10008: "message",  # unknown message
    10013: "gone",  # unknown user
    30033: "gone",  # the thread is full
    40001: "uninstalled",  # Tend is not in that server
    50001: "removed",  # no access: Tend does not see the channel
    50005: "message",  # it is somebody else's
    50007: "closed",  # this person takes no messages from us
    50008: "gone",  # a channel without text
    50013: "denied",  # no permission
    50278: "gone",  # no server that Tend shares with this person
}
"""The place or the person is not there, or not for us; asking again changes nothing."""
NO_RIGHT = {50001, 50013}
NOT_HERE = 50024
"""Not in this kind of channel."""
ALREADY_ANSWERED = 40060
ARCHIVED = 50083
LOCKED = 160005
HAS_A_THREAD = 160004
BLOCKED_FOR_A_WHILE = 40003
"""Tend opened too many direct conversations too quickly."""
A_WHILE = timedelta(minutes=10)


class Declined(Exception):
    """Discord does not do this. `code` is its number for why; its words may repeat ours, and are left behind."""

    def __init__(self, code: int, status: int = 0) -> None:
        super().__init__(str(code))
        self.code, self.status = code, status


class Banned(Unreachable):
    """Discord's door-keeper turns this whole address away, before any of Discord has read the request."""


class Revoked(Declined):
    """The token is not good: nothing at all can be said."""


def read(error: Exception) -> Exception:
    """What an error of the client library means to us."""
    match error:
        case RateLimited():
            return Unreachable(timedelta(seconds=error.retry_after))
        case LoginFailure():
            return Revoked(0, HTTPStatus.UNAUTHORIZED)
        case DiscordServerError():
            return Unreachable(unclear=True)
        case HTTPException():
            return _told(error)
        case aiohttp.ClientConnectorError():
            return Unreachable()
        case aiohttp.ClientError() | TimeoutError() | OSError():
            return Unreachable(unclear=True)
        case _:
            return error


def _told(error: HTTPException) -> Exception:
    if error.code in CLOSED:
        return Gone(CLOSED[error.code])
    if error.code == BLOCKED_FOR_A_WHILE:
        return Unreachable(A_WHILE)
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Unreachable(A_WHILE) if error.code else Banned()
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unreachable(unclear=True)
    if error.status == HTTPStatus.UNAUTHORIZED:
        return Revoked(error.code, error.status)
    return Declined(error.code, error.status)
