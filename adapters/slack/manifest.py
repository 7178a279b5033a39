"""What Tend asks of Slack, as the manifest from which Slack makes the app.

There is no history and there are no member lists. `im:history` sounds like one: it is what Slack calls delivering the
words that somebody writes to Tend itself, in their own conversation with it. Tend never reads back, there or elsewhere.
"""

from typing import Any

SCOPES = ("chat:write", "commands", "mpim:write", "users:read")
"""To speak, to be called with /tend, to bring two peers together, and to know the name and zone of who acts."""
DIRECT_WORDS = "im:history"
FILES = "files:write"
EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked", "user_change")
DIRECT_EVENT = "message.im"
NAME = "Tend"
PATH = "/slack/events"
"""Events, buttons, forms and commands all come here."""
REDIRECT = "/slack/installed"


def scopes(*, words: bool = True, files: bool = False) -> list[str]:
    """`words`: Tend answers to direct messages; `files`: pictures and calendar entries can be sent as files."""
    return sorted([*SCOPES, *([DIRECT_WORDS] if words else []), *([FILES] if files else [])])


def manifest(*, words: bool = True, files: bool = False, url: str = "", several: bool = False) -> dict[str, Any]:
    """`url` is where Slack reaches Tend from outside; without it, the app uses Socket Mode.

    `several`: other workspaces can install it, at that address, and their tokens are renewed twice a day.
    """
    request = {"request_url": f"{url.rstrip('/')}{PATH}"} if url else {}
    command = {"command": "/tend", "description": "Peer support in your group", "usage_hint": "help"}
    home = {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": not words,  # nobody should write to somebody who cannot hear
    }
    return {
        "display_information": {
            "name": NAME,
            "description": "Peer support for therapists, in the chat their group already uses",
            "background_color": "#1f6f6b",
        },
        "features": {
            "app_home": home,
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [command | ({"url": request["request_url"]} if url else {}) | {"should_escape": False}],
        },
        "oauth_config": {"scopes": {"bot": scopes(words=words, files=files)}} | (_redirects(url) if several else {}),
        "settings": {
            "event_subscriptions": request | {"bot_events": sorted([*EVENTS, *([DIRECT_EVENT] if words else [])])},
            "interactivity": {"is_enabled": True} | request,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": several,
        },
    }


def _redirects(url: str) -> dict[str, Any]:
    return {"redirect_urls": [f"{url.rstrip('/')}{REDIRECT}"]}
