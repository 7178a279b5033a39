"""The two cells of an open pulse that must never be joined: the totals, and who has handed in.

Both are opened, changed and sealed anew as a whole. What stood there before lingers in the file's journal for a
moment, so whoever changes them asks the Turn to scrub it.
"""

import json
from collections.abc import Mapping

from bot.instruments import Instrument
from bot.pulse.rules import Respondents
from bot.pulse.tables import Wave, padded
from bot.sealed import Sealed
from bot.turn import Turn

Totals = dict[str, int]
"""The sum of everybody's answers by the id of a scale; "people" is how many have handed in."""
PEOPLE = "people"


def opened(turn: Turn, wave: Wave) -> Totals:
    if wave.totals is None:
        return {PEOPLE: 0}
    totals: Totals = json.loads(turn.open(wave.totals, cell=wave.totals_cell))
    return totals


def respondents(turn: Turn, wave: Wave) -> Respondents:
    """Who has handed in, while it is open; afterwards, who had, if a result was shown."""
    if wave.respondents is None:
        return frozenset()
    return frozenset(json.loads(turn.open(wave.respondents, cell=wave.respondents_cell)))


def put_in(turn: Turn, wave: Wave, asked: Instrument, member: str, answers: Mapping[str, str]) -> None:
    """One person's answers become part of the totals."""
    totals = opened(turn, wave)
    totals[PEOPLE] += 1
    for scale, score in sums(asked, answers).items():
        totals[scale] = totals.get(scale, 0) + score
    wave.totals = turn.seal(padded(totals), owner=wave.owner, cell=wave.totals_cell)
    wave.respondents = sealed(turn, wave, respondents(turn, wave) | {member})
    turn.session.flush()
    turn.scrub()


def sealed(turn: Turn, wave: Wave, people: Respondents) -> Sealed:
    """Sorted, so that the order tells nothing."""
    return turn.seal(padded(sorted(people)), owner=respondents_owner(wave.group_id), cell=wave.respondents_cell)


def respondents_owner(group_id: str) -> str:
    """One for all pulses of a group, as later results are weighed against who had handed in before."""
    return f"pulses:{group_id}"


def sums(asked: Instrument, answers: Mapping[str, str]) -> dict[str, int]:
    """Each scale's answers added up, with every question answered, the reversed ones turned round."""
    return {scale.id: asked.total(scale, answers) for scale in asked.scales}
