"""Answering, one question after the other. A press counts only for the question that is open, so it can come twice.

That is also why no press is remembered as heard: a platform's name for one may be made from the answer.
"""

import json
from dataclasses import dataclass, field

from bot.actions import OldAction
from bot.db import new_id
from bot.groups.tables import Member
from bot.instruments import Instrument, Item, UnknownAnswer
from bot.people import Profile
from bot.port import Refused, Reply
from bot.pulse.actions import AskAgain, Begin, Drop, FillForm, OpenForm, Rate, Reconsider, ReconsiderFrom
from bot.pulse.handlers.asked import worded
from bot.pulse.handlers.box import respondents
from bot.pulse.handlers.feature import mine, pulse
from bot.pulse.screens import handing_in, questions
from bot.pulse.tables import Draft, Share, Wave, padded
from bot.support.handlers import card
from bot.turn import Turn
from bot.ui import Message, Update


@dataclass
class Given:
    """Answers by item and code; `again` is the item that is being asked once more."""

    answers: dict[str, str] = field(default_factory=dict)
    again: str = ""

    def open_item(self, asked: Instrument) -> Item | None:
        if self.again:
            return asked.item(self.again)
        return next((item for item in asked.items if item.id not in self.answers), None)


def read(turn: Turn, wave: Wave, member: Member) -> Given:
    draft = turn.session.get(Draft, (wave.id, member.id))
    return Given(**json.loads(turn.open(draft.answers, cell=draft.cell))) if draft else Given()


def write(turn: Turn, wave: Wave, member: Member, given: Given) -> None:
    draft = turn.session.get(Draft, (wave.id, member.id)) or Draft(wave_id=wave.id, member_id=member.id)
    owner = turn.session.get_one(Profile, member.profile_id).owner
    draft.answers = turn.seal(padded(vars(given)), owner=owner, cell=draft.cell)
    turn.session.add(draft)
    turn.session.flush()


def discard(turn: Turn, wave: Wave, member: Member) -> None:
    """The draft goes for good: from the file as well, and from what the file's journal still holds."""
    draft = turn.session.get(Draft, (wave.id, member.id))
    if draft:
        turn.session.delete(draft)
        turn.session.flush()
        turn.scrub()


def not_yet(turn: Turn, wave: Wave, member: Member) -> None:
    """Raises Refused for somebody who has handed in, or shared, already."""
    if turn.session.get(Share, (wave.id, member.id)):
        raise Refused(handing_in.SHARED_ALREADY, handing_in.unshare(wave))
    if member.id in respondents(turn, wave):
        raise Refused(handing_in.HANDED_IN_ALREADY)


def step(turn: Turn, wave: Wave, member: Member, note: str = "") -> Message:
    """Where somebody stands: their open question, or what they can do now that all are answered."""
    asked = worded(turn, wave.instrument)
    given = read(turn, wave, member)
    item = given.open_item(asked)
    if item:
        form = [] if given.again else questions.on_a_form(wave, questions.next_on_a_form(asked, given.answers))
        first = not given.answers
        return questions.question(wave, asked, item, note, could_see(turn), first=first, form=form)
    apart = turn.could_see(turn.heard.who.platform, questions.PEERS, kept="apart")
    return handing_in.all_answered(wave, asked, note, apart)


def could_see(turn: Turn) -> str:
    return turn.could_see(turn.heard.who.platform, questions.PEERS)


@pulse.on(Begin)
def begin(turn: Turn, action: Begin) -> Reply:
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    return in_private(turn, wave, member)


def in_private(turn: Turn, wave: Wave, member: Member) -> Reply:
    """Their question, where nobody else reads; from a room, a button goes into their own conversation."""
    if turn.heard.private:
        shown = step(turn, wave, member)
        return Update(shown) if turn.heard.action else shown
    turn.say(turn.meet().person, questions.invitation(wave), key=f"pulse/{wave.id}/wanted/{new_id()}")
    return questions.IN_PRIVATE


@pulse.on(Rate)
def rate(turn: Turn, action: Rate) -> Reply:
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    asked = worded(turn, wave.instrument)
    _known(asked, action.item, action.code, action.name)
    turn.unheard()
    given = read(turn, wave, member)
    item = given.open_item(asked)
    if item is None or item.id != action.item:
        return Update(step(turn, wave, member, questions.ANSWERED_ALREADY))
    given.answers[item.id], given.again = action.code, ""
    write(turn, wave, member, given)
    if action.code in item.support:
        return Update(questions.with_card(wave, card(turn).text))
    return Update(step(turn, wave, member))


def _known(asked: Instrument, item: str, code: str, action: str) -> None:
    """Raises OldAction for an answer that this instrument does not have."""
    try:
        asked.answer(item, code)
    except UnknownAnswer:
        raise OldAction(action) from None


@pulse.on(OpenForm)
def open_form(turn: Turn, action: OpenForm) -> Reply:
    """The next questions that have no answer yet."""
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    if not turn.heard.private:
        return in_private(turn, wave, member)
    asked = worded(turn, wave.instrument)
    items = questions.next_on_a_form(asked, read(turn, wave, member).answers)
    if not items:
        return step(turn, wave, member, questions.ANSWERED_ALREADY)
    return questions.form(wave, asked, items, could_see(turn))


@pulse.on(FillForm)
def fill_form(turn: Turn, action: FillForm) -> Reply:
    """What was filled in becomes part of their draft; questions that have an answer by now keep it, so that a form
    which comes a second time finds nothing to do. What was left out is still open.
    """
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    turn.unheard()
    asked, given = worded(turn, wave.instrument), read(turn, wave, member)
    new = {item.id: turn.answer(item.id) for item in asked.items if item.id not in given.answers}
    new = {item: code for item, code in new.items() if code}
    for item, code in new.items():
        _known(asked, item, code, action.name)
    if not new:
        return step(turn, wave, member, questions.NOTHING_NEW)
    given.answers |= new
    write(turn, wave, member, given)
    if any(code in asked.item(item).support for item, code in new.items()):
        return questions.with_card(wave, card(turn).text)
    return _after_a_form(turn, wave, member, asked, given)


def _after_a_form(turn: Turn, wave: Wave, member: Member, asked: Instrument, given: Given) -> Message:
    left = len(asked.items) - len(given.answers)
    if left == 0 or given.again:
        return step(turn, wave, member)
    items = questions.next_on_a_form(asked, given.answers)
    return questions.part_done(wave, asked, left, items, could_see(turn))


@pulse.on(Reconsider)
def reconsider(turn: Turn, action: Reconsider) -> Reply:
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    return Update(questions.which_answer(wave, worded(turn, wave.instrument)))


@pulse.on(ReconsiderFrom)
def reconsider_from(turn: Turn, action: ReconsiderFrom) -> Reply:
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    asked = worded(turn, wave.instrument)
    if not 1 <= action.number <= len(asked.items):
        raise OldAction(action.name)
    return Update(questions.which_answer(wave, asked, action.number))


@pulse.on(AskAgain)
def ask_again(turn: Turn, action: AskAgain) -> Reply:
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    given = read(turn, wave, member)
    if action.item not in given.answers:
        raise OldAction(action.name)
    given.again = action.item
    write(turn, wave, member, given)
    return Update(step(turn, wave, member))


@pulse.on(Drop)
def drop(turn: Turn, action: Drop) -> Reply:
    wave, member, _ = mine(turn, action.wave)
    not_yet(turn, wave, member)
    discard(turn, wave, member)
    return Update(questions.dropped(wave))
