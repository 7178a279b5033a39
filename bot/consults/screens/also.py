"""What can be typed after the words of consults, as the help lists it; the first way stands before others."""

ALSO_ALONE = {
    "off": "not be written to any more",
}
"""What can be typed after `alone`, and what it does."""
