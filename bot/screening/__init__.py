"""The screen: text in, findings out, for the eighteen kinds of identifier that the Safe Harbor rule names.

It warns and asks; it never says that a text is anonymous. What it misses is published in docs/screening.md. It keeps
nothing, logs nothing and asks nobody. Lists are read and patterns made when the first text is screened, which takes
a few tenths of a second; after that a page takes milliseconds.

    for finding in screen(text):
        finding.category.letter, finding.text, finding.why, finding.suggestion
    text = apply(text, finding)

The two QUESTIONS are for the author: no list knows whom a colleague would recognise.
"""

from bot.screening.applying import apply
from bot.screening.finding import Category, Finding
from bot.screening.screens import HONEST, QUESTIONS


def screen(text: str) -> tuple[Finding, ...]:
    """What could identify somebody, in the order of the text, none overlapping another."""
    from bot.screening.looking import screen as look

    return look(text)


__all__ = ["HONEST", "QUESTIONS", "Category", "Finding", "apply", "screen"]
