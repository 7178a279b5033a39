"""Quiet hours, for all of Tend that can wait and not for check-ins alone; `bot.quiet` and `Turn.ask` keep to them."""

from datetime import time

from bot.checkins.actions import AnyHour, ChangeWithin, SetWithin
from bot.checkins.handlers.feature import checkins, me
from bot.checkins.handlers.planning import plan_next
from bot.checkins.reading import read_quiet
from bot.checkins.screens import quiet as screens
from bot.port import Reply
from bot.rhythm import NotUnderstood, read_time, say_time
from bot.turn import Turn
from bot.ui import Form, Invalid, Message

OFF = ("off", "none", "never", "any hour")


def by_words(turn: Turn, words: str) -> Reply:
    if not words:
        return change_within(turn, ChangeWithin())
    if words.casefold() in OFF:
        return any_hour(turn, AnyHour())
    try:
        return _within(turn, *read_quiet(words))
    except NotUnderstood as wrong:
        return screens.not_understood(wrong)


@checkins.on(ChangeWithin)
def change_within(turn: Turn, action: ChangeWithin) -> Form:
    return screens.form(me(turn).within)


@checkins.on(SetWithin)
def set_within(turn: Turn, action: SetWithin) -> Reply:
    wrong, times = {}, []
    for field in ("earliest", "latest"):
        try:
            times.append(read_time(turn.answer(field)))
        except NotUnderstood as unread:
            wrong[field] = str(unread)
    return Invalid(wrong) if wrong else _within(turn, *times)


def _within(turn: Turn, earliest: time, latest: time) -> Message:
    profile = me(turn)
    profile.asked_from, profile.asked_until = say_time(earliest), say_time(latest)
    return screens.saved(profile.within, plan_next(turn, profile))


@checkins.on(AnyHour)
def any_hour(turn: Turn, action: AnyHour) -> Reply:
    profile = me(turn)
    profile.asked_from = profile.asked_until = None
    return screens.saved(None, plan_next(turn, profile))
