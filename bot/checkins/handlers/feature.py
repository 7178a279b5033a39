"""The slice as the dispatcher sees it, and who is acting in it."""

from bot.checkins.screens import questions
from bot.checkins.tables import Checkin
from bot.feature import Feature
from bot.groups.tables import memberships
from bot.people import Profile
from bot.port import Refused
from bot.turn import Turn

checkins = Feature("checkins")


def me(turn: Turn) -> Profile:
    """Who acts, somebody in at least one group. Raises Refused."""
    if not memberships(turn.session, turn.heard.who):
        raise Refused(questions.NO_GROUP)
    return turn.meet()


def sees(turn: Turn, profile: Profile) -> str:
    """Who could see this person's answers."""
    return turn.could_see(profile.platform, questions.PEERS)


def mine(turn: Turn, id: str) -> tuple[Checkin, Profile]:
    """One's own check-in, also after leaving the group. Raises Refused in the same words for another's and for none."""
    profile, checkin = turn.profile, turn.session.get(Checkin, id)
    if profile is None or checkin is None or checkin.profile_id != profile.id:
        raise Refused(questions.NOT_YOURS)
    return checkin, profile
