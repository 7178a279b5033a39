"""Where a case is told: a private place for those who are in, made anew when somebody steps out.

Where the platform can make none, each reads it in their own conversation. Everything has a key under the case's own, so
that all of it can be deleted.
"""

from collections.abc import Iterator

from bot import outbox
from bot.cases import papers, seats, tables
from bot.cases.actions import NoPlace
from bot.cases.papers import Card
from bot.cases.screens import card, floor
from bot.cases.tables import SHOWN, Case, Word
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


def card_now(turn: Turn, case: Case) -> Message:
    """The card as everybody in the room sees it: those who are in, and nothing of anybody else."""
    people = seats.profiles(turn, case)
    others = [id for id in people if id != case.presenter_id]
    names = [seats.name(case, id, people) for id in others]
    lead = seats.name(case, case.facilitator_id, people) if case.facilitator_id else ""
    shown = card.inside_masked(len(others)) if case.masked else card.inside(names, lead)
    paper: Card = papers.card(turn, case)
    presenter = card.A_MEMBER if case.masked else seats.name(case, case.presenter_id, people)
    form = every()[case.format]
    return card.card(case.id, paper, presenter, form, case.help, live=case.live, kept=case.days_kept, inside=shown)


def tell(turn: Turn, case: Case, what: str, message: Message) -> None:
    for to, name, _ in _to(turn, case, what):
        turn.say(to, message, key=name, otherwise=NoPlace(case.id, case.place))


def change(turn: Turn, case: Case, what: str, message: Message) -> None:
    for _, name, _ in _to(turn, case, what):
        turn.change(name, message)


def take_back(turn: Turn, case: Case, what: str) -> None:
    """From everybody who ever read it, those who are no longer in among them."""
    name = key(case, f"{case.place}/{what}")
    if case.apart:
        outbox.take_back_all(turn, f"{name}/")
    else:
        turn.take_back(name)


def _to(turn: Turn, case: Case, what: str) -> Iterator[tuple[To, str, str]]:
    """Where it is told, under which key, and to which member when each is told apart."""
    group = turn.session.get_one(Group, case.group_id)
    name = key(case, f"{case.place}/{what}")
    people = seats.profiles(turn, case)
    if case.apart:
        yield from ((profile.person, f"{name}/{member}", member) for member, profile in people.items())
    else:
        began = case.began_at or turn.now
        topic = floor.topic(say_date(began.astimezone(zone(group.zone)).date()), case.place)
        yield Circle(tuple(profile.person for profile in people.values()), group.place, topic), name, ""


def open_anew(turn: Turn, case: Case) -> None:
    """A place with everything that was said so far, for exactly those who are in now."""
    if case.place:
        outbox.take_back_all(turn, key(case, f"{case.place}/"))
    case.place += 1
    people, state, paper = seats.profiles(turn, case), seats.state(turn, case), papers.card(turn, case)
    form = every()[case.format]
    presenter = seats.name(case, case.presenter_id, people)
    leader = seats.name(case, case.facilitator_id, people) if state.facilitator else ""
    others = [seats.name(case, one, people) for one in (*state.peers, state.facilitator) if one]
    if case.masked:
        others = [floor.some_others(len(others))]
    welcome = floor.welcome(paper, presenter, leader, others, form, case.help, case.days_kept, apart=case.apart)
    tell(turn, case, "welcome", welcome)
    if not case.hidden:
        tell(turn, case, "body", floor.body(case.id, presenter, paper))
    for word in tables.words(turn.session, case, SHOWN):
        show_word(turn, case, word)
    if state.step:
        tell_phase(turn, case, state)


def show_word(turn: Turn, case: Case, word: Word) -> None:
    people, state = seats.profiles(turn, case), seats.state(turn, case)
    rated = state.steps[word.step].rated if word.step < len(state.steps) else False
    name = seats.name(case, word.member_id, people)
    message = floor.said(case.id, word.number, name, word.speech, papers.spoken(turn, word), rated=rated)
    tell(turn, case, f"word/{word.number}", message)


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
    )


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


def tell_phase(turn: Turn, case: Case, state: State) -> None:
    for to, name, reader in _to(turn, case, f"step/{case.step}"):
        turn.say(to, _phase(turn, case, state, reader), key=name, otherwise=NoPlace(case.id, case.place))


def show_phase(turn: Turn, case: Case, note: str = "") -> None:
    """The message of the phase is kept up with it."""
    state = seats.state(turn, case)
    if state.step:
        for _, name, reader in _to(turn, case, f"step/{case.step}"):
            turn.change(name, _phase(turn, case, state, reader, note))
