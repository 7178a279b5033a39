"""What can be typed after the words of turns, as the help lists it; the first way stands before others."""

ALSO = {
    "will / yes": "you take the turn that is put to you",
    "pass / no": "you cannot this time: the next person is asked, and your turn is kept",
    "keep": "you keep your turn for the next meeting, and nobody is asked instead",
    "swap": "ask a colleague to take it: turns swap Ben, or turns swap presenter with Ben",
    "accept": "you say yes to a swap",
    "decline": "you say no to a swap",
    "volunteer": "ask the group who would take it",
    "take": "take a turn that nobody has: turns take, or turns take presenter",
    "take back": "have a turn back that you gave away",
    "step in / stepin": "do it for somebody who is ill: turns step in, or turns step in for Ben",
    "fairness": "how turns have gone round, in each role",
    "mine / balance": "your own balance, for you alone",
    "history": "what became of each turn, and why",
}
"""What can be typed after `turns`, and what it does."""
