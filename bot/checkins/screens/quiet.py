"""Quiet hours: what keeps to them and what does not."""

from datetime import datetime

from bot.checkins.actions import AnyHour, ChangeWithin, SetWithin
from bot.checkins.screens.questions import SUPPORT, coming
from bot.quiet import Within
from bot.rhythm import NotUnderstood, say_time
from bot.ui import Button, Form, Message, Text
from bot.unclear import shown

EXAMPLE = "quiet 8pm to 8am"


def button(within: Within | None) -> Button:
    return Button("At any hour", AnyHour()) if within else Button("Quiet hours", ChangeWithin())


def form(within: Within | None) -> Form:
    earliest, latest = (say_time(within.earliest), say_time(within.latest)) if within else ("8:00", "20:00")
    return Form(
        "Quiet hours",
        SetWithin(),
        (
            Text("earliest", "From when on may you be asked?", "For example 8am", most=20, value=earliest),
            Text("latest", "And until when?", "For example 20:00; after midnight is fine", most=20, value=latest),
        ),
        "Save",
    )


def said(within: Within | None) -> str:
    if within:
        between = f"between {say_time(within.earliest)} and {say_time(within.latest)}"
        return (
            f"You are asked and reminded only {between}: that is for check-ins, pulses and whatever can wait. What is "
            "about to begin, or has changed, reaches you at any hour; when colleagues may ask you for a consult "
            "stands under **peers**. To end your quiet hours: **quiet off**."
        )
    return f"You can be asked at any hour. For quiet hours, for example: **{EXAMPLE}**."


def saved(within: Within | None, next_at: datetime | None) -> Message:
    lines = [f"Saved. {said(within)} Nobody else can tell.", *coming(next_at)]
    return Message("\n".join(lines), (button(within), SUPPORT))


def not_understood(wrong: NotUnderstood) -> Message:
    problem = wrong.problem or f"I could not read {shown(wrong.part)}."
    example = f"quiet {wrong.nearest[0]}" if wrong.nearest else EXAMPLE
    return Message(f"{problem} For example: **{example}**, or **quiet off**.")
