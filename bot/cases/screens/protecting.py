"""What is hidden, what is taken back, and the group's own card about somebody's safety."""

from bot.marks import quoted
from bot.ui import Message

# Protection.


def reported(number: int, words: str) -> Message:
    what = "your case" if number == 0 else f"what you said under {number}"
    return Message(
        f"Somebody who is in asked that {what} be hidden, so I have hidden it at once, from everybody but you. That "
        "is no verdict: it may hold a detail that points to somebody. You can say it again in other words.\n"
        f"It was: “{quoted(words)}”"
    )


HIDDEN = Message("It is hidden from everybody but its author, who is told why, but not by whom.")
HIDDEN_ALREADY = Message("It is hidden already.")
TAKEN_BACK = Message("Taken back, and deleted: here, and where Tend had said it.")


def safety(text: str) -> Message:
    """The group's own card. Tend says nothing of its own about what is right."""
    shown = (
        quoted(text)
        if text
        else (
            "Your group has not written its own card yet: any member can, in **settings**, under *Safety card*. Until "
            "then: in danger, your local emergency number; about a duty to report, the body that registers you."
        )
    )
    return Message(
        f"**Somebody's safety comes first. The case is paused.**\n{shown}\n"
        "Whether something has to be reported is each one's own judgement; Tend has no opinion, tells nobody, and "
        "notes only that this card was shown. **Go on with it** when you are ready."
    )


SAFETY_SHOWN = Message("Everything is paused, and your group's own card stands in the place of the case.")
