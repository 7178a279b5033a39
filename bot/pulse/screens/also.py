"""What can be typed after the words of a pulse, as the help lists it; the first way stands before others."""

ALSO = {
    "open / start": "open one now, for a week",
    "mine / copies": "the copies that you asked for, for you alone",
    "least": "ask for more answers before a result is shown: pulse least 7",
    "questions": "what the pulse asks, and what else it could; to choose it: pulse questions cbi",
    "off / never / none": "end the rhythm",
}
"""What can be typed after `pulse`, and what it does."""
