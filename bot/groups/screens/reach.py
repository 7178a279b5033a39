"""The words for when a member or the room cannot be reached.

Those in the room are the same whatever waits, and say that they are; nobody can read from them what it is.
"""

from bot.groups.screens import titled
from bot.groups.tables import Group
from bot.inbox.actions import Open
from bot.marks import mention
from bot.people import Profile
from bot.port import Why
from bot.ui import Button, Message


def nudge(profile: Profile) -> Message:
    """In the room, about somebody who takes no direct messages."""
    return Message(
        f"{mention(profile.person, profile.name)}, I have something for you that I may only say privately, and your "
        "direct messages are closed to me. I say this in the same words whatever it is; most often it is a reminder. "
        "When it suits you, open direct messages from this server, or press the button or type **/tend inbox** here: "
        "only you see the answer.",
        (Button("Show me, privately", Open()),),
    )


_WHY: dict[Why, str] = {
    "gone": (
        "it was archived or deleted. To go on there, somebody who may can bring it back; to go on elsewhere, type "
        "**/tend move here** in another room."
    ),
    "removed": "I am not in it any more. To go on, invite me into the room again.",
    "denied": (
        "I am not allowed to write in it. Whoever looks after the room can give me the right to see it and to write "
        "there."
    ),
}


def room_lost(group: Group, why: Why) -> Message:
    """To each member, since any of them may be able to mend it."""
    return Message(
        f"I cannot write in the room of {titled(group.name)}: {_WHY.get(why, _WHY['denied'])}\n\n"
        "Once it works, type **/tend** there, and I go on with what is still of use. Nothing of the group is lost, and "
        "what comes to you alone comes as before. Each member is told this, once."
    )


def room_found(group: Group) -> Message:
    return Message(f"I can write in the room of {titled(group.name)} again, so there is nothing left to mend.")
