"""The word `pulse`, and what a group decides: a rhythm, how many answers it takes at least, and what is asked."""

from datetime import datetime, timedelta

from bot.db import insert_new, new_id
from bot.feature import Words
from bot.groups import membership
from bot.groups.reading import read_rhythm
from bot.groups.tables import Group, Member, members
from bot.instruments import Instrument
from bot.port import Refused, Reply
from bot.pulse import rules
from bot.pulse.actions import AskQuestions, AskRhythm, Due, Open, SetQuestions, SetRhythm
from bot.pulse.handlers.answering import in_private, not_yet
from bot.pulse.handlers.asked import called, defined, possible, worded
from bot.pulse.handlers.feature import pulse
from bot.pulse.handlers.opening import chosen, not_before, open_by_press, open_pulse
from bot.pulse.handlers.own import by_words
from bot.pulse.screens import choosing
from bot.pulse.screens import group as screens
from bot.pulse.screens.also import ALSO
from bot.pulse.tables import PulsePlan, copies_of, open_wave, shown_waves
from bot.rhythm import NotUnderstood, recall
from bot.turn import Turn
from bot.ui import Invalid, Message

LATE_BY = timedelta(days=3)
"""How late a rhythm's pulse is still worth opening, after Tend was off."""
OFF, OPEN = ("off", "never", "none"), ("open", "start")


@pulse.command(
    "pulse",
    "your group's pulse: answer it, open one, or give it a rhythm, for example: pulse first Monday 9:00",
    also=ALSO,
)
def by_command(turn: Turn, words: str) -> Reply:
    first, _, rest = words.partition(" ")
    if first.casefold() in WORDS:
        return WORDS[first.casefold()](turn, rest.strip())
    member, group = membership.here(turn)
    if not words:
        return _where_it_stands(turn, member, group)
    if words.casefold() in OPEN:
        return open_by_press(turn, Open(group.id))
    try:
        return _decide(turn, group, _read(turn, group, words))
    except NotUnderstood as wrong:
        wrong.example = f"pulse {screens.EXAMPLE}"
        return Message(str(wrong))


def _where_it_stands(turn: Turn, member: Member, group: Group) -> Reply:
    wave = open_wave(turn.session, group.id)
    if wave and wave.takes(turn.now):
        not_yet(turn, wave, member)
        return in_private(turn, wave, member)
    shown = next(iter(shown_waves(turn.session, group.id)), None)
    copies = bool(turn.heard.private and copies_of(turn.session, member.profile_id))
    people = members(turn.session, group.id)
    plan, again = turn.session.get(PulsePlan, group.id), not_before(turn, group)
    return screens.overview(group, plan, defined(chosen(plan)), shown, again, copies=copies, members=len(people))


@pulse.on(AskRhythm)
def ask_rhythm(turn: Turn, action: AskRhythm) -> Reply:
    _, group = membership.of(turn, action.group)
    return screens.rhythm_form(group, turn.session.get(PulsePlan, group.id))


@pulse.on(SetRhythm)
def set_rhythm(turn: Turn, action: SetRhythm) -> Reply:
    _, group = membership.of(turn, action.group)
    try:
        return _decide(turn, group, _read(turn, group, turn.answer("rhythm")))
    except NotUnderstood as wrong:
        return Invalid({"rhythm": str(wrong)})


def _read(turn: Turn, group: Group, words: str) -> str:
    """A rhythm as it is kept; empty for none. Raises NotUnderstood, also for one that comes too often."""
    if words.casefold() in OFF:
        return ""
    rhythm = read_rhythm(words, zone=group.zone, now=turn.now)
    asked = defined(chosen(turn.session.get(PulsePlan, group.id)))
    if _too_often(rhythm, asked, turn.now):
        raise NotUnderstood(words, problem=screens.too_often(asked), example=f"pulse {screens.EXAMPLE}")
    return rhythm


def _too_often(rhythm: str, asked: Instrument, now: datetime) -> bool:
    first = recall(rhythm).after(now)
    second = first and recall(rhythm).after(first.at)
    return bool(first and second and second.at - first.at < timedelta(days=asked.least_days - 1))


def _decide(turn: Turn, group: Group, rhythm: str) -> Message:
    plan = plan_of(turn, group)
    if plan.rhythm == rhythm:
        return screens.UNCHANGED
    plan.rhythm = rhythm
    plan_next(turn, group, plan)
    turn.say(group.place, screens.decided(turn.meet().name, group, plan), key=f"pulse/{group.id}/decided/{new_id()}")
    return screens.SAVED


def _least(turn: Turn, words: str) -> Reply:
    _, group = membership.here(turn)
    least = int(words) if words.isdecimal() and words.isascii() else 0
    if not rules.LEAST <= least <= rules.MOST:
        raise Refused(screens.not_a_least())
    plan = plan_of(turn, group)
    if plan.least == least:
        return screens.UNCHANGED
    plan.least = least
    said = screens.decided_least(turn.meet().name, group, plan)
    turn.say(group.place, said, key=f"pulse/{group.id}/decided/{new_id()}")
    return screens.SAVED


def _questions(turn: Turn, words: str) -> Reply:
    _, group = membership.here(turn)
    if not words:
        return ask_questions(turn, AskQuestions(group.id))
    one = called(words)
    if one is None:
        raise Refused(choosing.unknown(words))
    return set_questions(turn, SetQuestions(group.id, one.id))


@pulse.on(AskQuestions)
def ask_questions(turn: Turn, action: AskQuestions) -> Reply:
    _, group = membership.of(turn, action.group)
    now = defined(chosen(turn.session.get(PulsePlan, group.id)))
    there = {one.id: _has_words(turn, one) for one in possible()}
    ready, lacking = ([one for one in possible() if there[one.id] is has] for has in (True, False))
    return choosing.page(group, now, ready, lacking)


def _has_words(turn: Turn, one: Instrument) -> bool:
    try:
        worded(turn, one.id)
    except Refused:
        return False
    return True


@pulse.on(SetQuestions)
def set_questions(turn: Turn, action: SetQuestions) -> Reply:
    """From the next pulse on; one that is open goes on as it began."""
    _, group = membership.of(turn, action.group)
    if called(action.instrument) is None:
        raise Refused(choosing.unknown(action.instrument))
    one, plan = worded(turn, action.instrument), plan_of(turn, group)
    if plan.instrument == one.id:
        return choosing.THE_SAME
    if plan.rhythm and _too_often(plan.rhythm, one, turn.now):
        raise Refused(choosing.rhythm_too_often(one))
    plan.instrument = one.id
    said = choosing.decided(turn.meet().name, group, one)
    turn.say(group.place, said, key=f"pulse/{group.id}/decided/{new_id()}")
    return screens.SAVED


def plan_of(turn: Turn, group: Group) -> PulsePlan:
    usual = {"rhythm": "", "next_at": None, "least": rules.LEAST, "instrument": rules.ASKED}
    insert_new(turn.session, PulsePlan, group_id=group.id, **usual)
    return turn.session.get_one(PulsePlan, group.id)


def plan_next(turn: Turn, group: Group, plan: PulsePlan) -> None:
    """Sets the timer of the next pulse by rhythm, or none."""
    coming = recall(plan.rhythm).after(turn.now) if plan.rhythm else None
    plan.next_at = coming.at if coming else None
    key = f"pulse/{group.id}/rhythm"
    if plan.next_at:
        turn.at(key, turn.spread(plan.next_at, group.id), Due(group.id, _seconds(plan.next_at)))
    else:
        turn.cancel(key)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


@pulse.timer(Due)
def due(turn: Turn, action: Due) -> None:
    """The timer. A group that is too small, or had one lately, has none this time; the next is planned all the same."""
    plan, group = turn.session.get(PulsePlan, action.group), turn.session.get(Group, action.group)
    if plan is None or group is None or plan.next_at is None:
        return
    if _seconds(plan.next_at) != action.at or turn.now < plan.next_at:
        return
    if turn.now <= plan.next_at + LATE_BY and open_wave(turn.session, group.id) is None:
        _open_if_possible(turn, group, plan.next_at)
    plan_next(turn, group, plan)


def _open_if_possible(turn: Turn, group: Group, planned: datetime) -> None:
    plan = turn.session.get(PulsePlan, group.id)
    try:
        worded(turn, chosen(plan))
    except Refused as no:
        turn.say(group.place, screens.cannot_open(group, no.why), key=f"pulse/{group.id}/closed/{_seconds(turn.now)}")
        return
    try:
        open_pulse(turn, group, planned=planned)
    except Refused:
        return


WORDS: dict[str, Words] = {"least": _least, "questions": _questions, "mine": by_words, "copies": by_words}
"""What can follow `pulse` besides a rhythm."""
