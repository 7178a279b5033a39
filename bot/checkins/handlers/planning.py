"""When somebody is asked: each asking plans the next one, and whatever changes plans anew.

The plan's row decides, not the timer: one that fires for another instant than the planned one does nothing.
"""

from collections.abc import Iterator
from datetime import datetime, time
from itertools import chain, takewhile

from bot.checkins import rules
from bot.checkins.actions import Ask, Remind
from bot.checkins.handlers.feature import checkins, sees
from bot.checkins.rules import Asking, Hours
from bot.checkins.screens import questions
from bot.checkins.tables import Checkin, Plan, answered, of_week, weeks_asked
from bot.db import insert_new, new_id
from bot.foreseen import Foreseen
from bot.groups.actions import AwayChanged, Joined, Left, SettingChanged, ZoneChanged
from bot.groups.tables import Member, members, memberships
from bot.people import Profile
from bot.turn import Turn
from bot.zones import known_zone

HOURS = ("checkin_weekday", "checkin_time", "zone")
"""The settings of a group that decide when its members are asked."""


def plan_of(turn: Turn, profile: Profile) -> Plan:
    """This person's plan, made on first need."""
    insert_new(turn.session, Plan, profile_id=profile.id)
    return turn.session.get_one(Plan, profile.id)


def hours_of(turn: Turn, profile: Profile) -> Hours | None:
    """Their own day and hour, or those of the group they joined first; None while they are in no group."""
    groups = [group for _, group in memberships(turn.session, profile.person)]
    if not groups:
        return None
    plan, group = turn.session.get(Plan, profile.id), groups[0]
    weekday = group.checkin_weekday if plan is None or plan.weekday is None else plan.weekday
    hour = time.fromisoformat(plan.hour if plan and plan.hour else group.checkin_time)
    return rules.suited(Hours(weekday, hour, known_zone(profile.zone, group.zone)), profile.within)


def chosen_for(turn: Turn, profile: Profile) -> str:
    """The questions of the group whose hours they follow: the one they joined first."""
    return next((group.checkin_items for _, group in memberships(turn.session, profile.person)), "")


def plan_next(turn: Turn, profile: Profile) -> datetime | None:
    """Sets the timer of this person's next check-in, and gives its instant."""
    hours = hours_of(turn, profile)
    if hours is None:
        _plan_nothing(turn, profile)
        return None
    plan = plan_of(turn, profile)
    asked = weeks_asked(turn.session, profile.id)
    if plan.next_at and plan.next_at <= turn.now <= plan.next_at + rules.WINDOW and plan.next_week not in asked:
        return plan.next_at  # it is due: the timer is about to ask, and will plan what follows
    back = back_at(plan, profile, hours, turn.now)
    asking = rules.next_asking(hours, turn.now, asked, standing(plan), back)
    if profile.away(asking.at):  # by then, and not yet
        back = back_at(plan, profile, hours, asking.at)
        asking = rules.next_asking(hours, turn.now, asked, standing(plan), back)
    plan.next_at, plan.next_week = asking.at, asking.week
    turn.at(key(profile), turn.spread(asking.at, profile), Ask(profile.id, int(asking.at.timestamp())))
    return asking.at


def _plan_nothing(turn: Turn, profile: Profile) -> None:
    plan = turn.session.get(Plan, profile.id)
    if plan:
        plan.next_at = plan.next_week = None
    turn.cancel(key(profile))
    turn.leave_unasked(profile, key(profile))


@checkins.foresees
def foresee(turn: Turn, group_id: str, until: datetime) -> Iterator[Foreseen]:
    """The check-ins of everybody in a group, each for its owner's eyes alone."""
    for member, profile in members(turn.session, group_id):
        plan, hours = turn.session.get(Plan, profile.id), hours_of(turn, profile)
        if plan and plan.next_at and hours:
            later = (asking.at for asking in rules.following(hours, max(plan.next_at, turn.now)))
            for at in takewhile(lambda at: at <= until, chain([plan.next_at], later)):
                if at > turn.now and not profile.away(at):
                    yield Foreseen(at, "check-in", member=member.id, own=True)


def key(profile: Profile) -> str:
    return f"checkins/{profile.id}"


def standing(plan: Plan) -> Asking | None:
    return Asking(plan.next_week, plan.next_at) if plan.next_week and plan.next_at else None


def back_at(plan: Plan, profile: Profile, hours: Hours, at: datetime) -> datetime | None:
    """When somebody who is paused, or away at that instant, can be asked again."""
    paused = rules.midnight(plan.paused_until, hours.zone) if plan.paused_until else None
    away = profile.away_until if profile.away(at) else None
    return max(filter(None, (paused, away)), default=None)


@checkins.timer(Ask)
def ask(turn: Turn, action: Ask) -> None:
    """The timer. Whatever it finds, it plans the next."""
    plan = turn.session.get(Plan, action.profile)
    planned = standing(plan) if plan else None
    if plan is None or planned is None or int(planned.at.timestamp()) != action.at or turn.now < planned.at:
        return
    profile = turn.session.get_one(Profile, action.profile)
    hours = hours_of(turn, profile)
    asking = hours and _to_ask(turn, plan, profile, hours, planned)
    if asking:
        checkin = begin(turn, profile, asking)
        checkin.asked_at, checkin.closes_at = turn.now, rules.closes_at(asking.at, turn.now)
        say_question(turn, profile, checkin)
        if plan.reminder:
            again = profile.opens(profile.opens(turn.now) + rules.REMINDED_AFTER)
            turn.at(f"{key(profile)}/reminder", again, Remind(checkin.id))
    plan.next_at = plan.next_week = None
    plan_next(turn, profile)


@checkins.timer(Remind)
def remind(turn: Turn, action: Remind) -> None:
    """The timer of the one reminder: only for who still wants it, has not begun, is there, and can still answer."""
    checkin = turn.session.get(Checkin, action.checkin)
    plan = turn.session.get(Plan, checkin.profile_id) if checkin else None
    if checkin is None or plan is None or not plan.reminder or checkin.skipped or checkin.late(turn.now):
        return
    profile = turn.session.get_one(Profile, plan.profile_id)
    hours = hours_of(turn, profile)
    back = hours and back_at(plan, profile, hours, turn.now)
    if answered(turn.session, checkin.id) or hours is None or profile.gone_at or (back and turn.now < back):
        return
    first = questions.question(checkin, rules.ITEMS[checkin.asked[0]], sees(turn, profile), questions.REMINDER)
    turn.ask(profile, first, key=f"checkins/{checkin.id}/reminded", scope=key(profile), until=checkin.closes_at)


def _to_ask(turn: Turn, plan: Plan, profile: Profile, hours: Hours, planned: Asking) -> Asking | None:
    back = back_at(plan, profile, hours, turn.now)
    if profile.gone_at or (back and turn.now < back):
        return None
    asked = weeks_asked(turn.session, profile.id)
    moved = rules.next_asking(hours, turn.now, asked, None)
    if moved.week == planned.week:  # their platform told us of another zone since: it is not yet time there
        return None
    return rules.worth_asking(hours, turn.now, asked, planned)


def begin(turn: Turn, profile: Profile, asking: Asking) -> Checkin:
    """The check-in of this person and week, which exists once whoever begins it."""
    insert_new(
        turn.session,
        Checkin,
        id=new_id(),
        profile_id=profile.id,
        week=asking.week,
        items=rules.items_asked(chosen_for(turn, profile)),
        asked_at=turn.now,
        closes_at=rules.closes_at(asking.at, turn.now),
        skipped=False,
    )
    found = of_week(turn.session, profile.id, asking.week)
    assert found  # noqa: S101 -- it was there or has just been made
    return found


def say_question(turn: Turn, profile: Profile, checkin: Checkin) -> None:
    """The first question, by direct message; dropped if it cannot be said before the window closes."""
    first = rules.ITEMS[checkin.asked[0]]
    message = questions.question(checkin, first, sees(turn, profile))
    turn.ask(profile, message, key=f"checkins/{checkin.id}/asked", scope=key(profile), until=checkin.closes_at)


@checkins.when(Joined)
def plan_for_newcomer(turn: Turn, joined: Joined) -> None:
    _plan_for_member(turn, joined.member)


@checkins.when(Left)
def plan_without_group(turn: Turn, left: Left) -> None:
    _plan_for_member(turn, left.member)


def _plan_for_member(turn: Turn, member_id: str) -> None:
    member = turn.session.get(Member, member_id)
    profile = member and turn.session.get(Profile, member.profile_id)
    if profile:
        plan_next(turn, profile)


@checkins.when(SettingChanged)
def plan_for_group(turn: Turn, changed: SettingChanged) -> None:
    if changed.setting in HOURS:
        for _, profile in members(turn.session, changed.group):
            plan_next(turn, profile)


@checkins.when(ZoneChanged)
def plan_in_new_zone(turn: Turn, changed: ZoneChanged) -> None:
    plan_next(turn, turn.session.get_one(Profile, changed.profile))


@checkins.when(AwayChanged)
def plan_around_absence(turn: Turn, changed: AwayChanged) -> None:
    plan_next(turn, turn.session.get_one(Profile, changed.profile))
