"""The kernel's own words: what is shown when no feature is speaking."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.marks import quoted
from bot.ui import Choice, Field, Form, Invalid, Message, Text, Update, rated
from bot.unclear import either

if TYPE_CHECKING:
    from bot.feature import Command
    from bot.port import Reply

OLD_BUTTON = Message(
    "That button is from an older version of Tend, so nothing happened. Type **help** to see what you can do now."
)
OLD_FORM = (
    "This form is from an older version of Tend, so it was not sent. Copy what you want to keep, and open it anew; "
    "**help** says how."
)
WENT_WRONG = "Something went wrong on Tend's side, and nothing was saved. Please try it once more."
NOT_SAVED = "Tend could not write this down just now, so it was not saved. Please try again in a few minutes."
OPENS_NOT = Message("Tend was interrupted before it could open this for you. Please press it once more.")
NOTHING_OFFERED = Message("There is nothing to choose here just now. Type **help** to see what you can do.")
NOT_FOR_TEND = Message(
    "Tend could do nothing with these words itself, and keeps none of them. Type **help** to see what it can do."
)
HARD_TIME = "If it is about a hard time of your own, type **support** to see who can be reached now."
NOT_A_SENTENCE = Message(
    "Tend knows single words and no sentences, so it did not understand this one, and keeps none of it. "
    f"{HARD_TIME} **help** lists what you can type."
)
UNKNOWN = "Tend did not understand that, and keeps none of it."
NOT_A_WORD = Message(f"{UNKNOWN} Type **help** to see what you can type.")
HELLO = Message("Hello. This is Tend, a helper for groups of therapists. Type **help** to see what you can do.")
WELCOME = Message("You are welcome.")
FORM_ENDED = Message("Ended. Nothing was sent.")
AT_THE_DOOR = "Everything that you can type to Tend, and what it does."
HELP = "Help"
TOO_LATE = (
    "A form has to open within three seconds, and this time Tend took longer. Nothing was lost; please try again."
)
OPEN_FORM = "Open as a form"
OPEN_AGAIN = "Open it again"
ONLY_YOU = "only you see this"


def happened_late(reply: "Reply") -> Message | None:
    """What Tend answers privately to something that it took before it was interrupted; it happened only now."""
    match reply:
        case Update(message):
            return message
        case Invalid(why, sentence):
            return Message("\n".join([sentence, *why.values()]).strip() or WENT_WRONG)
        case Form():
            return OPENS_NOT
        case _:
            return reply


BEFORE_ALL = ("create", "join")
EVERYDAY = ["meeting", "agenda", "turns", "checkin", "weeks", "pulse", "consult", "case", "question", "support"]
EVERYDAY += ["away", "quiet", "who", "settings", "privacy"]
"""Words that stand first in the help: for somebody whom Tend has not met, and for everybody."""


def help_pages(commands: "Sequence[Command]", *, new: bool = False) -> list[Message]:
    """Every word with the first clause of what it is for, those of every day first, on pages that a phone shows and a
    message can hold. `new`: to somebody whom Tend has not met.
    """
    first = [*(BEFORE_ALL if new else ()), *EVERYDAY]
    every = sorted(commands, key=lambda one: first.index(one.word) if one.word in first else len(first))
    pages = _pages([f"- **{command.word}** – {_first_clause(command.about)}" for command in every])
    head = "Words that you can type here, in this conversation with Tend. For more about one: **help** and the word."
    return [Message("\n".join([head, *page, *_goes_on(at, len(pages))])) for at, page in enumerate(pages, 1)]


def _goes_on(page: int, pages: int) -> list[str]:
    return [f"Page {page} of {pages}; **help {page % pages + 1}** goes on."] if pages > 1 else []


MORE_WORDS = "More words"
WORDS_ON_A_PAGE = 20
"""Few enough for a phone, and for what one message can hold."""


def _pages(lines: list[str]) -> list[list[str]]:
    """Pages of much the same length."""
    count = max(1, -(-len(lines) // WORDS_ON_A_PAGE))
    each = -(-len(lines) // count)
    return [lines[at : at + each] for at in range(0, len(lines), each)] or [[]]


def _first_clause(about: str) -> str:
    return about.partition(";")[0].partition(", for example")[0].partition(":")[0]


def help_about(command: "Command") -> Message:
    lines = [f"- {_typed(command.word, phrases)} – {does}" for phrases, does in command.also.items()]
    return Message("\n".join([f"**{command.word}** – {command.about}", *lines]))


def _typed(word: str, phrases: str) -> str:
    """ "coming / yes" as what is typed, the first way before the others."""
    first, *others = phrases.split(" / ")
    return f"**{word} {first}**" + (f" (or {', '.join(others)})" if others else "")


HELP_ABOUT = "everything that you can type"


NO_SUCH_WORD = "Tend has no such word. These are the ones it has:"


def help_elsewhere(meant: Sequence[tuple[str, str]]) -> Message:
    """`meant`: words near to the one that help was asked about, and what they do."""
    return Message(f"Tend has no such word. Did you mean {_offered(meant)}? **help** alone lists everything.")


def not_a_command(meant: Sequence[tuple[str, str]], shown: Sequence[str] = (), *, hard: bool = False) -> Message:
    """`meant`: what may have been meant, and what it does; `shown`: the buttons that somebody may have been answering.
    `hard`: it may have been about oneself. Nothing typed is repeated: a few words may be a name.
    """
    if not meant and not shown:
        return NOT_A_WORD
    if not meant:
        return Message(f"{UNKNOWN} {_answered_by(shown)} **help** lists everything that can be typed.")
    told = [f"{UNKNOWN} Did you mean {_offered(meant)}?", HARD_TIME if hard else "", "**help** lists everything."]
    return Message(" ".join(filter(None, told)))


def _offered(meant: Sequence[tuple[str, str]]) -> str:
    return " or ".join(f"**{says}** ({does})" for says, does in meant)


A_FEW_BUTTONS = 4


def _answered_by(shown: Sequence[str]) -> str:
    if steps := rated(shown):
        return (
            f"What was asked last here is answered with a number from 1 to {steps}, or by the words on another button."
        )
    if len(shown) > A_FEW_BUTTONS:
        return (
            f"What was shown last here is answered with a number from 1 to {len(shown)}, or by the words on a button."
        )
    return f"What was shown last here is answered with {_either(shown)}."


def nearly_a_button(alike: Sequence[str]) -> Message:
    """`alike`: labels of what was shown last."""
    return Message(f"{UNKNOWN} Did you mean {_either(alike)}? To press it, type it in these words.")


def _either(labels: Sequence[str]) -> str:
    return either([f"**{quoted(label)}**" for label in labels])


def no_such_number(number: str, most: int) -> Message:
    there = f"goes from 1 to {most}" if most > 1 else "has one button, which is 1"
    return Message(f"There is no {quoted(number)} to choose. The last message here {there}.")


def beyond_rating(number: str, most: int) -> Message:
    return Message(
        f"This goes from 1 to {most}, so {quoted(number[:20])} was not taken. Anything else that stands beneath it "
        "can be typed in its own words."
    )


def question(form: Form, field: Field, *, first: bool, wrong: str = "", keeps: bool = True) -> str:
    """A field as one question of a conversation. `keeps`: what is filled in can be kept by a sign."""
    lines = (
        [f"**{form.title}**. One question at a time; **back** for the one before, **stop** to leave."] if first else []
    )
    lines += [form.note] if first and form.note else []
    lines += [wrong] if wrong else []
    lines += [f"**{field.label}**" + (f" – {field.help}" if field.help else "")]
    if isinstance(field, Choice):
        lines += [f"{number}. {option.label}" for number, option in enumerate(field.options, 1)]
        lines += ["Several are possible, like 1, 3."] if field.many else []
    lines += [_filled_in(field)] if field.value and keeps else []
    lines += [] if field.required else ["Type **-** to leave it out."]
    lines += ["Or type **stop** to end without sending."] if wrong and not first else []
    return "\n".join(lines)


def _filled_in(field: Field) -> str:
    if field.private:
        return "Type **=** to keep what is there."
    if isinstance(field, Choice):
        return (
            f"Now: {', '.join(one.label for one in field.options if one.value in field.value)}. Type **=** to keep it."
        )
    return f"Now: {quoted(field.value)}. Type **=** to keep it."


def pick_a_number(most: int) -> str:
    return f"Please type a number from 1 to {most}, or the words beside it."


def too_long(field: Text, typed: str) -> str:
    wrote = "" if field.private else f" You wrote: {quoted(typed[:1200])}"
    return f"That is {len(typed)} characters; {field.most} fit. Please send a shorter one.{wrote}"


def amid_form(form: Form, number: int) -> str:
    """Where somebody is who asks for help while typing a form."""
    return (
        f"You are at question {number} of {len(form.fields)} of **{form.title}**; nothing is sent before the last one. "
        "What you type now is the answer. **back** goes to the question before, and **stop** leaves without sending; "
        "then everything else can be typed again."
    )


def one_of_tends(typed: str) -> str:
    """`typed` is a command, word for word."""
    return (
        f"**{quoted(typed)}** is a word of Tend's own as well. If it is your answer, type it once more. If not, type "
        "**stop** first to leave this, without sending it."
    )


FIRST_QUESTION = "This is the first question."
NOT_SENT_YET = "It was not sent yet."
NEEDED = "This one is needed."
NOTHING_TO_KEEP = "Nothing is filled in here that could be kept. Please type an answer."


def could_see(peers: str, operator: str, kept: str, readers: str) -> str:
    """Who could see an answer; `peers` is a sentence about the people around, `kept` as in `bot.onlookers`."""
    runs = f"{quoted(operator)}, who runs this Tend," if operator else "Whoever runs this Tend"
    said = {
        "sealed": f"Kept encrypted; {_within(runs)} holds the key.",
        "apart": f"{runs} cannot tell from what is kept which answer is whose.",
        "not": "Tend does not keep it.",
    }
    owner = f"{readers[:1].upper()}{readers[1:]} may be able to read along." if readers else ""
    first = f"Who could see this: {peers[:1].lower()}{peers[1:]}"
    return " ".join(sentence for sentence in (first, said[kept], owner) if sentence)


def _within(runs: str) -> str:
    """The same words in the middle of a sentence."""
    return f"w{runs[1:]}" if runs.startswith("Whoever") else runs


def form_refused(why: str) -> str:
    return f"{why}\nIt was not sent yet. What you wrote is kept for a day: open it again to change it."


def about_field(form: Form, name: str, why: str) -> str:
    """What is wrong with one field of a form that can no longer be seen."""
    label = next((field.label for field in form.fields if field.name == name), "")
    return f"**{label}**: {why}" if label else why


def lacks(right: str) -> Message:
    """To somebody who may be able to mend it, or knows who is."""
    return Message(
        f"Tend lacks a right in this workspace, called {quoted(right)}, so a part of what it does is left out. Whoever "
        "looks after the workspace can mend it by letting Tend in once more with all its rights. If that is not you, "
        "would you pass this on? You are the only one who is told, and only once."
    )
