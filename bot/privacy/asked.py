"""What whoever runs Tend can do for somebody who cannot ask for it themselves: forget them, or offer them their file.

The file is offered, not sent: it passes through the chat, where others may be able to open it, so the member decides.
"""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from bot import forget
from bot.db import new_id
from bot.feature import Feature
from bot.people import Profile
from bot.privacy import screens
from bot.turn import Turn


def found(turn: Turn, who: str) -> Sequence[Profile]:
    """Whoever this can mean: platform and id with a slash between, or a name as the chat shows it."""
    platform, _, handle = who.partition("/")
    there = and_(Profile.platform == platform, Profile.handle == handle)
    return turn.session.scalars(select(Profile).where(or_(there, Profile.name == who)).order_by(Profile.handle)).all()


def erase(turn: Turn, id: str, keeping: Sequence[Feature]) -> None:
    """Everything of theirs, as if they had asked for it. Nothing happens for somebody who is not there any more."""
    if profile := turn.session.get(Profile, id):
        forget.erase(turn, profile, keeping)


def offer(turn: Turn, id: str) -> None:
    """Their file is offered to them, in their own direct messages."""
    if profile := turn.session.get(Profile, id):
        turn.say(profile.person, screens.offered(), key=f"privacy/offer/{new_id()}")
