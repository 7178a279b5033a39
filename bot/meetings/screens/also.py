"""What can be typed after the words of meetings, as the help lists it; the first way stands before others."""

ALSO = {
    "coming / yes": "you come",
    "late / coming late": "you come late",
    "not coming / not / no": "you do not come",
    "move / reschedule / postpone": "move the next one, or another: meeting move 8 December to 15 December 19:00",
    "cancel / off": "call the next one off, or another: meeting cancel 8 December",
    "back": "have one that was called off or moved as it was",
    "changes / history": "what was moved and called off, and by whom",
}
"""What can be typed after `meeting`, and what it does."""
ALSO_HOLIDAY = {
    "back / drop / delete / cancel": "take one back: holiday back 24 December",
}
"""What can be typed after `holiday`, and what it does."""
ALSO_HOURS = {
    "bacp / ap / psyba / calpcc": "as that body counts",
    "there": "you were at a meeting: hours there 10 November",
    "not there": "you were not: hours not there 10 November",
}
"""What can be typed after `hours`, and what it does."""
ALSO_CALENDAR = {
    "next / the next / next one / one": "the next meeting alone, as a file; or its day: calendar 8 December",
    "feed / address / link / subscribe": "your own address, at which a calendar finds the meetings",
    "feed new / feed another / feed renew": "another address, and the one you have ends",
    "feed off / feed end / feed stop / feed delete": "your address ends",
}
"""What can be typed after `calendar`, and what it does."""
