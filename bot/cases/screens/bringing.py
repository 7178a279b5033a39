"""The words with which a case is brought: two forms, a choice of formats, a mask."""

from collections.abc import Sequence

from bot.cases import rules
from bot.cases.actions import Bring, ChooseFormat, SendCard, SendCase, ShowFormats, Start, Withdraw
from bot.cases.screens import HELPS, lasts
from bot.drafts.actions import ChangeWords
from bot.formats.format import Format
from bot.marks import quoted
from bot.ui import Button, Choice, Form, Message, Text, options

BODY = "The case"
LABELS = {
    "population": "Who, coarsely",
    "setting": "The setting",
    "theme": "The theme",
    "question": "Your key question, in one sentence",
    "note": "Culture, identity and power",
    "body": BODY,
}
_REACHED = "What you type has reached this chat's company already: leave out what could identify."


def line(name: str, value: str = "") -> Text:
    """A field of the card, also when it is written anew."""
    helps = {
        "population": "For example: an adult, a couple, a family. No age to the year, no rare detail",
        "setting": "For example: a practice in the country, a school, a ward",
        "theme": "For example: an ending, silence, anger at me",
        "question": "What do you want to know at the end? One sentence that ends in a question mark",
        "note": "What meets in client and you? Leave it out to decline; only that is noted",
    }
    if name == "body":
        return Text("body", BODY, _REACHED, long=True, most=rules.CASE, value=value, private=True)
    most = {"question": rules.QUESTION, "note": rules.NOTE}.get(name, rules.LINE)
    return Text(name, LABELS[name], helps[name], name == "note", most, value, name != "note")


SEEN = "Who could see this: your group's room, once you have looked at it and put the card up."


def first_form(group_id: str) -> Form:
    coarse = tuple(line(name) for name in ("population", "setting", "theme", "question"))
    wants = Choice("help", "What would help?", options(HELPS), SEEN)
    return Form("Bring a case", SendCard(group_id), (*coarse, wants), "Next")


def no_question(case_id: str, draft: str, question: str) -> Message:
    """Asked once. The words are kept either way."""
    return Message(
        f"For your key question you wrote “{quoted(question)}”, and I keep it. A group helps best when it is asked in "
        "one sentence that ends in a question mark, for example: “What am I not hearing?” Press or type **Change it**, "
        "or **Keep it as it is**; both go on from here. Nobody has read anything yet.",
        (
            Button("Change it", ChangeWords(draft)),
            Button("Keep it as it is", ShowFormats(case_id, 0)),
        ),
    )


def formats(case_id: str, offered: Sequence[Format], first: int, more: bool) -> Message:
    lines = [f"- **{one.name}**, {lasts(one)}: {one.about}" for one in offered]
    buttons = [Button(one.name, ChooseFormat(case_id, one.id)) for one in offered]
    buttons += [Button("More formats", ShowFormats(case_id, first))] if more else []
    head = "In which format? Press or type one; a form for the case itself comes next. Nobody has read anything yet."
    return Message("\n".join([head, *lines]), tuple(buttons))


CARD_SEEN = "Until you put it up, nobody else. Then the room reads the note, and whoever comes in reads the case."


def second_form(case_id: str, form: Format, values: dict[str, str], could_see: str) -> Form:
    pace = options([("days", "Over days, in writing"), ("live", "Live, when we meet")])
    fields = (
        Choice("pace", "How shall we hold it?", pace),
        line("note", values.get("note", "")),
        line("body", values.get("body", "")),
    )
    return Form(form.name[:24], SendCase(case_id, form.id), fields, "Look through it", could_see)


MASKED = Message(
    "I call you “the presenter” in this case, and name nobody else in it either: by who is missing one could tell. "
    "Whoever runs Tend or this chat could still see who it is, and a small group may guess. To take that back, type "
    "**case mask** once more."
)
UNMASKED = Message("I call you by your name in this case.")
NO_MASKS = "The rules of this chat let nobody speak under another name, so your case would come with yours."
NOTHING_TO_MASK = "You have no case that is still being written. Type **case new** to begin one; then **case mask**."


def which_group(groups: Sequence[tuple[str, str]]) -> Message:
    buttons = tuple(Button(name[:75], Bring(id)) for id, name in groups[:10])
    return Message("You are in several groups. To which would you like to bring a case? Press or type it.", buttons)


IN_PRIVATE = Message("Let us keep this between us: please type **case** to me in private, not here in the room.")


def open_here(group_id: str) -> Message:
    text = "Others could read along if you typed it here. This opens a form that only you see."
    return Message(text, (Button("Bring a case", Bring(group_id)),))


CHOOSE_ONE = "Please choose one of these."

AGREE_FIRST = "Before a case opens for you, please read what your group has agreed on."
NO_FORMAT = "There is no such format any more. Type **case** to choose another."


def put_up(case_id: str, *, live: bool, masked: bool) -> Message:
    starts = "whoever facilitates presses **Start** when you meet" if live else _EITHER_STARTS
    starts = "press **Start**; whoever facilitates can say in private that they are ready" if masked else starts
    return Message(
        f"Your card is in the room. The case itself is read only by those who come in. When at least two others are "
        f"in, "
        f"{starts}. To take it all back, press or type **Take the case back**.",
        (Button("Start", Start(case_id)), Button("Take the case back", Withdraw(case_id), "danger")),
    )


_EITHER_STARTS = "you or whoever facilitates press **Start**"


TAKEN_BACK = Message("Your case is taken back. What was written is deleted, here and where Tend had said it.")
