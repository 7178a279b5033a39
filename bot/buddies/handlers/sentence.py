"""One sentence of a check-in that somebody shares with their buddies: said in their place, until they take it back.

Tend keeps that it was shared and where it stands, not the words: those are in the check-in, with their owner's key.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from bot.buddies import rules, screens, tables
from bot.buddies.handlers.feature import buddies
from bot.buddies.handlers.rounds import place_key
from bot.buddies.tables import SharedSentence, Together
from bot.checkins.actions import Audience, SentenceShared, SentenceTakenBack, WhoCouldRead
from bot.checkins.tables import Checkin
from bot.db import new_id
from bot.groups.tables import Group, all_memberships, memberships
from bot.people import Profile
from bot.turn import Turn

KIND = "buddies"


@buddies.when(WhoCouldRead)
def offer(turn: Turn, asked: WhoCouldRead) -> None:
    """Those they are with now, where there is a place for them; and others with whom it is shared still."""
    profile = turn.session.get_one(Profile, asked.profile)
    now_with = dict(_now_with(turn, profile))
    shared = {one.pair_id for one in _shared(turn, profile, asked.checkin)}
    several = len(now_with.keys() | shared) > 1
    for pair in [*now_with, *sorted(shared - now_with.keys())]:
        others = [who for _, who in tables.seated(turn.session, pair) if who.id != profile.id]
        group = now_with.get(pair)
        share, take_back = screens.share_labels(group.name if group and several else "")
        reads = screens.read_by(others, stands=pair in shared)
        asked.found.append(Audience(KIND, pair, share, take_back, reads, stands=pair in shared))


def _now_with(turn: Turn, profile: Profile) -> Iterator[tuple[str, Group]]:
    for member, group in memberships(turn.session, profile.person):
        found = tables.current(turn.session, member.id, turn.now)
        if found and turn.sent(place_key(found[0].id)):
            yield found[0].id, group


def _shared(turn: Turn, profile: Profile, checkin: str = "") -> Sequence[SharedSentence]:
    mine = [member.id for member, _ in all_memberships(turn.session, profile.id)]
    found = select(SharedSentence).where(SharedSentence.member_id.in_(mine)).order_by(SharedSentence.at)
    return turn.session.scalars(found.where(SharedSentence.checkin_id == checkin) if checkin else found).all()


@buddies.when(SentenceShared)
def share(turn: Turn, told: SentenceShared) -> None:
    pair = turn.session.get(Together, told.id) if told.kind == KIND else None
    said = turn.sent(place_key(pair.id)) if pair else None
    if pair is None or said is None:
        return
    seats = tables.seated(turn.session, pair.id)
    member, profile = next(found for found in seats if found[1].id == told.profile)
    row = SharedSentence(id=new_id(), pair_id=pair.id, member_id=member.id, checkin_id=told.checkin, at=turn.now)
    turn.session.add(row)
    turn.session.flush()
    turn.say(said.where, screens.sentence(profile, told.words), key=row.key)


@buddies.when(SentenceTakenBack)
def take_back(turn: Turn, told: SentenceTakenBack) -> None:
    profile = turn.session.get_one(Profile, told.profile)
    if told.kind == KIND:
        rows = [row for row in _shared(turn, profile, told.checkin) if row.pair_id == told.id]
        told.stood.extend([row.id for row in rows])
        _take_back(turn, rows)


def _take_back(turn: Turn, rows: Sequence[SharedSentence]) -> None:
    for row in rows:
        turn.take_back(row.key)
        turn.session.delete(row)
    turn.session.flush()


def take_back_all(turn: Turn, member_id: str) -> None:
    """When somebody leaves, or is forgotten."""
    found = select(SharedSentence).where(SharedSentence.member_id == member_id)
    _take_back(turn, turn.session.scalars(found).all())


def sweep(turn: Turn) -> None:
    """What nobody could take back any more does not stand for ever: it goes before it is forgotten where it stands."""
    old = select(SharedSentence).where(SharedSentence.at < turn.now - rules.SHARED_KEPT)
    _take_back(turn, turn.session.scalars(old).all())


def export(turn: Turn, profile: Profile) -> list[dict[str, object]]:
    return [{"of_week": _week(turn, row), "at": row.at} for row in _shared(turn, profile)]


def _week(turn: Turn, row: SharedSentence) -> str:
    checkin = turn.session.get(Checkin, row.checkin_id)
    return checkin.week if checkin else ""
