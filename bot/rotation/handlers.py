"""What happens when somebody is asked, takes a turn, passes it on, leaves, or reads whose turn it is."""

from sqlalchemy import select, update

from bot.feature import Feature
from bot.groups.actions import AwayChanged, Left
from bot.groups.membership import here, of
from bot.groups.tables import Group, Member, members, memberships
from bot.meetings.actions import Ended, NotComing, Planned
from bot.meetings.rules import COMING, FACILITATOR, NOT_COMING
from bot.meetings.tables import Meeting, Part, answers, attendance, next_to_begin, open_meetings, taking
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rotation import asking, choosing, rules, screens
from bot.rotation.actions import Ask, Pass, ShowTurns, Unheard, Will
from bot.rotation.choosing import ROLES, Seat, seat_of
from bot.rotation.tables import Step, held, history, passed_over, standings
from bot.turn import Turn

rotation = Feature("rotation")
rotation.on(Ask)(asking.ask)
rotation.on(Unheard)(asking.unheard)

PAGE = 5
"""Steps of the history that fit into one message, with the longest names."""


# Answers.


@rotation.on(Will)
def will(turn: Turn, action: Will) -> Reply:
    member, seat = _asked_of(turn, action.meeting, action.role)
    if choosing.taker(turn, seat) is None:
        _take(turn, seat, member)
    elif not choosing.has_it(turn, seat, member.id):
        raise Refused(screens.not_yours(seat.meeting, choosing.taker(turn, seat)))
    row = choosing.part(turn, seat)
    stood, row.will, row.asked_for = row.will, True, seat.meeting.start
    choosing.note(turn, seat, member.id, "will")
    _comes(turn, seat, member)
    return screens.will(seat.group, seat.meeting, seat.role, stood=stood)


def _comes(turn: Turn, seat: Seat, member: Member) -> None:
    """Whoever facilitates comes, without another press."""
    row = attendance(turn.session, seat.meeting.id, member.id)
    if row.answer != COMING:
        row.answer, row.answered_at = COMING, turn.now


def _take(turn: Turn, seat: Seat, member: Member) -> None:
    """A turn that nobody has is anybody's, with the one exception that always holds."""
    standing = next(s for s in standings(turn.session, seat.meeting, seat.role) if s.member == member.id)
    if rules.is_new(standing, held=held(turn.session, seat.group.id)):
        raise Refused(screens.NEWCOMER)
    if answers(turn.session, seat.meeting.id).get(member.id) == NOT_COMING:
        raise Refused(screens.NOT_COMING_YET)
    choosing.sit(turn, seat, member.id, "took")


@rotation.on(Pass)
def pass_on(turn: Turn, action: Pass) -> Reply:
    member, seat = _asked_of(turn, action.meeting, action.role)
    stood = member.id in passed_over(turn.session, seat.meeting.id, seat.role, "passed")
    if choosing.has_it(turn, seat, member.id):
        choosing.let_go(turn, seat, member.id, "passed")
    elif not stood:
        raise Refused(screens.not_yours(seat.meeting, choosing.taker(turn, seat)))
    return screens.passed(seat.meeting, choosing.taker(turn, seat), stood=stood)


def _asked_of(turn: Turn, meeting_id: str, role: str) -> tuple[Member, Seat]:
    """Who pressed, and the seat they mean. Raises Refused unless they are a member and the meeting is to come."""
    seat = seat_of(turn, meeting_id, role)
    if seat is None:
        raise Refused(screens.GONE)
    member, _ = of(turn, seat.group.id)
    if seat.closed(turn.now):
        raise Refused(screens.too_late(seat.meeting))
    return member, seat


# Reading.


@rotation.command("turns", "whose turn it is to facilitate, and how it came about")
def turns(turn: Turn, words: str) -> Reply:
    member, group = here(turn)
    typed = words.casefold().strip()
    meeting = next_to_begin(turn.session, group.id, turn.now)
    if typed in ("will", "pass"):
        if meeting is None:
            raise Refused(screens.NO_MEETING)
        seat = meeting.id, FACILITATOR
        return will(turn, Will(*seat)) if typed == "will" else pass_on(turn, Pass(*seat))
    return screens.not_understood(words) if typed else _turns(turn, member, group, 0)


@rotation.on(ShowTurns)
def show_turns(turn: Turn, action: ShowTurns) -> Reply:
    member, group = of(turn, action.group)
    return _turns(turn, member, group, max(0, action.page))


def _turns(turn: Turn, member: Member, group: Group, page: int) -> Reply:
    steps = history(turn.session, group.id, skip=page * PAGE, most=PAGE + 1)
    meeting = next_to_begin(turn.session, group.id, turn.now)
    seat = meeting and Seat(group, meeting, FACILITATOR)
    mine = (seat.meeting, seat.role) if seat and choosing.has_it(turn, seat, member.id) else None
    return screens.turns(
        group,
        _whose(turn, seat, mine=mine is not None) if seat else screens.NO_MEETING,
        steps[:PAGE],
        mine=mine,
        pages=screens.pages(group, page, more=len(steps) > PAGE),
    )


def _whose(turn: Turn, seat: Seat, *, mine: bool) -> str:
    who, row = choosing.taker(turn, seat), choosing.part(turn, seat)
    if who is None:
        return screens.no_turn(seat.meeting, alone=len(members(turn.session, seat.group.id)) < 2)
    state = "will" if row.will else "asked" if row.asked_for else "chosen"
    return screens.whose_turn(seat.meeting, who, state, mine=mine)


# What other slices tell.


@rotation.when(Planned)
def planned(turn: Turn, told: Planned) -> None:
    choosing.look(turn, told.group)


@rotation.when(NotComing)
def not_coming(turn: Turn, told: NotComing) -> None:
    """Whoever is to facilitate and does not come passes the turn with the same press."""
    for seat in _seats(turn, told.meeting):
        if choosing.has_it(turn, seat, told.member):
            choosing.let_go(turn, seat, told.member, "not_coming")


@rotation.when(Ended)
def ended(turn: Turn, told: Ended) -> None:
    for seat in _seats(turn, told.meeting):
        found = taking(turn.session, seat.meeting.id, seat.role)
        if found:
            choosing.note(turn, seat, found[0].id, "did")


@rotation.when(Left)
def left(turn: Turn, told: Left) -> None:
    for meeting in open_meetings(turn.session, told.group):
        for seat in _seats(turn, meeting.id):
            if choosing.part(turn, seat).member_id == told.member and not seat.closed(turn.now):
                choosing.let_go(turn, seat, told.member, "left")


@rotation.when(AwayChanged)
def away_changed(turn: Turn, told: AwayChanged) -> None:
    """Somebody who goes away passes their turn on; somebody who comes back may take one that nobody has."""
    profile = turn.session.get_one(Profile, told.profile)
    for _, group in memberships(turn.session, profile.person):
        choosing.look(turn, group.id)


def _seats(turn: Turn, meeting_id: str) -> list[Seat]:
    return [seat for role in ROLES if (seat := seat_of(turn, meeting_id, role))]


# Forgetting.


@rotation.erases
def erase(turn: Turn, profile: Profile) -> None:
    """The history keeps dates, roles and what happened, without the name."""
    theirs = select(Member.id).where(Member.profile_id == profile.id)
    turn.session.execute(update(Step).where(Step.member_id.in_(theirs)).values(member_id=None))
    past = select(Meeting.id).where(Meeting.ended_at.is_not(None))
    gone = update(Part).where(Part.member_id.in_(theirs), Part.meeting_id.in_(past))
    turn.session.execute(gone.values(member_id=None))


@rotation.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """Everything that the history says about them."""
    own = (
        select(Group.name.label("group"), Meeting.start, Step.role, Step.what, Step.why, Step.at)
        .join(Meeting, Meeting.id == Step.meeting_id)
        .join(Group, Group.id == Step.group_id)
        .join(Member, Member.id == Step.member_id)
        .where(Member.profile_id == profile.id)
    )
    return {"turns": [dict(row) for row in turn.session.execute(own.order_by(Step.seq)).mappings()]}
