"""The words of keeping a turn, of volunteers, and of stepping in for somebody."""

from bot.marks import when
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rotation import screens as words
from bot.rotation.actions import StepIn, Take, TakeBack
from bot.rotation.screens.asking import I_WILL
from bot.rotation.seats import Seat
from bot.ui import Button, Message

THERE_AFTER_ALL = "I am there after all"


def kept(seat: Seat, *, stood: bool) -> Message:
    start = "That stands: the turn is yours" if stood else "Thank you for saying so. The turn is yours"
    return Message(
        f"{start} at the next meeting, so nobody is asked {words.TO_DO[seat.role]} on "
        f"{when(seat.meeting.start, 'date')}. The room was told, and anybody who would like to can."
    )


def room_of_keeping(seat: Seat, who: str) -> Message:
    """To the room."""
    return Message(
        f"{words.name(who)} keeps the turn {words.TO_DO[seat.role]} for the next meeting, so nobody is asked for "
        f"{when(seat.meeting.start)}. If one of you would like to, press {I_WILL}, or type "
        f"**/tend {words.typed(seat.role, 'take')}**.",
        _take(seat),
    )


def _take(seat: Seat) -> tuple[Button, ...]:
    return (Button(I_WILL, Take(seat.meeting.id, seat.role), "primary"),)


def group_asked(seat: Seat, *, stood: bool) -> Message:
    start = "The room is asked already." if stood else "The room is asked."
    return Message(
        f"{start} Until somebody comes forward, the turn on {when(seat.meeting.start)} stays with you; you hear as "
        "soon as somebody does. Then it is kept for you."
    )


def wanted(seat: Seat, who: str) -> Message:
    """To the room."""
    return Message(
        f"{words.name(who)} asks whether one of you would like {words.TO_DO[seat.role]} on {when(seat.meeting.start)} "
        f"instead. Press {I_WILL}, or type **/tend {words.typed(seat.role, 'take')}**. Nobody has to.",
        _take(seat),
    )


def found(seat: Seat, who: Profile | None) -> Message:
    """What the same message says afterwards."""
    return Message(f"{words.who_or_nobody(who)} {words.DOES[seat.role]} on {when(seat.meeting.start)}. Thank you.")


def volunteer_found(seat: Seat, who: Profile | None) -> Message:
    """To whoever asked for one."""
    return Message(
        f"{words.who_or_nobody(who)} {words.DOES[seat.role]} on {when(seat.meeting.start)} instead of you, since you "
        "asked for a volunteer. Your turn is kept for you."
    )


def has_it_already(seat: Seat, who: Profile | None) -> str:
    return (
        f"Thank you. The turn on {when(seat.meeting.start)} is with {words.who_or_nobody(who)} now, who "
        f"{words.DOES[seat.role]}. So nothing happened."
    )


def no_turn_of(name: str, meeting: Meeting) -> str:
    """To somebody who would step in for a person without a turn."""
    return (
        f"I found nobody called “{words.name(name)}” with a turn at the meeting on {when(meeting.start)}. Type "
        "**turns** to see whose turn it is."
    )


def too_early(seat: Seat, who: Profile | None) -> str:
    other = words.who_or_nobody(who)
    return (
        f"{other} {words.DOES[seat.role]} on {when(seat.meeting.start)}. Stepping in is for the last day before a "
        f"meeting; until then {other} can pass, swap or ask for a volunteer. So nothing happened."
    )


def stepped_in(seat: Seat, who: Profile | None) -> Message:
    return Message(
        f"Thank you: {words.you_do(seat.role, seat.group)} on {when(seat.meeting.start)} in place of "
        f"{words.who_or_nobody(who)}, who was told. Their turn is kept for them."
    )


def replaced(seat: Seat, who: Profile | None) -> Message:
    """To whoever cannot be there."""
    return Message(
        f"{words.who_or_nobody(who)} {words.DOES[seat.role]} on {when(seat.meeting.start)} in your place, so that you "
        "have nothing to see to. Your turn is kept for you. If you can be there, press the button or type "
        "**turns take back**.",
        (Button(THERE_AFTER_ALL, TakeBack(seat.meeting.id, seat.role)),),
    )


def room_of_stepping_in(seat: Seat, who: Profile | None, before: Profile | None) -> Message:
    """To the room. Nobody says why."""
    return Message(
        f"{words.who_or_nobody(who)} {words.DOES[seat.role]} on {when(seat.meeting.start)} in place of "
        f"{words.who_or_nobody(before)}."
    )


def taken_back(seat: Seat, other: Profile | None) -> Message:
    return Message(
        f"Good: {words.you_do(seat.role, seat.group)} on {when(seat.meeting.start)} again. "
        f"{words.who_or_nobody(other)} and the room were told."
    )


def given_back(seat: Seat, who: Profile | None, again: str = "") -> Message:
    """To whoever had stepped in. `again`: the role that they have once more, having left it for this one."""
    before = f" You {words.DO[again].removesuffix(' in')} again, as before." if again else ""
    return Message(
        f"{words.who_or_nobody(who)} can be there after all, and {words.DOES[seat.role]} on "
        f"{when(seat.meeting.start)}. Thank you for having been ready.{before}"
    )


def nothing_to_take_back(seat: Seat) -> str:
    return f"Nobody is in your place at the meeting on {when(seat.meeting.start)}, so nothing happened."


def switched_off(seat: Seat) -> Message:
    """To whoever had a turn in a role that the group no longer has."""
    return Message(
        f"Your group's settings have changed: its meetings have no {words.CALLED[seat.role]} from now on. So your turn "
        f"{words.TO_DO[seat.role]} on {when(seat.meeting.start)} is no more."
    )


def step_in_button(seat: Seat, who: Profile) -> Button:
    return Button(f"Step in for {who.name}"[:75], StepIn(seat.meeting.id, seat.role))
