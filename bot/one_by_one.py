"""A form as a conversation: its fields are asked one by one, and what is typed is the answer.

Some words are never an answer, so that nobody is locked in: *stop*, *help*, *back*, and those that mean the same. A
word of Tend's own is asked about once before it is taken for one. How far a form has come is remembered in `bot.typed`.
"""

from dataclasses import dataclass, replace

from bot import screens
from bot.actions import Action
from bot.turn import Turn
from bot.typed import State, read, write
from bot.ui import Button, Choice, Field, Form, Invalid, Message, Text, dump, load_form

STOP, HELP, BACK = ("stop", "cancel", "quit", "exit"), ("help", "?"), ("back", "go back", "previous")
LEAVE_OUT, KEEP = ("-", "–", "—"), "="
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class OpenTyped(Action, name="typing.form"):
    """Shows the form that is being typed, or that was refused, as a real form, with what was answered so far."""


@dataclass(frozen=True)
class Press:
    """What typed words turned out to be: an action, and answers if they ended a form."""

    action: str
    answers: dict[str, str | list[str]] | None = None


def begin(turn: Turn, form: Form) -> Message:
    """The first question of the form, and a button for those who can open it after all."""
    before = read(turn, turn.heard.where, turn.heard.who.id) or State()
    return _ask(turn, form, replace(before, given={}, wrong={}))


def again(turn: Turn, state: State, refused: Invalid) -> Message:
    """A typed form that was refused: what was right is kept, the rest is asked again, each with what is wrong with it.

    What was wrong cannot be kept.
    """
    form = load_form(state.form)
    wrong = refused.why.keys() or {form.fields[-1].name}
    given = {name: given for name, given in state.given.items() if name not in wrong}
    left = replace(state, given=given, wrong=dict(refused.why))
    return _ask(turn, filled(form, state.given), left, refused.sentence or screens.NOT_SENT_YET)


def _ask(turn: Turn, form: Form, state: State, why: str = "") -> Message:
    event = turn.heard
    asked = replace(state, form=dump(form), doubted="", form_at=turn.now.timestamp())
    write(turn, event.where, event.who.id, asked)
    said = _question(form, asked, first=not why, why=why)
    return Message(said, (Button(screens.OPEN_FORM, OpenTyped()),) if event.forms == "press" else ())


def _question(form: Form, state: State, *, first: bool = False, why: str = "") -> str:
    """What the form has got to, with what was wrong with it."""
    field = _next(form, state) or form.fields[-1]
    wrong = state.wrong.get(field.name, "")
    said = "\n".join(filter(None, [why, wrong]))
    return screens.question(form, field, first=first, wrong=said, keeps=not wrong)


def asked_now(turn: Turn) -> Message | None:
    """The question that the form being typed has got to, once more; None while none is."""
    state = read(turn, turn.heard.where, turn.heard.who.id)
    return Message(_question(load_form(state.form), state)) if state and state.form else None


def doubt(turn: Turn) -> Message | None:
    """Whether these words, which are Tend's own, are meant as an answer: asked once, where words are what is answered.

    None: they are about the form itself, none is being typed, it was asked already, or there is something to choose
    from.
    """
    event, typed = turn.heard, plain(turn.heard.text)
    if typed in (*STOP, *HELP, *BACK):
        return None
    state = read(turn, event.where, event.who.id)
    form = load_form(state.form) if state and state.form else None
    if not state or not form or state.doubted == typed or isinstance(_next(form, state), Choice):
        return None
    write(turn, event.where, event.who.id, replace(state, doubted=typed, form_at=turn.now.timestamp()))
    return Message("\n".join([screens.one_of_tends(event.text.strip()), _question(form, state)]))


def forget_form(turn: Turn, state: State | None) -> None:
    """A press is not an answer: whoever presses something else has left the form."""
    event = turn.heard
    if state and state.form:
        write(turn, event.where, event.who.id, replace(state, form="", given={}, wrong={}))


def filled(form: Form, given: dict[str, list[str]]) -> Form:
    """The form with these answers in it."""
    return replace(form, fields=tuple(_filled(field, given.get(field.name)) for field in form.fields))


def _filled(field: Field, given: list[str] | None) -> Field:
    if given is None:
        return field
    if isinstance(field, Text):
        return replace(field, value="".join(given))
    return replace(field, value=tuple(filter(None, given)))


def answered(turn: Turn, state: State) -> Press | Message:
    """What typed words come to while this form is being typed."""
    typed, form = turn.heard.text.strip(), load_form(state.form)
    field = _next(form, state) or form.fields[-1]
    answer, wrong = _read_answer(field, typed)
    is_free = answer is None or isinstance(field, Text)
    if is_free and (about := _about_the_form(turn, form, state, plain(typed))):
        return about
    if answer is None:
        return Message(screens.question(form, field, first=False, wrong=wrong))
    state.given[field.name], state.form_at = answer, turn.now.timestamp()
    write(turn, turn.heard.where, turn.heard.who.id, state)
    if _next(form, state):
        return Message(_question(form, state))
    return Press(form.action, {f.name: _given(f, state.given[f.name]) for f in form.fields})


def _about_the_form(turn: Turn, form: Form, state: State, typed: str) -> Message | None:
    """A word that is about the form itself."""
    if typed in STOP:
        forget_form(turn, state)
        return screens.FORM_ENDED
    if typed in HELP:
        return Message("\n".join([screens.amid_form(form, len(state.given) + 1), _question(form, state)]))
    if typed in BACK:
        return _one_back(turn, form, state)
    return None


def _one_back(turn: Turn, form: Form, state: State) -> Message:
    """The question before, with its answer beside it."""
    if not state.given:
        return Message(_question(form, state, why=screens.FIRST_QUESTION))
    name, answer = state.given.popitem()
    form = filled(form, {name: answer})
    state.form, state.form_at = dump(form), turn.now.timestamp()
    write(turn, turn.heard.where, turn.heard.who.id, state)
    return Message(_question(form, state))


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
    by_label = {plain(option.label): option.value for option in field.options}
    by_number = {str(number): option.value for number, option in enumerate(field.options, 1)}
    wanted = typed.split(",") if field.many else [typed]
    found = [by_number.get(numeral(want)) or by_label.get(plain(want)) for want in wanted]
    if None in found:
        return None, screens.pick_a_number(len(field.options))
    return [value for value in found if value], ""


def numeral(typed: str) -> str:
    """A number as people type it, "3.", "#3", "three" or a key of a phone, in digits; otherwise what was typed."""
    bare = plain(typed).replace("\ufe0f", "").replace("\u20e3", "").removeprefix("#").rstrip(".)!:")
    return str(NUMBERS.index(bare) + 1) if bare in NUMBERS else bare


def plain(words: str) -> str:
    """Words as they compare: a phone types ’ where a keyboard types ', and neither means another button."""
    return words.strip().replace("’", "'").casefold()
