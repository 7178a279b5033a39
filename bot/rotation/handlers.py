"""What happens when somebody is asked, takes a turn, passes it on, leaves, or reads whose turn it is."""

from sqlalchemy import or_, select, update
from sqlalchemy.orm import aliased

from bot.feature import Feature
from bot.groups.actions import AwayChanged, Left, SettingChanged
from bot.groups.membership import here, of
from bot.groups.tables import Group, Member, memberships
from bot.meetings.actions import BackOn, CalledOff, Ended, NotComing, Planned
from bot.meetings.tables import Meeting, Part, open_meetings, taking
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rotation import ahead, asking, changing, choosing, reading, screens, swapping
from bot.rotation import typing as typed
from bot.rotation.actions import (
    Agree,
    Ask,
    AskGroup,
    AskSwap,
    Decline,
    Expire,
    Keep,
    Pass,
    ShowFairness,
    ShowMine,
    ShowTurns,
    StepIn,
    SwapWith,
    Take,
    TakeBack,
    Unheard,
    Will,
)
from bot.rotation.screens.also import ALSO
from bot.rotation.seats import Seat, has_it, note, part, roles_of, seats_at, taker
from bot.rotation.tables import Step, Swap, stepped
from bot.turn import Turn

rotation = Feature("rotation")
rotation.timer(Ask)(asking.ask)
rotation.timer(Unheard)(asking.unheard)
rotation.on(Keep)(changing.keep)
rotation.on(AskGroup)(changing.ask_group)
rotation.on(Take)(changing.take)
rotation.on(StepIn)(changing.step_in)
rotation.on(TakeBack)(changing.take_back)
rotation.on(SwapWith)(swapping.swap_with)
rotation.on(AskSwap)(swapping.ask_swap)
rotation.on(Agree)(swapping.agree)
rotation.on(Decline)(swapping.decline)
rotation.timer(Expire)(swapping.expire)
rotation.foresees(ahead.foresee)


# Answers.


@rotation.on(Will)
def will(turn: Turn, action: Will) -> Reply:
    """Of whoever has the turn, or of anybody when nobody has."""
    _, seat = changing.asked_of(turn, action.meeting, action.role)
    member, _ = of(turn, seat.group.id)
    if not has_it(turn, seat, member.id) and taker(turn, seat):
        raise Refused(screens.not_yours(seat.meeting, taker(turn, seat)))
    return changing.take(turn, Take(action.meeting, action.role))


@rotation.on(Pass)
def pass_on(turn: Turn, action: Pass) -> Reply:
    member, seat = changing.asked_of(turn, action.meeting, action.role)
    stood, again = member.id in stepped(turn.session, seat.meeting.id, seat.role, "passed"), ""
    if has_it(turn, seat, member.id):
        choosing.let_go(turn, seat, member.id, "passed")
        choosing.close_swaps(turn, seat)
        again = changing.back_to(turn, seat, member.id)
    elif not stood:
        raise Refused(screens.not_yours(seat.meeting, taker(turn, seat)))
    return screens.asking.passed(seat, taker(turn, seat), again, stood=stood)


# Reading and typing.


@rotation.command("turns", "whose turn it is, and how it came about", also=ALSO)
def turns(turn: Turn, words: str) -> Reply:
    member, group = here(turn)
    if not words.strip():
        return reading.page(turn, member, group, 0)
    understood = typed.read(words)
    match understood.verb:
        case "fairness":
            return reading.fairness(turn, group)
        case "history":
            return reading.page(turn, member, group, 0)
        case "mine":
            return reading.mine(turn, member, group)
        case "accept" | "decline":
            return swapping.typed_answer(turn, member, understood.verb)
        case "":
            return screens.not_understood(words)
        case _:
            return _do(turn, typed.seat_meant(turn, member, group, understood), understood)


def _do(turn: Turn, seat: Seat, understood: typed.Typed) -> Reply:
    at = seat.meeting.id, seat.role
    match understood.verb:
        case "will":
            return will(turn, Will(*at))
        case "pass":
            return pass_on(turn, Pass(*at))
        case "keep":
            return changing.keep(turn, Keep(*at))
        case "volunteer":
            return changing.ask_group(turn, AskGroup(*at))
        case "take":
            return changing.take(turn, Take(*at))
        case "step in":
            return changing.step_in(turn, StepIn(*at))
        case "take back":
            return changing.take_back(turn, TakeBack(*at))
        case _:
            return swapping.typed(turn, seat, understood.rest)


@rotation.on(ShowTurns)
def show_turns(turn: Turn, action: ShowTurns) -> Reply:
    member, group = of(turn, action.group)
    return reading.page(turn, member, group, max(0, action.page))


@rotation.on(ShowFairness)
def show_fairness(turn: Turn, action: ShowFairness) -> Reply:
    _, group = of(turn, action.group)
    return reading.fairness(turn, group)


@rotation.on(ShowMine)
def show_mine(turn: Turn, action: ShowMine) -> Reply:
    return reading.mine(turn, *of(turn, action.group))


# What other slices tell.


@rotation.when(Planned)
def planned(turn: Turn, told: Planned) -> None:
    choosing.look(turn, told.group)


@rotation.when(SettingChanged)
def roles_changed(turn: Turn, told: SettingChanged) -> None:
    """A role that is switched off leaves its turns to come; whoever knew of theirs hears so."""
    if told.setting != "roles":
        return
    group = turn.session.get_one(Group, told.group)
    for meeting in open_meetings(turn.session, group.id):
        if meeting.start > turn.now:
            _without_old_roles(turn, group, meeting)
    choosing.look(turn, told.group)


def _without_old_roles(turn: Turn, group: Group, meeting: Meeting) -> None:
    for role in set(_roles_at(turn, meeting)) - set(roles_of(group)):
        _switch_off(turn, Seat(group, meeting, role))


def _roles_at(turn: Turn, meeting: Meeting) -> list[str]:
    return list(turn.session.scalars(select(Part.role).where(Part.meeting_id == meeting.id)))


def _switch_off(turn: Turn, seat: Seat) -> None:
    who, knew = taker(turn, seat), part(turn, seat).asked_for is not None
    choosing.leave_empty(turn, seat)
    choosing.close_swaps(turn, seat)
    if who and knew:
        key = f"{seat.key}/off/{choosing.stamp(turn)}"
        turn.say(who.person, screens.changing.switched_off(seat), key=key)


@rotation.when(CalledOff)
def called_off(turn: Turn, told: CalledOff) -> None:
    """Nobody does it, so the same turn is the same person's at the next meeting."""
    for seat in _seats(turn, told.meeting):
        found = taking(turn.session, seat.meeting.id, seat.role)
        choosing.close_swaps(turn, seat)
        if found:
            note(turn, seat, found[0].id, "called_off")


@rotation.when(BackOn)
def back_on(turn: Turn, told: BackOn) -> None:
    """Whoever was to have their turn later instead, and has not been asked for that yet, has it now.

    Roles that were switched off while it was called off are off here too.
    """
    if back := turn.session.get(Meeting, told.meeting):
        _without_old_roles(turn, turn.session.get_one(Group, back.group_id), back)
    for seat in _seats(turn, told.meeting):
        found = taking(turn.session, seat.meeting.id, seat.role)
        for meeting in open_meetings(turn.session, seat.group.id):
            later = Seat(seat.group, meeting, seat.role)
            has = found and meeting.start > seat.meeting.start and has_it(turn, later, found[0].id)
            if has and part(turn, later).asked_for is None:
                choosing.leave_empty(turn, later)


@rotation.when(NotComing)
def not_coming(turn: Turn, told: NotComing) -> None:
    """Whoever has a turn and does not come passes it with the same press."""
    for seat in _seats(turn, told.meeting):
        if has_it(turn, seat, told.member):
            choosing.let_go(turn, seat, told.member, "not_coming")
            choosing.close_swaps(turn, seat)


@rotation.when(Ended)
def ended(turn: Turn, told: Ended) -> None:
    for seat in _seats(turn, told.meeting):
        found = taking(turn.session, seat.meeting.id, seat.role)
        if found:
            note(turn, seat, found[0].id, "did")


@rotation.when(Left)
def left(turn: Turn, told: Left) -> None:
    swapping.stop(turn, told.member)
    for meeting in open_meetings(turn.session, told.group):
        for seat in seats_at(turn, meeting):
            if part(turn, seat).member_id == told.member and not seat.closed(turn.now):
                choosing.let_go(turn, seat, told.member, "left")


@rotation.when(AwayChanged)
def away_changed(turn: Turn, told: AwayChanged) -> None:
    """Somebody who goes away passes their turn on; somebody who comes back may take one that nobody has."""
    profile = turn.session.get_one(Profile, told.profile)
    for _, group in memberships(turn.session, profile.person):
        choosing.look(turn, group.id)


def _seats(turn: Turn, meeting_id: str) -> list[Seat]:
    meeting = turn.session.get(Meeting, meeting_id)
    return seats_at(turn, meeting) if meeting else []


# Forgetting.


@rotation.erases
def erase(turn: Turn, profile: Profile) -> None:
    """The history keeps dates, roles and what happened, without the name. Swaps go with either of the two."""
    theirs = select(Member.id).where(Member.profile_id == profile.id)
    turn.session.execute(update(Step).where(Step.member_id.in_(theirs)).values(member_id=None))
    turn.session.execute(update(Step).where(Step.other_id.in_(theirs)).values(other_id=None))
    gone = select(Swap).where(or_(Swap.asker_id.in_(theirs), Swap.asked_id.in_(theirs)))
    for swap in turn.session.scalars(gone).all():
        turn.session.delete(swap)
    past = select(Meeting.id).where(Meeting.ended_at.is_not(None))
    parts = update(Part).where(Part.member_id.in_(theirs), Part.meeting_id.in_(past))
    turn.session.execute(parts.values(member_id=None))


@rotation.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """Everything that the history says about them, and the swaps they asked for or were asked for."""
    own = (
        select(Group.name.label("group"), Meeting.start, Step.role, Step.what, Step.why, Step.at)
        .join(Meeting, Meeting.id == Step.meeting_id)
        .join(Group, Group.id == Step.group_id)
        .join(Member, Member.id == Step.member_id)
        .where(Member.profile_id == profile.id)
    )
    asker, asked = aliased(Member), aliased(Member)
    swaps = (
        select(Meeting.start, Swap.role, Swap.state, Swap.at, (asker.profile_id == profile.id).label("asked_by_me"))
        .join(Meeting, Meeting.id == Swap.meeting_id)
        .join(asker, asker.id == Swap.asker_id)
        .join(asked, asked.id == Swap.asked_id)
        .where(or_(asker.profile_id == profile.id, asked.profile_id == profile.id))
    )
    return {
        "turns": [dict(row) for row in turn.session.execute(own.order_by(Step.seq)).mappings()],
        "swaps": [dict(row) for row in turn.session.execute(swaps.order_by(Swap.at)).mappings()],
    }
