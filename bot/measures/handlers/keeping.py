"""What is kept: sealed with its owner's key, read for its owner alone, forgotten in time."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select

from bot.db import insert_new
from bot.instruments import Instrument, instruments
from bot.measures import rules
from bot.measures.handlers.feature import measures
from bot.measures.rules import Measured, Threshold
from bot.measures.tables import (
    MeasureAnswer,
    MeasureKeeping,
    MeasureScores,
    MeasureThreshold,
    Taking,
    answers,
    takings,
)
from bot.people import Profile
from bot.turn import Turn

SKIPPED: dict[str, object] = {"skipped": True}


def keep_answer(turn: Turn, taking: Taking, profile: Profile, item: str, given: dict[str, object]) -> None:
    """The latest answer to a question replaces the one before."""
    insert = {"taking_id": taking.id, "item": item}
    row = turn.session.get(MeasureAnswer, (taking.id, item)) or MeasureAnswer(**insert)
    row.answer = turn.seal(json.dumps(given).ljust(rules.CELL), owner=profile.owner, cell=row.cell)
    turn.session.add(row)
    turn.session.flush()


def codes(turn: Turn, taking: Taking) -> dict[str, str]:
    """The codes of what was answered, by item. What was skipped is not there."""
    opened = {item: _opened(turn, row) for item, row in answers(turn.session, taking.id).items()}
    return {item: str(kept["answer"]) for item, kept in opened.items() if "answer" in kept}


def _opened(turn: Turn, row: MeasureAnswer) -> dict[str, Any]:
    opened: dict[str, Any] = json.loads(turn.open(row.answer, cell=row.cell))
    return opened


def keep_scores(turn: Turn, taking: Taking, instrument: Instrument, profile: Profile) -> None:
    """Scores what was answered, and ends the taking when it has not ended yet."""
    given = codes(turn, taking)
    kept = json.dumps({"scores": instrument.score(given), "answered": sorted(given)})
    sheets = -(-len(kept) // rules.SHEET)
    row = turn.session.get(MeasureScores, taking.id) or MeasureScores(taking_id=taking.id)
    row.scores = turn.seal(kept.ljust(sheets * rules.SHEET), owner=profile.owner, cell=row.cell)
    turn.session.add(row)
    taking.ended_at = taking.ended_at or turn.now
    turn.session.flush()


def times(turn: Turn, profile: Profile, instrument: str) -> list[Measured]:
    """Every time that ended, oldest first, in the instrument's present version."""
    version = instruments()[instrument].version if instrument in instruments() else 0
    ended = [one for one in takings(turn.session, profile.id, instrument) if one.ended_at and one.version == version]
    found = [_measured(turn, one) for one in ended]
    return [one for one in found if one]


def _measured(turn: Turn, taking: Taking) -> Measured | None:
    row = turn.session.get(MeasureScores, taking.id)
    if row is None or taking.ended_at is None:
        return None
    kept = json.loads(turn.open(row.scores, cell=row.cell))
    return Measured(taking.id, taking.ended_at, kept["scores"], frozenset(kept["answered"]))


def keep_threshold(turn: Turn, profile: Profile, instrument: str, threshold: Threshold) -> None:
    key = {"profile_id": profile.id, "instrument": instrument}
    row = turn.session.get(MeasureThreshold, (profile.id, instrument)) or MeasureThreshold(**key)
    kept = {"scale": threshold.scale, "way": threshold.way, "number": threshold.number}
    row.threshold = turn.seal(json.dumps(kept).ljust(rules.CELL), owner=profile.owner, cell=row.cell)
    turn.session.add(row)
    turn.session.flush()


def threshold(turn: Turn, profile: Profile, instrument: str) -> Threshold | None:
    row = turn.session.get(MeasureThreshold, (profile.id, instrument))
    return Threshold(**json.loads(turn.open(row.threshold, cell=row.cell))) if row else None


def keeping_days(turn: Turn, profile: Profile) -> int:
    row = turn.session.get(MeasureKeeping, profile.id)
    return row.days if row else rules.SCORES_KEPT.days


def keep_for(turn: Turn, profile: Profile, days: int) -> None:
    if not insert_new(turn.session, MeasureKeeping, profile_id=profile.id, days=days):
        turn.session.get_one(MeasureKeeping, profile.id).days = days


@measures.forgets
def sweep(turn: Turn) -> None:
    """Answers by their own time, also of times that go on; scores by what their owner chose."""
    old = select(Taking.id).where(func.coalesce(Taking.ended_at, Taking.begun_at) < turn.now - rules.ANSWERS_KEPT)
    turn.session.execute(delete(MeasureAnswer).where(MeasureAnswer.taking_id.in_(old)))
    unfinished = Taking.ended_at.is_(None) & (Taking.begun_at < turn.now - rules.UNFINISHED_KEPT)
    turn.session.execute(delete(Taking).where(unfinished))
    for profile_id in turn.session.scalars(select(Taking.profile_id).distinct()).all():
        forget_old(turn, turn.session.get_one(Profile, profile_id))


def forget_old(turn: Turn, profile: Profile) -> None:
    """Deletes this person's scores that are older than they want them kept."""
    oldest = turn.now - timedelta(days=keeping_days(turn, profile))
    turn.session.execute(delete(Taking).where(Taking.profile_id == profile.id, Taking.ended_at < oldest))


def delete_results(turn: Turn, profile: Profile, instrument: str) -> None:
    turn.session.execute(delete(Taking).filter_by(profile_id=profile.id, instrument=instrument))


@measures.erases
def erase(turn: Turn, profile: Profile) -> None:
    for table in (Taking, MeasureThreshold, MeasureKeeping):
        turn.session.execute(delete(table).where(table.profile_id == profile.id))


@measures.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """Each taking with its answers and scores, the thresholds, and how long scores are kept."""
    rows = turn.session.scalars(select(MeasureThreshold).filter_by(profile_id=profile.id)).all()
    return {
        "takings": [_own(turn, taking) for taking in takings(turn.session, profile.id)],
        "thresholds": {row.instrument: json.loads(turn.open(row.threshold, cell=row.cell)) for row in rows},
        "scores_kept_days": keeping_days(turn, profile),
    }


def _own(turn: Turn, taking: Taking) -> dict[str, object]:
    measured = _measured(turn, taking)
    return {
        "instrument": taking.instrument,
        "version": taking.version,
        "begun_at": taking.begun_at,
        "ended_at": taking.ended_at,
        "answers": {item: _opened(turn, row) for item, row in answers(turn.session, taking.id).items()},
        "scores": dict(measured.scores) if measured else {},
    }
