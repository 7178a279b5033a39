"""One's own copies. Nothing here takes anybody's id: whoever asks is shown their own, where nobody else reads."""

import json

from sqlalchemy import delete

from bot.db import new_id
from bot.instruments import Instrument
from bot.people import Profile
from bot.port import Reply
from bot.pulse.actions import DeleteCopies, PutAway, ShowCopies
from bot.pulse.handlers.asked import defined
from bot.pulse.handlers.feature import pulse
from bot.pulse.screens import own as screens
from bot.pulse.tables import Copy, Wave, copies_of
from bot.turn import Turn
from bot.ui import Update


def own_copies(turn: Turn, profile: Profile) -> list[tuple[Copy, dict[str, str]]]:
    """Each with its answers by item, the latest first."""
    return [(copy, json.loads(turn.open(copy.answers, cell=copy.cell))) for copy in copies_of(turn.session, profile.id)]


def by_words(turn: Turn, words: str) -> Reply:
    return show_copies(turn, ShowCopies())


@pulse.on(ShowCopies)
def show_copies(turn: Turn, action: ShowCopies) -> Reply:
    profile = turn.profile
    copies = own_copies(turn, profile) if profile else []
    if profile is None or not copies:
        return screens.NONE
    if not turn.heard.private:
        turn.say(profile.person, screens.INVITATION, key=f"pulse/copies/{new_id()}")
        return screens.ONLY_IN_PRIVATE
    shown = [(copy.opened_on, _asked(turn, copy), answers) for copy, answers in copies]
    return screens.copies(shown)


def _asked(turn: Turn, copy: Copy) -> Instrument:
    return defined(turn.session.get_one(Wave, copy.wave_id).instrument)


@pulse.on(PutAway)
def put_away(turn: Turn, action: PutAway) -> Reply:
    return Update(screens.GONE)


@pulse.on(DeleteCopies)
def delete_copies(turn: Turn, action: DeleteCopies) -> Reply:
    profile = turn.profile
    if profile:
        turn.session.execute(delete(Copy).where(Copy.profile_id == profile.id))
        turn.scrub()
    return Update(screens.DELETED)
