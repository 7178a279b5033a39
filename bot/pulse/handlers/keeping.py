"""What is forgotten of pulses, and what somebody is shown of their own.

What somebody has handed in cannot be found, so it cannot be erased either: it is in the sums until they are destroyed.
"""

import json
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, delete, select

from bot.db import new_id
from bot.groups.actions import Ending, Left
from bot.groups.tables import Member, all_memberships
from bot.people import Profile
from bot.pulse import rules
from bot.pulse.handlers.box import respondents, respondents_owner, sealed
from bot.pulse.handlers.feature import pulse
from bot.pulse.handlers.own import own_copies
from bot.pulse.tables import Copy, Draft, Share, Wave, waves_of
from bot.turn import Turn

S = TypeVar("S", Draft, Share)


@pulse.forgets
def sweep(turn: Turn) -> None:
    turn.session.execute(delete(Copy).where(Copy.opened_on < (turn.now - rules.COPY_KEPT).date()))
    past = delete(Wave).where(
        Wave.closed.is_(True), Wave.result.is_(None), Wave.opened_at < turn.now - rules.WITHHELD_KEPT
    )
    turn.session.execute(past)


@pulse.when(Left)
def let_go(turn: Turn, left: Left) -> None:
    """What they had not handed in, and what they wanted to share with a group that they have left."""
    turn.session.execute(delete(Draft).where(Draft.member_id == left.member))
    turn.session.execute(delete(Share).where(Share.member_id == left.member))
    turn.scrub()


@pulse.when(Ending)
def end(turn: Turn, ending: Ending) -> None:
    """The group goes, and with it what opens its sums and who has handed in."""
    for wave in waves_of(turn.session, ending.group):
        turn.vault.destroy(turn.session, wave.owner)
    turn.vault.destroy(turn.session, respondents_owner(ending.group))


@pulse.erases
def erase(turn: Turn, profile: Profile) -> None:
    turn.session.execute(delete(Copy).where(Copy.profile_id == profile.id))
    for member, group in all_memberships(turn.session, profile.id):
        turn.session.execute(delete(Draft).where(Draft.member_id == member.id))
        turn.session.execute(delete(Share).where(Share.member_id == member.id))
        _nameless(turn, member.id, group.id)
    turn.scrub()


def _nameless(turn: Turn, member: str, group: str) -> None:
    """Somebody stays somebody in the sets of respondents, under the same meaningless word in each."""
    waves = [wave for wave in waves_of(turn.session, group) if wave.respondents is not None]
    before = [respondents(turn, wave) for wave in waves]
    for wave, people in zip(waves, rules.without(member, before, new_id()), strict=True):
        wave.respondents = sealed(turn, wave, people)


@pulse.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """Copies, what is begun or to be shared, and in which pulses Tend still knows that they took part."""
    copies = {copy.opened_on.isoformat(): answers for copy, answers in own_copies(turn, profile)}
    took_part = [
        wave.opened_at.date().isoformat()
        for member, group in all_memberships(turn.session, profile.id)
        for wave in waves_of(turn.session, group.id)
        if member.id in respondents(turn, wave)
    ]
    return {
        "copies": copies,
        "not_handed_in": _opened(turn, turn.session.scalars(_theirs(Draft, profile)).all()),
        "to_be_shared": _opened(turn, turn.session.scalars(_theirs(Share, profile)).all()),
        "took_part": took_part,
    }


def _theirs(table: type[S], profile: Profile) -> Select[S]:
    return select(table).join(Member, Member.id == table.member_id).where(Member.profile_id == profile.id)


def _opened(turn: Turn, rows: Sequence[Draft] | Sequence[Share]) -> dict[str, object]:
    """By the day on which the pulse opened."""
    found: dict[str, object] = {}
    for row in rows:
        day = turn.session.get_one(Wave, row.wave_id).opened_at.date()
        found[day.isoformat()] = json.loads(turn.open(row.answers, cell=row.cell))["answers"]
    return found
