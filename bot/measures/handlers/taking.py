"""Taking a measure: what comes next is computed from what is there, so any press can come twice, late or days later."""

from collections.abc import Sequence

from sqlalchemy import delete

from bot.actions import OldAction
from bot.db import new_id
from bot.instruments import Instrument, UnknownAnswer
from bot.measures import rules, screens
from bot.measures.actions import (
    AskAgain,
    Begin,
    FillField,
    FillForm,
    Later,
    OpenField,
    OpenForm,
    Pick,
    ShowMeasures,
    SkipItem,
)
from bot.measures.handlers.feature import in_private, me, measures, mine, offered, worded
from bot.measures.handlers.keeping import SKIPPED, keep_answer, keep_scores, threshold, times
from bot.measures.screens import asking
from bot.measures.screens import results as shown
from bot.measures.tables import Taking, answers, takings
from bot.people import Profile
from bot.port import Refused, Reply
from bot.support.handlers import card
from bot.turn import Turn
from bot.ui import Form, Invalid, Message, Update


@measures.command("measure", "take a measure for yourself alone, for example: measure tend-pulse")
def measure(turn: Turn, words: str) -> Reply:
    if not words:
        return show_measures(turn, ShowMeasures())
    wanted, here = words.casefold().strip(), offered(turn)
    by_name = {one.title.casefold(): one.id for one in here.values()}
    return begin(turn, Begin(by_name.get(wanted, wanted.replace(" ", "-"))))


@measures.on(ShowMeasures)
def show_measures(turn: Turn, action: ShowMeasures) -> Reply:
    profile = me(turn)
    here = offered(turn)
    standing = {id: _standing(turn, profile, one) for id, one in here.items()}
    page = asking.menu(list(here.values()), standing, turn.now, _who(turn))
    return page if turn.heard.private else in_private(turn, profile, page)


def _standing(turn: Turn, profile: Profile, one: Instrument) -> asking.Standing:
    mine = takings(turn.session, profile.id, one.id)
    ended = [taking.ended_at for taking in mine if taking.ended_at]
    return asking.Standing(_open(turn, mine, one) is not None, max(ended, default=None))


def _open(turn: Turn, mine: Sequence[Taking], one: Instrument) -> Taking | None:
    """The time that can be gone on with."""
    return next((taking for taking in reversed(mine) if _goes_on(turn, taking, one)), None)


def _goes_on(turn: Turn, taking: Taking, one: Instrument) -> bool:
    fresh = turn.now <= taking.begun_at + rules.UNFINISHED_KEPT
    return taking.ended_at is None and fresh and taking.version == one.version


def _who(turn: Turn) -> str:
    return turn.could_see(turn.heard.who.platform, screens.PEERS)


@measures.on(Begin)
def begin(turn: Turn, action: Begin) -> Reply:
    profile = me(turn)
    one = worded(turn, action.instrument)
    if not turn.heard.private:
        return in_private(turn, profile, asking.offer(one))
    mine = takings(turn.session, profile.id, one.id)
    taking = _open(turn, mine, one)
    if taking is None:
        last = max((before.ended_at for before in mine if before.ended_at), default=None)
        due = rules.next_time(one, last)
        if last and due and turn.now < due:
            return asking.not_yet(one, last, due)
        taking = _begun(turn, profile, one)
    return step(turn, taking, one, profile)


def _begun(turn: Turn, profile: Profile, one: Instrument) -> Taking:
    stale = delete(Taking).where(Taking.ended_at.is_(None)).filter_by(profile_id=profile.id, instrument=one.id)
    turn.session.execute(stale)
    taking = Taking(id=new_id(), profile_id=profile.id, instrument=one.id, version=one.version, begun_at=turn.now)
    turn.session.add(taking)
    turn.session.flush()
    return taking


def step(turn: Turn, taking: Taking, one: Instrument, profile: Profile, note: str = "") -> Message:
    """Where it stands: its first open question, or what came of it."""
    there = answers(turn.session, taking.id)
    following = next((item for item in one.items if item.id not in there), None)
    if following:
        return asking.question(taking.id, one, following, _who(turn), note)
    keep_scores(turn, taking, one, profile)
    mine, wish = times(turn, profile, one.id), threshold(turn, profile, one.id)
    passed = wish if wish and mine and wish.passed(mine[-1].scores) else None
    return shown.result(one, mine, taking=taking.id, passed=passed, note=note)


def _changeable(turn: Turn, taking: Taking, item: str, one: Instrument) -> None:
    """Raises Refused for a time whose answers stay as they are, OldAction for a question that is no longer there."""
    if taking.version != one.version or item not in [known.id for known in one.items]:
        raise OldAction("measures")
    if taking.ended_at and turn.now > taking.ended_at + rules.CHANGEABLE:
        raise Refused(screens.too_late(taking.ended_at))
    if taking.ended_at is None and not _goes_on(turn, taking, one):
        raise Refused(screens.TOO_OLD)


@measures.on(Pick)
def pick(turn: Turn, action: Pick) -> Reply:
    taking, one, profile = mine(turn, action.taking)
    _changeable(turn, taking, action.item, one)
    return Update(_picked(turn, taking, one, profile, {action.item: action.answer}))


def _picked(turn: Turn, taking: Taking, one: Instrument, profile: Profile, given: dict[str, str]) -> Message:
    """Keeps answers by code, empty for a skipped one, and shows what is next, with the support card if need be."""
    beside = ""
    for item, code in given.items():
        try:
            answer = one.answer(item, code) if code else None
        except UnknownAnswer:
            raise OldAction("measures") from None
        keep_answer(turn, taking, profile, item, _kept(answer.code, answer.value) if answer else SKIPPED)
        if code in one.item(item).support:
            beside = card(turn).text
    return step(turn, taking, one, profile, beside)


def _kept(code: str, value: int) -> dict[str, object]:
    return {"answer": code, "value": value}


@measures.on(SkipItem)
def skip(turn: Turn, action: SkipItem) -> Reply:
    taking, one, profile = mine(turn, action.taking)
    _changeable(turn, taking, action.item, one)
    return Update(_picked(turn, taking, one, profile, {action.item: ""}))


@measures.on(AskAgain)
def ask_again(turn: Turn, action: AskAgain) -> Reply:
    taking, one, _ = mine(turn, action.taking)
    _changeable(turn, taking, action.item, one)
    return Update(asking.question(taking.id, one, one.item(action.item), _who(turn)))


@measures.on(OpenField)
def open_field(turn: Turn, action: OpenField) -> Form:
    taking, one, _ = mine(turn, action.taking)
    _changeable(turn, taking, action.item, one)
    return asking.one_field(taking.id, one, one.item(action.item))


@measures.on(FillField)
def fill_field(turn: Turn, action: FillField) -> Reply:
    taking, one, profile = mine(turn, action.taking)
    _changeable(turn, taking, action.item, one)
    code = asking.read_answer(one, action.item, turn.answer("answer"))
    if not code:
        return Invalid({"answer": asking.pick_one(one, action.item)})
    return _picked(turn, taking, one, profile, {action.item: code})


@measures.on(OpenForm)
def open_form(turn: Turn, action: OpenForm) -> Form:
    taking, one, _ = mine(turn, action.taking)
    _changeable(turn, taking, one.items[0].id, one)
    if not asking.fits_a_form(one):
        raise OldAction(action.name)
    return asking.whole_form(taking.id, one)


@measures.on(FillForm)
def fill_form(turn: Turn, action: FillForm) -> Reply:
    taking, one, profile = mine(turn, action.taking)
    _changeable(turn, taking, one.items[0].id, one)
    return _picked(turn, taking, one, profile, {item.id: turn.answer(item.id) for item in one.items})


@measures.on(Later)
def later(turn: Turn, action: Later) -> Reply:
    taking, one, _ = mine(turn, action.taking)
    return Update(asking.waits(one, taking.begun_at + rules.UNFINISHED_KEPT))
