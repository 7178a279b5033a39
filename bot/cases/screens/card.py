"""The card in the room: who is in, and nothing of anybody else."""

from collections.abc import Sequence

from bot.cases.actions import ComeIn, Facilitate, Recuse, Start, TakePart
from bot.cases.papers import Card
from bot.cases.screens import WANTS, first, lasts
from bot.cases.screens.bringing import LABELS
from bot.formats.engine import Entrance
from bot.formats.format import Format
from bot.marks import quoted
from bot.ui import Button, Message

A_MEMBER = "A member"
FACILITATES = "facilitates"


def inside(name: str, part: str) -> str:
    return f"{name} ({part})" if part else name


def inside_masked(count: int) -> list[str]:
    """Under a mask only their number: by who is missing one could tell who presents."""
    return [f"{count} besides the presenter"] if count else []


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
        f"- Format: {form.name}, {lasts(form)}, {pace}",
        f"- In so far: {', '.join(inside) if inside else 'nobody yet'}",
        *(f"- {role.capitalize()}: nobody yet. {form.roles[role]}" for role in free),
        *([UNDER_A_MASK] if masked else []),
        f"All of it is deleted here and in Tend {kept} days after it is over. Only those who are in read the case "
        "itself. Press or type **I'm in**, or **I'm in and facilitate**. If you may know the client, press **I may "
        "know this client**: nobody is told.",
    ]
    return Message("\n".join(lines), _buttons(case_id, free))


def _buttons(case_id: str, free: Sequence[str]) -> tuple[Button, ...]:
    return (
        Button("I'm in", ComeIn(case_id), "primary"),
        Button("I'm in and facilitate", Facilitate(case_id)),
        *(Button(f"I'm in as {role}", TakePart(case_id, role)) for role in free),
        Button("I may know this client", Recuse(case_id)),
        Button("Start", Start(case_id)),
    )


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
