"""How cases are forgotten: by date, when somebody leaves, and when somebody asks to be erased."""

from datetime import timedelta

from sqlalchemy import delete, select

from bot import outbox
from bot.cases import coming, ending, hours, papers, place, rules, seats, tables
from bot.cases.actions import TakeAway
from bot.cases.handlers.feature import cases
from bot.cases.screens import after
from bot.cases.tables import INSIDE, Case, Seat, Tombstone, Word, cases_of
from bot.forget import Standing
from bot.groups.actions import Ending, Joined, Leaving, Left
from bot.groups.tables import Member, all_memberships
from bot.people import Profile
from bot.turn import Turn


@cases.forgets
def sweep(turn: Turn) -> None:
    """What is past its time. A case whose timer was lost is deleted here."""
    for case in turn.session.scalars(select(Case)).all():
        if _past(turn, case):
            ending.expire(turn, case)
    outbox.forget(turn.session, "cases/", turn.now - rules.TRACES, but=_standing(turn))
    turn.session.execute(delete(Tombstone).where(Tombstone.on < (turn.now - rules.TOMBSTONES_KEPT).date()))


def _standing(turn: Turn) -> list[str]:
    """The beginnings of the keys of what still stands in the chat and is to be deleted from it some day."""
    return [place.key(case) for case in turn.session.scalars(select(Case))]


@cases.when(Standing)
def keep_standing(turn: Turn, standing: Standing) -> None:
    standing.keys.update(_standing(turn))


@cases.timer(TakeAway)
def take_away(turn: Turn, action: TakeAway) -> None:
    case = tables.find(turn.session, action.case)
    if case:
        ending.withdraw(turn, case)


def _past(turn: Turn, case: Case) -> bool:
    if case.closed_at:
        return case.closed_at + timedelta(days=case.days_kept) <= turn.now
    if case.began_at:
        return case.began_at + rules.LONGEST <= turn.now
    return case.opened_at is not None and case.opened_at + rules.CARD_STANDS <= turn.now


@cases.when(Joined)
def welcome(turn: Turn, joined: Joined) -> None:
    """A seat in each case that is still kept, as everybody has one."""
    for case in cases_of(turn.session, [joined.group]):
        if case.opened_at:
            seats.lay(turn, case)


@cases.when(Leaving)
def say_what_goes(turn: Turn, leaving: Leaving) -> None:
    mine_ = turn.session.scalars(select(Case).where(Case.presenter_id == leaving.member)).all()
    leaving.goes.extend(sorted({after.FADES if _fades(case) else after.GOES for case in mine_}))


def _fades(case: Case) -> bool:
    """Whether others have seen it under a mask."""
    return case.masked and case.opened_at is not None


@cases.when(Left)
def leave(turn: Turn, left: Left) -> None:
    """Whoever leaves the group is no longer in; a case without its presenter is deleted."""
    member = turn.session.get_one(Member, left.member)
    for case in turn.session.scalars(select(Case).where(Case.group_id == left.group)).all():
        if case.presenter_id == member.id:
            ending.fade(turn, case) if _fades(case) else ending.withdraw(turn, case)
        elif case.closed_at is None and seats.stance(turn, case, member) in INSIDE:
            coming.leave(turn, case, member.id)


@cases.when(Ending)
def end(turn: Turn, gone: Ending) -> None:
    """The group goes, and its cases with it."""
    for case in cases_of(turn.session, [gone.group]):
        papers.shred(turn, case)


@cases.erases
def erase(turn: Turn, profile: Profile) -> None:
    """Everything of theirs here, and what of it stands in the chat. For the others it is as if they had left."""
    for member, group in all_memberships(turn.session, profile.id):
        leave(turn, Left(group.id, member.id))
        _unsay(turn, member)
        for case in cases_of(
            turn.session, [group.id]
        ):  # what they read in their own conversation: no longer known then
            outbox.take_back_all(turn, place.key(case), ending=f"/{member.id}")
        turn.session.execute(delete(Seat).where(Seat.member_id == member.id))
    hours.erase(turn, profile)


def _unsay(turn: Turn, member: Member) -> None:
    """Everything that they said in cases which are not theirs; those that they brought are gone by now, or fade."""
    words = turn.session.scalars(select(Word).where(Word.member_id == member.id)).all()
    for word in words:
        turn.session.delete(word)
    turn.session.flush()
    for word in words:
        ending.unsay(turn, turn.session.get_one(Case, word.case_id), word)
    for case_id in {word.case_id for word in words}:
        papers.shred_one(turn, turn.session.get_one(Case, case_id), member.id)


@cases.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """A person's own words, their own answers to cards, their own hours."""
    members = {member.id: member for member, _ in all_memberships(turn.session, profile.id)}
    brought = turn.session.scalars(select(Case).where(Case.presenter_id.in_(members)).order_by(Case.made_at)).all()
    said = turn.session.scalars(select(Word).where(Word.member_id.in_(members)).order_by(Word.at)).all()
    sat = turn.session.scalars(select(Seat).where(Seat.member_id.in_(members))).all()
    answers = [seats.stance(turn, turn.session.get_one(Case, seat.case_id), members[seat.member_id]) for seat in sat]
    return {
        "brought": [_brought(turn, case) for case in brought],
        "said": [{"at": word.at, "as": word.speech, "words": papers.spoken(turn, word)} for word in said],
        "answers_to_cards": [said for said in answers if said],
        "minutes": [vars(noted) for noted in hours.noted(turn, profile)],
    }


def _brought(turn: Turn, case: Case) -> dict[str, object]:
    return {"made_at": case.made_at, "format": case.format, "help": case.help, **vars(papers.card(turn, case))}
