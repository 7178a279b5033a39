"""Every flow by typing: numbers press buttons, and `bot.one_by_one` fills in forms. What text-only platforms live on.

A number always belongs to the latest message with buttons; a label is understood for earlier ones too. What was shown
and how far a form has come is remembered in `bot.typed`.
"""

from dataclasses import replace
from datetime import timedelta

from bot import one_by_one, screens
from bot.one_by_one import OpenTyped, Press, filled, numeral, plain
from bot.port import Place
from bot.turn import Turn
from bot.typed import EVERYBODY, State, read, write
from bot.ui import Button, Form, Invalid, Message, Text, dump, load_form, rated

EARLIER = 40
"""Buttons of earlier messages whose label is still understood."""
FRESH = timedelta(hours=24)
"""How long what was shown last is taken for what somebody may be answering, where their words are not understood."""


def offer(turn: Turn, place: Place, person: str, message: Message, about: str = "") -> None:
    """From now on a number typed in this place presses a button of this message, which was said under `about`."""
    if message.buttons:
        state = read(turn, place, person) or State()
        before = [one for one in [*state.offered, *state.earlier] if not one[0].isdecimal()]
        offered, at = _offered(message), turn.now.timestamp()
        write(turn, place, person, replace(state, offered=offered, earlier=before[:EARLIER], at=at, about=about))


def renew(turn: Turn, place: Place, person: str, message: Message, about: str) -> None:
    """The message of this key has other buttons now. Numbers are its own if they were before; labels always are."""
    state = read(turn, place, person)
    if not message.buttons or state is None:
        return
    if state.about == about:
        offer(turn, place, person, message, about)
        return
    new = [one for one in _offered(message) if one not in [*state.offered, *state.earlier] and not one[0].isdecimal()]
    if new:
        write(turn, place, person, replace(state, earlier=[*new, *state.earlier][:EARLIER]))


def _offered(message: Message) -> list[tuple[str, str]]:
    return [(button.label, button.action) for button in message.buttons]


def listen(turn: Turn) -> Press | Message | None:
    """What the typed words press or answer. None: they are neither, so perhaps they are a command."""
    event = turn.heard
    mine = read(turn, event.where, event.who.id)
    if mine and mine.form:
        return one_by_one.answered(turn, mine)
    shown = [state for state in (mine, read(turn, event.where, EVERYBODY)) if state]
    latest_first = sorted(shown, key=lambda state: state.at, reverse=True)
    number = numeral(event.text)
    if latest_first and (wrong := _beyond(latest_first[0], number)):
        return wrong
    for state in latest_first:
        if action := _pressed(state, event.text):
            return Press(action)
    most = max((len(state.offered) for state in shown), default=0)
    if number.isdecimal():
        return screens.no_such_number(number, most) if most else screens.NOTHING_OFFERED
    return None


def _beyond(state: State, typed: str) -> Message | None:
    """A number that is no step of the rating that was shown last: it was meant as an answer, and presses nothing."""
    steps = rated([label for label, _ in state.offered])
    if steps and typed.isdecimal() and not 1 <= int(typed) <= steps:
        return screens.beyond_rating(typed, steps)
    return None


def recall(turn: Turn) -> str:
    """The action of an earlier message's button, if the typed words are its label; "" if they are not.

    Asked for only when the words are no command: what *undo* means must not hang on which messages came before.
    """
    event = turn.heard
    states = [read(turn, event.where, event.who.id), read(turn, event.where, EVERYBODY)]
    wanted = plain(event.text)
    earlier = (one for state in states if state for one in state.earlier)
    return next((action for label, action in earlier if plain(label) == wanted), "")


def offered_lately(turn: Turn) -> list[str]:
    """The labels of what was shown here last, in order, so that the first is pressed by 1; empty after FRESH."""
    event = turn.heard
    states = [state for name in (event.who.id, EVERYBODY) if (state := read(turn, event.where, name))]
    latest = max(states, key=lambda state: state.at, default=State())
    return [label for label, _ in latest.offered] if latest.at >= (turn.now - FRESH).timestamp() else []


def _pressed(state: State, typed: str) -> str:
    wanted, nth = plain(typed), numeral(typed)
    for number, (label, action) in enumerate(state.offered, 1):
        if wanted == plain(label) or nth == str(number):
            return action
    return ""


def open_typed(turn: Turn, _: OpenTyped) -> Form | Message:
    """The half-typed form, or the one that was refused, as a real one, filled in."""
    state = read(turn, turn.heard.where, turn.heard.who.id)
    if not state or not (state.form or state.opened):
        return screens.NOTHING_OFFERED
    return filled(load_form(state.form), state.given) if state.form else load_form(state.opened)


def open_form(turn: Turn, form: Form) -> None:
    """A real form is shown on a platform that closes it when it is refused."""
    event = turn.heard
    state = read(turn, event.where, event.who.id) or State()
    write(turn, event.where, event.who.id, replace(state, opened=dump(form), form_at=turn.now.timestamp()))


def close_form(turn: Turn) -> None:
    """It was sent, and taken."""
    event = turn.heard
    state = read(turn, event.where, event.who.id)
    if state and state.opened:
        write(turn, event.where, event.who.id, replace(state, opened=""))


def left_blank(turn: Turn) -> Invalid | None:
    """A real form in which something needed holds nothing but blanks, which its platform takes for an answer.

    Told for the form that was opened last; platforms on which a refused form stays open look after this themselves.
    """
    event = turn.heard
    state = read(turn, event.where, event.who.id) if event.answers is not None and not event.stays else None
    form = load_form(state.opened) if state and state.opened else None
    if not form or form.action != event.action:
        return None
    needed = [field.name for field in form.fields if isinstance(field, Text) and field.required]
    blank = [name for name in needed if name in (event.answers or {}) and not turn.answer(name)]
    return Invalid(dict.fromkeys(blank, screens.NEEDED)) if blank else None


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
    write(
        turn, event.where, event.who.id, replace(state, opened=dump(filled(form, sent)), form_at=turn.now.timestamp())
    )
    why = [refused.sentence, *(screens.about_field(form, name, words) for name, words in refused.why.items())]
    message = Message(screens.form_refused("\n".join(filter(None, why))), (Button(screens.OPEN_AGAIN, OpenTyped()),))
    offer(turn, event.where, event.who.id, message)
    return message
