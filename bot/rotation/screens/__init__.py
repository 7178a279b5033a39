"""Every word that is shown about turns: here names, roles and refusals, beside it one file an occasion."""

from bot.groups.tables import Group
from bot.marks import quoted, when
from bot.meetings.rules import COFACILITATOR, FACILITATOR, PRESENTER, TIMEKEEPER
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.ui import Message

DO = {FACILITATOR: "facilitate", COFACILITATOR: "co-facilitate", PRESENTER: "present in", TIMEKEEPER: "keep time in"}
"""What somebody does in a group."""
DOES = {
    FACILITATOR: "facilitates",
    COFACILITATOR: "co-facilitates",
    PRESENTER: "presents",
    TIMEKEEPER: "keeps time",
}
DID = {FACILITATOR: "facilitated", COFACILITATOR: "co-facilitated", PRESENTER: "presented", TIMEKEEPER: "kept time"}
TO_DO = {
    FACILITATOR: "to facilitate",
    COFACILITATOR: "to co-facilitate",
    PRESENTER: "to present",
    TIMEKEEPER: "to keep time",
}
DOING = {
    FACILITATOR: "facilitating",
    COFACILITATOR: "co-facilitating",
    PRESENTER: "presenting",
    TIMEKEEPER: "keeping time",
}
CALLED = {
    FACILITATOR: "facilitator",
    COFACILITATOR: "co-facilitator",
    PRESENTER: "presenter",
    TIMEKEEPER: "timekeeper",
}
NOT_COMING_YET = (
    "You said that you are not coming to that meeting. If you are after all, type **meeting coming** first."
)
NO_MEETING = "No meeting is planned, so there is no turn to take. Type **meeting** to see why."
GONE = "That meeting is no longer kept here. Type **turns** to see who is next."
_LONGEST_NAME = 40


def name(words: str) -> str:
    return quoted(words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…")


def who_or_nobody(who: Profile | None) -> str:
    return name(who.name) if who else "nobody"


def you_do(role: str, group: Group) -> str:
    """ "you facilitate **Tuesday circle**", "you keep time in **Tuesday circle**"."""
    return f"you {DO[role]} **{name(group.name)}**"


def at_ours(words: str, role: str) -> str:
    """ "facilitates our meeting", "presents at our meeting"."""
    return f"{words} our meeting" if role in (FACILITATOR, COFACILITATOR) else f"{words} at our meeting"


def typed(role: str, word: str) -> str:
    """What is typed; the facilitator is meant when no role is named."""
    return f"turns {word}" + ("" if role == FACILITATOR else f" {CALLED[role]}")


def newcomer(role: str) -> str:
    return (
        f"Thank you for offering. A newcomer does not {DO[role]} their first meeting, so this one is for somebody "
        "else; from your second meeting on you can."
    )


def not_yours(meeting: Meeting, who: Profile | None) -> str:
    if who is None:
        return f"Nobody has the turn for the meeting on {when(meeting.start)}, so there is nothing to pass on."
    return f"The turn for the meeting on {when(meeting.start)} is with {name(who.name)} now, so nothing happened."


def too_late(meeting: Meeting) -> str:
    what = "was called off" if meeting.cancelled_at else "has begun or is over"
    return (
        f"The meeting on {when(meeting.start)} {what}, so its turn stands as it was. Type **turns** to see who is next."
    )


def busy(meeting: Meeting, role: str, who: str = "You") -> str:
    """Nobody does two things at once."""
    have = "have" if who == "You" else "has"
    return (
        f"{who} {have} another turn at the meeting on {when(meeting.start)} already, as {CALLED[role]}, and nobody "
        "does two things at once. So nothing happened."
    )


def no_such_role(role: str) -> str:
    return (
        f"Your group has no {CALLED[role]} at its meetings now, so nothing happened. Any member can change that with "
        "**settings**."
    )


def not_understood(words: str) -> Message:
    heard = f"I understood **turns**, but not “{name(words)}” after it. "
    return Message(
        f"{heard}For example: **turns will**, **turns pass**, **turns keep**, **turns swap Ana**, **turns volunteer**, "
        "**turns take**, **turns step in**, **turns fairness**, **turns mine**, or **turns** alone to read whose turn "
        "it is."
    )


# The files beside this one use the words above.
from bot.rotation.screens import asking, changing, reading, swapping  # noqa: E402

__all__ = ["asking", "changing", "reading", "swapping"]
