"""What an author of a case reads before anybody else reads their words, beside what is said of every draft."""

from collections.abc import Mapping

from bot.cases import rules
from bot.cases.screens.bringing import LABELS, line
from bot.drafts.actions import AnswerNo
from bot.drafts.screens import choices, field
from bot.marks import quoted
from bot.screening import QUESTIONS
from bot.ui import Button, Message, Text

KEEP, SAY_IT = "Keep it as it is", "Say it as it is"


def sounds_like(advice: str, *, asks: bool) -> str:
    """`advice`: the turn of phrase that sounds like it. `asks`: the phase is one of questions."""
    kind = "questions" if asks else "listening"
    return f"“{quoted(advice)}” sounds like advice, and this phase is for {kind}. You may well mean it otherwise."


def two_questions(draft: str, version: int) -> Message:
    return Message(
        "**Two questions that only you can answer.** Nobody else has read it yet.\n"
        f"1. {QUESTIONS[0]}\n2. {QUESTIONS[1]}\n"
        "If both are a no, press or type **No to both: put it up**; the card goes to the room. Otherwise "
        "**Change it**: a rare job, an event that was in the news or an unusual family is what only you can know. "
        "Whether you are named in it changes with **case mask**, where this chat's rules allow that.",
        choices(draft, Button("No to both: put it up", AnswerNo(draft, version), "primary")),
    )


CARD = ("body", "question", "note", "theme", "population", "setting")
"""The fields of a case, those first that are most likely to be written anew."""


def fields(written: Mapping[str, str]) -> list[Text]:
    """What was written, to be written anew."""
    there = [name for name in (*CARD, "words", "will", "why", "now") if name in written]
    return [(line if name in LABELS else words_field)(name, written[name]) for name in there]


SAY, WILL, WHY, NOW = "What you would like to say", "What I will do", "Why", "Why I brought it now"


def words_field(name: str, value: str = "") -> Text:
    """A field for something that is said in a case."""
    alone = "For your note alone; nobody else reads it."
    match name:
        case "will":
            about = "Said to those who are in, without what identifies a client."
            return Text("will", WILL, about, long=True, most=rules.NOTE * 2, value=value)
        case "why":
            return Text("why", WHY, alone, long=True, most=rules.NOTE, value=value, required=False, private=True)
        case "now":
            return Text("now", NOW, alone, long=True, most=rules.NOTE, value=value, required=False, private=True)
    return field(SAY, rules.WORDS, value)
