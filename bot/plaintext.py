"""Every flow by typing: numbers press buttons, questions one by one fill in forms. What text-only platforms live on.

What the numbers mean right now, and how far a form has come, is a sealed row for each person and place; nothing
lives in memory. A number always belongs to the latest message with buttons.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot import screens
from bot.actions import Action
from bot.db import Kept
from bot.port import Person, Place
from bot.sealed import HOUSE, Sealed, SealedColumn
from bot.turn import Turn
from bot.ui import Button, Choice, Field, Form, Invalid, Message, Text, dump, load_form

DRAFT = timedelta(hours=24)
"""How long a half-typed form is kept."""
OFFERED = timedelta(days=14)
"""How long buttons can be pressed by typing; a check-in may be answered late, and a consult taken after days."""
EARLIER = 40
"""Buttons of earlier messages whose label is still understood."""
STOP, LEAVE_OUT, KEEP = "stop", ("-", "–", "—"), "="
EVERYBODY = ""


class Typing(Kept):
    """What typed words mean to one person in one place; `person` is empty for what everybody there was shown."""

    __tablename__ = "typing"
    platform: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[Sealed] = mapped_column(SealedColumn)
    at: Mapped[datetime]


@dataclass(frozen=True)
class OpenTyped(Action, name="typing.form"):
    """Shows the form that is being typed, or that was refused, as a real form, with what was answered so far."""


@dataclass
class State:
    """`offered` are the (label, action) pairs of the latest message, `earlier` those before it, the latest first.

    `form` is the form being typed, `given` its answers so far, in order. `opened` is the real form that was opened
    last, where a platform closes one that is refused; its fields hold what was sent.
    """

    offered: list[tuple[str, str]] = field(default_factory=list)
    earlier: list[tuple[str, str]] = field(default_factory=list)
    form: str = ""
    given: dict[str, list[str]] = field(default_factory=dict)
    opened: str = ""
    at: float = 0
    """When the offer was made, as a timestamp: what was shown last is meant first."""


@dataclass(frozen=True)
class Press:
    """What typed words turned out to be: an action, and answers if they ended a form."""

    action: str
    answers: dict[str, str | list[str]] | None = None


def offer(turn: Turn, place: Place, person: str, message: Message) -> None:
    """From now on a number typed in this place presses a button of this message."""
    if message.buttons:
        state = read(turn, place, person) or State()
        before = [one for one in [*state.offered, *state.earlier] if not one[0].isdecimal()]
        now = replace(state, offered=_offered(message), earlier=before[:EARLIER], at=turn.now.timestamp())
        _write(turn, place, person, now)


def _offered(message: Message) -> list[tuple[str, str]]:
    return [(button.label, button.action) for button in message.buttons]


def listen(turn: Turn) -> Press | Message | None:
    """What the typed words press or answer. None: they are neither, so perhaps they are a command."""
    event = turn.heard
    mine = read(turn, event.where, event.who.id)
    if mine and mine.form:
        return _answered(turn, mine)
    shown = [state for state in (mine, read(turn, event.where, EVERYBODY)) if state]
    latest_first = sorted(shown, key=lambda state: state.at, reverse=True)
    for state in latest_first:
        if action := _pressed(state, event.text):
            return Press(action)
    most = max((len(state.offered) for state in shown), default=0)
    if event.text.strip().isdecimal():
        return screens.no_such_number(event.text.strip(), most) if most else screens.NOTHING_OFFERED
    return None


def recall(turn: Turn) -> str:
    """The action of an earlier message's button, if the typed words are its label; "" if they are not.

    Asked for only when the words are no command: what *undo* means must not hang on which messages came before.
    """
    event = turn.heard
    states = [read(turn, event.where, event.who.id), read(turn, event.where, EVERYBODY)]
    wanted = _plain(event.text)
    earlier = (one for state in states if state for one in state.earlier)
    return next((action for label, action in earlier if _plain(label) == wanted), "")


def _plain(words: str) -> str:
    """Words as they compare: a phone types ’ where a keyboard types ', and neither means another button."""
    return words.strip().replace("’", "'").casefold()


def _pressed(state: State, typed: str) -> str:
    wanted = _plain(typed)
    for number, (label, action) in enumerate(state.offered, 1):
        if wanted in (str(number), _plain(label)):
            return action
    return ""


def begin(turn: Turn, form: Form, *, given: dict[str, list[str]] | None = None, wrong: str = "") -> Message:
    """The form as a conversation: its first open question, and a button for those who can open it after all."""
    event = turn.heard
    before = read(turn, event.where, event.who.id) or State()
    state = replace(before, form=dump(form), given=given or {})
    _write(turn, event.where, event.who.id, state)
    asked = screens.question(form, _next(form, state) or form.fields[0], first=not state.given, wrong=wrong)
    return Message(asked, (Button(screens.OPEN_FORM, OpenTyped()),) if event.forms == "press" else ())


def again(turn: Turn, state: State, refused: Invalid) -> Message:
    """A typed form that was refused: what was right is kept, the rest is asked again, the old answer beside it."""
    form = load_form(state.form)
    filled = _with(form, state.given)
    wrong = refused.why.keys() or {form.fields[-1].name}
    kept = {name: given for name, given in state.given.items() if name not in wrong}
    return begin(turn, filled, given=kept, wrong="\n".join([refused.sentence, *refused.why.values()]).strip())


def forget_form(turn: Turn) -> None:
    """A press is not an answer: whoever presses something else has left the form."""
    event = turn.heard
    state = read(turn, event.where, event.who.id)
    if state and state.form:
        _write(turn, event.where, event.who.id, replace(state, form="", given={}))


def open_typed(turn: Turn, _: OpenTyped) -> Form | Message:
    """The half-typed form, or the one that was refused, as a real one, filled in."""
    state = read(turn, turn.heard.where, turn.heard.who.id)
    if not state or not (state.form or state.opened):
        return screens.NOTHING_OFFERED
    return _with(load_form(state.form), state.given) if state.form else load_form(state.opened)


def open_form(turn: Turn, form: Form) -> None:
    """A real form is shown on a platform that closes it when it is refused."""
    event = turn.heard
    state = read(turn, event.where, event.who.id) or State()
    _write(turn, event.where, event.who.id, replace(state, opened=dump(form)))


def close_form(turn: Turn) -> None:
    """It was sent, and taken."""
    event = turn.heard
    state = read(turn, event.where, event.who.id)
    if state and state.opened:
        _write(turn, event.where, event.who.id, replace(state, opened=""))


def keep(turn: Turn, refused: Invalid) -> Message | Invalid:
    """A real form that was refused and closed: why, and a button that opens it as it was sent.

    The refusal itself when it is not the form that was opened last.
    """
    event = turn.heard
    state = read(turn, event.where, event.who.id)
    form = load_form(state.opened) if state and state.opened else None
    if not state or not form or form.action != event.action:
        return refused
    sent = {name: [said] if isinstance(said, str) else list(said) for name, said in (event.answers or {}).items()}
    _write(turn, event.where, event.who.id, replace(state, opened=dump(_with(form, sent))))
    why = [refused.sentence, *(screens.about_field(form, name, words) for name, words in refused.why.items())]
    message = Message(screens.form_refused("\n".join(filter(None, why))), (Button(screens.OPEN_AGAIN, OpenTyped()),))
    offer(turn, event.where, event.who.id, message)
    return message


def _with(form: Form, given: dict[str, list[str]]) -> Form:
    return replace(form, fields=tuple(_filled(field, given.get(field.name)) for field in form.fields))


def _filled(field: Field, given: list[str] | None) -> Field:
    if given is None:
        return field
    if isinstance(field, Text):
        return replace(field, value="".join(given))
    return replace(field, value=tuple(filter(None, given)))


def _answered(turn: Turn, state: State) -> Press | Message:
    typed, form = turn.heard.text.strip(), load_form(state.form)
    if typed.casefold() == STOP:
        forget_form(turn)
        return screens.FORM_ENDED
    field = _next(form, state) or form.fields[-1]
    answer, wrong = _read_answer(field, typed)
    if answer is None:
        return Message(screens.question(form, field, first=False, wrong=wrong))
    state.given[field.name] = answer
    _write(turn, turn.heard.where, turn.heard.who.id, state)
    following = _next(form, state)
    if following:
        return Message(screens.question(form, following, first=False))
    return Press(form.action, {f.name: _given(f, state.given[f.name]) for f in form.fields})


def _given(field: Field, given: list[str]) -> str | list[str]:
    return given if isinstance(field, Choice) and field.many else "".join(given[:1])


def _next(form: Form, state: State) -> Field | None:
    return next((field for field in form.fields if field.name not in state.given), None)


def _read_answer(field: Field, typed: str) -> tuple[list[str] | None, str]:
    """The answer, or None and what is wrong with it."""
    if typed in LEAVE_OUT:
        return (None, screens.NEEDED) if field.required else ([], "")
    if typed == KEEP:
        if not field.value:
            return None, screens.NOTHING_TO_KEEP
        return [field.value] if isinstance(field, Text) else list(field.value), ""
    if isinstance(field, Choice):
        return _read_choice(field, typed)
    return (None, screens.too_long(field, typed)) if len(typed) > field.most else ([typed], "")


def _read_choice(field: Choice, typed: str) -> tuple[list[str] | None, str]:
    by_label = {_plain(option.label): option.value for option in field.options}
    by_number = {str(number): option.value for number, option in enumerate(field.options, 1)}
    wanted = [_plain(part) for part in typed.split(",")] if field.many else [_plain(typed)]
    found = [by_number.get(want) or by_label.get(want) for want in wanted]
    if None in found:
        return None, screens.pick_a_number(len(field.options))
    return [value for value in found if value], ""


def read(turn: Turn, place: Place, person: str) -> State | None:
    kept = turn.session.get(Typing, (place.platform, place.id, person))
    if kept is None:
        return None
    state = _opened(turn, kept)
    return _without_form(state) if kept.at < turn.now - DRAFT else state


def _without_form(state: State) -> State:
    return replace(state, form="", given={}, opened="")


def _opened(turn: Turn, kept: Typing) -> State:
    cell = _cell(Place(kept.platform, kept.place), kept.person)
    return State(**json.loads(turn.open(kept.state, cell=cell)))


def _write(turn: Turn, place: Place, person: str, state: State) -> None:
    sealed = turn.seal(json.dumps(vars(state)), owner=HOUSE, cell=_cell(place, person))
    turn.session.merge(Typing(platform=place.platform, place=place.id, person=person, state=sealed, at=turn.now))
    turn.session.flush()


def _cell(place: Place, person: str) -> str:
    return f"typing.state.{place.platform}.{place.id}.{person}"


def sweep(turn: Turn) -> None:
    """Half-typed forms go after DRAFT, what the numbers meant after OFFERED."""
    turn.session.execute(delete(Typing).where(Typing.at < turn.now - OFFERED))
    for kept in turn.session.scalars(select(Typing).where(Typing.at < turn.now - DRAFT)):
        state = _opened(turn, kept)
        if state.form or state.opened:
            cell = _cell(Place(kept.platform, kept.place), kept.person)
            kept.state = turn.seal(json.dumps(vars(_without_form(state))), owner=HOUSE, cell=cell)


def half_typed(turn: Turn, person: Person) -> list[dict[str, list[str]]]:
    """What this person has answered so far in forms that they have not sent, in any place."""
    theirs = select(Typing).where(Typing.platform == person.platform, Typing.person == person.id)
    states = (read(turn, Place(row.platform, row.place), row.person) for row in turn.session.scalars(theirs).all())
    return [given for state in states if state for given in (state.given, _standing_in(state.opened)) if given]


def _standing_in(opened: str) -> dict[str, list[str]]:
    """What stands in the fields of a form that was opened, or sent and refused."""
    fields = load_form(opened).fields if opened else ()
    return {one.name: [one.value] if isinstance(one, Text) else list(one.value) for one in fields if one.value}


def erase(session: Session, person: Person) -> None:
    """What this person was typing, anywhere."""
    session.execute(delete(Typing).where(Typing.platform == person.platform, Typing.person == person.id))
