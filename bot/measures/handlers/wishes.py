"""What an owner chooses: a threshold, beyond which they alone are offered something, and how long scores are kept."""

from sqlalchemy import delete

from bot.instruments import Instrument, Scale, instruments
from bot.measures import rules, screens
from bot.measures.actions import DropThreshold, OpenKeeping, OpenThreshold, SetKeeping, SetThreshold
from bot.measures.handlers.feature import known, measures
from bot.measures.handlers.keeping import forget_old, keep_for, keep_threshold, keeping_days, threshold
from bot.measures.rules import Threshold
from bot.measures.screens import wishes as shown
from bot.measures.tables import MeasureThreshold
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Form, Invalid


def _instrument(id: str) -> Instrument:
    if id not in instruments():
        raise Refused(screens.NOT_YOURS)
    return instruments()[id]


@measures.on(OpenThreshold)
def open_threshold(turn: Turn, action: OpenThreshold) -> Form:
    one = _instrument(action.instrument)
    profile = known(turn)
    sees = turn.could_see(profile.platform, shown.PEERS)
    return shown.threshold_form(one, threshold(turn, profile, one.id), sees)


@measures.on(SetThreshold)
def set_threshold(turn: Turn, action: SetThreshold) -> Reply:
    one, profile = _instrument(action.instrument), known(turn)
    scale, number = _scale(one, turn.answer("scale")), rules.read_number(turn.answer("number"))
    if scale is None or turn.answer("way") not in rules.WAYS:
        return Invalid({"way": shown.PICK_ONE})
    low, high = one.range(scale)
    if number is None or not low <= number <= high:
        return Invalid({"number": shown.number_from(low, high)})
    wish = Threshold(scale.id, turn.answer("way"), number)
    keep_threshold(turn, profile, one.id, wish)
    return shown.threshold_kept(one, wish)


def _scale(one: Instrument, id: str) -> Scale | None:
    """The scale that was chosen; the only one where there is nothing to choose."""
    shown = [scale for scale in one.scales if scale.shown]
    return shown[0] if len(shown) == 1 else next((scale for scale in shown if scale.id == id), None)


@measures.on(DropThreshold)
def drop_threshold(turn: Turn, action: DropThreshold) -> Reply:
    mine = {"profile_id": known(turn).id, "instrument": action.instrument}
    turn.session.execute(delete(MeasureThreshold).filter_by(**mine))
    return shown.THRESHOLD_GONE


@measures.on(OpenKeeping)
def open_keeping(turn: Turn, action: OpenKeeping) -> Form:
    return shown.keeping_form(keeping_days(turn, known(turn)))


@measures.on(SetKeeping)
def set_keeping(turn: Turn, action: SetKeeping) -> Reply:
    profile, days = known(turn), turn.answer("days")
    if not days.isdecimal() or int(days) not in rules.KEEPING:
        return Invalid({"days": shown.PICK_ONE})
    keep_for(turn, profile, int(days))
    forget_old(turn, profile)
    return shown.keeping_kept(int(days))
