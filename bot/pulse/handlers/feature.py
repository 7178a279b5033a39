"""The slice as the dispatcher sees it, and who is acting in it."""

from bot.feature import Feature
from bot.groups import membership
from bot.groups.tables import Group, Member
from bot.port import Refused
from bot.pulse.screens import questions
from bot.pulse.tables import Wave
from bot.turn import Turn

pulse = Feature("pulse")


def mine(turn: Turn, id: str) -> tuple[Wave, Member, Group]:
    """An open pulse of a group that whoever acts is in. Raises Refused, also once it has closed: late is nobody's.

    The row is held until the Turn ends, so that two who hand in at once are both counted.
    """
    wave = turn.session.get(Wave, id, with_for_update=True)
    if wave is None:
        raise Refused(questions.NO_SUCH)
    member, group = membership.of(turn, wave.group_id)
    if not wave.takes(turn.now):
        raise Refused(questions.LATE)
    return wave, member, group
