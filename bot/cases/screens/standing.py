"""How the cases of a group stand, for one member, and what they can press."""

from collections.abc import Sequence
from datetime import datetime

from bot.cases.actions import Bring, ComeIn, Recuse, Say, Start, StepOut
from bot.groups.screens import titled
from bot.marks import quoted, when
from bot.ui import Button, Message

STANDS = "**Cases**"
UP = "the card is up, and it has not begun"
STILL_OPEN = {"peer": "it has begun, and you can still come in", "listener": "it has begun, and you can still listen"}


def in_phase(step: str, at: int, count: int, leader: str) -> str:
    leads = f"{leader} facilitates" if leader else "Tend keeps the time"
    return f"phase {at} of {count}, {step}; {leads}"


def not_understood(words: str) -> Message:
    return Message(
        f"I understood **case**, but not “{quoted(words[:60])}” after it. For example: **case** alone, **case new**, "
        "**case in**, **case say**, **case hours**, **case safety**, **case report 3** or **case take back 3**."
    )


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
