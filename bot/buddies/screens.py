"""Every word about buddies. Why somebody could not be matched is said so that it gives nobody else's reasons away."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.buddies.actions import GoAround, Met, Stop, TakePart
from bot.buddies.rules import WEEKS
from bot.groups.screens import named, titled
from bot.groups.tables import Group
from bot.marks import mention, quoted, when
from bot.people import Profile
from bot.support.actions import ShowSupport
from bot.ui import Button, Message

PROMPTS = (
    "What has this week asked of you, and who asked how you were?",
    "Name one hour of this week that you would like to tell a colleague about, without telling whose hour it was.",
    "What did you say no to lately? What would you have liked to?",
    "Where in your body does the work sit at the end of a day, and what helps it to leave?",
    "Which part of your work has become easier than it was a year ago?",
    "What are you carrying for somebody else that nobody has asked you to carry?",
    "When did you last laugh at work?",
    "What would you tell a younger colleague who had the week that you had?",
    "What are you looking forward to that has nothing to do with work?",
    "Which question would you like to be asked? Ask it of each other.",
    "What gets in the way of a real break, and what would be the smallest one?",
    "What do you do well that nobody sees?",
)
"""One a week, in turn; written for this."""

GROUND = (
    "What is said between you stays between you, within the law. Say nothing that identifies a client. This is company "
    "and not supervision, and anybody may say that today is not the day."
)
NOT_IN = "You take part in no round just now, so there was nothing to end."
NOT_YOURS = "That belongs to other people, so nothing happened."
STOPPED = Message(
    "Done: you are not matched again. If you are with somebody now, this round goes on until it ends; when you would "
    "rather not, a word to them is enough. **buddies** brings you back in."
)
ALSO = {
    "on / take part / join": "take part from the next round on",
    "across / across groups": "with members of other groups of this workspace as well",
    "here / only in my group": "with members of your own group alone",
    "off / stop": "no longer take part",
}
"""What can be typed after `buddies`, and what it does."""


def not_understood(words: str) -> Message:
    return Message(
        f"I understood **buddies**, but not “{quoted(words[:60])}” after it. For example: **buddies** alone, **buddies "
        "on**, **buddies across** or **buddies off**."
    )


MET = Message("Noted, for you alone.")


def page(
    group: Group, others: Sequence[Profile], ends: datetime | None, begins: datetime | None, *, part: bool, around: bool
) -> Message:
    """Where somebody stands: with whom they are now, whether they take part, and when the next round begins."""
    lines = [f"**Buddies in {titled(group.name)}**", _about()]
    lines += [f"You are with {_named(others)} until {when(ends, 'date')}."] if ends else []
    lines += [_part(around) if part else "You do not take part just now."]
    lines += [f"The next round begins {when(begins)}."] if begins and part else []
    lines += [
        "By what you are matched: type **peers**. There you can also say, in private, with whom of your own groups "
        "you would rather not."
    ]
    return Message("\n".join(lines), tuple(_choices(group, part=part, around=around)))


def _part(around: bool) -> str:
    return "You take part, with members of every group around here." if around else "You take part, within your group."


def _choices(group: Group, *, part: bool, around: bool) -> Iterator[Button]:
    if not part:
        yield Button("Take part", TakePart(group.id), "primary")
    if around:
        yield Button("Only in my group", GoAround(group.id, 0))
    else:
        yield Button("Across groups", GoAround(group.id, 1))
    if part:
        yield Button("Stop taking part", Stop(group.id))


def _about() -> str:
    return (
        f"For {WEEKS} weeks at a time you are put together with one other member, or with two, in a private place with "
        "a small question each week. Where that can be, nobody has the same person again before they had everybody. "
        "**Across groups** finds you somebody from any group of this workspace whose members wish the same."
    )


def taken(begins: datetime, *, around: bool) -> Message:
    return Message(
        f"{_part(around)} The next round begins {when(begins)}; who is with whom is told to those two or three alone. "
        "Until then you can say by what you are matched: type **peers**."
    )


def topic(number: int) -> str:
    return f"Buddies, round {number + 1}"


def welcome(pair_id: str, people: Sequence[Profile], ends: datetime, week: int) -> Message:
    called = ", ".join(mention(profile.person, profile.name) for profile in people)
    for_whom = "the two" if len(people) == 2 else "the three"
    return Message(
        f"{called}, until {when(ends, 'date')} you are buddies, and this place is for {for_whom} of you. Twenty "
        f"minutes a week are plenty: by voice, on a walk, or here.\n{GROUND}\n{_question(week)}",
        _buttons(pair_id),
    )


def prompt(pair_id: str, week: int) -> Message:
    return Message(_question(week), _buttons(pair_id))


def _question(week: int) -> str:
    return f"**For this week**: {PROMPTS[week % len(PROMPTS)]}"


def _buttons(pair_id: str) -> tuple[Button, ...]:
    return Button("We met", Met(pair_id)), Button("Get support now", ShowSupport())


def over() -> Message:
    return Message("This round is over, and with it this place. Thank you for looking in on each other.")


def no_place(others: Sequence[Profile], ends: datetime) -> Message:
    called = ", ".join(mention(profile.person, profile.name) for profile in others)
    return Message(
        f"Until {when(ends, 'date')} you and {called} are buddies. I could not make a private place for you, so please "
        f"write to each other directly.\n{GROUND}"
    )


def nobody(group: Group | None, begins: datetime) -> Message:
    """To whoever could not be matched. The same words whatever the reason, since a reason can be somebody's."""
    among = f"in {titled(group.name)}" if group else "across groups"
    return Message(
        f"For this round of buddies {among} I could find nobody for you: everybody else is taken, "
        f"away, or has hours or languages that do not meet yours. You stay in, and the next try is {when(begins)}. "
        "If you would like company sooner, **consult** asks a peer."
    )


def left_alone() -> Message:
    return Message(
        "Your buddy can no longer be with you in this round. That says nothing about you. You are matched again when "
        "the next round begins; until then, **consult** asks a peer for an hour."
    )


def one_less() -> Message:
    return Message("One of you can no longer be part of this round. The two others go on, in a new place.")


# A sentence of a check-in that one of them shares.


def share_labels(group: str) -> tuple[str, str]:
    """For sharing and for taking back; `group` is empty where there is one pair only."""
    where = f" in {group[:_LABEL]}" if group else ""
    return f"Share with my buddies{where}", f"Take back from my buddies{where}"


_LABEL = 40


def read_by(others: Sequence[Profile], *, stands: bool) -> str:
    at_once = "" if stands else "at once and "
    return f"{_named(others) or 'nobody any more'}, {at_once}with your name, in the place that you share as buddies."


def sentence(who: Profile, words: str) -> Message:
    return Message(
        f"{named(who.name)} shares a sentence from their own check-in with you: “{quoted(words)}”\nIt was written for "
        "nobody but themselves. Nothing has to be said to it.",
        (Button("Get support now", ShowSupport()),),
    )


def _named(people: Sequence[Profile]) -> str:
    return " and ".join(named(profile.name) for profile in people)
