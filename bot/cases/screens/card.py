"""The words with which a case is brought: two forms, a choice of formats, the card in the room, and coming in."""

from collections.abc import Sequence
from datetime import datetime

from bot.cases import rules
from bot.cases.actions import (
    Bring,
    ChooseFormat,
    ComeIn,
    Facilitate,
    Recuse,
    Say,
    SendCard,
    SendCase,
    ShowFormats,
    Start,
    StepOut,
    TakePart,
    Withdraw,
)
from bot.cases.papers import Card
from bot.cases.screens import HELPS, WANTS, first
from bot.drafts.actions import ChangeWords
from bot.formats.engine import Entrance
from bot.formats.format import Format
from bot.groups.screens import titled
from bot.marks import quoted, when
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
    lines = [f"- **{one.name}**, {_minutes(one)}: {one.about}" for one in offered]
    buttons = [Button(one.name, ChooseFormat(case_id, one.id)) for one in offered]
    buttons += [Button("More formats", ShowFormats(case_id, first))] if more else []
    head = "In which format? Press or type one; a form for the case itself comes next. Nobody has read anything yet."
    return Message("\n".join([head, *lines]), tuple(buttons))


def _minutes(one: Format) -> str:
    return f"{one.minutes} minutes, {one.people[0]} to {one.people[1]} people"


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
A_MEMBER = "A member"
FACILITATES = "facilitates"
STANDS = "**Cases**"
UP = "the card is up, and it has not begun"
STILL_OPEN = {"peer": "it has begun, and you can still come in", "listener": "it has begun, and you can still listen"}
BEGUN_ALREADY = Message("It has begun already.")


def inside(name: str, part: str) -> str:
    return f"{name} ({part})" if part else name


def inside_masked(count: int) -> list[str]:
    """Under a mask only their number: by who is missing one could tell who presents."""
    return [f"{count} besides the presenter"] if count else []


def in_phase(step: str, at: int, count: int, leader: str) -> str:
    leads = f"{leader} facilitates" if leader else "Tend keeps the time"
    return f"phase {at} of {count}, {step}; {leads}"


def started(live: bool) -> Message:
    how = "The clock runs." if live else "Each phase ends when everybody has spoken, or its time is over."
    return Message(f"It has begun, in a place for those who are in. {how}")


def not_understood(words: str) -> Message:
    return Message(
        f"I understood **case**, but not “{quoted(words[:60])}” after it. For example: **case** alone, **case new**, "
        "**case in**, **case say**, **case hours**, **case safety**, **case report 3** or **case take back 3**."
    )


# The card in the room.

UNDER_A_MASK = "- Under a mask: once it has begun, nobody else can come in"


def culture(note: str, before: str = "") -> str:
    """The line about it. Whoever brings a case may decline, and then that is all it says of anybody."""
    return f"{before}{LABELS['note']}: {f'“{quoted(note)}”' if note else DECLINED}"


DECLINED = "declined, as anybody may; only that is noted"


def card(
    case_id: str,
    paper: Card,
    presenter: str,
    form: Format,
    help: str,
    *,
    live: bool,
    kept: int,
    inside: Sequence[str],
    free: Sequence[str],
    masked: bool,
) -> Message:
    """What the room sees. `inside` are the names of who is in, or one line with their number; `free`, untaken roles."""
    pace = "live, when you meet" if live else "over days, in writing"
    lines = [
        f"**{presenter} brings a case**",
        f"- Who: {quoted(paper.population)}",
        f"- Setting: {quoted(paper.setting)}",
        f"- Theme: {quoted(paper.theme)}",
        f"- The question: “{quoted(paper.question)}”",
        f"- Wanted: {WANTS[help]}",
        culture(paper.note, "- "),
        f"- Format: {form.name}, {_minutes(form)}, {pace}",
        f"- In so far: {', '.join(inside) if inside else 'nobody yet'}",
        *(f"- {role.capitalize()}: nobody yet. {form.roles[role]}" for role in free),
        *([UNDER_A_MASK] if masked else []),
        f"All of it is deleted here and in Tend {kept} days after it is over. Only those who are in read the case "
        "itself. Press or type **I'm in**, or **I'm in and facilitate**. If you may know the client, press **I may "
        "know this client**: nobody is told.",
    ]
    buttons = (
        Button("I'm in", ComeIn(case_id), "primary"),
        Button("I'm in and facilitate", Facilitate(case_id)),
        *(Button(f"I'm in as {role}", TakePart(case_id, role)) for role in free),
        Button("I may know this client", Recuse(case_id)),
        Button("Start", Start(case_id)),
    )
    return Message("\n".join(lines), buttons)


def begun(case_id: str, presenter: str, form: Format, open_to: Entrance) -> Message:
    head = f"{first(presenter)} has brought a case, in the format {form.name}. It has begun, among those who are in."
    if open_to == "closed":
        return Message(head)
    how = (
        "You can still come in, until the first phase in which everybody speaks is over"
        if open_to == "peer"
        else "Until it is over you can still come in to listen: you read all of it and say nothing"
    )
    return Message(
        f"{head}\n{how}. Press or type **I'm in**. If you may know the client, press **I may know this client**: "
        "nobody is told.",
        (Button("I'm in", ComeIn(case_id)), Button("I may know this client", Recuse(case_id))),
    )


def over(on: str, form: str, minutes: int) -> Message:
    return Message(f"A case was discussed here: {on}, {form}, {minutes} minutes.")


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
READY = Message(
    "So you are ready. A case under a mask begins when its presenter presses **Start** too, in private. Until then it "
    "waits."
)


def begin_it(case_id: str) -> Message:
    text = "Whoever facilitates your case is ready. Under a mask it begins with you: press or type **Start**."
    return Message(text, (Button("Start", Start(case_id), "primary"),))


OUT_AGAIN = "To be out again before it begins, press or type **Step out**: nobody is told why."
OUT_BEFORE_IT_BEGAN = Message(
    "You are no longer in, and nobody is told why. If you would like to be in after all, press or type **I'm in**."
)


def in_now(case_id: str, *, facilitates: bool, live: bool, masked: bool) -> Message:
    begins = "**Start** says that you are ready, and its presenter begins it" if masked else "**Start** begins it"
    leads = f" You keep time and floor, with the help of the format: {begins}." if facilitates else ""
    comes = "When it begins, I bring you together in a private place"
    when_ = " while you meet." if live else ", and over the days I remind you once in each phase."
    start = (Button("Start", Start(case_id)),) if facilitates else ()
    return Message(f"You are in.{leads} {comes}{when_} {OUT_AGAIN}", (*start, Button("Step out", StepOut(case_id))))


def in_late(listens: bool, live: bool) -> Message:
    how = (
        "You are in, to listen: the phases in which you could have joined the others are over."
        if listens
        else "You are in, and may speak when the others may."
    )
    reads = "It stands in our own conversation, from the beginning, and comes there as it goes on."
    hours = " The hour counts for you from now." if live else ""
    return Message(f"{how} {reads} Those who are in hear that you have come.{hours}")


def has_part(case_id: str, role: str, asks: str, *, begun: bool) -> Message:
    text = f"You are in, as {role}. {asks} The others see it."
    return Message(text) if begun else Message(f"{text} {OUT_AGAIN}", (Button("Step out", StepOut(case_id)),))


RECUSED = Message(
    "Thank you for saying so. This case stays closed for you, whatever you press. Nobody is told: for the others it "
    "is as if you had not answered."
)


TAKEN_BACK = Message("Your case is taken back. What was written is deleted, here and where Tend had said it.")


def at_the_door(text: str, group_id: str) -> Message:
    return Message(text, (Button("Bring a case", Bring(group_id)),))


DOOR = "**Cases**\nBring one to your group, in a format, without the client being recognisable. Live or over days."


def stands(lines: Sequence[str], buttons: Sequence[Button], group_id: str) -> Message:
    return Message("\n".join([STANDS, *lines]), (*buttons[:9], Button("Bring a case", Bring(group_id))))


def while_up(case_id: str, *, inside: bool, presents: bool = False) -> list[Button]:
    """What can be pressed beside a case that has not begun. Whoever presents takes it back instead."""
    if inside:
        return [Button("Start", Start(case_id)), *([] if presents else [Button("Step out", StepOut(case_id))])]
    return [Button("I'm in", ComeIn(case_id)), Button("I may know this client", Recuse(case_id))]


def while_on(case_id: str, *, speaks: bool) -> list[Button]:
    say = [Button("Say something", Say(case_id))] if speaks else []
    return [*say, Button("Step out", StepOut(case_id))]


def one_standing(group: str, question: str, presenter: str, step: str, until: datetime | None) -> str:
    ends = f", until {when(until)}" if until else ""
    return f"- {titled(group)}, {presenter}: “{quoted(question)}” – {step}{ends}"
