"""A feature with one of everything that a chat can be asked to show, for tests of the chat itself."""

from dataclasses import dataclass
from datetime import timedelta

from bot.actions import Action
from bot.feature import Feature
from bot.marks import mention, quoted, when
from bot.port import Circle, Person, Place, Reply
from bot.turn import Turn
from bot.ui import Button, Choice, File, Form, Invalid, Message, Picture, Text, Update, options, rating

ROOM = Place("local", "room")
ANA, BEN = Person("local", "ana"), Person("local", "ben")
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" width="300" height="90">'
    '<path d="M10 70 80 40 150 55 220 20 290 30" fill="none" stroke="#2c6a57" stroke-width="3"/></svg>'
)

tea = Feature("toy")


@dataclass(frozen=True)
class Pour(Action, name="toy.pour"):
    cups: int


@dataclass(frozen=True)
class Ask(Action, name="toy.ask"):
    """Opens the form."""


@dataclass(frozen=True)
class Order(Action, name="toy.order"):
    """The form."""


@dataclass(frozen=True)
class Remind(Action, name="toy.remind"):
    """An hour later."""


@dataclass(frozen=True)
class Nothing(Action, name="toy.nothing"):
    """Nobody sees it happen."""


@tea.on(Nothing)
def nothing(turn: Turn, action: Nothing) -> None:
    pass


@tea.command("tea", "ask for tea")
def offer(turn: Turn, words: str) -> Reply:
    buttons = (
        Button("Yes, please", Pour(1), "primary"),
        Button("Order", Ask()),
        Button("Take it away", Pour(0), "danger"),
    )
    return Message(f"Tea, {quoted(turn.heard.name)}? We drink it {when(turn.now + timedelta(hours=3))}.", buttons)


@tea.command("rate", "say how it was")
def rate(turn: Turn, words: str) -> Reply:
    return Message("How was **the tea**?\nOnly you see your answer.", rating("thin", "strong", Pour))


@tea.command("tell", "tell the room, in words of your own")
def tell(turn: Turn, words: str) -> Reply:
    called = Person("local", turn.heard.who.id)
    said = f"{mention(called, turn.heard.name)} says: {quoted(words)}\n\n- first\n- **second**"
    key = f"tell/{turn.heard.id}"
    turn.say(ROOM, Message(said, (Button("Pour", Pour(2)),)), key=key, thread="About the tea")
    return Message("The room has heard it.")


@tea.command("show", "a picture and a file")
def show(turn: Turn, words: str) -> Reply:
    return Message(
        "Your cups.", picture=Picture(DRAWN, "It goes up, from 1 to 5."), file=File("tea.ics", "text/calendar", "BEGIN")
    )


@tea.command("together", "a place for two")
def together(turn: Turn, words: str) -> Reply:
    turn.say(
        Circle((ANA, BEN), ROOM, "Ana and Ben, about tea"), Message("Here you two are among yourselves."), key="two"
    )
    return Message("It is made.")


@tea.on(Pour)
def pour(turn: Turn, action: Pour) -> Reply:
    turn.at("tea/remind", turn.now + timedelta(hours=1), Remind())
    return Update(Message(f"Poured {action.cups}."))


@tea.on(Ask)
def ask(turn: Turn, action: Ask) -> Reply:
    kinds = options([("green", "Green"), ("black", "Black")])
    extras = options([("milk", "Milk"), ("sugar", "Sugar"), ("lemon", "Lemon")])
    return Form(
        "Order tea",
        Order(),
        (
            Choice("kind", "Which one?", kinds, help="Both are fresh"),
            Choice("extras", "With it", extras, many=True, required=False),
            Text("note", "A note", "Nobody else reads it", most=40),
            Text("story", "A story", long=True, most=300, required=False),
        ),
        "Order",
    )


@tea.on(Order)
def order(turn: Turn, action: Order) -> Reply:
    if turn.answer("note") == "no":
        return Invalid({"note": "Say it another way, for example: warm."}, "One thing is missing.")
    extras = " and ".join(turn.chosen("extras")) or "nothing"
    return Message(f"{turn.answer('kind')} with {extras}: {quoted(turn.answer('note'))}.")


@tea.on(Remind)
def remind(turn: Turn, action: Remind) -> None:
    turn.say(ROOM, Message(f"The tea of {when(turn.now, 'time')} is cold."), key=f"cold/{turn.now.timestamp()}")
    turn.say(ANA, Message("Yours too."), key=f"cold/ana/{turn.now.timestamp()}")
