"""What is kept: answers and sentences sealed with their owner's key, read for the owner alone, forgotten in time."""

import json

from sqlalchemy import delete

from bot.checkins import rules
from bot.checkins.handlers.feature import checkins
from bot.checkins.handlers.planning import key
from bot.checkins.rules import Week
from bot.checkins.screens.questions import Kept
from bot.checkins.tables import Answer, Checkin, Plan, Sentence, answers_of, sentences_of
from bot.people import Profile
from bot.turn import Turn


def keep_answer(turn: Turn, checkin: Checkin, profile: Profile, item: str, value: int) -> Kept:
    """Keeps a press, or says why not. A late answer is kept where there is none; it changes none."""
    late, row = checkin.late(turn.now), turn.session.get(Answer, (checkin.id, item))
    if row and _value(turn, row) == value:
        return Kept.SAME
    if row and late:
        return Kept.CLOSED
    kept = row or Answer(checkin_id=checkin.id, item=item)
    kept.answer = turn.seal(_cell(item, value), owner=profile.owner, cell=kept.cell)
    kept.late = late
    turn.session.add(kept)
    turn.session.flush()
    if row:
        return Kept.CHANGED
    return Kept.LATE if late else Kept.SAVED


def _cell(item: str, value: int) -> str:
    return json.dumps({"label": rules.ITEMS[item].label(value), "value": value}).ljust(rules.CELL)


def _opened(turn: Turn, row: Answer) -> dict[str, str | int]:
    opened: dict[str, str | int] = json.loads(turn.open(row.answer, cell=row.cell))
    return opened


def _value(turn: Turn, row: Answer) -> int:
    return int(_opened(turn, row)["value"])


def keep_sentence(turn: Turn, checkin: Checkin, profile: Profile, words: str) -> Kept:
    """The latest sentence of a week replaces the one before. Words are taken whenever they come."""
    row = turn.session.get(Sentence, checkin.id)
    if row and turn.open(row.words, cell=row.cell) == words:
        return Kept.SAME
    kept = row or Sentence(checkin_id=checkin.id)
    kept.words = turn.seal(words, owner=profile.owner, cell=kept.cell)
    kept.at = turn.now
    turn.session.add(kept)
    return Kept.LATE if checkin.late(turn.now) else Kept.SAVED


def own_weeks(turn: Turn, profile: Profile) -> list[Week]:
    """Every week that this person answered anything in, opened, oldest first."""
    weeks: dict[str, Week] = {}
    for checkin, answer in answers_of(turn.session, profile.id):
        weeks.setdefault(checkin.week, Week(checkin.week, {})).values[answer.item] = _value(turn, answer)
    return list(weeks.values())


def own_sentences(turn: Turn, profile: Profile, before: str, most: int) -> list[tuple[str, str]]:
    """(week, words), latest week first; with `before`, of earlier weeks only."""
    rows = sentences_of(turn.session, profile.id, before)[:most]
    return [(checkin.week, turn.open(row.words, cell=row.cell)) for checkin, row in rows]


@checkins.forgets
def sweep(turn: Turn) -> None:
    turn.session.execute(delete(Sentence).where(Sentence.at < turn.now - rules.SENTENCES_KEPT))
    turn.session.execute(delete(Checkin).where(Checkin.asked_at < turn.now - rules.ANSWERS_KEPT))


@checkins.erases
def erase(turn: Turn, profile: Profile) -> None:
    turn.session.execute(delete(Checkin).where(Checkin.profile_id == profile.id))
    turn.session.execute(delete(Plan).where(Plan.profile_id == profile.id))
    turn.cancel(key(profile))
    turn.cancel(f"{key(profile)}/reminder")


@checkins.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    plan = turn.session.get(Plan, profile.id)
    return {"hours": _own_hours(plan, profile) if plan else {}, "weeks": _own_words(turn, profile)}


def _own_hours(plan: Plan, profile: Profile) -> dict[str, bool | int | str | None]:
    paused = plan.paused_until.isoformat() if plan.paused_until else None
    planned = plan.next_at.isoformat() if plan.next_at else None
    return {
        "weekday": plan.weekday,
        "hour": plan.hour,
        "paused_until": paused,
        "next": planned,
        "reminder": plan.reminder,
        "asked_from": profile.asked_from,
        "asked_until": profile.asked_until,
    }


def _own_words(turn: Turn, profile: Profile) -> dict[str, dict[str, object]]:
    """By week: each answer as label and value, and the sentence."""
    weeks: dict[str, dict[str, object]] = {}
    for checkin, answer in answers_of(turn.session, profile.id):
        weeks.setdefault(checkin.week, {})[answer.item] = _opened(turn, answer)
    for week, words in own_sentences(turn, profile, "", most=100):
        weeks.setdefault(week, {})["sentence"] = words
    return weeks
