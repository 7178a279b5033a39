"""The end of a case: closing words, the presenter's page, hours, and later the deletion of everything written."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from sqlalchemy import delete

from bot import outbox
from bot.cases import hours, papers, place, rating, rules, seats, tables
from bot.cases.actions import FollowUp, Shred, TakeAway
from bot.cases.screens import after, card
from bot.cases.screens import rating as rates
from bot.cases.tables import SHOWN, Case, Seat, Tombstone, Word
from bot.db import new_id
from bot.formats.engine import State
from bot.formats.plan import Step
from bot.formats.reading import every
from bot.groups.tables import Group, Member
from bot.rhythm import say_date
from bot.turn import Turn
from bot.zones import zone


def day(turn: Turn, case: Case) -> date:
    """Today, on the group's own calendar."""
    group = turn.session.get_one(Group, case.group_id)
    return turn.now.astimezone(zone(group.zone)).date()


def note_minutes(turn: Turn, case: Case, state: State, step: Step, at: int) -> None:
    """A phase is over: its minutes, for each who was part of it. Over days that is who spoke, and the presenter."""
    spent = rules.minutes(turn.now - case.step_began_at) if case.live and case.step_began_at else step.minutes
    case.minutes += spent
    spoke = {word.member_id for word in tables.words(turn.session, case, SHOWN) if word.step == at}
    there = {seat.member_id for seat, _ in seats.inside(turn, case)}
    took_part = there if case.live else {*spoke, case.presenter_id}
    for seat, profile in seats.inside(turn, case):
        if seat.member_id in took_part:
            late = case.live and seat.late_at is not None
            mine = min(spent, rules.minutes(turn.now - seat.late_at)) if late and seat.late_at else spent
            noted = hours.Noted(day(turn, case), case.format, _part(state, seat), step.id, mine)
            hours.note(turn, profile, noted)


def _part(state: State, seat: Seat) -> str:
    if seat.member_id == state.presenter:
        return "presenter"
    return "facilitator" if seat.member_id == state.facilitator else seat.part or "peer"


def close(turn: Turn, case: Case, state: State, last: Mapping[str, str]) -> None:
    """The case is over. `last` is what the presenter said at the end, by field, for their page and nowhere else."""
    case.closed_at, case.step_ends_at, case.paused_at = turn.now, None, None
    case.last_word = state.last_word
    cancel(turn, case)
    turn.cancel(place.key(case, "longest"))
    of = rating.rated(turn, case, [at for at, step in enumerate(state.steps) if step.rated])
    form = every()[case.format]
    totals = rates.totals(case.close, case.warm, of)
    closing = after.closed(form.name, case.minutes, case.days_kept, totals, case.last_word)
    place.tell(turn, case, "closed", closing)
    _give_note(turn, case, state, dict(last))
    turn.change(place.key(case, "card"), card.over(say_date(day(turn, case)), form.name, case.minutes))
    turn.at(place.key(case, "shred"), turn.now + timedelta(days=case.days_kept), Shred(case.id))
    presenter = seats.presenter(turn, case)
    for weeks in rules.FOLLOW_UPS if presenter else ():
        due = turn.now + timedelta(weeks=weeks)
        turn.at(f"cases/follow/{case.id}/{weeks}", due, FollowUp(case.id, presenter.id if presenter else "", weeks))


def _give_note(turn: Turn, case: Case, state: State, last: dict[str, str]) -> None:
    presenter = seats.presenter(turn, case)
    if presenter is None:
        return
    offered = [word for word in tables.words(turn.session, case, SHOWN) if word.speech in ("reflection", "suggestion")]
    offers = [papers.spoken(turn, word) for word in offered if word.member_id != case.presenter_id]
    paper, form = papers.card(turn, case), every()[case.format]
    on = say_date(day(turn, case))
    message = after.note(on, form.name, paper, len(state.peers), bool(state.facilitator), offers, last)
    turn.say(presenter.person, message, key=place.key(case, "note"))


def unsay(turn: Turn, case: Case, word: Word) -> None:
    """Words that are hidden or gone stand nowhere any more: not in the chat, not in what the presenter is asked to
    rate, and not on their page, as long as that is on its way.
    """
    place.take_back(turn, case, f"word/{word.number}")
    rating.keep_up(turn, case, word.step)
    outbox.reword(turn, place.key(case, "note"), partial(after.without, papers.spoken(turn, word)))


def cancel(turn: Turn, case: Case) -> None:
    for what in ("step", "soon", "left"):
        turn.cancel(place.key(case, what))
    for seat, _ in tables.seats(turn.session, case):
        turn.cancel(place.key(case, f"remind/{seat.member_id}"))


def withdraw(turn: Turn, case: Case) -> None:
    """The presenter is no longer in: the others hear so, and nothing of it is left."""
    cancel(turn, case)
    people = seats.profiles(turn, case) if case.opened_at and not case.closed_at else {}
    ids, presenter = case.id, case.presenter_id
    shred(turn, case)
    for member_id, profile in people.items():
        if member_id != presenter:
            turn.say(profile.person, after.WITHDRAWN, key=f"cases/{ids}/withdrawn/{member_id}")


def expire(turn: Turn, case: Case) -> None:
    """Its time has come. Those who are in one that has not come to its end hear so."""
    people, id = seats.profiles(turn, case) if case.running else {}, case.id
    cancel(turn, case)
    shred(turn, case)
    for member_id, profile in people.items():
        turn.say(profile.person, after.OUTLIVED, key=f"cases/{id}/outlived/{member_id}")


def fade(turn: Turn, case: Case) -> None:
    """As `withdraw`, for a presenter under a mask who leaves the group: if it went just then, all could tell whose it
    was. Their words are destroyed here; what the others have read stands, and all that is left of the presenter is one
    who says nothing, until an hour that tells nothing.
    """
    presenter, paper = case.presenter_id or "", papers.card(turn, case)
    outbox.take_back_all(turn, place.key(case), ending=f"/{presenter}")
    turn.cancel(place.key(case, f"remind/{presenter}"))
    seats.sit(turn, case, turn.session.get_one(Member, presenter))
    turn.session.execute(delete(Word).where(Word.case_id == case.id, Word.member_id == presenter))
    papers.shred_one(turn, case, presenter)
    case.presenter_id = None
    papers.put_card(turn, case, {**vars(paper), "body": ""})
    turn.session.flush()
    draw = secrets.randbelow(int((rules.GONE_WITHIN - rules.GONE_AFTER).total_seconds()))
    goes = turn.now + rules.GONE_AFTER + timedelta(seconds=draw)
    turn.at(place.key(case, "away"), goes, TakeAway(case.id, int(case.closed_at is None)))


def shred(turn: Turn, case: Case) -> None:
    """Deletes what was said from the chat, destroys what opens it here, and leaves a date, a format and minutes."""
    stays = place.key(case, "card") if case.closed_at else ""  # by now it says no more than the tombstone
    outbox.take_back_all(turn, place.key(case), but=stays)
    _delete(turn, case)


def _delete(turn: Turn, case: Case) -> None:
    papers.shred(turn, case)
    turn.cancel(place.key(case, "shred"))
    turn.cancel(place.key(case, "longest"))
    turn.cancel(place.key(case, "away"))
    if case.began_at and case.minutes:
        on = day(turn, case) if case.closed_at is None else case.closed_at.date()
        turn.session.add(
            Tombstone(id=new_id(), group_id=case.group_id, on=on, format=case.format, minutes=case.minutes)
        )
    turn.session.execute(delete(Case).where(Case.id == case.id))
    turn.session.expire_all()
