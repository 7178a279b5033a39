"""Handing in: into the totals, with a copy of one's own if one presses for it, or under one's name. Then it is done."""

import json

from bot.db import insert_new
from bot.groups.tables import Member
from bot.people import Profile
from bot.port import Refused, Reply
from bot.pulse.actions import HandIn, KeepCopy, Share, ShareNamed, Unshare
from bot.pulse.handlers.answering import Given, discard, not_yet, read, step, write
from bot.pulse.handlers.asked import defined
from bot.pulse.handlers.box import put_in
from bot.pulse.handlers.feature import mine, pulse
from bot.pulse.screens import handing_in as screens
from bot.pulse.screens import questions
from bot.pulse.tables import Copy, Wave, padded
from bot.pulse.tables import Share as SharedAnswers
from bot.turn import Turn
from bot.ui import Update


def _complete(turn: Turn, id: str) -> tuple[Wave, Member, Given]:
    """All answers of whoever acts. Raises Refused while one is missing."""
    wave, member, _ = mine(turn, id)
    turn.unheard()
    not_yet(turn, wave, member)
    given = read(turn, wave, member)
    if given.open_item(defined(wave.instrument)):
        raise Refused(screens.NOT_COMPLETE, questions.begin(wave))
    return wave, member, given


@pulse.on(HandIn)
def hand_in(turn: Turn, action: HandIn) -> Reply:
    wave, member, given = _complete(turn, action.wave)
    _put_in(turn, wave, member, given)
    return Update(screens.handed_in(wave))


def _put_in(turn: Turn, wave: Wave, member: Member, given: Given) -> None:
    discard(turn, wave, member)
    put_in(turn, wave, defined(wave.instrument), member.id, given.answers)


@pulse.on(KeepCopy)
def keep_copy(turn: Turn, action: KeepCopy) -> Reply:
    wave, member, given = _complete(turn, action.wave)
    profile = turn.session.get_one(Profile, member.profile_id)
    copy = Copy(wave_id=wave.id, profile_id=profile.id, opened_on=wave.opened_at.date())
    copy.answers = turn.seal(padded(given.answers), owner=profile.owner, cell=copy.cell)
    turn.session.add(copy)
    _put_in(turn, wave, member, given)
    return Update(screens.handed_in(wave, copy=True))


@pulse.on(Share)
def share(turn: Turn, action: Share) -> Reply:
    wave, _, given = _complete(turn, action.wave)
    return Update(screens.before_sharing(wave, defined(wave.instrument), given.answers))


@pulse.on(ShareNamed)
def share_named(turn: Turn, action: ShareNamed) -> Reply:
    wave, member, given = _complete(turn, action.wave)
    owner = turn.session.get_one(Profile, member.profile_id).owner
    cell = SharedAnswers(wave_id=wave.id, member_id=member.id).cell
    sealed = turn.seal(padded(vars(given)), owner=owner, cell=cell)
    insert_new(turn.session, SharedAnswers, wave_id=wave.id, member_id=member.id, answers=sealed)
    discard(turn, wave, member)
    return Update(screens.shared(wave))


@pulse.on(Unshare)
def unshare(turn: Turn, action: Unshare) -> Reply:
    """Their answers become a draft again, and they choose anew."""
    wave, member, _ = mine(turn, action.wave)
    kept = turn.session.get(SharedAnswers, (wave.id, member.id))
    if kept is None:
        return Update(step(turn, wave, member))
    given = Given(**json.loads(turn.open(kept.answers, cell=kept.cell)))
    turn.session.delete(kept)
    turn.session.flush()
    write(turn, wave, member, given)
    return Update(step(turn, wave, member))
