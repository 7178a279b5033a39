"""One's own day and hour, pauses, and the word `checkin`, which is all of that for those who type."""

from collections.abc import Iterator
from datetime import date, time

from bot.actions import OldAction
from bot.checkins import rules
from bot.checkins.actions import (
    ChangeHours,
    FollowGroup,
    GoAway,
    Pause,
    PauseFor,
    Resume,
    SetHours,
    SetPause,
    SetReminder,
    ShowOptions,
    Start,
)
from bot.checkins.handlers.answering import start
from bot.checkins.handlers.feature import checkins, me
from bot.checkins.handlers.planning import hours_of, plan_next, plan_of
from bot.checkins.handlers.quiet import by_words as quiet
from bot.checkins.handlers.sharing import by_words
from bot.checkins.reading import read_hours
from bot.checkins.rules import Hours
from bot.checkins.screens import also
from bot.checkins.screens import hours as screens
from bot.feature import Words
from bot.groups.tables import memberships
from bot.people import Profile
from bot.port import Reply
from bot.rhythm import NotUnderstood, read_date, read_time, say_date, say_time
from bot.turn import Turn
from bot.ui import Form, Invalid, Message

FORM_WORDS = ("hour", "time", "day", "change")


@checkins.command(
    "checkin", "your check-in of this week; to move it, for example: checkin Thursday 8am", also=also.ALSO
)
def checkin(turn: Turn, words: str) -> Reply:
    first, _, rest = words.partition(" ")
    if not words:
        return start(turn, Start())
    if words.casefold() in FORM_WORDS:
        return change_hours(turn, ChangeHours())
    if first.casefold() in WORDS:
        return WORDS[first.casefold()](turn, rest)
    return _read_and_set(turn, words)


def _read_and_set(turn: Turn, words: str) -> Reply:
    profile = me(turn)
    try:
        weekday, local = read_hours(words)
    except NotUnderstood as wrong:
        return screens.not_understood(wrong)
    return _set(turn, profile, weekday, local)


def _set(turn: Turn, profile: Profile, weekday: int | None, local: time | None) -> Message:
    plan = plan_of(turn, profile)
    plan.weekday = plan.weekday if weekday is None else weekday
    plan.hour = plan.hour if local is None else say_time(local)
    return _changed(turn, profile)


def _changed(turn: Turn, profile: Profile) -> Message:
    plan, next_at, hours = plan_of(turn, profile), plan_next(turn, profile), _hours(turn, profile)
    own = plan.weekday is not None or plan.hour is not None
    return screens.changed(hours, next_at, own=own, stays=next_at is not None and not rules.fits(hours, next_at))


def _hours(turn: Turn, profile: Profile) -> Hours:
    hours = hours_of(turn, profile)
    assert hours  # noqa: S101 -- `me` has seen a group
    return hours


@checkins.on(ShowOptions)
def show_options(turn: Turn, action: ShowOptions) -> Reply:
    profile = me(turn)
    plan = plan_of(turn, profile)
    own = plan.weekday is not None or plan.hour is not None
    hours = _hours(turn, profile)
    paused, (_, group) = _pause(turn, plan.paused_until, hours), memberships(turn.session, profile.person)[0]
    return screens.everything(
        hours, plan_next(turn, profile), paused, profile.within, own=own, reminder=plan.reminder, group_id=group.id
    )


@checkins.on(SetReminder)
def set_reminder(turn: Turn, action: SetReminder) -> Reply:
    plan_of(turn, me(turn)).reminder = bool(action.on)
    return screens.reminder_set(bool(action.on))


@checkins.front
def at_the_door(turn: Turn, profile: Profile | None) -> Iterator[Message]:
    if profile and memberships(turn.session, profile.person):
        plan, hours = plan_of(turn, profile), _hours(turn, profile)
        yield screens.at_the_door(plan_next(turn, profile), _pause(turn, plan.paused_until, hours))


def _pause(turn: Turn, until: date | None, hours: Hours) -> date | None:
    """A pause that has not ended yet."""
    return until if until and until > rules.today(turn.now, hours.zone) else None


@checkins.on(ChangeHours)
def change_hours(turn: Turn, action: ChangeHours) -> Form:
    return screens.form(_hours(turn, me(turn)))


@checkins.on(SetHours)
def set_hours(turn: Turn, action: SetHours) -> Reply:
    profile = me(turn)
    if turn.answer("day") not in map(str, range(7)):
        return Invalid({"day": screens.PICK_A_DAY})
    try:
        return _set(turn, profile, int(turn.answer("day")), read_time(turn.answer("time")))
    except NotUnderstood as wrong:
        return Invalid({"time": str(wrong)})


@checkins.on(FollowGroup)
def follow_group(turn: Turn, action: FollowGroup) -> Reply:
    profile = me(turn)
    plan = plan_of(turn, profile)
    plan.weekday = plan.hour = None
    return _changed(turn, profile)


@checkins.command("pause", "no check-ins until a day, for example: pause until 14 Dec")
def pause_by_words(turn: Turn, words: str) -> Reply:
    if not words:
        return pause(turn, Pause())
    try:
        return _pause_until(turn, words)
    except NotUnderstood as wrong:
        return Message(str(wrong))


@checkins.on(Pause)
def pause(turn: Turn, action: Pause) -> Form:
    me(turn)
    return screens.pause_form()


@checkins.on(GoAway)
def go_away(turn: Turn, action: GoAway) -> Reply:
    me(turn)
    return screens.AWAY


@checkins.on(PauseFor)
def pause_for(turn: Turn, action: PauseFor) -> Reply:
    profile = me(turn)
    if not 1 <= action.weeks <= rules.LONGEST_BREAK:
        raise OldAction(action.name)
    until = rules.back_after(rules.today(turn.now, _hours(turn, profile).zone), action.weeks)
    plan_of(turn, profile).paused_until = until
    return screens.paused(until, plan_next(turn, profile))


@checkins.on(SetPause)
def set_pause(turn: Turn, action: SetPause) -> Reply:
    try:
        return _pause_until(turn, turn.answer("until"))
    except NotUnderstood as wrong:
        return Invalid({"until": str(wrong)})


def _pause_until(turn: Turn, words: str) -> Message:
    """Raises NotUnderstood for a date that cannot be read, or that has come already."""
    profile = me(turn)
    hours = _hours(turn, profile)
    today = rules.today(turn.now, hours.zone)
    until = read_date(words, today)
    if until == today:
        raise NotUnderstood(
            words, example=screens.PAUSE_EXAMPLE, problem=screens.NOTHING_TO_PAUSE, understood=say_date(until)
        )
    plan_of(turn, profile).paused_until = until
    return screens.paused(until, plan_next(turn, profile))


@checkins.command("resume", "check-ins again, before a pause has ended")
def resume_by_words(turn: Turn, words: str) -> Reply:
    return resume(turn, Resume())


@checkins.on(Resume)
def resume(turn: Turn, action: Resume) -> Reply:
    profile = me(turn)
    plan, hours = plan_of(turn, profile), _hours(turn, profile)
    was_paused = _pause(turn, plan.paused_until, hours) is not None
    plan.paused_until = None
    next_at = plan_next(turn, profile)
    return screens.resumed(next_at, was_paused=was_paused, away=profile.away_until if profile.away(turn.now) else None)


checkins.command(
    "quiet", "hours in which nothing reaches you that can wait, for example: quiet 8pm to 8am", also=also.ALSO_QUIET
)(quiet)

WORDS: dict[str, Words] = {
    "default": lambda turn, _: follow_group(turn, FollowGroup()),
    "pause": pause_by_words,
    "remind": lambda turn, _: set_reminder(turn, SetReminder(1)),
    "once": lambda turn, _: set_reminder(turn, SetReminder(0)),
    "resume": resume_by_words,
    "share": by_words,
    "between": lambda turn, words: quiet(turn, f"between {words}" if words else ""),
    "any": lambda turn, _: quiet(turn, "off"),
}
"""What can follow `checkin` besides a day and an hour."""
