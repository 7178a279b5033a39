"""What members read of turns: the page with its history, the fairness card, and each their own balance."""

from datetime import timedelta

from bot.groups.tables import Group, Member, members, profile_of
from bot.meetings.tables import next_to_begin, taking
from bot.port import Reply
from bot.rotation import record, rules, screens
from bot.rotation.ahead import likely
from bot.rotation.books import WHOLE, Past, standings
from bot.rotation.changing import wanted
from bot.rotation.screens.reading import Balance, Next
from bot.rotation.seats import Seat, handed_out, has_it, part, roles_of, seat_at, seat_of
from bot.rotation.tables import asked_of, history, stepped
from bot.turn import Turn
from bot.ui import Button

PAGE = 4
"""Steps of the history that fit into one message, with the longest names."""
SHOWN = 6
"""Turns to come that the fairness card names."""
FAR = timedelta(days=100)
"""How far ahead it looks for them."""


def page(turn: Turn, member: Member, group: Group, number: int) -> Reply:
    """Whose turns they are, and how it came about."""
    steps = history(turn.session, group.id, skip=number * PAGE, most=PAGE + 1)
    meeting = next_to_begin(turn.session, group.id, turn.now)
    seats = [Seat(group, meeting, role) for role in roles_of(group)] if meeting else []
    mine = seat_at(turn, meeting, member.id) if meeting else None
    whose = [line for seat in seats for line in _whose(turn, seat, member)]
    asked, line = _asked(turn, member)
    stepping = tuple(button for seat in seats for button in _step_in(turn, seat, member))
    return screens.reading.turns(
        group,
        [*line, *(whose or [screens.NO_MEETING])],
        steps[:PAGE],
        role=mine.role if mine else "",
        mine_at=meeting if mine else None,
        buttons=(*asked, *stepping[:1], *screens.reading.cards(group)),
        pages=screens.reading.pages(group, number, more=len(steps) > PAGE),
    )


def _asked(turn: Turn, member: Member) -> tuple[tuple[Button, ...], list[str]]:
    """The buttons and the line of a swap that waits for their answer."""
    swap = asked_of(turn.session, member.id)
    seat = seat_of(turn, swap.meeting_id, swap.role) if swap else None
    if swap is None or seat is None:
        return (), []
    asker = profile_of(turn.session, swap.asker_id)
    return screens.swapping.answers(swap.id), [screens.swapping.waits(seat, asker)]


def _whose(turn: Turn, seat: Seat, member: Member) -> list[str]:
    found, row = taking(turn.session, seat.meeting.id, seat.role), part(turn, seat)
    if found is None:
        return [screens.reading.no_turn(seat.meeting, seat.role, _why_nobody(turn, seat))]
    state = "will" if row.will else "asked" if row.asked_for else "chosen"
    mine = has_it(turn, seat, member.id)
    line = screens.reading.whose_turn(seat.meeting, seat.role, found[1], state, mine=mine)
    return [line, screens.reading.wanted(seat.role)] if wanted(turn, seat, found[0].id) and not mine else [line]


def _why_nobody(turn: Turn, seat: Seat) -> str:
    if len(members(turn.session, seat.group.id)) < 2:
        return "alone"
    if stepped(turn.session, seat.meeting.id, seat.role, "kept"):
        return "kept"
    return "nobody" if seat.role in handed_out(seat.group) else "open"


def _step_in(turn: Turn, seat: Seat, member: Member) -> list[Button]:
    """On the last day, for those who have nothing to do at the meeting yet, or something that can be left for it."""
    found = taking(turn.session, seat.meeting.id, seat.role)
    near = seat.meeting.start - rules.STEPPING_IN <= turn.now
    other = seat_at(turn, seat.meeting, member.id)
    if found is None or not near or (other and not rules.gives_way(other.role, seat.role)):
        return []
    return [screens.changing.step_in_button(seat, found[1])]


def fairness(turn: Turn, group: Group) -> Reply:
    """For everybody in the group; it names who is next, and nobody's numbers."""
    people = {member.id: profile for member, profile in members(turn.session, group.id)}
    past = record.past(turn.session, group.id)
    held = any(evening.did for evening in past.evenings)
    coming = [
        Next(one.role, one.start, people.get(one.member), one.why, one.settled)
        for one in likely(turn, group, turn.now + FAR)
    ]
    score = rules.score(_only_done(past), roles_of(group)) if held else None
    return screens.reading.fairness(group, score, coming[:SHOWN])


def mine(turn: Turn, member: Member, group: Group) -> Reply:
    """For this member alone."""
    past = _only_done(record.past(turn.session, group.id))
    balances, there = [], 0
    for role, stand in standings(past, roles_of(group)).items():
        own = next(one for one in stand if one.member == member.id)
        there = own.there
        balances.append(Balance(role, own.turns, own.owed / WHOLE + own.turns))
    return screens.reading.own(group, there, balances)


def _only_done(past: Past) -> Past:
    """Without what is still to come."""
    return Past(past.members, past.evenings, past.keeps)
