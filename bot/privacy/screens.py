"""Every word about what is kept, who could see it, and being forgotten: plain, and no more than is true."""

from collections.abc import Sequence
from datetime import timedelta

from bot.buddies.rules import KEPT as BUDDIES_KEPT
from bot.checkins.rules import ANSWERS_KEPT, SENTENCES_KEPT
from bot.front import Say
from bot.groups.rules import CHANGES_KEPT
from bot.groups.screens import titled
from bot.groups.tables import Group
from bot.measures.rules import ANSWERS_KEPT as MEASURED_KEPT
from bot.meetings.rules import KEPT as MEETINGS_KEPT
from bot.people import Profile
from bot.privacy.actions import Forget, Keep, SendFile
from bot.ui import Button, File, Message

NOTHING = "Tend keeps nothing about you: you have joined no group here, or you were forgotten as you wished."
FORGET_WHAT = Message(
    "To have everything of yours deleted, type **forget me**. You are asked once more before it happens."
)
NOT_YOURS = "That button was shown to somebody else, so nothing happened. For yourself, type **forget me**."
AT_THE_DOOR = Message(
    "**Privacy**\nWhat Tend keeps about you, who could see it, and how to have it deleted.",
    (Button("What Tend keeps", Say("privacy")),),
)
KEPT = Message("Good. Everything is as it was.")
LAST_WORDS = Message(
    "Done. Tend has forgotten you: what was yours is deleted, and your groups were told that you are no longer in. "
    "What you said in a case or asked in the open is taken back where the chat allows it; everything else that stands "
    "in this chat stays until you or the chat delete it. Thank you for the time you were here. You can come back as "
    "anybody new would, by typing **/tend join** in a group's room."
)
FORGOTTEN_ALREADY = Message("Tend keeps nothing about you any more, so there was nothing left to forget.")
SENT_PRIVATELY = Message("The file is in your private conversation with Tend.")
ALSO = {
    "me": "everything of yours is deleted, after you are asked once more",
}
"""What can be typed after `forget`, and what it does."""


def page(profile: Profile | None) -> Message:
    """What is kept, who could see it, and what one can do about it."""
    head = "**What Tend keeps about you**" if profile else f"{NOTHING}\n\n**What Tend would keep about you**"
    return Message(
        f"{head}\n"
        "- Your name as this chat shows it, your time zone, and until when you are away.\n"
        "- Your groups, which agreement you accepted, and the settings you changed "
        f"({_days(CHANGES_KEPT)}).\n"
        f"- Check-ins: your answers ({_days(ANSWERS_KEPT)}) and your sentences ({_days(SENTENCES_KEPT)}), locked with "
        "a key of your own.\n"
        f"- Measures: your answers ({_days(MEASURED_KEPT)}) and scores (as long as you choose), locked too.\n"
        "- A group's pulse: no single answer, once it is handed in.\n"
        "- Consults: your sentence, locked too, and deleted when the request ends. Then only the day and the minutes.\n"
        "- Cases and questions: your words, locked too, until the time that stood beside them is over.\n"
        f"- Peers: what you said of yourself there, locked too; and who was your buddy ({_days(BUDDIES_KEPT)}).\n"
        f"- Meetings: whether you came, and your turns ({_days(MEETINGS_KEPT)}).\n"
        "Tend does not read the room. It hears what you type to it, and your presses.\n\n"
        "**Who could see what**\n"
        "- Your group: your name, your local time, when you are away, whether you come, and your turns. Whoever you "
        "ask, or discuss a case with: what you wrote for them. Your check-ins, your measures, and with whom you would "
        "rather not be matched, are shown to nobody in it.\n"
        "- Whoever runs Tend here: who is in which group, and when something happened. No page of Tend shows them what "
        "is locked; but they hold the keys, so in the end it is a matter of trust.\n"
        "- The owner of this chat: what passes through it, private messages too, as far as the chat allows.\n\n"
        "**What you can do**\n"
        "**export** gives you everything that is yours, as a file. **leave** takes you out of a group. **forget me** "
        "deletes everything that is yours."
    )


def _days(kept: timedelta) -> str:
    return f"kept {kept.days} days"


def before_file() -> Message:
    """Said before private words pass through the chat."""
    return Message(
        "Tend can send you one file with everything that it keeps about you, your check-in answers and sentences "
        "included. It comes to you alone; but it passes through this chat, whose owner may be able to open it there. "
        "To have it, press or type **Send me the file**.",
        (Button("Send me the file", SendFile(), "primary"), Button("Not now", Keep())),
    )


def offered() -> Message:
    """To somebody for whom whoever runs Tend was asked."""
    asked = before_file()
    return Message(
        f"Whoever runs Tend here was asked for what it keeps about you, and cannot see it. {asked.text}", asked.buttons
    )


def file(name: str, text: str) -> Message:
    return Message(
        "Here is everything that Tend keeps about you. Times in it are in UTC. Once you have saved the file, you may "
        "want to delete this message.",
        file=File(name, "application/json", text),
    )


def sure(profile: Profile, groups: Sequence[Group]) -> Message:
    """Asks once before somebody is forgotten."""
    theirs = ", ".join(titled(group.name) for group in groups[:10])
    leaving = f"- You leave {theirs}. The room is told that you are no longer in, and not why.\n" if groups else ""
    return Message(
        "Shall Tend forget you? It cannot be undone. This is what happens:\n"
        f"{leaving}- Everything of yours is deleted at once: name, zone, check-ins, consults, answers to meetings.\n"
        "- Your group keeps the dates of past turns, without your name.\n"
        "- What you said in a case or asked in the open is taken back where the chat allows it; everything else that "
        "stands in this chat stays. Backups that whoever runs Tend has made before hold what they held, until they "
        "are thrown away.\n"
        "For a copy of your own, first type **export**. To go on, press or type **Delete everything of mine**.",
        (Button("Delete everything of mine", Forget(profile.id), "danger"), Button("Keep everything", Keep())),
    )
