"""What is said when a group moves to another room."""

from bot.groups.actions import MoveHere
from bot.groups.screens import titled
from bot.groups.tables import Group
from bot.ui import Button, Message

MOVE_TO_A_ROOM = (
    "To move your group, type **/tend move here** in the room where it should live. To move a meeting, type "
    "**meeting move** and when it is to be."
)
ROOM_TAKEN = "Another group lives in that room, so yours stayed where it is."
HERE_ALREADY = "Your group lives in this room already. To move it, type **/tend move here** in the other room."


def moved() -> Message:
    return Message("Moved. Both rooms were told, and reminders come here from now on.")


def which_moves(groups: list[Group]) -> Message:
    """Asked of somebody in several groups."""
    buttons = tuple(Button(group.name[:75], MoveHere(group.id)) for group in groups[:10])
    names = ", ".join(titled(group.name) for group in groups[:10])
    return Message(f"Which of your groups should live in this room: {names}? Press it, or type its name.", buttons)
