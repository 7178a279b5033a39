"""A round from its first Monday to its last: matched as a whole, one small question a week, and an end."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.buddies import rules, screens, tables
from bot.buddies.actions import Begin, BeginAround, NoPlace, Prompt
from bot.buddies.handlers.around import circle, timer
from bot.buddies.handlers.feature import buddies
from bot.buddies.rules import Pool
from bot.buddies.tables import Circle, Round, Seat, TakingPart, Together
from bot.db import new_id
from bot.groups.tables import Group, Member
from bot.peers import rules as hours
from bot.peers.tables import wishes
from bot.people import Profile
from bot.port import Circle as Place
from bot.port import Reply
from bot.turn import Turn
from bot.zones import zone

There = Sequence[tuple[Member, Profile, Group]]


@buddies.timer(Begin)
def begin(turn: Turn, action: Begin) -> Reply:
    _begin(turn, turn.session.get(Group, action.group), around=False)
    return None


@buddies.timer(BeginAround)
def begin_around(turn: Turn, action: BeginAround) -> Reply:
    _begin(turn, turn.session.get(Group, action.group), around=True)
    return None


def _begin(turn: Turn, group: Group | None, *, around: bool) -> None:
    """Ends the round before, matches everybody who takes part and is not away, and plans the next one."""
    if group is None:
        return  # it has ended
    among = circle(turn, group, around=around)
    for pair in tables.open_pairs(turn.session, among):
        close(turn, pair)
    there = tables.taking_part(turn.session, among)
    here = [found for found in there if not found[1].away(turn.now)]
    if not there:
        return  # whoever takes part next plans the next round
    matched = rules.match(pool(turn, among, here))
    round = _open(turn, among, group) if matched.groups else None
    begins = round.ends if round else rules.next_round(turn.now, zone(group.zone))
    key, again = timer(turn, group, around=around)
    turn.at(key, begins, again)
    people = {member.id: (profile, its) for member, profile, its in here}
    if round:
        for ids in matched.groups:
            _put_together(turn, round, ids, people)
    _tell_the_others(turn, among, {member: people[member][0] for member in matched.left}, begins)


def pool(turn: Turn, among: Circle, here: There) -> Pool:
    """Those who are here, with what they said of themselves."""
    said = {member.id: wishes(turn, profile) for member, profile, _ in here}
    clocks = {member.id: zone(profile.zone or group.zone) for member, profile, group in here}
    ids = {member.id: profile.id for member, profile, _ in here}

    def common(one: str, other: str) -> timedelta:
        return hours.common_hours(said[one].hours, clocks[one], said[other].hours, clocks[other], turn.now.date())

    def may(one: str, other: str) -> bool:
        apart = ids[other] in said[one].apart or ids[one] in said[other].apart
        return not apart and hours.understand(said[one], said[other]) and common(one, other) >= rules.IN_COMMON

    return Pool(
        [member.id for member, _, _ in here],
        may,
        tables.met(turn.session, among),
        lambda one, other: common(one, other) // timedelta(minutes=1),
        tables.rounds(turn.session, among),
    )


def _open(turn: Turn, among: Circle, group: Group) -> Round:
    ends = rules.week_of(turn.now, rules.WEEKS, zone(group.zone))
    round = Round(id=new_id(), group_id=group.id, begins=turn.now, ends=ends, around=among.around)
    round.number = tables.rounds(turn.session, among)
    turn.session.add(round)
    turn.session.flush()
    _plan(turn, group, round, 1)
    return round


def _plan(turn: Turn, group: Group, round: Round, week: int) -> None:
    if week < rules.WEEKS:
        at = rules.week_of(round.begins, week, zone(group.zone))
        turn.at(f"buddies/prompt/{round.id}", turn.spread(at, round.id), Prompt(round.id, week))


def _put_together(turn: Turn, round: Round, ids: Sequence[str], people: dict[str, tuple[Profile, Group]]) -> None:
    seats = [Seat(member_id=member) for member in ids]
    _open_place(turn, round, seats, [people[member][0] for member in ids], people[ids[0]][1])


def go_on_apart(turn: Turn, pair: Together, left: Sequence[tuple[Member, Profile]]) -> None:
    """Those who are left of a three get a place of their own: whoever has gone may still read the old one."""
    pair.over_at = turn.now
    if said := turn.sent(place_key(pair.id)):
        turn.say(said.where, screens.one_less(), key=f"buddies/{pair.id}/one_less")
    else:
        turn.take_back(place_key(pair.id))
    met = {seat.member_id: seat.met_at for seat in turn.session.scalars(select(Seat).filter_by(pair_id=pair.id))}
    seats = [Seat(member_id=member.id, met_at=met[member.id]) for member, _ in left]
    group = turn.session.get_one(Group, left[0][0].group_id)
    round = turn.session.get_one(Round, pair.round_id)
    _open_place(turn, round, seats, [profile for _, profile in left], group)


def _open_place(turn: Turn, round: Round, seats: Sequence[Seat], profiles: Sequence[Profile], near: Group) -> None:
    pair = Together(id=new_id(), round_id=round.id)
    turn.session.add(pair)
    turn.session.flush()
    for seat in seats:
        seat.pair_id = pair.id
    turn.session.add_all(seats)
    week = round.number * rules.WEEKS + (turn.now - round.begins) // timedelta(weeks=1)
    turn.say(
        Place(tuple(profile.person for profile in profiles), near.place, screens.topic(round.number)),
        screens.welcome(pair.id, profiles, round.ends, week),
        key=place_key(pair.id),
        otherwise=NoPlace(pair.id),
    )


def place_key(pair_id: str) -> str:
    return f"buddies/{pair_id}/place"


def _tell_the_others(turn: Turn, among: Circle, left: Mapping[str, Profile], begins: datetime) -> None:
    """`left`: by member id. Each is told once a round; while too few take part, as often as if there were rounds."""
    number, first = tables.rounds(turn.session, among), among.groups[0]
    said = screens.nobody(None if among.around else first, begins)
    for member, profile in left.items():
        since = turn.session.get_one(TakingPart, member).since
        stretch = since + (turn.now - since) // rules.ROUND * rules.ROUND
        key = f"buddies/nobody/{first.id}/{int(among.around)}/{number}/{profile.id}/{stretch:%Y%m%dT%H%M}"
        turn.say(profile.person, said, key=key)


@buddies.timer(NoPlace)
def no_place(turn: Turn, action: NoPlace) -> Reply:
    """Each is told whom to write to."""
    pair = turn.session.get(Together, action.pair)
    if pair is None:
        return None
    ends = turn.session.get_one(Round, pair.round_id).ends
    people = [profile for _, profile in tables.seated(turn.session, pair.id)]
    for one in people:
        others = [other for other in people if other is not one]
        turn.say(one.person, screens.no_place(others, ends), key=f"buddies/{pair.id}/no_place/{one.id}", until=ends)
    return None


@buddies.timer(Prompt)
def prompt(turn: Turn, action: Prompt) -> Reply:
    """The week's question, for every two or three that still are; one that comes a week late is left out."""
    round = turn.session.get(Round, action.round)
    if round is None or round.ends <= turn.now:
        return None
    group = turn.session.get_one(Group, round.group_id)
    ends = rules.week_of(round.begins, action.week + 1, zone(group.zone))
    for pair in tables.pairs_of(turn.session, round.id):
        said = turn.sent(place_key(pair.id))
        if said and turn.now < ends:
            text = screens.prompt(pair.id, round.number * rules.WEEKS + action.week)
            turn.say(said.where, text, key=f"buddies/{pair.id}/week/{action.week}", until=ends)
    _plan(turn, group, round, action.week + 1)
    return None


def close(turn: Turn, pair: Together) -> None:
    pair.over_at = turn.now
    said = turn.sent(place_key(pair.id))
    if said:
        turn.say(said.where, screens.over(), key=f"buddies/{pair.id}/over")
