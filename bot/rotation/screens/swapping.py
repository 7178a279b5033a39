"""The words of a swap: asked, agreed, declined without reasons, or left without an answer."""

from collections.abc import Sequence

from bot.groups.tables import Member
from bot.marks import when
from bot.people import Profile
from bot.rotation import screens as words
from bot.rotation.actions import Agree, AskSwap, Decline
from bot.rotation.seats import Seat
from bot.ui import Button, Message

YES, NO = "I will swap", "I would rather not"
OVER = "That swap is no longer open, so nothing happened. Type **turns** to see whose turn it is."
NOBODY = "Nobody is free to swap with at that meeting. You can still pass, ask for a volunteer, or keep the turn."
NOTHING_ASKED = "Nobody is asking you to swap just now, so nothing happened."


def whom(seat: Seat, people: Sequence[tuple[Member, Profile]]) -> Message:
    """Whom could I ask: those who are free, first those whose turn comes soonest."""
    listed = "\n".join(f"- {words.name(profile.name)}" for _, profile in people)
    buttons = [
        Button(f"Ask {profile.name}"[:75], AskSwap(seat.meeting.id, seat.role, member.id)) for member, profile in people
    ]
    return Message(
        f"Whom would you like to ask to take your turn on {when(seat.meeting.start)}? Press a name, or type for "
        f"example **turns swap Ana**. Nothing changes before they say yes.\n{listed}",
        tuple(buttons),
    )


def asked(who: Profile, *, stood: bool) -> Message:
    start = "Asked already" if stood else "Asked"
    return Message(
        f"{start}: {words.name(who.name)} can say yes or no, without giving reasons. Until then the turn stays with "
        "you, and you hear either way."
    )


def question(seat: Seat, asker: Profile, theirs: Seat | None) -> Message:
    """To whoever is asked. `theirs`: the turn of theirs that the asker would take, if they have one."""
    instead = f"{words.name(asker.name)} would take yours {_at(theirs)} in return." if theirs else _later(asker)
    return Message(
        f"{words.name(asker.name)} asks whether you would {words.DO[seat.role]} "
        f"**{words.name(seat.group.name)}** on {when(seat.meeting.start)} in their place. {instead}\n"
        f"Press {YES} or {NO}, or type **turns accept** or **turns decline**. No reason is asked, and nothing changes "
        "unless you say yes.",
        (),
    )


def waits(seat: Seat, asker: Profile | None) -> str:
    """A line for whoever is asked and has not answered."""
    return (
        f"{words.name(asker.name if asker else '')} asks whether you would take their turn {_at(seat)}: press {YES} or "
        f"{NO}, or type **turns accept** or **turns decline**."
    )


def _later(asker: Profile) -> str:
    return f"It counts as your turn, and {words.name(asker.name)} is next after you."


def _at(seat: Seat) -> str:
    return f"{words.TO_DO[seat.role]} on {when(seat.meeting.start)}"


def answers(swap: str) -> tuple[Button, ...]:
    return Button(YES, Agree(swap), "primary"), Button(NO, Decline(swap))


def agreed(seat: Seat, asker: Profile | None) -> Message:
    return Message(
        f"Swapped: {words.you_do(seat.role, seat.group)} on {when(seat.meeting.start)}. You are down as coming, and "
        f"{words.who_or_nobody(asker)} was told."
    )


def swapped(seat: Seat, who: Profile | None, theirs: Seat | None) -> Message:
    """To whoever asked."""
    instead = f"You have their turn {_at(theirs)}." if theirs else "Your turn is kept for you."
    return Message(
        f"{words.who_or_nobody(who)} has swapped with you and {words.DOES[seat.role]} on {when(seat.meeting.start)}. "
        f"{instead} If the meeting moves, the swap moves along."
    )


def declined() -> Message:
    return Message("Thank you for answering. Whoever asked hears that it does not work this time, and nothing changes.")


def not_this_time(seat: Seat, who: Profile | None) -> Message:
    """To whoever asked."""
    return Message(
        f"{words.who_or_nobody(who)} cannot swap this time, so the turn {_at(seat)} is still with you. To ask somebody "
        "else, type **turns swap**; to pass it on, **turns pass**."
    )


def no_answer(seat: Seat, who: Profile | None) -> Message:
    """To whoever asked, when it has waited long enough."""
    return Message(
        f"{words.who_or_nobody(who)} has not answered, so the turn {_at(seat)} is still with you and the question is "
        "closed. To ask somebody else, type **turns swap**; to pass it on, **turns pass**."
    )


def closed(seat: Seat) -> Message:
    """What the question says afterwards."""
    return Message(
        f"You were asked to swap for {when(seat.meeting.start)}. That is no longer open, and nothing changed."
    )


def no_such_member(typed: str) -> str:
    return (
        f"I found nobody called “{words.name(typed)}” who is free at that meeting. Type **turns swap** to see whom you "
        "can ask."
    )
