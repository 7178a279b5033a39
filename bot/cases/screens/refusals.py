"""What is said when something cannot be done in a case, and what can be done instead."""

from datetime import datetime

from bot.marks import when
from bot.ui import Message

NO_CASE = "That case is no longer kept: it was taken back, or its time has come and it is deleted."
NOT_IN = "You are not in this case, so nothing of it is shown to you."
NOT_OPEN_YET = "That case is not up yet."
OVER = Message("That case is over. Type **case** to see what stands.")
BEGUN = "That case has gone too far for anybody else to come in. Type **case** to bring one of your own."
BEGUN_MASKED = (
    "A case under a mask is read only by those who were in when it began, so nobody else can come in now. Type "
    "**case** to bring one of your own."
)
BEGUN_LED = "That case has begun. To come in as it goes on, press or type **I'm in**."
LISTENING = (
    "You came in to listen, since the phases in which you could have joined the others are over. Nothing was said."
)
NO_PART = "This case has no such part."
PART_TAKEN = "Somebody else has that part already. You can be in all the same: press or type **I'm in**."
ONE_PART = "You have another part in this case already, and one is enough."
NOT_BEGUN = "That case has not begun yet."
NOT_YOURS = "That belongs to whoever presents this case, so nothing happened."
ONLY_LEADS = "Whoever facilitates does that. Type **case** to see who it is."
PRESENTER_LEADS_NOT = "Presenting and facilitating at once is hard, so somebody else keeps time and floor."
RECUSED = "You said that you may know this client, so this case stays closed for you. Nobody was told."
ALREADY_IN = Message("You are in already, and nothing changed.")
ITS_PRESENTER = "It is your own case, so you are in."
LED_ALREADY = "Somebody facilitates this case already. You can be in all the same: press or type **I'm in**."
STEP_PAST = Message("That phase is over. What you can press now stands under the latest phase.")
TWO_MORE = (
    "It takes at least two others who are in before it can begin. When they have pressed **I'm in**, press **Start**."
)
NOBODY_LEADS = (
    "Nobody facilitates yet. Whoever will keep time presses **I'm in and facilitate** on the card; then it can start."
)
NOTHING_HERE = "Nothing stands under that number."
NOT_YOUR_WORDS = "These are somebody else's words. To have them hidden, press or type **Report** and their number."
PAUSED = "The case is paused. What you wrote is not lost: send it when it goes on."
NOTHING_DRAFTED = "There is nothing of yours waiting here: it was said, dropped, or a day has gone by."


def not_your_turn(name: str) -> str:
    return f"In this phase one speaks after the other, and now it is {name}. Keep your words; your turn comes."


def no_longer(name: str) -> str:
    return f"Meanwhile the phase is another, “{name}”, and no later one has a place for this. Nothing was said."


def listens_now(name: str) -> str:
    return f"Now is the phase “{name}”, in which you listen, and no later one has a place for more. Nothing was said."


def too_long(typed: int, most: int) -> str:
    return f"That is {typed} characters; {most} fit."


def wait(until: datetime) -> Message:
    return Message(f"The time of this phase is longer now: until {when(until)}.")


PAUSED_NOW = "The case is paused. Whoever facilitates presses **Go on with it**."
STILL_KEPT = "It cannot be said in this phase. It is still kept for you."
PRESENTER_TAKES_BACK = (
    "It is your own case. To end it and delete everything, press or type **Take the case back** in our conversation."
)
NO_CARD = "No card of a colleague is up that you are not in. Type **case** to see what stands, or to bring one."
NO_CARD_OF_MINE = "You are in no case that waits to begin. Type **case** to see what stands, or to bring one."
WHICH_CARD = "Several cards are up. Type **case** to see them, each with its buttons."
WHICH_CASE = "You are in several cases. Please type that in the place of the case that you mean."
NO_CASE_OF_MINE = "You are in no case that is going on. Type **case** to see what stands, or to bring one."
NOT_YOURS_TO_LEAVE = "The presenter or whoever facilitates leaves this round out. For yourself, press or type **Pass**."
