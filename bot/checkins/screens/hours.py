"""One's own day and hour, and pauses: what is asked, what was understood, and when the next check-in comes."""

from datetime import date, datetime

from bot.checkins.actions import (
    ChangeHours,
    FollowGroup,
    Pause,
    PauseFor,
    Resume,
    SetHours,
    SetPause,
    SetReminder,
    Start,
)
from bot.checkins.rules import Hours
from bot.checkins.screens import quiet
from bot.checkins.screens.questions import MY_WEEKS, SUPPORT, coming
from bot.groups.actions import ChangeSetting
from bot.groups.rules import QUESTIONS
from bot.marks import when
from bot.quiet import Within
from bot.rhythm import WEEKDAYS, NotUnderstood, say_date, say_time
from bot.ui import Button, Choice, Form, Message, Text, options
from bot.unclear import either, shown

PAUSE_EXAMPLE = "pause until 14 Dec"
CHANGE = Button("Change the hour", ChangeHours())
FOLLOW = Button("Follow the group again", FollowGroup())
CHECK_IN = Button("Check in now", Start(), "primary")
PAUSE = Button("Pause", Pause())
RESUME = Button("Resume", Resume())
REMIND, ONCE = Button("Remind me once", SetReminder(1)), Button("No reminder", SetReminder(0))
UNTIL_A_DATE = Button("Until a date", Pause())
FOR_WEEKS = (Button("Next week", PauseFor(1)), Button("Next two weeks", PauseFor(2)))
AWAY = Message(
    "For how long shall check-ins pause? What you answered stays. To be left in peace by all of Tend until a day, with "
    "your group seeing that you are away, type for example **away until 14 December**.",
    (*FOR_WEEKS, UNTIL_A_DATE, SUPPORT),
)
PICK_A_DAY = "Please choose one of the seven days."
UNREADABLE = "For example: **checkin hour 8am**, **checkin day Thursday** or **checkin Thursday 8am**."
NOTHING_TO_PAUSE = "That is today, so there would be nothing to pause."


def form(hours: Hours) -> Form:
    days = options([(str(number), name) for number, name in enumerate(WEEKDAYS)])
    return Form(
        "Change the hour",
        SetHours(),
        (
            Choice("day", "Which day of the week?", days, value=(str(hours.weekday),)),
            Text("time", "At what time?", "For example 8am, 08:30 or 18:00", most=20, value=say_time(hours.local)),
        ),
        "Save",
    )


def pause_form() -> Form:
    until = Text("until", "When should check-ins be back?", "For example 14 Dec, or in 3 weeks", most=60)
    return Form("Pause check-ins", SetPause(), (until,), "Pause")


def everything(
    hours: Hours,
    next_at: datetime | None,
    paused_until: date | None,
    within: Within | None,
    *,
    own: bool,
    reminder: bool,
    group_id: str,
) -> Message:
    """What else one can do; what is asked is the choice of the group of this id."""
    lines = [f"Your check-in comes {spoken(hours)}.", *coming(next_at)]
    lines += [f"It is paused until {say_date(paused_until)}."] if paused_until else []
    lines += [said_reminder(reminder), quiet.said(within)]
    lines += ["Change that by a press, or by typing, for example **checkin hour 8am** or **pause until 14 Dec**."]
    pause = RESUME if paused_until else PAUSE
    return Message(
        "\n".join(lines),
        (
            CHANGE,
            *([FOLLOW] if own else []),
            ONCE if reminder else REMIND,
            quiet.button(within),
            pause,
            _questions(group_id),
            MY_WEEKS,
            SUPPORT,
        ),
    )


def _questions(group_id: str) -> Button:
    return Button("What the group is asked", ChangeSetting(group_id, QUESTIONS))


def said_reminder(on: bool) -> str:
    if on:
        return "If you have not begun it, you are reminded once, a day later. To be asked once only: **checkin once**."
    return "You are asked once, and not reminded. For one gentle reminder a day later: **checkin remind**."


def reminder_set(on: bool) -> Message:
    return Message(f"Saved. {said_reminder(on)} Nobody else can tell.", (ONCE if on else REMIND, SUPPORT))


def at_the_door(next_at: datetime | None, paused_until: date | None) -> Message:
    """Where one's own check-in stands, and what one can do about it now."""
    lines = [f"Your check-ins are paused until {say_date(paused_until)}."] if paused_until else coming(next_at)
    pause = RESUME if paused_until else PAUSE
    return Message("\n".join(["**Your check-in**", *lines]), (CHECK_IN, MY_WEEKS, pause, CHANGE))


def changed(hours: Hours, next_at: datetime | None, *, own: bool, stays: bool) -> Message:
    """`stays`: this week's check-in comes at its old hour, since the new one has passed."""
    lines = [f"Your check-in now comes {spoken(hours)}.", *coming(next_at)]
    lines += ["This week's stays at its old hour, since the new one has passed already."] if stays else []
    lines += ["To follow your group's day and hour again, type **checkin default**."] if own else []
    return Message("\n".join(lines), (CHANGE, *([FOLLOW] if own else []), SUPPORT))


def spoken(hours: Hours) -> str:
    return f"every {WEEKDAYS[hours.weekday]} at {say_time(hours.local)}, by the clocks of {hours.zone}"


def paused(until: date, next_at: datetime | None) -> Message:
    lines = [f"Paused: there are no check-ins before {say_date(until)}.", *coming(next_at)]
    return Message(
        "\n".join([*lines, "To have them back sooner, press **Resume** or type **resume**."]), (RESUME, SUPPORT)
    )


def resumed(next_at: datetime | None, *, was_paused: bool, away: datetime | None) -> Message:
    """`away`: until when they are away altogether; nobody is asked before that."""
    lines = ["Check-ins are on again." if was_paused else "Check-ins are not paused."]
    lines += [f"You are away until {when(away, 'date')}, so they wait for that."] if away else []
    return Message("\n".join([*lines, *coming(next_at)]), (PAUSE, CHANGE, SUPPORT))


def not_understood(wrong: NotUnderstood) -> Message:
    """What was typed after `checkin` and could not be read."""
    return Message(f"{wrong.problem or f'I could not read {shown(wrong.part)}.'} {_meant(wrong)}{UNREADABLE}")


def _meant(wrong: NotUnderstood) -> str:
    guess = f"Did you mean {either(wrong.nearest)}? " if wrong.nearest else ""
    return guess + (f"I understood: {wrong.understood}. " if wrong.understood else "")
