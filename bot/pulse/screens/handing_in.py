"""The words about handing in, which nobody can undo, and about sharing answers under one's own name instead."""

from collections.abc import Mapping

from bot.instruments import Instrument
from bot.marks import when
from bot.pulse.actions import Begin, Drop, HandIn, KeepCopy, Reconsider, Share, ShareNamed, ShowCopies, Unshare
from bot.pulse.rules import COPY_KEPT
from bot.pulse.screens import numbers
from bot.pulse.screens.questions import SUPPORT
from bot.pulse.tables import Wave
from bot.ui import Button, Message

HANDED_IN_ALREADY = (
    "You have handed in your answers to this pulse. They cannot be changed or taken out, since nobody can tell which "
    "are yours. The result comes into your group's room when the pulse closes."
)
SHARED_ALREADY = "You have shared your answers to this pulse under your name. Until it closes, you can take that back."
NOT_COMPLETE = "Not every question has an answer yet, so nothing was handed in. What you have answered is still there."
NO_WAY_BACK = "Once handed in, nothing can be changed or taken out: nobody can tell which answers are yours."


def unshare(wave: Wave) -> Button:
    return Button("Take that back", Unshare(wave.id))


def all_answered(wave: Wave, asked: Instrument, note: str, could_see: str) -> Message:
    """After the last answer: the acts that cannot be undone, each with what it means."""
    lines = [note] if note else []
    lines += [
        f"**All {len(asked.items)} questions are answered, and nothing has been handed in yet.**",
        f"- **Hand in**: {NO_WAY_BACK} {could_see} {ALONE}",
        f"- **Hand in, keep a copy**: a copy for you, under **pulse mine**, deleted after {COPY_KEPT.days} days. It "
        "is kept encrypted under your name, but whoever runs this Tend holds the key: with a copy they could tell what "
        "you answered, without one they could not.",
        "- **Share with my name**: instead of handing in. First you are shown what would be said, and to whom.",
    ]
    return Message(
        "\n".join(lines),
        (
            Button("Hand in", HandIn(wave.id), "primary"),
            Button("Hand in, keep a copy", KeepCopy(wave.id)),
            Button("Share with my name", Share(wave.id)),
            Button("Change an answer", Reconsider(wave.id)),
            Button("Not this time", Drop(wave.id)),
            SUPPORT,
        ),
    )


ALONE = "While you are the only one who has handed in, the sums are yours alone."


def handed_in(wave: Wave, *, copy: bool = False) -> Message:
    kept = " Your own copy is under **pulse mine**." if copy else ""
    return Message(
        f"Thank you. Your answers are in the sums, and nowhere else.{kept} The result comes into your group's room "
        f"after {when(wave.closes_at)}. Should the reminder still come to you: it comes to everybody.",
        (Button("My copies", ShowCopies()), SUPPORT) if copy else (SUPPORT,),
    )


def before_sharing(wave: Wave, asked: Instrument, answers: Mapping[str, str]) -> Message:
    """Exactly what the group would see, and who that is. The one place where scores are said before they are shared."""
    return Message(
        "**Share your answers of this pulse under your name?** When the pulse closes, this is said in your group's "
        f"room:\n{scores(asked, answers)}\n"
        "Everybody in that room will see it, also whoever joins it later, and whoever owns this chat can. Your answers "
        "are then not part of the group's result, so they hide nobody and nobody hides them. It is for this one pulse. "
        "Until it closes you can take it back, and it is kept encrypted; whoever runs this Tend holds the key.",
        (Button("Share them", ShareNamed(wave.id), "danger"), Button("Rather not", Begin(wave.id)), SUPPORT),
    )


def scores(asked: Instrument, answers: Mapping[str, str]) -> str:
    """Each scale's score, with one decimal."""
    return "\n".join(f"- {scale.title}: {score}" for scale, score in numbers.scores(asked, answers))


def shared(wave: Wave) -> Message:
    return Message(
        f"Your answers will stand beside the result, under your name, after {when(wave.closes_at)}. Until then you can "
        "take that back.",
        (unshare(wave), SUPPORT),
    )
