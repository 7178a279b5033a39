"""What somebody reads who speaks, or listens and writes meanwhile."""

from bot.cases.actions import DropHeld, SayHeld, SendWords
from bot.cases.screens.draft import words_field
from bot.formats.plan import Step
from bot.marks import quoted
from bot.ui import Button, Form, Message

TITLES = {
    "story": "The story",
    "factual": "A question",
    "open": "A question",
    "reflection": "A reflection",
    "suggestion": "A suggestion",
    "answer": "An answer",
}


def seen_by(step: Step, *, held: bool) -> str:
    """Who of the people around reads what is written in this form."""
    if step.last_word:
        return "Those who are in read what you will do; the rest is for your note alone."
    return (
        "Nobody else, until you say it yourself." if held else "Those who are in read it, and nobody else in the group."
    )


def form(case_id: str, step: Step, at: int, speech: str, held: bool, could_see: str) -> Form:
    does = SendWords(case_id, at)
    if step.last_word:
        last = tuple(words_field(name) for name in ("will", "why", "now"))
        return Form("The last word", does, last, note=could_see)
    title = "Kept until your phase" if held else TITLES.get(speech, "Say something")
    return Form(title, does, (words_field("words"),), "Keep it" if held else "Send", could_see)


SAID = Message("Said to those who are in.")
SAID_LAST = Message("Said. That was the last word; your note comes to you alone.")
HELD = Message(
    "Kept for you. In this phase you listen; I give it back to you when yours comes, and you say it then or leave it."
)
NOT_ASKED = Message("In this phase you listen, so nothing is waited for from you.")
PASSED = Message("You leave this one to the others.")
DECLINED = Message("Declined, and only that is noted.")
ROUND_LEFT_OUT = Message("This round is left out, and only that is noted.")
HAND_UP = Message("Your hand is up; whoever facilitates sees it.")
GIVEN_BACK = Message("It was said to those who are in.")
LEFT_UNSAID = Message("Left unsaid, and deleted.")


def given_back(case_id: str, word_id: str, words: str, step: str, *, late: bool) -> Message:
    """Held words, to their author alone. `late`: no phase is to come in which they could be said."""
    now = (
        "Your silence is over, and only the last word is still to come; so this can be said now, outside the phases."
        if late
        else f"Now is the phase “{step}”, and you may speak."
    )
    return Message(
        f"{_wrote(words)}\n{now} Press or type **Say it now** or **Keep it unsaid**.",
        (
            Button("Say it now", SayHeld(case_id, word_id), "primary"),
            Button("Keep it unsaid", DropHeld(case_id, word_id)),
        ),
    )


def given_back_at_the_end(words: str) -> Message:
    return Message(f"{_wrote(words)}\nThe case is over, so it stays unsaid. It is yours alone, and deleted here.")


def _wrote(words: str) -> str:
    return f"While you were listening you wrote: “{quoted(words)}”"
