"""What can be typed after the words of the agenda, as the help lists it; the first way stands before others."""

ALSO = {
    "add / bring / new": "bring something to the next meeting",
    "change": "change what is yours: agenda change B",
    "back / drop / remove": "take back what is yours: agenda back B",
    "ask": "have the room asked who brings something",
    "next": "bring what waits since its meeting was called off",
    "order": "whoever facilitates puts it in another order: agenda order B A",
}
"""What can be typed after `agenda`, and what it does."""
ALSO_FOLLOW_UPS = {
    "add / note": "note something to come back to",
    "done": "mark one as done: followups done B",
}
"""What can be typed after `followups`, and what it does."""
