"""The words with which a group begins, and people come and go."""

from collections.abc import Sequence
from datetime import datetime

from bot.groups.actions import Begin, Enter, Join, Leave, Stay
from bot.groups.rules import LONGEST, NAME, RULE, TIME, ZONE
from bot.groups.screens import checkin, clock, day, meets, named, titled
from bot.groups.tables import Group, Member
from bot.marks import length, when
from bot.people import Profile
from bot.rhythm import WEEKDAYS
from bot.ui import Button, Choice, Form, Message, Text, options

BEGIN_IN_A_ROOM = (
    "A group lives in the room where its members already talk. Please type **/tend create** there; this conversation "
    "is only between you and Tend."
)
JOIN_IN_A_ROOM = "To join a group, press Join in its room, or type **/tend join** there."
NO_GROUP_HERE = "No group lives in this room yet. To begin one here, type **/tend create**."
ELSEWHERE = "This group lives in another room now. Its Join button is there."
ASKED_TO_STAY = Message("Good. You are still in, and nothing changed.")
NOT_TO_LEAVE = "You have left this group already, so nothing changed. To come back, type **/tend join** in its room."
FRIDAY = 4


def form(name: str, zone: str) -> Form:
    """What a new group needs. `name` and `zone` are filled in where they are known."""
    days = options([(str(number), day) for number, day in enumerate(WEEKDAYS)])
    return Form(
        "Begin a group",
        Begin(),
        (
            Text("name", "Name of the group", f"For example: {NAME}", most=LONGEST["name"], value=name),
            Text("zone", "Time zone of its meetings", f"For example: {ZONE}", most=LONGEST["zone"], value=zone),
            Text("rhythm", "When does it meet?", f"For example: {RULE}", most=LONGEST["rhythm"]),
            Choice("checkin_weekday", "Day of the weekly check-in", days, value=(str(FRIDAY),)),
            Text("checkin_time", "Hour of the check-in", "In each member's own time zone", most=20, value=TIME),
        ),
        "Begin",
    )


def taken(group: Group) -> Message:
    """Said when a group lives in the room already."""
    text = (
        f"This room has a group already: {titled(group.name)}. To be in it, press **Join** or type **/tend join** here."
    )
    return Message(text, (Button("Join", Join(group.id), "primary"),))


def door(group: Group, founder: str = "") -> Message:
    """What stands in the group's room, kept up with its settings."""
    begun = f"{named(founder)} has begun a group in this room.\n" if founder else ""
    return Message(
        f"{begun}**{titled(group.name)}** is a peer consultation group that lives in this room.\n"
        f"- It meets: {meets(group)}\n"
        f"- A short check-in reaches each member privately, every {checkin(group)} in their own time zone.\n"
        "To be in, press **Join** or type **/tend join** here. You read the group's agreement first, and only then "
        "decide.",
        (Button("Join", Join(group.id), "primary"),),
    )


def moved_away(group: Group) -> Message:
    return Message(f"{titled(group.name)} has moved to another room.")


def begun(group: Group, first: datetime | None) -> str:
    """`first`: when its first meeting is."""
    meeting = f" The first meeting is on {when(first)}." if first else ""
    return (
        f"{titled(group.name)} has begun, and this room was told. I understood: {meets(group)}.{meeting} "
        "You are not in yourself yet: please read and accept its agreement, as everybody will. The group can change "
        "the text at any time."
    )


def which_zone(group: Group, version: int) -> Form:
    """Asked on joining when the platform does not say."""
    help = "For your reminders. Your group sees your local time."
    zone = Text("zone", "Your time zone, or a large city near you", help, most=LONGEST["zone"], value=group.zone)
    return Form("Your time zone", Enter(group.id, version), (zone,), "Join")


def welcome(group: Group, profile: Profile, now: datetime, coming: datetime | None) -> Message:
    """`coming`: when its next meeting is."""
    meeting = f"- The next meeting is on {when(coming)}.\n" if coming else ""
    return Message(
        f"You are in {titled(group.name)}, and its room was told.\n"
        f"{meeting}"
        f"- Your check-in comes every {checkin(group)} in your own time, to you alone.\n"
        f"- Your time zone is {profile.zone}, where it is {clock(now, profile.zone)} now. "
        "If that is wrong, type **zone**.\n"
        "Type **help** to see what else you can do, and **privacy** to see what is kept about you."
    )


def in_already(group: Group, member: Member) -> Message:
    text = f"You are in {titled(group.name)} already, since {when(member.joined_at, 'date')}. Nothing changed."
    return Message(text)


def has_joined(group: Group, profile: Profile) -> Message:
    return Message(f"{named(profile.name)} has joined {titled(group.name)}.")


def has_left(group: Group, profile: Profile) -> Message:
    return Message(f"{named(profile.name)} is no longer in {titled(group.name)}.")


def leaving(group: Group, goes: Sequence[str]) -> Message:
    """Asks before somebody leaves. `goes` are sentences about what is deleted then."""
    stays = "What else is yours" if goes else "What is yours"
    deleted = "".join(f"- {sentence}\n" for sentence in goes)
    return Message(
        f"Do you want to leave {titled(group.name)}? This is what happens then:\n"
        "- Its room is told that you are no longer in.\n"
        "- You get no more check-ins and reminders from it, and your turns go to others.\n"
        f"{deleted}"
        f"- {stays} in Tend stays, for you alone. **export** gives it to you, **forget me** deletes it.\n"
        "- You can come back at any time by typing **/tend join** in its room.\n"
        "To leave, press or type **Leave the group**.",
        (Button("Leave the group", Leave(group.id), "danger"), Button("Stay", Stay())),
    )


def left(group: Group) -> Message:
    return Message(
        f"You have left {titled(group.name)}. Thank you for the time you gave it. "
        "You can come back at any time by typing **/tend join** in its room."
    )


_ROOM_FOR_NAMES = 1600


def who(group: Group, members: Sequence[tuple[Member, Profile]], now: datetime) -> Message:
    """Everybody who is in, as many as fit, with the time on their own wall."""
    lines = [_one(group, profile, now) for _, profile in members]
    shown = [line for number, line in enumerate(lines) if length("\n".join(lines[: number + 1])) <= _ROOM_FOR_NAMES]
    rest = [f"- and {len(lines) - len(shown)} more"] if len(shown) < len(lines) else []
    count = "one person is" if len(lines) == 1 else f"{len(lines)} people are"
    return Message("\n".join([f"**{titled(group.name)}**: {count} in.", *shown, *rest]))


def _one(group: Group, profile: Profile, now: datetime) -> str:
    zone = profile.zone or group.zone
    if profile.gone_at:
        return f"- {named(profile.name)}: no longer in the workspace"
    away = f"; away until {day(profile.away_until, zone)}" if profile.away_until and profile.away(now) else ""
    return f"- {named(profile.name)}: {clock(now, zone)} ({zone}){away}"
