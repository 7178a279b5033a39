"""Every word that is shown about cases, by what is going on; here what several of them say."""

from bot.formats.format import Format
from bot.support.actions import ShowSupport
from bot.ui import Button

SUPPORT = Button("Get support now", ShowSupport())
MASK = "the presenter"
"""What a presenter is called who would rather not be named."""
COLLEAGUE = "a colleague"
"""What everybody else is called in their case."""
WANTS = {
    "tell": "to be told what you think",
    "think": "somebody to think with",
    "listen": "to be heard, without advice",
}
HELPS = [("tell", "Tell me – advice is welcome"), ("think", "Think with me"), ("listen", "Just listen")]
HOLDS = (
    "- This is consultation and not supervision: the one whose client it is decides, and may refuse advice.\n"
    "- Say only as much as the question needs, and nothing that identifies a client.\n"
    "- Whoever comes to think that they know the client steps out; nobody asks why.\n"
    "- It stays between you, within the law. Whether something has to be reported is each one's own judgement."
)


def first(name: str) -> str:
    """A name at the beginning of a sentence; nobody's own name is changed."""
    return name[:1].upper() + name[1:] if name in (MASK, COLLEAGUE) else name


def lasts(form: Format) -> str:
    return f"{form.minutes} minutes, {form.people[0]} to {form.people[1]} people"


def days(number: float) -> str:
    return {0.5: "half a day", 1: "one day", 1.5: "a day and a half"}.get(number, f"{number:g} days")
