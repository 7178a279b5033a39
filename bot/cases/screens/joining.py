"""What somebody reads who comes in, begins it, or may know the client."""

from bot.cases.actions import Start, StepOut
from bot.ui import Button, Message

BEGUN_ALREADY = Message("It has begun already.")


def started(*, live: bool, masked: bool) -> Message:
    where = "in the own conversation of each who is in" if masked else "in a place for those who are in"
    how = "The clock runs." if live else "Each phase ends when everybody has spoken, or its time is over."
    return Message(f"It has begun, {where}. {how}")


READY = Message(
    "So you are ready. A case under a mask begins when its presenter presses **Start** too, in private. Until then it "
    "waits."
)


def begin_it(case_id: str) -> Message:
    text = "Whoever facilitates your case is ready. Under a mask it begins with you: press or type **Start**."
    return Message(text, (Button("Start", Start(case_id), "primary"),))


OUT_AGAIN = "To be out again before it begins, press or type **Step out**: nobody is told why."
OUT_BEFORE_IT_BEGAN = Message(
    "You are no longer in, and nobody is told why. If you would like to be in after all, press or type **I'm in**."
)


def in_now(case_id: str, *, facilitates: bool, live: bool, masked: bool) -> Message:
    begins = "**Start** says that you are ready, and its presenter begins it" if masked else "**Start** begins it"
    leads = f" You keep time and floor, with the help of the format: {begins}." if facilitates else ""
    alone = "When it begins, each of you reads it in your own conversation with me"
    comes = alone if masked else "When it begins, I bring you together in a private place"
    when_ = " while you meet." if live else ", and over the days I remind you once in each phase."
    start = (Button("Start", Start(case_id)),) if facilitates else ()
    return Message(f"You are in.{leads} {comes}{when_} {OUT_AGAIN}", (*start, Button("Step out", StepOut(case_id))))


def in_late(listens: bool, live: bool) -> Message:
    how = (
        "You are in, to listen: the phases in which you could have joined the others are over."
        if listens
        else "You are in, and may speak when the others may."
    )
    reads = "It stands in our own conversation, from the beginning, and comes there as it goes on."
    hours = " The hour counts for you from now." if live else ""
    return Message(f"{how} {reads} Those who are in hear that you have come.{hours}")


def has_part(case_id: str, role: str, asks: str, *, begun: bool) -> Message:
    text = f"You are in, as {role}. {asks} The others see it."
    return Message(text) if begun else Message(f"{text} {OUT_AGAIN}", (Button("Step out", StepOut(case_id)),))


RECUSED = Message(
    "Thank you for saying so. This case stays closed for you, whatever you press. Nobody is told: for the others it "
    "is as if you had not answered."
)
