"""Every word about questions in the open."""

from collections.abc import Sequence
from datetime import datetime

from bot.groups.screens import named, titled
from bot.groups.tables import Group
from bot.marks import quoted, when
from bot.people import Profile
from bot.questions import rules
from bot.questions.actions import Around, AskQuestion, OpenQuestion, Settle, TakeBack
from bot.ui import Button, Choice, Form, Message, Text, options

DAYS = rules.STANDS.days
LABEL = "Your question"
KEEP = "Ask it as it is"
THREAD = "Answers"
CHOOSE_ONE = "Please choose one of these."
TOO_LONG = f"A question can have up to {rules.LONGEST} characters. What you wrote is still here: please shorten it."
EMPTY = "There is no question in it yet. A sentence is enough."
NOT_YOURS = "That question was asked by somebody else, so nothing happened."
GONE = "That question no longer stands, so nothing happened."
IN_PRIVATE = Message(
    "To write it where nobody reads along, please type **question** in your direct messages with Tend."
)
ENOUGH = Message(
    f"You have {rules.OPEN} questions open. Settle one or take it back first: the buttons are in our own conversation."
)
THOSE_WHO_ARE_ASKED = "everybody who is asked; not your name, if you ask without it, though a small group may guess."
SETTLED = Message("Settled. It stands there as settled, without its buttons, and what I kept of it is deleted.")
TAKEN_BACK = Message("Taken back. It is deleted, there and here; what others wrote beneath it is theirs.")
ALSO = {
    "around": "let your group take part in the questions of other groups, or not",
}
"""What can be typed after `question`, and what it does."""


def form(group: Group, around: int, sees: str, *, masks: bool) -> Form:
    """`around` counts the other groups that take part; `masks`: it may be asked without a name."""
    fields: list[Text | Choice] = [
        Text(
            "words",
            LABEL,
            "Nothing that identifies a client. It is looked through first.",
            True,
            rules.LONGEST,
            private=True,
        )
    ]
    if masks:
        shown = options([(rules.NAMED, "With my name"), (rules.MASKED, "Without it")])
        fields.append(Choice("name", "How shall it stand there?", shown, value=(rules.NAMED,)))
    if around:
        others = "the group that takes part" if around == 1 else f"the {around} groups that take part"
        asked = options([(rules.GROUP, "My group"), (rules.AROUND, f"My group and {others}")])
        fields.append(Choice("whom", "Who is asked?", asked, value=(rules.GROUP,)))
    return Form("Ask the group", AskQuestion(group.id), tuple(fields), "Ask", note=sees)


def open_here(group: Group) -> Message:
    return Message(
        "This opens a form that only you see.", (Button("Ask the group", OpenQuestion(group.id), "primary"),)
    )


def asked(asker: Profile | None, group: Group, words: str, *, elsewhere: bool) -> Message:
    """What the room reads. No asker: it is asked without a name."""
    who = named(asker.name) if asker else "A member"
    of = f" of {titled(group.name)}" if elsewhere else ""
    return Message(
        f"**{who}{of} asks**: {quoted(words)}\n"
        f"Please answer in the thread, and leave out what identifies a client. Tend does not read it. In {DAYS} days "
        "this is taken down, sooner if it is taken back."
    )


def settled(asker: Profile | None, words: str) -> Message:
    who = named(asker.name) if asker else "A member"
    return Message(f"**Settled**, with thanks from {who[:1].lower() + who[1:] if not asker else who}: {quoted(words)}")


def stands(question_id: str, groups: Sequence[Group], until: datetime, sees: str) -> Message:
    """To its asker, with what they can do about it."""
    where = " and ".join(titled(group.name) for group in groups[:4]) + (" and others" if len(groups) > 4 else "")
    return Message(
        f"Your question stands in the room of {where}, with a thread for answers, until {when(until, 'date')}. When "
        f"you have what you needed, press or type **It is settled**. **Take it back** deletes it at any time.\n{sees}",
        (Button("It is settled", Settle(question_id)), Button("Take it back", TakeBack(question_id))),
    )


def peers_see(groups: int, *, masked: bool) -> str:
    who = "everybody in your group" if groups == 1 else f"everybody in {groups} groups"
    return f"{who}, {'without your name' if masked else 'with your name'}."


def around(group: Group, others: int, *, on: bool) -> Message:
    """Whether a group takes part in the questions of the groups around it."""
    many = {0: "No other group here takes part yet.", 1: "One other group here takes part."}
    lines = [
        f"**Questions around {titled(group.name)}**",
        "A member may ask not only their own group but every group of this workspace that takes part. Then such "
        "questions also stand in your room, in threads. Nobody is shown who is in which group.",
        many.get(others, f"{others} other groups here take part."),
        "Your group takes part." if on else "Your group does not take part.",
    ]
    label = "No longer take part" if on else "Take part"
    return Message("\n".join(lines), (Button(label, Around(group.id, int(not on))),))


def changed(by: Profile, *, on: bool) -> Message:
    """In the room, since it is everybody's."""
    what = (
        "now takes part in questions of the groups around"
        if on
        else "no longer takes part in questions of the groups around"
    )
    return Message(f"{named(by.name)} changed this: our group {what}. To look at it, type **/tend question around**.")


SAVED = Message("Saved, and the room is told.")
