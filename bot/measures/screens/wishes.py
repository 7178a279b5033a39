"""What an owner can wish for: a threshold of their own, and how long their scores are kept."""

from bot.instruments import Instrument, Scale
from bot.measures.actions import DropThreshold, SetKeeping, SetThreshold
from bot.measures.rules import ANSWERS_KEPT, KEEPING, WAYS, Threshold, number
from bot.measures.screens import MY_RESULTS
from bot.ui import Button, Choice, Form, Message, Text, options

PEERS = "nobody in your group, and nobody is told that you have set one."
PICK_ONE = "Please choose one of these."
THRESHOLD_GONE = Message("There is no threshold any more; you are offered nothing by itself.", (MY_RESULTS,))


def threshold_form(one: Instrument, now: Threshold | None, sees: str) -> Form:
    """`sees` says who could see it."""
    scales = [scale for scale in one.scales if scale.shown]
    low, high = one.range(scales[0])
    first = now or Threshold(scales[0].id, "up", 0)
    way = Choice(
        "way", "Offer me something when it …", options([(id, words) for id, words in WAYS.items()]), value=(first.way,)
    )
    field = Text(
        "number",
        "Which number?",
        f"For example {number((low + high) / 2)}. Only you are offered something; nobody is told.",
        most=10,
        value=number(now.number) if now else "",
        private=True,
    )
    return Form("My threshold", SetThreshold(one.id), (*_which(scales, first), way, field), "Save", sees)


def _which(scales: list[Scale], first: Threshold) -> list[Choice]:
    """Which score, where there are several."""
    titles = options([(scale.id, scale.title) for scale in scales])
    return [Choice("scale", "Which score?", titles, value=(first.scale,))] if len(scales) > 1 else []


def number_from(low: float, high: float) -> str:
    return f"Please type a number from {number(low)} to {number(high)}, for example {number((low + high) / 2)}."


def threshold_kept(one: Instrument, wish: Threshold) -> Message:
    return Message(
        f"Saved. When {in_words(one, wish)}, Tend offers you a consult with a peer, your buddy, and people to turn to. "
        "It offers that to you alone, after you have taken the measure, and tells nobody.",
        (MY_RESULTS, Button("No threshold", DropThreshold(one.id))),
    )


def in_words(one: Instrument, wish: Threshold) -> str:
    title = {scale.id: scale.title for scale in one.scales}.get(wish.scale, wish.scale).lower()
    return f"{title} is at {number(wish.number)} or {'above' if wish.way == 'up' else 'below'}"


def keeping_form(days: int) -> Form:
    kept = options([(str(n), words) for n, words in KEEPING.items()])
    help = f"For all your measures. Single answers go after {ANSWERS_KEPT.days} days in any case."
    return Form(
        "How long it is kept",
        SetKeeping(),
        (Choice("days", "Keep my scores for", kept, help, value=(str(days),)),),
        "Save",
    )


def keeping_kept(days: int) -> Message:
    return Message(f"Your scores are kept for {KEEPING[days]} now; older ones are gone.", (MY_RESULTS,))
