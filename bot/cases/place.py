"""Where a case is told: a private place for those who are in, made anew when somebody steps out.

Where the platform can make none, each reads it in their own conversation. Everything has a key under the case's own, so
that all of it can be deleted.
"""

from collections.abc import Iterator

from bot import outbox
from bot.cases import papers, seats, tables
from bot.cases.actions import NoPlace
from bot.cases.screens import arriving, floor
from bot.cases.tables import SHOWN, Case, Seat, Word
from bot.formats import engine
from bot.formats.engine import State
from bot.formats.plan import lens
from bot.formats.reading import every
from bot.groups.tables import Group
from bot.people import Profile
from bot.port import Circle, To
from bot.rhythm import say_date
from bot.turn import Turn
from bot.ui import Message
from bot.zones import zone


def key(case: Case, what: str = "") -> str:
    return f"cases/{case.id}/{what}"


def tell(turn: Turn, case: Case, what: str, message: Message, *, only: str = "") -> None:
    """`only` is a member who reads it in their own conversation, when nobody else is to be told."""
    for to, name, _ in _to(turn, case, what, only):
        turn.say(to, message, key=name, otherwise=NoPlace(case.id, case.place))


def change(turn: Turn, case: Case, what: str, message: Message) -> None:
    for _, name, _ in _to(turn, case, what):
        turn.change(name, message)


def take_back(turn: Turn, case: Case, what: str) -> None:
    """From everybody who ever read it, those who are no longer in among them."""
    name = key(case, f"{case.place}/{what}")
    if not case.apart:
        turn.take_back(name)
    outbox.take_back_all(turn, f"{name}/")


def _to(turn: Turn, case: Case, what: str, only: str = "") -> Iterator[tuple[To, str, str]]:
    """Where it is told, under which key, and to which member when each is told apart."""
    name = key(case, f"{case.place}/{what}")
    there = seats.inside(turn, case)
    apart = [(seat, profile) for seat, profile in there if reads_apart(case, seat)]
    if len(apart) < len(there) and not only:
        people = tuple(profile.person for seat, profile in there if not reads_apart(case, seat))
        group = turn.session.get_one(Group, case.group_id)
        began = case.began_at or turn.now
        topic = arriving.topic(say_date(began.astimezone(zone(group.zone)).date()), case.place)
        yield Circle(people, group.place, topic), name, ""
    for seat, profile in apart:
        if only in ("", seat.member_id):
            yield profile.person, f"{name}/{_entry(seat)}{seat.member_id}", seat.member_id


def _entry(seat: Seat) -> str:
    """Who steps out and comes again is told everything again, under keys of that time."""
    return f"{int(seat.late_at.timestamp() * 1000)}/" if seat.late_at else ""


def reads_apart(case: Case, seat: Seat) -> bool:
    """Whether somebody reads it in their own conversation. Who came late does, until a place is made anew."""
    return case.apart or (seat.late_at is not None and seat.since == case.place)


def open_anew(turn: Turn, case: Case) -> None:
    """A place with everything that was said so far, for exactly those who are in now."""
    if case.place:
        outbox.take_back_all(turn, key(case, f"{case.place}/"))
    case.place += 1
    turn.session.flush()
    tell_all(turn, case)


def tell_all(turn: Turn, case: Case, *, only: str = "") -> None:
    """Everything as it stands, from the welcome to the phase that is on."""
    people, state, paper = seats.profiles(turn, case), seats.state(turn, case), papers.card(turn, case)
    tell(turn, case, "welcome", welcome(turn, case), only=only)
    if paper.body and not case.hidden:
        tell(turn, case, "body", arriving.body(case.id, seats.name(case, case.presenter_id, people), paper), only=only)
    for word in tables.words(turn.session, case, SHOWN):
        show_word(turn, case, word, only=only)
    if state.step:
        tell_phase(turn, case, state, only=only)


def welcome(turn: Turn, case: Case) -> Message:
    """Who is in, in which part, what is asked and what holds: kept up with who comes."""
    people, state, form = seats.profiles(turn, case), seats.state(turn, case), every()[case.format]
    parts = {seat.part: seat.member_id for seat, _ in seats.inside(turn, case) if seat.part}
    others = [seats.name(case, one, people) for one in (*state.peers, state.facilitator) if one]
    there = arriving.There(
        presenter=seats.name(case, case.presenter_id, people),
        leader=seats.name(case, case.facilitator_id, people) if state.facilitator else "",
        others=[arriving.some_others(len(others))] if case.masked else others,
        parts={part: seats.name(case, who, people) for part, who in parts.items()},
        listening=len(seats.others(turn, case)) - len(others),
    )
    paper = papers.card(turn, case)
    return arriving.welcome(case.id, paper, there, form, case.help, case.days_kept, apart=case.apart)


def let_go(turn: Turn, case: Case, member_id: str) -> None:
    """Somebody who read it in their own conversation does so no longer."""
    outbox.take_back_all(turn, key(case, f"{case.place}/"), ending=f"/{member_id}")
    change(turn, case, "welcome", welcome(turn, case))


def show_word(turn: Turn, case: Case, word: Word, *, only: str = "") -> None:
    name = seats.name(case, word.member_id, seats.profiles(turn, case))
    message = floor.said(case.id, word.number, name, word.speech, papers.spoken(turn, word))
    tell(turn, case, f"word/{word.number}", message, only=only)


def _phase(turn: Turn, case: Case, state: State, reader: str, note: str = "") -> Message:
    """The phase as it stands now. `note`: "soon" when it ends in a moment, "up" when its time is over."""
    if state.step is None:
        raise LookupError("no phase is on")
    people, step = seats.profiles(turn, case), state.step
    now = engine.floor(state)
    return floor.phase(
        case.id,
        step,
        state.at,
        len(state.steps),
        live=case.live,
        until=case.step_ends_at,
        who=floor.who_speaks(step, seats.name(case, case.presenter_id, people)),
        lenses=_lenses(case, state, people, reader) if step.lenses else (),
        hands=floor.hands([seats.name(case, one, people) for one in state.hands], masked=case.masked),
        whose=whose(case, now, people, reader) if now else "",
        paused=state.paused,
        state=note,
        can=_able(turn, case, state, reader),
    )


def _able(turn: Turn, case: Case, state: State, reader: str) -> frozenset[str]:
    """What whoever reads this message can do now: one member, or all who read it in the shared place."""
    there = [seat for seat, _ in seats.inside(turn, case)]
    readers = [reader] if reader else [seat.member_id for seat in there if not reads_apart(case, seat)]
    can = frozenset[str]().union(*(engine.able(state, one) for one in readers))
    return can | {floor.STEP_OUT} if any(one != case.presenter_id for one in readers) else can


def whose(case: Case, member_id: str, people: dict[str, Profile], reader: str) -> str:
    """Whose turn it is, as this reader is told: under a mask the names that come by would leave out one."""
    if case.masked:
        return floor.YOU if reader == member_id else floor.SOMEBODY_ELSE
    return seats.name(case, member_id, people)


def _lenses(case: Case, state: State, people: dict[str, Profile], reader: str) -> list[str]:
    round_ = (*state.peers, *filter(None, [state.facilitator]))
    if not case.masked:
        return [floor.looks(seats.name(case, one, people), lens(round_, one, case.number)) for one in round_]
    mixed = tuple(sorted(round_))  # a place in the order of joining would show on which side of it the presenter is
    return [floor.own_look(lens(mixed, reader, case.number))] if reader in mixed else []


def tell_phase(turn: Turn, case: Case, state: State, *, only: str = "") -> None:
    for to, name, reader in _to(turn, case, f"step/{case.step}", only):
        turn.say(to, _phase(turn, case, state, reader), key=name, otherwise=NoPlace(case.id, case.place))


def show_phase(turn: Turn, case: Case, note: str = "") -> None:
    """The message of the phase is kept up with it."""
    state = seats.state(turn, case)
    if state.step:
        for _, name, reader in _to(turn, case, f"step/{case.step}"):
            turn.change(name, _phase(turn, case, state, reader, note))


def keep_up(turn: Turn, case: Case, before: State) -> None:
    """Within a phase: when people meet, everybody sees how it stands; over days, whoever can do something else now."""
    state = seats.state(turn, case)
    if state.step is None or state.at != before.at:
        return
    for _, name, reader in _to(turn, case, f"step/{case.step}"):
        if case.live or _able(turn, case, before, reader) != _able(turn, case, state, reader):
            turn.change(name, _phase(turn, case, state, reader))
