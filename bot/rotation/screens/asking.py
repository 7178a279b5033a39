"""The words of asking somebody whether they take a turn, and of their yes."""

from bot.groups.tables import Group
from bot.marks import when
from bot.meetings.rules import COFACILITATOR, FACILITATOR, PRESENTER, TIMEKEEPER
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rotation import screens as words
from bot.rotation.actions import AskGroup, Keep, Pass, SwapWith, Take, Will
from bot.rotation.rules import MISSED
from bot.rotation.seats import Seat
from bot.ui import Button, Message

I_WILL, I_CANNOT = "I will", "I can't this time"
KEEP, SWAP, VOLUNTEER = "Keep it for next time", "Swap with…", "Ask for a volunteer"
HOW = f"Press {I_WILL} or {I_CANNOT}, or type **turns will** or **turns pass**."
OTHERWISE = (
    "If you cannot, the next person is asked, and your turn is kept for you. Or swap it (**turns swap** and a name), "
    "ask the group for a volunteer (**turns volunteer**), or keep it for the next meeting so that nobody is asked "
    "instead (**turns keep**)."
)
DUTIES = {
    FACILITATOR: (
        "What it asks of you:\n"
        "- open on time, and read the agreement again together\n"
        "- help the presenter to get the key question into one sentence\n"
        "- shield the presenter from cross-examination, advice and blame\n"
        "- keep time, and questions to question time\n"
        "- at the end, ask whether the need was met, and close; note only date, people, minutes and format\n"
        "Presenting and facilitating at once is hard: the facilitator does not present."
    ),
    COFACILITATOR: (
        "What it asks of you:\n"
        "- agree with the facilitator beforehand who looks after what\n"
        "- notice who has not spoken yet\n"
        "- take over when the facilitator would like you to"
    ),
    PRESENTER: (
        "What it asks of you:\n"
        "- bring something from your work, and one question about it\n"
        "- leave out whatever could tell who a client is\n"
        "- say which you want: to be told, to think together, or to be listened to"
    ),
    TIMEKEEPER: (
        "What it asks of you:\n"
        "- know how long each part is to last\n"
        "- say when five minutes are left, and when one is\n"
        "- help the group to end on time"
    ),
}
ALL = (
    "everybody has passed, is away, is not coming, has another turn, has just had this one, or would be at their first "
    "meeting"
)


def mine(meeting: Meeting, role: str) -> tuple[Button, ...]:
    """What whoever has a turn can do with it."""
    return (
        Button(I_WILL, Will(meeting.id, role), "primary"),
        Button(I_CANNOT, Pass(meeting.id, role)),
        Button(SWAP, SwapWith(meeting.id, role)),
        Button(VOLUNTEER, AskGroup(meeting.id, role)),
        Button(KEEP, Keep(meeting.id, role)),
    )


def ask(seat: Seat, left: str = "", *, moved: bool) -> Message:
    """To whoever has the turn. `moved`: they were asked about another time before. `left`: the role they had at this
    meeting until nobody else was left for this one.
    """
    again = "The meeting has moved, and your turn has moved with it: " if moved else "It is your turn: "
    again = _up(left) if left and not moved else again
    where = f"**{words.name(seat.group.name)}** on {when(seat.meeting.start)}"
    text = f"{again}would you {words.DO[seat.role]} {where}?\n{DUTIES[seat.role]}\n{HOW} {OTHERWISE}"
    return Message(text, mine(seat.meeting, seat.role))


def _up(left: str) -> str:
    return (
        f"Nobody without another turn can facilitate, and a meeting can sooner do without a {words.CALLED[left]} than "
        f"without a facilitator. So this turn comes to you instead of {words.DOING[left]}; if you pass, you have yours "
        "as before. This once, "
    )


def passed_on(seat: Seat, instead: Profile | None) -> Message:
    """To somebody who has gone away, about a turn that they knew of."""
    other = f"{words.name(instead.name)} is asked" if instead else "the room is asked"
    start = when(seat.meeting.start, "date")
    return Message(
        f"Since you are away, {other} to {words.DO[seat.role]} **{words.name(seat.group.name)}** on {start}. Your turn "
        "is kept for you."
    )


def nobody(meeting: Meeting, role: str) -> Message:
    """To the room, when nobody is left to ask."""
    text = f"Nobody is left to ask {words.at_ours(words.TO_DO[role], role)} on {when(meeting.start)}: {ALL}. "
    text += f"Would one of you after all? Press {I_WILL}, or type **/tend {words.typed(role, 'take')}**."
    return Message(text, (Button(I_WILL, Take(meeting.id, role), "primary"),))


def somebody(meeting: Meeting, role: str, who: Profile) -> Message:
    """To the room, after it heard that there was nobody."""
    return Message(f"{words.name(who.name)} {words.at_ours(words.DOES[role], role)} on {when(meeting.start)}.")


def will(group: Group, meeting: Meeting, role: str, *, stood: bool) -> Message:
    start = "That stands" if stood else "Thank you"
    start += f": {words.you_do(role, group)} on {when(meeting.start)}."
    after = "You are down as coming. **turns** shows what it asks of you."
    return Message(f"{start} {after} If you cannot after all, type **turns pass**.", mine(meeting, role)[1:])


def passed(seat: Seat, instead: Profile | None, again: str = "", *, stood: bool) -> Message:
    """`again`: the role that they have once more, having left it for this one."""
    start = "That stands: you passed." if stood else "Thank you for saying so."
    day = when(seat.meeting.start, "date")
    nobody_left = "Nobody is left to ask"
    if seat.role in MISSED:
        nobody_left += f", so the room is asked who {words.DOES[seat.role]}"
    other = f"{words.name(instead.name)} is asked {words.TO_DO[seat.role]}" if instead else nobody_left
    before = f" You {words.DO[again].removesuffix(' in')} at that meeting, as before." if again else ""
    return Message(f"{start} {other} on {day}. Your turn is kept for you.{before}")
