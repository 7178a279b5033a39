"""One's own weeks, shown to nobody else: a list, a picture that says the same, and on request one's own sentences."""

from collections.abc import Sequence
from datetime import datetime

from bot.checkins.actions import PutAway, ShowSentences, ShowWeeks, Start
from bot.checkins.rules import ANSWERS_KEPT, ITEMS, SENTENCES_KEPT, Item, Week, calendar, monday, series
from bot.checkins.screens import trend
from bot.checkins.screens.questions import SUPPORT, coming
from bot.marks import quoted
from bot.ui import Button, Message, Picture

SENTENCES_SHOWN = 3
"""At once, so that they fit into one message however long they are."""

MOST = 2000
"""Characters of a message. Where many questions were asked over time, it lists fewer weeks; the picture has all."""

STAYS = "It stands in this conversation now; **Put away** takes it off again, where this chat allows that."
PUT_AWAY = Button("Put away", PutAway())
GONE = Message("Put away. Type **weeks** to see your weeks again.", (Button("My weeks", ShowWeeks()), SUPPORT))
NO_SENTENCES = Message(
    f"There are no sentences of yours to show. They are deleted after {SENTENCES_KEPT.days} days.", (SUPPORT,)
)
ONLY_IN_PRIVATE = Message("Your weeks are for you alone: Tend has put a button for them into your direct messages.")
INVITATION = Message("Here, between you and Tend alone, your weeks can be shown.", (Button("My weeks", ShowWeeks()),))


def nothing_yet(next_at: datetime | None) -> Message:
    lines = ["There is nothing to show yet: this page fills up with the check-ins that you answer.", *coming(next_at)]
    return Message("\n".join(lines), (Button("Answer this week's now", Start()), SUPPORT))


def own(weeks: Sequence[Week]) -> Message:
    """The trend. Numbers and their words, and nothing about what they might mean."""
    items = [item for item in ITEMS.values() if any(item.id in week.values for week in weeks)]
    legend = [f"{item.name}: 1 is {item.low}, 5 is {item.high}." for item in items]
    legend += [f"Questions of Tend's own, not a validated instrument. {_forgotten()} {STAYS}"]
    texts = ("\n".join([_FIRST, *(_line(week, items) for week in weeks[n:]), *legend]) for n in range(len(weeks)))
    text = next(text for text in texts if len(text) <= MOST)
    buttons = (Button("My sentences", ShowSentences("")), PUT_AWAY, SUPPORT)
    return Message(text, buttons, Picture(trend.drawn(weeks, items), alt(weeks, items)))


_FIRST = "**Your weeks.** Only you are shown this."


def _forgotten() -> str:
    return f"Each week is deleted after {ANSWERS_KEPT.days} days."


def _line(week: Week, items: Sequence[Item]) -> str:
    numbers = ", ".join(f"{item.name.lower()} {week.values.get(item.id, '–')}" for item in items)
    return f"- {day(week.week)}: {numbers}"


def alt(weeks: Sequence[Week], items: Sequence[Item]) -> str:
    """What the picture shows, line by line."""
    names = calendar(weeks)
    span = f"from the week of {day(names[0])} to the week of {day(names[-1])}" if len(names) > 1 else ""
    return " ".join([f"One line for each question {span}.".replace(" .", "."), *(_in_words(weeks, i) for i in items)])


def _in_words(weeks: Sequence[Week], item: Item) -> str:
    values = (str(value) if value else "no answer" for value in series(weeks, item.id))
    return f"{item.name}: {', '.join(values)}."


def sentences(shown: Sequence[tuple[str, str]], *, more: bool) -> Message:
    """(week, words), latest first."""
    lines = [
        "**Your sentences.** Only you are shown this.",
        *(f"- {day(week)}: {quoted(words)}" for week, words in shown),
    ]
    older = [Button("Older ones", ShowSentences(shown[-1][0]))] if more else []
    return Message("\n".join([*lines, STAYS]), (*older, PUT_AWAY, SUPPORT))


def day(week: str) -> str:
    first = monday(week)
    return f"{first.day} {first:%B}"
