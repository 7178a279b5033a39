"""A round from its first Monday to its last: matched as a whole, one small question a week, and an end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.buddies import rules, screens, tables
from bot.buddies.actions import Begin, NoPlace, Prompt
from bot.buddies.handlers.feature import buddies
from bot.buddies.handlers.taking import timer
from bot.buddies.rules import Pool
from bot.buddies.tables import Round, Seat, Together
from bot.db import new_id
from bot.groups.tables import Group, Member
from bot.peers import rules as hours
from bot.peers.tables import wishes
from bot.people import Profile
from bot.port import Circle, Reply
from bot.turn import Turn
from bot.zones import zone

There = Sequence[tuple[Member, Profile]]


@buddies.on(Begin)
def begin(turn: Turn, action: Begin) -> Reply:
    """Ends the round before, matches everybody who takes part and is not away, and plans the next one."""
    group = turn.session.get_one(Group, action.group)
    _end(turn, group)
    there = tables.taking_part(turn.session, group.id)
    here = [(member, profile) for member, profile in there if not profile.away(turn.now)]
    if not there:
        return None  # whoever takes part next plans the next round
    matched = rules.match(pool(turn, group, here))
    round = _open(turn, group) if matched.groups else None
    begins = round.ends if round else rules.next_round(turn.now, zone(group.zone))
    turn.at(timer(group), begins, Begin(group.id))
    people = {member.id: profile for member, profile in here}
    if round:
        for ids in matched.groups:
            _put_together(turn, group, round, ids, people)
    _tell_the_others(turn, group, [people[member] for member in matched.left], begins)
    return None


def pool(turn: Turn, group: Group, here: There) -> Pool:
    """Those who are here, with what they said of themselves."""
    said = {member.id: wishes(turn, profile) for member, profile in here}
    clocks = {member.id: zone(profile.zone or group.zone) for member, profile in here}
    ids = {member.id: profile.id for member, profile in here}

    def common(one: str, other: str) -> timedelta:
        return hours.common_hours(said[one].hours, clocks[one], said[other].hours, clocks[other], turn.now.date())

    def may(one: str, other: str) -> bool:
        apart = ids[other] in said[one].apart or ids[one] in said[other].apart
        return not apart and hours.understand(said[one], said[other]) and common(one, other) >= rules.IN_COMMON

    return Pool(
        [member.id for member, _ in here],
        may,
        tables.met(turn.session, group.id),
        lambda one, other: common(one, other) // timedelta(minutes=1),
        tables.rounds(turn.session, group.id),
    )


def _open(turn: Turn, group: Group) -> Round:
    ends = rules.week_of(turn.now, rules.WEEKS, zone(group.zone))
    number = tables.rounds(turn.session, group.id)
    round = Round(id=new_id(), group_id=group.id, number=number, begins=turn.now, ends=ends)
    turn.session.add(round)
    turn.session.flush()
    _plan(turn, group, round, 1)
    return round


def _plan(turn: Turn, group: Group, round: Round, week: int) -> None:
    if week < rules.WEEKS:
        at = rules.week_of(round.begins, week, zone(group.zone))
        turn.at(f"buddies/prompt/{round.id}", at, Prompt(round.id, week))


def _put_together(turn: Turn, group: Group, round: Round, ids: Sequence[str], people: dict[str, Profile]) -> None:
    pair = Together(id=new_id(), round_id=round.id)
    turn.session.add(pair)
    turn.session.flush()
    turn.session.add_all(Seat(pair_id=pair.id, member_id=member) for member in ids)
    profiles = [people[member] for member in ids]
    turn.say(
        Circle(tuple(profile.person for profile in profiles), group.place, screens.topic(round.number)),
        screens.welcome(pair.id, profiles, round.ends, round.number * rules.WEEKS),
        key=place_key(pair.id),
        otherwise=NoPlace(pair.id),
    )


def place_key(pair_id: str) -> str:
    return f"buddies/{pair_id}/place"


def _tell_the_others(turn: Turn, group: Group, left: Sequence[Profile], begins: datetime) -> None:
    """Once for each number of rounds: while too few take part, the same person is not told every week."""
    number = tables.rounds(turn.session, group.id)
    for profile in left:
        turn.say(profile.person, screens.nobody(group, begins), key=f"buddies/nobody/{group.id}/{number}/{profile.id}")


@buddies.on(NoPlace)
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


@buddies.on(Prompt)
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


def _end(turn: Turn, group: Group) -> None:
    """What is open of earlier rounds is over, and each place hears it."""
    for pair in tables.open_pairs(turn.session, group.id):
        close(turn, pair)


def close(turn: Turn, pair: Together) -> None:
    pair.over_at = turn.now
    said = turn.sent(place_key(pair.id))
    if said:
        turn.say(said.where, screens.over(), key=f"buddies/{pair.id}/over")
