"""Every flow by typing: numbers press buttons, questions one by one fill in forms. What text-only platforms live on.

A number always belongs to the latest message with buttons; a label is understood for earlier ones too. What was shown
and how far a form has come is remembered in `bot.typed`.
"""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import timedelta

from bot import screens
from bot.actions import Action
from bot.port import Place
from bot.turn import Turn
from bot.typed import EVERYBODY, State, read, write
from bot.ui import Button, Choice, Field, Form, Invalid, Message, Text, dump, load_form, rated

EARLIER = 40
"""Buttons of earlier messages whose label is still understood."""
STOP, LEAVE_OUT, KEEP = "stop", ("-", "–", "—"), "="
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FRESH = timedelta(hours=24)
"""How long what was shown last is taken for what somebody may be answering, where their words are not understood."""


@dataclass(frozen=True)
class OpenTyped(Action, name="typing.form"):
    """Shows the form that is being typed, or that was refused, as a real form, with what was answered so far."""


@dataclass(frozen=True)
class Press:
    """What typed words turned out to be: an action, and answers if they ended a form."""

    action: str
    answers: dict[str, str | list[str]] | None = None


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
        return _answered(turn, mine)
    shown = [state for state in (mine, read(turn, event.where, EVERYBODY)) if state]
    latest_first = sorted(shown, key=lambda state: state.at, reverse=True)
    number = _numeral(event.text)
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
    wanted = _plain(event.text)
    earlier = (one for state in states if state for one in state.earlier)
    return next((action for label, action in earlier if _plain(label) == wanted), "")


def offered_lately(turn: Turn) -> list[str]:
    """The labels of what was shown here last, in order, so that the first is pressed by 1; empty after FRESH."""
    event = turn.heard
    states = [state for name in (event.who.id, EVERYBODY) if (state := read(turn, event.where, name))]
    latest = max(states, key=lambda state: state.at, default=State())
    return [label for label, _ in latest.offered] if latest.at >= (turn.now - FRESH).timestamp() else []


def _numeral(typed: str) -> str:
    """A number as people type it, "3.", "#3", "three" or a key of a phone, in digits; otherwise what was typed."""
    bare = _plain(typed).replace("\ufe0f", "").replace("\u20e3", "").removeprefix("#").rstrip(".)!:")
    return str(NUMBERS.index(bare) + 1) if bare in NUMBERS else bare


def _plain(words: str) -> str:
    """Words as they compare: a phone types ’ where a keyboard types ', and neither means another button."""
    return words.strip().replace("’", "'").casefold()


def _pressed(state: State, typed: str) -> str:
    wanted, nth = _plain(typed), _numeral(typed)
    for number, (label, action) in enumerate(state.offered, 1):
        if wanted == _plain(label) or nth == str(number):
            return action
    return ""


def begin(
    turn: Turn, form: Form, *, given: dict[str, list[str]] | None = None, wrong: str = "", refused: Container[str] = ()
) -> Message:
    """The form as a conversation: its first open question, and a button for those who can open it after all. What
    stands in a field of `refused` is not offered to be kept.
    """
    event = turn.heard
    before = read(turn, event.where, event.who.id) or State()
    state = replace(before, form=dump(form), given=given or {}, form_at=turn.now.timestamp())
    write(turn, event.where, event.who.id, state)
    field = _next(form, state) or form.fields[0]
    asked = screens.question(form, field, first=not state.given, wrong=wrong, keeps=field.name not in refused)
    return Message(asked, (Button(screens.OPEN_FORM, OpenTyped()),) if event.forms == "press" else ())


def asked_now(turn: Turn) -> Message | None:
    """The question that the form being typed has got to, once more; None while none is."""
    state = read(turn, turn.heard.where, turn.heard.who.id)
    form = load_form(state.form) if state and state.form else None
    if not state or not form:
        return None
    return Message(screens.question(form, _next(form, state) or form.fields[-1], first=False))


def again(turn: Turn, state: State, refused: Invalid) -> Message:
    """A typed form that was refused: what was right is kept, the rest is asked again, the old answer beside it."""
    form = load_form(state.form)
    filled = _with(form, state.given)
    wrong = refused.why.keys() or {form.fields[-1].name}
    kept = {name: given for name, given in state.given.items() if name not in wrong}
    why = "\n".join([refused.sentence, *refused.why.values()]).strip()
    return begin(turn, filled, given=kept, wrong=why, refused=refused.why)


def forget_form(turn: Turn) -> None:
    """A press is not an answer: whoever presses something else has left the form."""
    event = turn.heard
    state = read(turn, event.where, event.who.id)
    if state and state.form:
        write(turn, event.where, event.who.id, replace(state, form="", given={}))


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
    write(turn, event.where, event.who.id, replace(state, opened=dump(_with(form, sent)), form_at=turn.now.timestamp()))
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
    state.given[field.name], state.form_at = answer, turn.now.timestamp()
    write(turn, turn.heard.where, turn.heard.who.id, state)
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
    wanted = typed.split(",") if field.many else [typed]
    found = [by_number.get(_numeral(want)) or by_label.get(_plain(want)) for want in wanted]
    if None in found:
        return None, screens.pick_a_number(len(field.options))
    return [value for value in found if value], ""
