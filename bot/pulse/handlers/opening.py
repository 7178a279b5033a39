"""A pulse opens: by any member's press or by the rhythm. Everybody is asked at once and in the same words."""

from datetime import datetime, timedelta

from bot.db import new_id
from bot.groups import membership
from bot.groups.tables import Group, members
from bot.port import Refused, Reply
from bot.pulse import rules
from bot.pulse.actions import Close, Open, Remind
from bot.pulse.handlers import box
from bot.pulse.handlers.asked import defined, worded
from bot.pulse.handlers.feature import pulse
from bot.pulse.screens import group as screens
from bot.pulse.screens import questions
from bot.pulse.tables import PulsePlan, Wave, open_wave, padded, waves_of
from bot.spread import counted_from
from bot.turn import Turn
from bot.ui import Message


@pulse.on(Open)
def open_by_press(turn: Turn, action: Open) -> Reply:
    _, group = membership.of(turn, action.group)
    standing = open_wave(turn.session, group.id)
    if standing:
        return screens.opened_by_you(standing)
    return screens.opened_by_you(open_pulse(turn, group, turn.meet().name))


def open_pulse(turn: Turn, group: Group, opener: str = "", *, planned: datetime | None = None) -> Wave:
    """Raises Refused when the group is too small, the last one too near, or what it asks has no words here."""
    plan = turn.session.get(PulsePlan, group.id)
    least = plan.least if plan else rules.LEAST
    people = members(turn.session, group.id)
    if len(people) < least:
        raise Refused(screens.too_small(len(people), least))
    _not_too_soon(turn, group)
    asked = worded(turn, chosen(plan))
    wave = _new(turn, group, least, asked.id, counted_from(planned or turn.now, turn.now))
    turn.say(group.place, screens.opened(wave, group, opener), key=f"pulse/{wave.id}/opened", until=wave.closes_at)
    message = questions.asked_of_everybody(wave, asked, turn.could_see(group.platform, questions.PEERS))
    _tell_everybody(turn, group, wave, message, "asked")
    turn.at(f"pulse/{wave.id}/remind", wave.opened_at + rules.REMINDED_AFTER, Remind(wave.id))
    turn.at(f"pulse/{wave.id}/close", wave.closes_at, Close(wave.id))
    return wave


def _not_too_soon(turn: Turn, group: Group) -> None:
    if again := not_before(turn, group):
        plan = turn.session.get(PulsePlan, group.id)
        raise Refused(screens.too_soon(defined(chosen(plan)), again))


def not_before(turn: Turn, group: Group) -> datetime | None:
    """From when a pulse can be opened, as the latest is still too near; None when one can be opened now."""
    latest = next(iter(waves_of(turn.session, group.id)), None)
    if latest is None:
        return None
    asked = (latest.instrument, chosen(turn.session.get(PulsePlan, group.id)))
    again = latest.opened_at + timedelta(days=max(defined(id).least_days for id in asked) - 1)
    return again if turn.now < again else None


def chosen(plan: PulsePlan | None) -> str:
    """The id of what the group's next pulse asks."""
    return plan.instrument if plan else rules.ASKED


def _new(turn: Turn, group: Group, least: int, asked: str, at: datetime) -> Wave:
    """The row, with both cells written from the start: an empty one looks like a full one."""
    wave = Wave(id=new_id(), group_id=group.id, instrument=asked, least=least, opened_at=at, closed=False)
    wave.closes_at = at + rules.OPEN_FOR
    wave.totals = turn.seal(padded({box.PEOPLE: 0}), owner=wave.owner, cell=wave.totals_cell)
    wave.respondents = box.sealed(turn, wave, frozenset())
    turn.session.add(wave)
    turn.session.flush()
    return wave


def _tell_everybody(turn: Turn, group: Group, wave: Wave, message: Message, what: str) -> None:
    """Whoever is away is left in peace; nothing else decides who is told."""
    for member, profile in members(turn.session, group.id):
        if not profile.away(turn.now):
            key = f"pulse/{wave.id}/{what}/{member.id}"
            turn.ask(profile, message, key=key, scope=group.id, until=wave.closes_at)


@pulse.timer(Remind)
def remind(turn: Turn, action: Remind) -> None:
    wave = turn.session.get(Wave, action.wave)
    if wave and wave.takes(turn.now) and turn.now >= wave.opened_at + rules.REMINDED_AFTER:
        group = turn.session.get_one(Group, wave.group_id)
        _tell_everybody(turn, group, wave, questions.reminder(wave), "reminded")
