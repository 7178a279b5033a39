"""The local chat's own words, apart from those in its templates."""

from bot.port import Onlookers

ONLOOKERS = Onlookers("whoever sits at this computer", "whoever sits at this computer", masks=True)
"""Everything stands in one file in clear."""
NOT_OURS = "This page answers to its own computer only."
STALE = "This page is from another time. Please load it again and repeat that."
NOTHING_WRITTEN = "There were no words in that. Write something first, for example **help**."
NOT_HERE = "There is nothing here, or nothing that this person can see. Go back, or begin again at the first page: /"
WENT_WRONG = "The page could not do that just now. Please go back, and try it once more."
SENT_BEFORE = "This was sent a moment ago and came back. Change something in it, and send it again."
NOT_AN_OPTION = "Please choose one of these."

LONGEST_NAME = 40
"""Characters of a person's or a room's name."""
NAMELESS = f"A name of up to {LONGEST_NAME} characters, please. For example: Noor"
UNTITLED = f"A name of up to {LONGEST_NAME} characters, please. For example: Thursday circle"
FIRST_ROOM = "Our room"
NOTHING_PLANNED = "Nothing is planned"


def too_long(typed: int, most: int) -> str:
    return f"That is {typed} characters; {most} fit. Your words are still here."


def skipped(minutes: float) -> str:
    """As in "Skipped 3 days"; the largest unit that is there, rounded."""
    whole = max(1, round(minutes))
    size, name = next(((s, n) for s, n in ((1440, "day"), (60, "hour")) if whole >= s), (1, "minute"))
    count = round(whole / size)
    return f"Skipped {count} {name}{'s' if count > 1 else ''}"


def title(person: str, room: str) -> str:
    """Of a browser's window, of which there may be one for each person."""
    return f"{person}: {room} – rehearsal room"
