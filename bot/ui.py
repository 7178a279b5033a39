"""What can be shown, on every platform at once: messages with buttons, forms, pictures, files.

Limits are the strictest platform's and are checked when a thing is built, so a message that exists can be shown
anywhere. Text is light Markdown (`**bold**`, lines that start with `- `) plus the marks of `bot.marks`: words that
somebody else wrote go in through `quoted`, never bare.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import PlainSerializer, PlainValidator, TypeAdapter

from bot.actions import LONGEST, Action
from bot.marks import length

Look = Literal["plain", "primary", "danger"]


class TooLong(ValueError):
    """Something would not fit on one of the platforms."""


def _fit(what: str, size: int, most: int) -> None:
    if size > most:
        raise TooLong(f"{what} has {size}, {most} at most")


def _packed(does: Action | str) -> str:
    packed = does if isinstance(does, str) else does.pack()
    _fit("action", len(packed), LONGEST)
    return packed


Does = Annotated[Action | str, PlainValidator(_packed), PlainSerializer(_packed)]
"""An Action, kept as the string that it packs to."""


@dataclass(frozen=True)
class Button:
    """One press. `label` ≤ 75 characters; `does` is an Action, kept as its string in `action`."""

    label: str
    does: Does
    look: Look = "plain"

    def __post_init__(self) -> None:
        _fit("label", len(self.label), 75)
        object.__setattr__(self, "does", _packed(self.does))

    @property
    def action(self) -> str:
        return _packed(self.does)


@dataclass(frozen=True)
class Picture:
    """An SVG drawing, and words that say the same to somebody who does not see it."""

    svg: str
    alt: str


@dataclass(frozen=True)
class File:
    """A small text file to take away, such as a calendar entry. `mime` is its media type."""

    name: str
    mime: str
    text: str


@dataclass(frozen=True)
class Message:
    """Text of ≤ 2000 characters that is complete without its ≤ 10 buttons."""

    text: str
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    file: File | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a message says something")
        _fit("text", length(self.text), 2000)
        _fit("buttons", len(self.buttons), 10)


@dataclass(frozen=True)
class Text:
    """A field for words. `label` ≤ 45, `help` ≤ 100, answers ≤ `most` ≤ 1500 characters, `value` is filled in.

    What is typed into a `private` field is never repeated into the chat, not even to say that it was too long.
    """

    name: str
    label: str
    help: str = ""
    long: bool = False
    most: int = 200
    value: str = ""
    required: bool = True
    private: bool = False

    def __post_init__(self) -> None:
        _field(self.label, self.help)
        _fit("most", self.most, 1500)  # so that a message of ours around it stays below 2000


@dataclass(frozen=True)
class Option:
    value: str
    label: str

    def __post_init__(self) -> None:
        _fit("label", len(self.label), 75)


@dataclass(frozen=True)
class Choice:
    """A field of 2–10 options; with `many`, any number of them. `value` holds what is chosen beforehand.

    What is chosen in a `private` one is never repeated into the chat.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    help: str = ""
    many: bool = False
    value: tuple[str, ...] = ()
    required: bool = True
    private: bool = False

    def __post_init__(self) -> None:
        _field(self.label, self.help)
        if not 2 <= len(self.options) <= 10:
            raise TooLong(f"{len(self.options)} options, 2 to 10")


def _field(label: str, help: str) -> None:
    _fit("label", len(label), 45)
    _fit("help", len(help), 100)


Field = Text | Choice


@dataclass(frozen=True)
class Form:
    """Up to five questions at once; only ever the answer to a press or a command. `title`, `submit` ≤ 24 characters.

    `note` (≤ 400) stands above them, such as who could see the answers; it takes the room of one question.
    """

    title: str
    does: Does
    fields: tuple[Field, ...]
    submit: str = "Send"
    note: str = ""

    def __post_init__(self) -> None:
        _fit("title", len(self.title), 24)
        _fit("submit", len(self.submit), 24)
        _fit("note", length(self.note), 400)
        _fit("fields", len(self.fields) + bool(self.note), 5)
        object.__setattr__(self, "does", _packed(self.does))

    @property
    def action(self) -> str:
        return _packed(self.does)


@dataclass(frozen=True)
class Update:
    """The message that was pressed becomes this one."""

    message: Message


@dataclass(frozen=True)
class Invalid:
    """The form stays open with everything typed in it. `why` by field name; `sentence` for the form as a whole.

    Both are text as a Message's is, marks and all.
    """

    why: dict[str, str]
    sentence: str = ""


def rating(low: str, high: str, does: Callable[[int], Action], steps: int = 5) -> tuple[Button, ...]:
    """Buttons 1 to `steps` with words at both ends; typing the number presses the button."""
    labels = [str(number) for number in range(1, steps + 1)]
    labels[0], labels[-1] = f"1 {low}", f"{steps} {high}"
    return tuple(Button(label, does(number)) for number, label in enumerate(labels, 1))


def rated(labels: Sequence[str]) -> int:
    """How many of a message's first buttons are the steps of a rating; 0 for none. Only those have numbers."""
    steps = 0
    for number, label in enumerate(labels, 1):
        if label.split(" ")[0] != str(number):
            break
        steps = number
    return steps if steps > 1 else 0


def options(pairs: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in pairs)


_MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
_FORM: TypeAdapter[Form] = TypeAdapter(Form)


def dump(shown: Message | Form) -> str:
    """As JSON, for keeping until it is sent."""
    return (_MESSAGE if isinstance(shown, Message) else _FORM).dump_json(shown).decode()  # type: ignore[arg-type]


def load_message(kept: str) -> Message:
    return _MESSAGE.validate_json(kept)


def load_form(kept: str) -> Form:
    return _FORM.validate_json(kept)
