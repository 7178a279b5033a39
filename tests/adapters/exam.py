"""A feature that does nothing but what an exam needs: it writes down what reached it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.actions import Action
from bot.feature import Feature
from bot.marks import mention, quoted, when
from bot.port import Circle, Person, Place, Refused, Reply
from bot.turn import Turn
from bot.ui import Button, Choice, Form, Invalid, Message, Option, Picture, Text, Update, options

AWKWARD = "a:b%20/é\n“x” & <b>"
"""What a button may have to carry, and bring back to the letter."""
HOSTILE = "@everyone <!channel> <@U1> **loud** _low_ `code` [a](http://x.test) <script>1</script> &amp; @here"
"""What people may write, and everybody must read to the letter."""
MOMENT = datetime(2026, 12, 8, 17, 30, tzinfo=UTC)
"""18:30 in Berlin, 17:30 in London."""


@dataclass(frozen=True)
class Echo(Action, name="exam.echo"):
    words: str
    number: int


@dataclass(frozen=True)
class Ask(Action, name="exam.ask"):
    """Opens the form."""


@dataclass(frozen=True)
class Handed(Action, name="exam.handed"):
    """The form, with a word that it must bring back."""

    which: str


@dataclass(frozen=True)
class Told(Action, name="exam.told"):
    """What followed from saying something."""

    how: str


@dataclass(frozen=True)
class Replace(Action, name="exam.replace"):
    """The pressed message becomes another."""


@dataclass
class Exam:
    """`heard` is what reached the handlers; `form` is the form that is shown, `refusing` how it is answered.

    `where` is the place in which somebody last typed the exam's command, and `words` what they typed after it.
    """

    heard: list[object] = field(default_factory=list)
    form: Form = field(default_factory=lambda: FORM)
    refusing: bool = False
    where: Place | None = None
    words: str = ""

    def feature(self) -> Feature:
        """The feature that writes into this exam."""
        made = Feature("exam")
        made.command("exam", "what the exam needs")(self._offer)
        made.on(Echo)(self._echo)
        made.on(Ask)(lambda turn, action: self.form)
        made.on(Handed)(self._handed)
        made.on(Told)(self._told)
        made.on(Replace)(lambda turn, action: Update(Message("It became this.")))
        return made

    def _offer(self, turn: Turn, words: str) -> Reply:
        self.where, self.words = turn.heard.where, words
        buttons = (Button("Echo", Echo(AWKWARD, -7)), Button("Form", Ask()), Button("Replace", Replace()))
        return Message("What now?", buttons)

    def _echo(self, turn: Turn, action: Echo) -> Reply:
        self.heard.append(action)
        return Message("Heard.")

    def _told(self, turn: Turn, action: Told) -> None:
        self.heard.append(action)

    def _handed(self, turn: Turn, action: Handed) -> Reply:
        if self.refusing:
            return Invalid({"short": "Not this one."}, "Please look again.")
        if turn.answer("short") == "refuse":
            raise Refused("The exam says no.")
        answers = {one.name: turn.answer(one.name) for one in FORM.fields if isinstance(one, Text)}
        chosen = {one.name: turn.chosen(one.name) for one in FORM.fields if isinstance(one, Choice)}
        self.heard.append((action, answers | chosen))
        return Message("Handed in.")


FORM: Form = Form(
    "The exam",
    Handed(AWKWARD),
    (
        Text("short", "A word"),
        Text("long", "More words", long=True, most=1500, required=False),
        Choice("one", "One of these", options([("a", "First"), ("b:2", "Second")])),
        Choice("some", "Any of these", options([("x", "Sun"), ("y", "Moon"), ("z", "Rain")]), many=True),
        Text("kept", "Already there", value="as it was"),
    ),
    submit="Hand in",
)
ANSWERS: dict[str, str | list[str]] = {"short": "yes", "long": "two\nlines", "one": "b:2", "some": ["x", "z"]}
RETURNED = {"short": "yes", "long": "two\nlines", "kept": "as it was", "one": ("b:2",), "some": ("x", "z")}


def hostile(person: Person) -> Message:
    """A message with everything in it that must not be taken for ours."""
    return Message(f"**{quoted('Ana *B*')}** wrote: {quoted(HOSTILE)} – {mention(person, 'Ben')}, see **this**.")


def instant() -> Message:
    return Message(f"We meet {when(MOMENT)}.")


def picture() -> Message:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A line</title><path d="M0 9 9 0"/></svg>'
    return Message("Your weeks.", picture=Picture(drawn, "It goes up from 1 to 5."))


def fullest() -> tuple[Message, Form]:
    """The largest message and the largest form that can be built."""
    buttons = tuple(Button(f"{number} ".ljust(75, "w"), Echo("e" * 80, number)) for number in range(10))
    choice = Choice("c", "l" * 45, tuple(Option(str(n), f"{n} ".ljust(75, "o")) for n in range(10)), help="h" * 100)
    texts = [Text(f"t{n}", "l" * 45, "h" * 100, long=True, most=1500) for n in range(4)]
    return Message("t" * 2000, buttons), Form("f" * 24, Handed("fullest"), (*texts, choice), "s" * 24)


def circle(people: list[Person], near: Place) -> Circle:
    return Circle(tuple(people), near, "Consult: Ana and Ben")
