"""What happens when somebody asks what is kept of them, wants it, or wants it gone."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial

from bot import forget
from bot.db import new_id
from bot.feature import Feature
from bot.groups.tables import memberships
from bot.port import Refused, Reply
from bot.privacy import screens
from bot.privacy.actions import Forget, Keep, SendFile
from bot.turn import Turn
from bot.ui import Update


def privacy(keeping: Sequence[Feature]) -> Feature:
    """The slice, given all the others that may keep something of somebody."""
    feature = Feature("privacy")
    feature.command("privacy", "what Tend keeps about you, and who could see it")(page)
    feature.command("export", "everything that Tend keeps about you, as a file")(offer_file)
    feature.command("forget", "have everything of yours deleted: type forget me", also=screens.ALSO)(ask)
    feature.front(lambda turn, profile: [screens.AT_THE_DOOR])
    feature.on(SendFile)(partial(send_file, keeping))
    feature.on(Forget)(partial(forget_me, keeping))
    feature.on(Keep)(keep)
    return feature


def page(turn: Turn, words: str) -> Reply:
    return screens.page(turn.profile)


def offer_file(turn: Turn, words: str) -> Reply:
    if turn.profile is None:
        raise Refused(screens.NOTHING)
    return screens.before_file()


def send_file(keeping: Sequence[Feature], turn: Turn, action: SendFile) -> Reply:
    """Straight to whoever asked in private; from a room, into their own conversation."""
    profile = turn.profile
    if profile is None:
        raise Refused(screens.NOTHING)
    kept = forget.export(turn, profile, keeping)
    text = json.dumps(kept, indent=2, ensure_ascii=False, default=_written)
    message = screens.file(f"tend-{turn.now:%Y-%m-%d}.json", text)
    if turn.heard.private:
        return message
    turn.say(profile.person, message, key=f"privacy/file/{new_id()}")
    return screens.SENT_PRIVATELY


def _written(value: object) -> str:
    if isinstance(value, date):  # an instant is one too
        return value.isoformat()
    raise TypeError(f"nobody has said how to write a {type(value).__name__}")


def ask(turn: Turn, words: str) -> Reply:
    profile = turn.profile
    if words.casefold().rstrip(".!") != "me":
        return screens.FORGET_WHAT
    if profile is None:
        raise Refused(screens.NOTHING)
    return screens.sure(profile, [group for _, group in memberships(turn.session, profile.person)])


def forget_me(keeping: Sequence[Feature], turn: Turn, action: Forget) -> Reply:
    """In one transaction: every slice, the key, the profile."""
    profile = turn.profile
    if profile is None:
        return Update(screens.FORGOTTEN_ALREADY)
    if profile.id != action.profile:
        raise Refused(screens.NOT_YOURS)
    forget.erase(turn, profile, keeping)
    return Update(screens.LAST_WORDS)


def keep(turn: Turn, action: Keep) -> Reply:
    return Update(screens.KEPT)
