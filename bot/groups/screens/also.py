"""What can be typed after the words of groups, as the help lists it; the first way stands before others."""

ALSO = {
    "questions": "choose what your group's check-in asks",
}
"""What can be typed after `settings`, and what it does."""
ALSO_MOVE = {
    "here": "in the room that your group is to be in",
}
"""What can be typed after `move`, and what it does."""
