"""The words about one's own clock and being away."""

from datetime import date, datetime

from bot.front import Say
from bot.groups.actions import AskZone, ComeBack, SaveAway, SaveZone
from bot.groups.rules import LONGEST, ZONE
from bot.groups.screens import clock, day
from bot.people import Profile
from bot.rhythm import say_date
from bot.ui import Button, Form, Message, Text

NOT_AWAY = Message("You are not away, so nothing changed. To go, type for example **away until 14 December**.")
STAYING = Message("You are staying: the absence that you had planned is forgotten, and nothing else changed.")
BACK = Message(
    "Good to have you back. Check-ins, offers and reminders reach you again from now on, and your turns are where they "
    "were."
)


def zone(profile: Profile, now: datetime) -> Message:
    return Message(
        f"Your time zone is {profile.zone}, where it is {clock(now, profile.zone)} now. Your check-in and every time "
        f"that Tend names go by it; your group sees your local time. To change it, type for example **zone Lisbon**.",
        (Button("Change it", AskZone()),),
    )


def zone_form(value: str) -> Form:
    label, help = "Your time zone, or a large city near you", f"For example: {ZONE}"
    return Form("Your time zone", SaveZone(), (Text("zone", label, help, most=LONGEST["zone"], value=value),), "Save")


def zone_saved(profile: Profile, now: datetime) -> Message:
    return Message(
        f"Saved. Your time zone is {profile.zone}, where it is {clock(now, profile.zone)} now. "
        "Your check-in and your reminders go by it, and Tend will not change it by itself."
    )


def away_form() -> Form:
    help = "A day, such as 14 December, or 2 weeks. If you go later, both: 20 December to 5 January"
    until = Text("until", "When are you back?", help, most=60)
    return Form("Away", SaveAway(), (until,), "Save")


def back_or_away(named: date, after: date) -> Message:
    """`named`: the day that was said, or the first of them; `after`: the one that follows."""
    back = [Button(f"Back on {_short(one)}", Say(f"away until {one.isoformat()}")) for one in (named, after)]
    return Message(
        f"Being away begins at once and ends on the day on which you are back. Is that {say_date(named)}, or "
        f"{say_date(after)}? Press one, or type for example **away until {_short(after)}**.",
        tuple(back),
    )


def _short(named: date) -> str:
    """ "16 November"."""
    return " ".join(say_date(named).split()[1:3])


def gone(profile: Profile) -> Message:
    return Message(
        f"You are away, and back on {_back_on(profile)}. Until then Tend leaves you in peace: no check-ins, no offers, "
        "no reminders, and your turn is kept for you. Your group sees in **who** that you are away. "
        "If you are back earlier, type **back**.",
        (Button("I am back", ComeBack()),),
    )


def away_now(profile: Profile) -> Message:
    return Message(
        f"You are away, and back on {_back_on(profile)}. If you are back already, type **back**. For another "
        "day, type for example **away until 14 December**.",
        (Button("I am back", ComeBack()),),
    )


def going(profile: Profile) -> Message:
    return Message(
        f"You will be away from {_from(profile)}, and back on {_back_on(profile)}. In between Tend leaves you in "
        "peace: no check-ins, no offers, no reminders, and your turn is kept for you. Until you go, all is as it was. "
        "If you stay, type **back**.",
        (Button("I am staying", ComeBack()),),
    )


def already_away(profile: Profile) -> Message:
    return Message(
        f"Nothing changed: you are away, and back on {_back_on(profile)}, and Tend keeps one absence at a time. To "
        "stay away longer, type for example **away until 14 December**. To plan the next one, type **back** first.",
        (Button("I am back", ComeBack()),),
    )


def _from(profile: Profile) -> str:
    return day(profile.away_from, profile.zone) if profile.away_from else ""


def _back_on(profile: Profile) -> str:
    return day(profile.away_until, profile.zone) if profile.away_until else ""
