"""What can be typed after the words of cases, as the help lists it; the first way stands before others."""

ALSO = {
    "new / bring": "bring another one",
    "in / i'm in": "come into the case whose card is up",
    "facilitate": "come in, and keep time and floor",
    "know": "step aside, since you may know the client; nobody is told",
    "start": "begin the case that you facilitate or present",
    "say": "say something where the case stands",
    "hours": "your own hours in cases, for you alone",
    "mask": "leave your name out, where the chat's rules allow it",
    "safety": "pause, and show the group's own card",
    "report": "have what stands under a number hidden: case report 3",
    "take back": "take back what you said under a number: case take back 3",
}
"""What can be typed after `case`, and what it does."""
