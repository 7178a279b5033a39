"""What Slack delivers, as the bot's Events, and how each can be answered.

Everything here is a plain function of a payload that was verified before. Whose workspace it is, is read from the
envelope that Slack signed or sent through our own socket, never from a field that somebody could fill in.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.slack import form
from adapters.slack.places import PLATFORM, Spot, person, sent, spot
from adapters.slack.render import beside
from bot.port import Event, Place

Body = Mapping[str, Any]

UNKNOWN = "?"
"""What a button carries that is none of ours; no action goes by this name."""


@dataclass(frozen=True)
class Did:
    """One thing that somebody did. `url` and `trigger` are Slack's, for answering; both run out.

    `view` is the modal that was sent in, `beside` what hung on the message that was pressed. `stranger` is set when
    somebody of another workspace acted.
    """

    event: Event
    user: str
    spot: Spot
    url: str = field(default="", repr=False)
    trigger: str = field(default="", repr=False)
    view: Body | None = field(default=None, repr=False)
    beside: Sequence[str] = ()
    stranger: bool = False


def command(body: Body) -> Did:
    """`/tend …`"""
    where = Spot(body["team_id"], body["channel_id"])
    typed = _unescaped(body.get("text", ""))
    event = _event(f"c.{body['trigger_id']}", where, body["user_id"], text=typed, command=True)
    return Did(event, body["user_id"], where, body.get("response_url", ""), body["trigger_id"])


def press(body: Body) -> Did:
    """A button, in a message or on the front door."""
    team, user, pressed = body["team"]["id"], body["user"]["id"], body["actions"][0]
    container = body.get("container", {})
    message = body.get("message", {})
    channel = body.get("channel", {}).get("id") or container.get("channel_id") or user
    ts = str(message.get("ts") or container.get("message_ts") or "")
    thread = str(message.get("thread_ts") or container.get("thread_ts") or "")
    where = Spot(team, channel, thread if thread != ts else "")
    value = str(pressed.get("value") or UNKNOWN)
    id = f"p.{team}.{user}.{pressed['action_ts']}.{_digest(value)}"
    event = _event(id, where, user, action=value, on=sent(where, ts) if ts else None)
    url, trigger, hung = body.get("response_url", ""), body.get("trigger_id", ""), beside(message.get("blocks", ()))
    return Did(event, user, where, url, trigger, beside=hung, stranger=_stranger(body))


def submission(body: Body, attempt: int) -> Did:
    """A modal that was sent in; `attempt` counts how often it was refused before."""
    view, user, team = body["view"], body["user"]["id"], body["team"]["id"]
    where = spot(Place(PLATFORM, view["private_metadata"] or f"{team}:{user}"))
    given = form.answers(view)
    id = f"v.{view['id']}.{_digest(json.dumps(given, sort_keys=True))}.{attempt}"
    event = _event(id, where._replace(team=team), user, action=view["callback_id"], answers=given)
    return Did(event, user, where._replace(team=team), view=view, stranger=_stranger(body))


def words(body: Body) -> Did | None:
    """A direct message to Tend. None for everything else that Slack calls a message, our own words above all."""
    said = body["event"]
    if said.get("channel_type") != "im" or said.get("bot_id") or said.get("subtype") or not said.get("user"):
        return None
    where = Spot(body["team_id"], said["channel"], said.get("thread_ts", ""))
    event = _event(f"e.{body['event_id']}", where, said["user"], text=_unescaped(said.get("text", "")), forms="press")
    home = said.get("user_team") or said.get("team") or body["team_id"]
    return Did(event, said["user"], where, stranger=home != body["team_id"])


def _event(id: str, where: Spot, user: str, **what: Any) -> Event:
    return Event(id=id, who=person(where.team, user), where=where.place, private=where.private, **what)


def _stranger(body: Body) -> bool:
    """Somebody of another workspace, in a channel that two of them share."""
    home = body["user"].get("team_id") or body["team"]["id"]
    return bool(home != body["team"]["id"])


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


_LINK = re.compile(r"<(?![@#!])([^|>]+)(?:\|([^>]+))?>")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def _unescaped(typed: str) -> str:
    """The words as they were typed: Slack dresses up links and three letters."""
    plain = _LINK.sub(lambda link: link[2] or link[1].removeprefix("mailto:"), typed)
    return re.sub("&(?:lt|gt|amp);", lambda found: _ESCAPED[found[0]], plain)
